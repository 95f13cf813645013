import { z } from 'zod'
import { exchange } from './http.ts'
import type { Failure, Fetch } from './http.ts'
import { texts } from './texts.ts'

/** The app's access token, fetched when it is first needed and again before it runs out. */
export type TokenKeeper = {
  get(): Promise<Given>
  /** DingTalk no longer takes this token: the next `get` fetches another. */
  evict(token: string): void
  /** Fetches one whatever is held: proves the credentials, and counts in no quota. */
  ask(): Promise<Given>
}

type Given = { kind: 'token'; token: string } | Failure

type Config = {
  clientId: string
  clientSecret: string
  apiUrl: string
  fetch: Fetch
  now: () => number
  timeoutMs: number
}

const marginMs = 300_000
const Granted = z.object({ accessToken: z.string().min(1), expireIn: z.number() })

export function tokenKeeper(config: Config): TokenKeeper {
  let held: { token: string; until: number } | undefined
  let asking: Promise<Given> | undefined

  async function fetched(): Promise<Given> {
    const answer = await exchange(config.fetch, {
      url: `${config.apiUrl}/v1.0/oauth2/accessToken`,
      method: 'POST',
      body: { appKey: config.clientId, appSecret: config.clientSecret },
      timeoutMs: config.timeoutMs,
    })
    if (answer.kind !== 'ok') return answer
    const granted = Granted.safeParse(answer.body)
    if (!granted.success) return { kind: 'lost', why: texts.why.lostAnswer(200) }
    const { accessToken: token, expireIn } = granted.data
    // A token about to expire is still good for one call; a margin beyond its life would fetch for ever.
    held = { token, until: config.now() + Math.max(expireIn * 1000 - marginMs, expireIn * 500) }
    return { kind: 'token', token }
  }

  const ask = (): Promise<Given> => (asking ??= fetched().finally(() => (asking = undefined)))

  return {
    ask,
    get: async () => (held && config.now() < held.until ? { kind: 'token', token: held.token } : ask()),
    evict(token) {
      if (held?.token === token) held = undefined
    },
  }
}
