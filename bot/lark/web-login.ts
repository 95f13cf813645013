import { z } from 'zod'
import type { CameBack, WebLogin } from '../platform.ts'
import { exchange, type Fetch } from './http.ts'

export type WebLoginConfig = {
  readonly appId: string
  readonly appSecret: string
  readonly baseUrl: string
  /** Of the accounts service, such as https://accounts.feishu.cn. */
  readonly accountsUrl: string
  readonly fetch: Fetch
  readonly timeoutMs: number
}

const Granted = z.object({ access_token: z.string().min(1) })
const Whose = z.object({ data: z.object({ open_id: z.string().min(1) }) })

/**
 * Signing in with a Lark account: OAuth's authorization code with PKCE. The user's token is used once, to learn whose it
 * is, and dropped. An open_id is of our app alone: somebody of another tenant has one that nobody here is bound to.
 */
export function larkWebLogin(config: WebLoginConfig): WebLogin {
  return {
    async address({ back, state, verifier }) {
      const query = new URLSearchParams({
        client_id: config.appId,
        redirect_uri: back,
        response_type: 'code',
        state,
        code_challenge: await challengeOf(verifier),
        code_challenge_method: 'S256',
      })
      return `${config.accountsUrl}/open-apis/authen/v1/authorize?${query.toString()}`
    },

    async who(came) {
      const token = await tokenFor(config, came)
      if (token === null) return null
      const url = `${config.baseUrl}/open-apis/authen/v1/user_info`
      const answer = await exchange(config.fetch, { url, method: 'GET', token, timeoutMs: config.timeoutMs })
      return answer.kind === 'ok' ? (Whose.safeParse(answer.body).data?.data.open_id ?? null) : null
    },
  }
}

/** The token endpoint answers as OAuth has it, without Lark's envelope. */
async function tokenFor(config: WebLoginConfig, { query, back, verifier }: CameBack): Promise<string | null> {
  const code = query.get('code')
  if (code === null) return null
  const body = {
    grant_type: 'authorization_code',
    client_id: config.appId,
    client_secret: config.appSecret,
    code,
    redirect_uri: back,
    code_verifier: verifier,
  }
  const response = await config
    .fetch(`${config.accountsUrl}/oauth/v3/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(config.timeoutMs),
    })
    .catch(() => null)
  if (!response?.ok) return null
  const json: unknown = await response.json().catch(() => null)
  return Granted.safeParse(json).data?.access_token ?? null
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
