export type Limits = { readonly chatSecond: number; readonly appSecond: number; readonly appMinute: number }

export type Meter = {
  /** From now on more than that is refused with 429; undefined for no limit. */
  limit(limits: Limits | undefined): void
  /** The calls left of this month. */
  leave(calls: number): void
  /** Counts one call. What Lark says where it is one too many. */
  call(): 'exhausted' | { readonly resetSeconds: number } | undefined
  /** Counts one message into a chat. The seconds to wait where it is one too many. */
  message(chatId: string): { readonly resetSeconds: number } | undefined
}

const second = 1_000
const minute = 60_000

/** Lark's limits: of the app in a second and a minute, of a chat in a second, and of a free tenant in a month. */
export function newMeter(now: () => number): Meter {
  let limits: Limits | undefined
  let left = Infinity
  let calls: number[] = []
  const chats = new Map<string, number[]>()
  const within = (times: readonly number[], span: number) => times.filter((at) => at > now() - span)
  const reset = (times: readonly number[], span: number) => ({
    resetSeconds: Math.max(1, Math.ceil(((times[0] ?? now()) + span - now()) / 1_000)),
  })

  return {
    limit: (given) => void (limits = given),
    leave: (given) => void (left = given),
    call() {
      if (left <= 0) return 'exhausted'
      left -= 1
      calls = within(calls, minute)
      const recent = within(calls, second)
      if (limits && recent.length >= limits.appSecond) return reset(recent, second)
      if (limits && calls.length >= limits.appMinute) return reset(calls, minute)
      calls.push(now())
      return undefined
    },
    message(chatId) {
      const recent = within(chats.get(chatId) ?? [], second)
      if (limits && recent.length >= limits.chatSecond) return reset(recent, second)
      chats.set(chatId, [...recent, now()])
      return undefined
    },
  }
}
