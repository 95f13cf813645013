import { z } from 'zod'
import type { Granted } from '../token.ts'
import { exchange } from './http.ts'
import type { Failure, Fetch } from './http.ts'
import { texts } from './texts.ts'

type Config = { clientId: string; clientSecret: string; apiUrl: string; fetch: Fetch; timeoutMs: number }

const Reply = z.object({ accessToken: z.string().min(1), expireIn: z.number() })

/** The app's access token, new. */
export async function accessToken(config: Config): Promise<Granted | Failure> {
  const answer = await exchange(config.fetch, {
    url: `${config.apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey: config.clientId, appSecret: config.clientSecret },
    timeoutMs: config.timeoutMs,
  })
  if (answer.kind !== 'ok') return answer
  const { data } = Reply.safeParse(answer.body)
  if (!data) return { kind: 'lost', why: texts.why.lostAnswer(200) }
  return { kind: 'granted', token: data.accessToken, seconds: data.expireIn }
}
