import type { Platform } from './platform.ts'

/** How often a platform lets itself be asked: a receiver in a second, the app in a second and in a minute. */
export type Limits = { readonly receiverSecond: number; readonly appSecond: number; readonly appMinute: number }

/** `low` leaves a fifth of every limit to what is more urgent. */
export type Claim = 'full' | 'low'

export type Pacer = {
  /** How many messages may leave at this instant, whoever they are for. */
  room(now: number, claim: Claim): number
  /** The instant from which one to this receiver may leave: `now` where it may at once. */
  freeAt(now: number, claim: Claim, receiver: string): number
  /** One leaves. */
  take(now: number, receiver: string): void
  /** The platform itself said to wait until then. */
  hold(until: number): void
}

const SECOND = 1_000
const MINUTE = 60_000

/** Keeps within a platform's limits before it complains. What it remembers is of the last minute and of this process. */
export function pacer(limits: Limits): Pacer {
  const app: number[] = []
  const receivers = new Map<string, number[]>()
  let heldUntil = 0
  const share = (limit: number, claim: Claim) => (claim === 'full' ? limit : Math.max(1, Math.floor(limit * 0.8)))

  function forget(now: number): void {
    const old = app.findIndex((at) => at > now - MINUTE)
    app.splice(0, old < 0 ? app.length : old)
    if (receivers.size < 1_000) return
    for (const [receiver, times] of receivers) if ((times.at(-1) ?? 0) <= now - SECOND) receivers.delete(receiver)
  }

  return {
    room(now, claim) {
      forget(now)
      if (heldUntil > now) return 0
      const second = share(limits.appSecond, claim) - countAfter(app, now - SECOND)
      return Math.max(0, Math.min(second, share(limits.appMinute, claim) - app.length))
    },
    freeAt(now, claim, receiver) {
      forget(now)
      return Math.max(
        now,
        heldUntil,
        freeIn(app, { now, span: SECOND, limit: share(limits.appSecond, claim) }),
        freeIn(app, { now, span: MINUTE, limit: share(limits.appMinute, claim) }),
        freeIn(receivers.get(receiver) ?? [], { now, span: SECOND, limit: share(limits.receiverSecond, claim) }),
      )
    },
    take(now, receiver) {
      app.push(now)
      const times = receivers.get(receiver)?.filter((at) => at > now - SECOND) ?? []
      receivers.set(receiver, [...times, now])
    },
    hold: (until) => void (heldUntil = Math.max(heldUntil, until)),
  }
}

/** How many of these ascending instants are later than one. */
function countAfter(times: readonly number[], instant: number): number {
  const last = times.findLastIndex((at) => at <= instant)
  return times.length - 1 - last
}

/** When one more fits into a span that holds `limit`. */
function freeIn(times: readonly number[], { now, span, limit }: { now: number; span: number; limit: number }): number {
  const oldest = times.at(-limit)
  return oldest === undefined || oldest <= now - span ? now : oldest + span
}

const pacers = new WeakMap<Platform, Pacer>()

/** What a platform was asked lately, for as long as this process has it; null where it takes as much as comes. */
export function paceOf(platform: Platform): Pacer | null {
  const { limits } = platform.capabilities
  if (!limits) return null
  const known = pacers.get(platform) ?? pacer(limits)
  pacers.set(platform, known)
  return known
}
