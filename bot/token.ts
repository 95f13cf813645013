/** How a platform says no: by itself, or not at all. */
type No = { readonly kind: 'refused' | 'lost' }
type Token = { readonly kind: 'token'; readonly token: string }
/** A token and how long it lives, in seconds. */
export type Granted = { readonly kind: 'granted'; readonly token: string; readonly seconds: number }

export type TokenKeeper<F extends No> = {
  /** One call with the token that is held, and once more with a fresh one where the platform didn't take it. */
  use<T extends { readonly kind: string }>(attempt: (token: string) => Promise<T>): Promise<T | F>
  /** Fetches one whatever is held: proves the credentials, and counts in no quota. */
  ask(): Promise<Token | F>
}

type Keeping<F extends No> = {
  readonly fresh: () => Promise<Granted | F>
  /** Whether an attempt came to nothing for its token. */
  readonly isRefused: (outcome: { kind: string }) => boolean
  readonly now: () => number
  /** How long before its end a token is no longer used. */
  readonly marginMs: number
}

/** A platform's access token: fetched when it is first needed and again before it runs out, one request at a time. */
export function tokenKeeper<F extends No>({ fresh, isRefused, now, marginMs }: Keeping<F>): TokenKeeper<F> {
  let held: { token: string; until: number } | undefined
  let asking: Promise<Token | F> | undefined

  async function fetched(): Promise<Token | F> {
    const granted = await fresh()
    if (granted.kind !== 'granted') return granted
    const { token, seconds } = granted
    // A token about to expire is still good for one call; a margin beyond its life would fetch for ever.
    held = { token, until: now() + Math.max(seconds * 1000 - marginMs, seconds * 500) }
    return { kind: 'token', token }
  }

  const ask = (): Promise<Token | F> => (asking ??= fetched().finally(() => (asking = undefined)))
  const get = async (): Promise<Token | F> =>
    held && now() < held.until ? { kind: 'token', token: held.token } : ask()

  return {
    ask,
    async use(attempt) {
      const first = await get()
      if (first.kind !== 'token') return first
      const outcome = await attempt(first.token)
      if (!isRefused(outcome)) return outcome
      if (held?.token === first.token) held = undefined
      const second = await get()
      return second.kind === 'token' ? attempt(second.token) : second
    },
  }
}
