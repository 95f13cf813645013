import { transact, type Db } from '../db/database.ts'
import {
  claimDue,
  markFailed,
  markOver,
  markRetry,
  markSent,
  markWaiting,
  redirect,
  type Lane,
  type Row,
} from '../db/outbox.ts'
import { actorOf, identitiesOf } from '../db/people.ts'
import type { Office } from './office.ts'
import type { Address, Content, Platform, PlatformName, Sent } from './platform.ts'
import { present } from './present.ts'
import { readerOf } from './reader.ts'
import { say } from './texts.ts'

const BATCH = 40

/**
 * Sends what may leave in a lane (without one: in both) until nothing may. Receivers go side by side, one receiver's
 * messages in order. Whatever
 * a platform does, a row ends as sent, waiting for its next try, or failed and visible.
 */
export async function deliverDue(office: Office, lane?: Lane): Promise<number> {
  let delivered = 0
  for (;;) {
    const rows = transact(office.db, (tx) => claimDue(tx, office.now(), BATCH, { dueBy: office.dueBy, lane }))
    if (rows.length === 0) return delivered
    const queues = Map.groupBy(rows, receiverKey)
    const counts = await Promise.all([...queues.values()].map((queue) => deliverQueue(office, queue)))
    delivered += counts.reduce((sum, count) => sum + count, 0)
  }
}

function receiverKey(row: Row): string {
  return row.person === null ? `${row.platform} ${JSON.stringify(row.address)}` : `person ${row.person}`
}

/** In order; after one that has to wait, the rest of this receiver waits with it. */
async function deliverQueue(office: Office, rows: readonly Row[]): Promise<number> {
  let delivered = 0
  for (const [index, row] of rows.entries()) {
    const settled = await deliverRow(office, row)
    if (settled.retryAt === null) {
      delivered += 1
      continue
    }
    const rest = rows.slice(index + 1)
    const at = settled.retryAt
    transact(office.db, (tx) => rest.forEach((waiting) => markWaiting(tx, waiting.id, at)))
    break
  }
  return delivered
}

type Settled = { retryAt: number | null }

async function deliverRow(office: Office, row: Row): Promise<Settled> {
  try {
    const target = targetOf(office, row)
    if (target === 'nobody') return settle(office.db, (tx) => markOver(tx, row.id, 'unbound'))
    if (target === 'no platform') return retry(office, row, { afterMs: 60_000, why: target })
    const content = contentFor(office, row)
    if (!content) return settle(office.db, (tx) => markOver(tx, row.id, 'dropped'))
    const sent = await send(office, row, { ...target, content })
    office.count('messages', { platform: target.platform.name, outcome: sent.outcome })
    return after(office, row, { ...target, sent })
  } catch (fault) {
    office.log('error', 'delivery failed', { row: row.id, fault })
    return retry(office, row, { afterMs: backoff(row.attempts), why: 'fault' })
  }
}

type Target = { platform: Platform; address: Address | { kind: 'update'; messageId: string } }

/**
 * Where a row goes: its own address, or the chat identity its person has now. Somebody without a chat account
 * is no failure; a platform that isn't switched on just now may be so by mistake, and the message waits.
 */
function targetOf({ db, platforms }: Office, row: Row): Target | 'nobody' | 'no platform' {
  if (row.platform !== null && row.address !== null) {
    const platform = platforms.get(row.platform as PlatformName)
    return platform ? { platform, address: row.address } : 'no platform'
  }
  const identities = row.person === null ? [] : identitiesOf(db, row.person)
  for (const { platform: name, externalId } of identities) {
    const platform = platforms.get(name as PlatformName)
    if (platform) return { platform, address: { kind: 'person', id: externalId } }
  }
  return identities.length > 0 ? 'no platform' : 'nobody'
}

export function contentFor({ db, now, publicUrl }: Office, row: Row): Content | null {
  if (row.message.type === 'say') return { kind: 'text', text: row.message.text }
  const actor = actorOf(db, row.person ?? 0, 'clock')
  return present(row.message, readerOf(db, actor, { now: now(), publicUrl }))
}

async function send(
  office: Office,
  row: Row,
  { platform, address, content }: Target & { content: Content },
): Promise<Sent> {
  if (address.kind === 'update') {
    if (!platform.update) return { outcome: 'unreachable', why: 'cards cannot be replaced here' }
    return platform.update({ messageId: address.messageId, content })
  }
  const key = `${row.id}:${row.createdAt}`
  let sent = await platform.send({ to: address, content, key })
  for (const [index, text] of plainer(content, row).entries()) {
    if (sent.outcome !== 'rejected') break
    office.log('warn', 'content rejected, saying it more plainly', { row: row.id, why: sent.why })
    sent = await platform.send({ to: address, content: { kind: 'text', text }, key: `${key}:text${index}` })
  }
  return sent
}

/** What is said where a platform refuses the content: a card's text, then only that there is something. */
function plainer(content: Content, row: Row): string[] {
  const neutral = say.somethingNew(row.serial)
  return content.kind === 'text' ? [neutral] : [content.fallback, neutral]
}

function after(office: Office, row: Row, { platform, address, sent }: Target & { sent: Sent }): Settled {
  const { db, now } = office
  const to = 'id' in address ? address.id : address.messageId
  switch (sent.outcome) {
    case 'delivered':
      return settle(db, (tx) =>
        markSent(tx, row.id, { platform: platform.name, to, messageId: sent.messageId, now: now() }),
      )
    case 'unreachable':
    case 'rejected':
      if (address.kind === 'update' && row.person !== null) return settle(db, (tx) => redirect(tx, row.id, now()))
      return settle(db, (tx) => markFailed(tx, row.id, sent.why))
    case 'throttled':
      return retry(office, row, { afterMs: Math.max(sent.retryAfterMs, 1_000), why: 'throttled' })
    case 'unknown':
      return retry(office, row, { afterMs: backoff(row.attempts), why: sent.why })
    case 'misconfigured':
      return retry(office, row, { afterMs: Math.max(60_000, backoff(row.attempts)), why: sent.why })
    default:
      return sent satisfies never
  }
}

function settle(db: Db, mark: (tx: Parameters<Parameters<typeof transact>[1]>[0]) => void): Settled {
  transact(db, mark)
  return { retryAt: null }
}

/** About a day of tries, ten minutes apart in the end. However long it lay before, a message gets them all. */
const MOST_TRIES = 150

/** Tries ever more rarely; then it stands among the failed. */
function retry({ db, now }: Office, row: Row, { afterMs, why }: { afterMs: number; why: string }): Settled {
  const at = now() + afterMs
  if (row.attempts >= MOST_TRIES) return settle(db, (tx) => markFailed(tx, row.id, why))
  transact(db, (tx) => markRetry(tx, row.id, { at, why }))
  return { retryAt: at }
}

/** 2 s, 4 s … up to 10 minutes, with a fifth of jitter so that many don't come back at once. */
function backoff(attempts: number): number {
  const base = Math.min(600_000, 1_000 * 2 ** Math.min(attempts, 12))
  return Math.round(base * (0.9 + (0.2 * (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)) / 255))
}
