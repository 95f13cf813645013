import { z } from 'zod'
import { exchange } from './http.ts'
import type { Failure, Fetch } from './http.ts'
import { texts } from './texts.ts'

/** The app's tenant token, fetched when it is first needed and again before it runs out. */
export type TokenKeeper = {
  get(): Promise<{ kind: 'token'; token: string } | Failure>
  /** Lark no longer takes this token: the next `get` fetches another. */
  evict(token: string): void
}

type Config = { appId: string; appSecret: string; baseUrl: string; fetch: Fetch; now: () => number; timeoutMs: number }

const marginMs = 180_000
const Granted = z.object({ tenant_access_token: z.string().min(1), expire: z.number() })

export function tokenKeeper(config: Config): TokenKeeper {
  let held: { token: string; until: number } | undefined
  let asking: ReturnType<TokenKeeper['get']> | undefined

  async function ask(): ReturnType<TokenKeeper['get']> {
    const answer = await exchange(config.fetch, {
      url: `${config.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
      method: 'POST',
      body: { app_id: config.appId, app_secret: config.appSecret },
      timeoutMs: config.timeoutMs,
    })
    if (answer.kind !== 'ok') return answer
    const granted = Granted.safeParse(answer.body)
    if (!granted.success) return { kind: 'lost', why: texts.why.lostAnswer(200) }
    const { tenant_access_token: token, expire } = granted.data
    // A token about to expire is still good for one call; a margin beyond its life would fetch for ever.
    held = { token, until: config.now() + Math.max(expire * 1000 - marginMs, expire * 500) }
    return { kind: 'token', token }
  }

  return {
    async get() {
      if (held && config.now() < held.until) return { kind: 'token', token: held.token }
      asking ??= ask().finally(() => (asking = undefined))
      return asking
    },
    evict(token) {
      if (held?.token === token) held = undefined
    },
  }
}
