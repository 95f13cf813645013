export type Meter = {
  /** From now on a call of one name more often than this in a second is refused; undefined takes as much as comes. */
  qps(limit: number | undefined): void
  /** The calls left of this month. */
  leave(calls: number): void
  /** The pushes left of this month. */
  leavePushes(pushes: number): void
  /** Whether this address is banned for the moment. */
  ban(on: boolean): void
  /** Counts one call. What is against it. */
  call(name: string): 'exhausted' | 'too often' | 'banned' | undefined
  /** Counts one push, or one thing said by a session webhook; false where none is left. */
  push(): boolean
  /** How many were counted. */
  pushes(): number
}

/** DingTalk's limits: of the app in a second for each API, of the organisation in a month (calls, and pushes apart), and of an address. */
export function newMeter(now: () => number): Meter {
  let limit = Infinity
  let left = Infinity
  let banned = false
  let pushesLeft = Infinity
  let pushed = 0
  const calls = new Map<string, number[]>()
  return {
    qps: (given) => void (limit = given ?? Infinity),
    leave: (given) => void (left = given),
    leavePushes: (given) => void (pushesLeft = given),
    pushes: () => pushed,
    push() {
      if (pushesLeft <= 0) return false
      pushesLeft -= 1
      pushed += 1
      return true
    },
    ban: (on) => void (banned = on),
    call(name) {
      if (banned) return 'banned'
      if (left <= 0) return 'exhausted'
      const recent = (calls.get(name) ?? []).filter((at) => at > now() - 1_000)
      if (recent.length >= limit) return 'too often'
      left -= 1
      calls.set(name, [...recent, now()])
      return undefined
    },
  }
}
