import type { Outgoing, Platform, Sent } from '../../../bot/platform.ts'
import type { Dice } from './dice.ts'

/** A message that came to its reader; `row` is the outbox row it came from. */
export type Arrival = { readonly at: number; readonly row: number; readonly to: string }

/** One process's connection; once it has died nothing comes back from it any more. */
export type Connection = { readonly platform: Platform; readonly died: Promise<'died'> }

export type Wire = {
  readonly connect: () => Connection
  readonly arrivals: readonly Arrival[]
  readonly faults: Readonly<Record<Fault, number>>
}

type Fault = 'late' | 'lost' | 'throttled' | 'misconfigured' | 'rejected' | 'resigned' | 'died'

const HOUR = 3_600_000

type Troubles = { readonly resigns: (person: string) => boolean; readonly isOut: () => boolean }
type Clock = { now: () => number; spend: (ms: number) => void }

/** The platform as it is on a bad day. It knows a message by its key for an hour, as Lark does. */
export function wire(dice: Dice, clock: Clock, { resigns, isOut }: Troubles): Wire {
  const arrivals: Arrival[] = []
  const refused = new Map<string, boolean>()
  const keys = new Map<string, { at: number; messageId: string }>()
  const faults = { late: 0, lost: 0, throttled: 0, misconfigured: 0, rejected: 0, resigned: 0, died: 0 }

  function arrive({ to, key }: Outgoing): string {
    const now = clock.now()
    const known = keys.get(key)
    if (known && now - known.at < HOUR) return known.messageId
    const messageId = `m${arrivals.length}`
    keys.set(key, { at: now, messageId })
    arrivals.push({ at: now, row: Number(key.split(':')[0]), to: to.kind === 'reply' ? to.messageId : to.id })
    return messageId
  }

  /** What goes wrong with one message; null where nothing does. */
  function failing(message: Outgoing): Sent | null {
    if (message.to.kind === 'person' && resigns(message.to.id))
      return lost('resigned', { outcome: 'unreachable', why: '已离职', lasting: true })
    if (isRefused(message)) return lost('rejected', { outcome: 'rejected', why: 'card' })
    if (dice.chance(0.03)) {
      arrive(message)
      return lost('late', { outcome: 'unknown', why: 'timeout' })
    }
    if (isOut() || dice.chance(0.03)) return lost('lost', { outcome: 'unknown', why: 'reset' })
    if (dice.chance(0.02)) return lost('throttled', { outcome: 'throttled', retryAfterMs: 5_000 })
    if (dice.chance(0.01)) return lost('misconfigured', { outcome: 'misconfigured', why: 'token' })
    return null
  }

  /** A card is refused every time it comes, or never. */
  function isRefused({ key, content }: Outgoing): boolean {
    const known = refused.get(key) ?? (content.kind === 'card' && dice.chance(0.005))
    refused.set(key, known)
    return known
  }

  function lost(fault: Fault, sent: Sent): Sent {
    faults[fault] += 1
    return sent
  }

  function connect(): Connection {
    const never = new Promise<Sent>(() => undefined)
    let isDead = false
    let die: (word: 'died') => void = () => undefined
    const died = new Promise<'died'>((resolve) => (die = resolve))
    const send = (message: Outgoing): Promise<Sent> => {
      if (isDead) return never
      clock.spend(25)
      if (!dice.chance(0.003))
        return Promise.resolve(failing(message) ?? { outcome: 'delivered', messageId: arrive(message) })
      faults.died += 1
      isDead = true
      if (dice.chance(0.5) && !isRefused(message)) arrive(message)
      die('died')
      return never
    }
    return { platform: platformOf(send), died }
  }

  return { connect, arrivals, faults }
}

function platformOf(send: Platform['send']): Platform {
  return {
    name: 'demo',
    capabilities: {
      forms: true,
      taps: true,
      updates: false,
      keyLivesMs: HOUR,
      limits: { receiverSecond: 5, appSecond: 50, appMinute: 1_000 },
    },
    receive: () => Promise.resolve({ kind: 'rejected', status: 400, reason: 'malformed' }),
    send,
    fetchFile: () => Promise.resolve({ outcome: 'gone', why: 'none' }),
    probe: () => Promise.resolve({ ok: true }),
  }
}
