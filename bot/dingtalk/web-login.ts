import { z } from 'zod'
import type { WebLogin } from '../platform.ts'
import type { DingTalkClient } from './client.ts'
import { exchange, type Fetch } from './http.ts'

type Config = {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiUrl: string
  /** https://login.dingtalk.com, or where else people sign in. */
  readonly loginUrl: string
  readonly fetch: Fetch
  readonly timeoutMs: number
}

const Granted = z.object({ accessToken: z.string().min(1) })
const Whose = z.object({ unionId: z.string().min(1).max(200) })
const Staff = z.object({ result: z.object({ userid: z.string().min(1) }) })

/**
 * Signing in with a DingTalk account. The user's token is used once, to learn whose it is, and dropped; the app's own
 * then says who that is here: somebody of another organisation is nobody.
 */
export function dingtalkWebLogin(config: Config, client: Pick<DingTalkClient, 'ofStaff'>): WebLogin {
  const { clientId, clientSecret, apiUrl, fetch, timeoutMs } = config
  return {
    async address({ back, state }) {
      const query = new URLSearchParams({
        ...{ redirect_uri: back, response_type: 'code', client_id: clientId, scope: 'openid' },
        ...{ state, prompt: 'consent' },
      })
      return `${config.loginUrl}/oauth2/auth?${query.toString()}`
    },

    async who({ query }) {
      const code = query.get('authCode')
      if (code === null) return null
      const granted = await exchange(fetch, {
        url: `${apiUrl}/v1.0/oauth2/userAccessToken`,
        method: 'POST',
        body: { clientId, clientSecret, code, grantType: 'authorization_code' },
        timeoutMs,
      })
      const token = granted.kind === 'ok' ? Granted.safeParse(granted.body).data?.accessToken : undefined
      if (token === undefined) return null
      const headers = { 'x-acs-dingtalk-access-token': token }
      const whose = await exchange(fetch, { url: `${apiUrl}/v1.0/contact/users/me`, method: 'GET', headers, timeoutMs })
      const person = whose.kind === 'ok' ? Whose.safeParse(whose.body).data : undefined
      if (!person) return null
      const staff = await client.ofStaff('/topapi/user/getbyunionid', { unionid: person.unionId })
      return staff.kind === 'ok' ? (Staff.safeParse(staff.body).data?.result.userid ?? null) : null
    },
  }
}
