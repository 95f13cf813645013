import { z } from 'zod'
import type { Granted } from '../token.ts'
import { exchange } from './http.ts'
import type { Failure, Fetch } from './http.ts'
import { texts } from './texts.ts'

type Config = { appId: string; appSecret: string; baseUrl: string; fetch: Fetch; timeoutMs: number }

const Reply = z.object({ tenant_access_token: z.string().min(1), expire: z.number() })

/** The app's tenant token, new. */
export async function tenantToken(config: Config): Promise<Granted | Failure> {
  const answer = await exchange(config.fetch, {
    url: `${config.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
    method: 'POST',
    body: { app_id: config.appId, app_secret: config.appSecret },
    timeoutMs: config.timeoutMs,
  })
  if (answer.kind !== 'ok') return answer
  const { data } = Reply.safeParse(answer.body)
  if (!data) return { kind: 'lost', why: texts.why.lostAnswer(200) }
  return { kind: 'granted', token: data.tenant_access_token, seconds: data.expire }
}
