import { mayLeave, thriftOf } from '../core/quota.ts'
import { isOpen, opensAt } from '../core/calendar/office-hours.ts'
import { officeCalendar } from '../db/calendar.ts'
import { transact, type Tx } from '../db/database.ts'
import { meterOf, nextMonth, setExhausted } from '../db/meters.ts'
import { nudgesIn, takeNudges } from '../db/nudges/bundles.ts'
import { hoursOf } from '../db/office-hours.ts'
import { claimDue, isDoubtful, type Lane, type Row } from '../db/outbox.ts'
import { end, markRetry, markWaiting, redirect, type Again, type End } from '../db/outbox-ends.ts'
import { identitiesOf } from '../db/people.ts'
import { personLeft } from '../db/handovers/departure.ts'
import { loseGroup, losePerson } from '../db/unreachable.ts'
import { noteOutage } from './channel.ts'
import type { Office } from './office.ts'
import { paceOf } from './pace.ts'
import { markPast } from './past.ts'
import type { Sent } from './platform.ts'
import { contentInSlices, send, targetOf, type Target } from './send.ts'
import { countUseOf } from './use.ts'

const BATCH = 40

/**
 * Sends what may leave in a lane (without one: in both) until nothing may, or the platforms' limits are reached. Receivers
 * go side by side, one receiver's messages in order. Whatever a platform does, a row ends as sent, waiting for its next
 * try, or visible in the console.
 */
export async function deliverDue(office: Office, lane?: Lane): Promise<number> {
  let delivered = 0
  for (;;) {
    const limit = Math.min(BATCH, roomFor(office, lane))
    if (limit === 0) return delivered
    const rows = transact(office.db, (tx) => claimDue(tx, office.now(), limit, { dueBy: office.dueBy, lane }))
    if (rows.length === 0) return delivered
    const queues = Map.groupBy(rows, receiverKey)
    const counts = await Promise.all([...queues.values()].map((queue) => deliverQueue(office, queue)))
    delivered += counts.reduce((sum, count) => sum + count, 0)
  }
}

/** What the least busy platform takes at this instant; without limits as much as comes. */
function roomFor({ platforms, now }: Office, lane: Lane | undefined): number {
  const claim = lane === 'others' ? 'low' : 'full'
  const rooms = [...platforms.values()].map((platform) => paceOf(platform)?.room(now(), claim) ?? Infinity)
  return rooms.length === 0 ? Infinity : Math.max(...rooms)
}

/** When a lane may go on after the platforms' limits were reached; now where they aren't. */
export function roomAt({ platforms, now }: Office, lane: Lane): number {
  const claim = lane === 'others' ? 'low' : 'full'
  const free = [...platforms.values()].map((platform) => paceOf(platform)?.freeAt(now(), claim, '') ?? now())
  return free.length === 0 ? now() : Math.min(...free)
}

function receiverKey(row: Row): string {
  return row.person === null ? `${row.platform} ${JSON.stringify(row.address)}` : `person ${row.person}`
}

/** In order; after one that has to be tried again, the rest of this receiver waits with it. */
async function deliverQueue(office: Office, rows: readonly Row[]): Promise<number> {
  let delivered = 0
  for (const [index, row] of rows.entries()) {
    const settled = await deliverRow(office, row)
    if (settled === 'over') delivered += 1
    if (typeof settled === 'string') continue
    const rest = rows.slice(index + 1)
    transact(office.db, (tx) => rest.forEach((waiting) => markWaiting(tx, waiting.id, { at: settled.retryAt })))
    break
  }
  return delivered
}

/** `held`: it alone has to wait. */
type Settled = 'over' | 'held' | { readonly retryAt: number }

async function deliverRow(office: Office, row: Row): Promise<Settled> {
  let handedOver = false
  try {
    const target = targetOf(office, row)
    if ('nowhere' in target) {
      if (target.nowhere === 'no platform') return retry(office, row, { afterMs: 60_000, why: target.nowhere })
      return over(office, row, target.nowhere === 'lost' ? unreachable(target.why) : { outcome: 'unbound' })
    }
    const held = hold(office, row, target)
    if (held) return held
    if (isInDoubt(office, row, target)) return over(office, row, unknown(row.lastError))
    transact(office.db, (tx) => takeNudges(tx, row, office.now()))
    const content = await contentInSlices(office, row)
    if (!content) return over(office, row, { outcome: 'dropped' })
    paceOf(target.platform)?.take(office.now(), receiverOf(target))
    handedOver = true
    const sent = await send(office, row, { ...target, content })
    office.count('messages', { platform: target.platform.name, outcome: sent.outcome })
    const settled = after(office, row, { ...target, sent })
    if (sent.outcome === 'delivered' && row.urgent) await ring(office, row, { ...target, messageId: sent.messageId })
    return settled
  } catch (fault) {
    office.log('error', 'delivery failed', { row: row.id, fault })
    return retry(office, row, { afterMs: backoff(row.attempts), why: 'fault', arrived: handedOver ? 'maybe' : 'no' })
  }
}

const QUOTA_CHECK = 3_600_000

/** What has to wait for a group's own hours, for the month's quota, or for the platform's limits; null where nothing has. */
function hold(office: Office, row: Row, { platform, address }: Target): Settled | null {
  const { db } = office
  const now = office.now()
  const toGroup = address.kind === 'group'
  const wait = (at: number, why?: string) =>
    transact(db, (tx) => markWaiting(tx, row.id, { at, ...(why !== undefined && { why }) }))
  if (toGroup && row.rank !== 'reply') {
    const [calendar, hours] = [officeCalendar(db), hoursOf(db, { platform: platform.name, chatId: address.id })]
    if (!isOpen(calendar, hours, now)) {
      wait(opensAt(calendar, hours, now))
      return 'held'
    }
  }
  if (!mayLeave(thriftOf(meterOf(db, platform.name, now)), { rank: row.rank, toGroup })) {
    wait(Math.min(now + QUOTA_CHECK, nextMonth(now)), 'quota')
    return 'held'
  }
  const claim = row.rank === 'reply' ? 'full' : 'low'
  const freeAt = paceOf(platform)?.freeAt(now, claim, receiverOf({ platform, address })) ?? now
  if (freeAt <= now) return null
  wait(freeAt)
  return { retryAt: freeAt }
}

function receiverOf({ address }: Target): string {
  return 'id' in address ? address.id : `message ${address.messageId}`
}

const MARGIN = 60_000

/**
 * Repeating it now could say it twice: the platform has forgotten the key of a try that may have arrived. Nudges that
 * carry nothing yet were never handed over, whoever had taken them.
 */
function isInDoubt({ db, now }: Office, row: Row, { platform, address }: Target): boolean {
  const { rank, triedAt } = row
  if ((rank !== 'nudge' && rank !== 'digest') || address.kind === 'update') return false
  if (triedAt === null || !isDoubtful(row)) return false
  if (now() - triedAt < (platform.capabilities.keyLivesMs ?? Infinity) - MARGIN) return false
  return row.message.type !== 'nudges' || nudgesIn(db, row.id).length > 0
}

function after(office: Office, row: Row, { platform, address, sent }: Target & { sent: Sent }): Settled {
  const now = office.now()
  const { name } = platform
  noteOutage(platform, sent, now)
  switch (sent.outcome) {
    case 'delivered': {
      const to = 'id' in address ? address.id : address.messageId
      return settle(office, platform, (tx) => {
        if (meterOf(tx, name, now).exhausted) setExhausted(tx, name, { exhausted: false, now })
        const { messageId, quotedAs = null } = sent
        end(tx, row, { outcome: 'sent', platform: name, to, messageId, quotedAs, now })
        markPast(tx, row, { platform, now })
      })
    }
    case 'unreachable':
      return settle(office, platform, (tx) => lose(tx, row, { platform, address, sent, now }))
    case 'rejected':
      return settle(office, platform, (tx) => {
        if (row.message.type === 'nudges-past') end(tx, row, { outcome: 'dropped' })
        else if (address.kind === 'update' && row.person !== null) redirect(tx, row.id, now)
        else end(tx, row, { outcome: 'failed', why: sent.why })
      })
    case 'throttled': {
      const afterMs = Math.max(sent.retryAfterMs, 1_000)
      if (sent.everyone) paceOf(platform)?.hold(now + afterMs)
      return retry(office, row, { afterMs, why: 'throttled', platform })
    }
    case 'exhausted':
      transact(office.db, (tx) => setExhausted(tx, name, { exhausted: true, now }))
      return retry(office, row, { afterMs: pauseOf(office, row, platform), why: sent.why, platform })
    case 'unknown':
      return retry(office, row, { afterMs: backoff(row.attempts), why: sent.why, arrived: 'maybe', platform })
    case 'misconfigured':
      return retry(office, row, { afterMs: pauseOf(office, row, platform), why: sent.why, platform })
    default:
      return sent satisfies never
  }
}

/** What has not arrived goes over the other chat soon, where there is one; else the platform is given time. */
function pauseOf(office: Office, row: Row, platform: Target['platform']): number {
  const next = targetOf(office, row)
  const elsewhere = 'platform' in next && next.platform !== platform
  return elsewhere ? 1_000 : Math.max(60_000, backoff(row.attempts))
}

type Lost = Target & { readonly sent: Extract<Sent, { outcome: 'unreachable' }>; readonly now: number }

/** A receiver that is gone is remembered; its person hears over another platform where there is one, else it fails visibly. */
function lose(tx: Tx, row: Row, { platform, address, sent, now }: Lost): void {
  const mark = { platform: platform.name, why: sent.why, now }
  if (sent.lasting && address.kind === 'person') losePerson(tx, address.id, mark)
  if (sent.left && row.person !== null)
    personLeft(tx, row.person, platform.name, { actor: { kind: 'system', door: platform.name }, now })
  if (sent.lasting && address.kind === 'group') loseGroup(tx, address.id, mark)
  const elsewhere = row.person !== null && identitiesOf(tx, row.person).some((one) => one.unreachableWhy === null)
  const anew = address.kind === 'update' || (sent.lasting === true && address.kind === 'person')
  if (row.message.type === 'nudges-past') end(tx, row, { outcome: 'dropped' })
  else if (row.person !== null && anew && elsewhere) redirect(tx, row.id, now)
  else end(tx, row, sent.lasting ? unreachable(sent.why) : { outcome: 'failed', why: sent.why })
}

/** Whatever comes of it, the message has arrived and is not said again. */
async function ring(office: Office, row: Row, { platform, address, messageId }: Target & { messageId: string }) {
  if (address.kind !== 'person' || !platform.urge) return
  const rung = await platform.urge({ messageId, person: address.id }).catch((fault: unknown) => fault)
  if (typeof rung !== 'object' || rung === null || !('ok' in rung) || rung.ok !== true)
    office.log('warn', 'not rung for', { row: row.id, rung })
}

const unreachable = (why: string): End => ({ outcome: 'unreachable', why })
const unknown = (why: string | null): End => ({ outcome: 'unknown', why: why ?? '' })

function over(office: Office, row: Row, ending: End): Settled {
  return settle(office, null, (tx) => end(tx, row, ending))
}

/** What it took is counted in the same transaction. */
function settle(office: Office, platform: Target['platform'] | null, mark: (tx: Tx) => void): 'over' {
  transact(office.db, (tx) => {
    mark(tx)
    if (platform) countUseOf(tx, platform, office.now())
  })
  return 'over'
}

/** About a day of tries, ten minutes apart in the end. However long it lay before, a message gets them all. */
const MOST_TRIES = 150

type Retry = Partial<Pick<Again, 'arrived'>> & { afterMs: number; why: string; platform?: Target['platform'] }

/** Tries ever more rarely; then it stands among the failed, or among the unknown where it may have arrived. */
function retry(office: Office, row: Row, { afterMs, why, arrived = 'no', platform }: Retry): Settled {
  const at = office.now() + afterMs
  const last = row.attempts >= MOST_TRIES
  const doubtful = arrived === 'maybe' && (row.rank === 'nudge' || row.rank === 'digest')
  settle(office, platform ?? null, (tx) =>
    last
      ? end(tx, row, { outcome: doubtful ? 'unknown' : 'failed', why })
      : markRetry(tx, row.id, { at, why, arrived, on: platform?.name ?? null }),
  )
  return last ? 'over' : { retryAt: at }
}

/** 2 s, 4 s … up to 10 minutes, with a fifth of jitter so that many don't come back at once. */
function backoff(attempts: number): number {
  const base = Math.min(600_000, 1_000 * 2 ** Math.min(attempts, 12))
  return Math.round(base * (0.9 + (0.2 * (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)) / 255))
}
