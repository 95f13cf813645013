import { and, count, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Actor, Door, PersonId } from '../core/actor.ts'
import { normal } from '../core/text.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { actorOf, bind } from './people.ts'
import { bindingTries, invites } from './schema.ts'
import { put, setting } from './settings.ts'
import { hashOfSecret, newToken } from './tokens.ts'

const HOUR = 3_600_000
const LIFE = 72 * HOUR
const TRIES_OF_IDENTITY = 5
const TRIES_OF_OFFICE = 30

/** A binding code of six digits, good once within 72 hours; the person's earlier ones are over. */
export function invite(tx: Tx, person: PersonId, act: { actor: Actor; now: number }): string {
  const pepper = pepperOf(tx)
  const over = or(lte(invites.expiresAt, act.now), isNotNull(invites.usedAt), eq(invites.person, person))
  tx.delete(invites).where(over).run()
  let code = sixDigits()
  while (
    tx
      .select()
      .from(invites)
      .where(eq(invites.codeHash, hashOf(code, pepper)))
      .get()
  )
    code = sixDigits()
  tx.insert(invites)
    .values({ codeHash: hashOf(code, pepper), person, expiresAt: act.now + LIFE })
    .run()
  note(tx, { kind: 'person', id: String(person), fact: { type: 'invited' }, ...act })
  return code
}

/** 482 913: as people read it out. */
export function showCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

export type Redeeming = {
  readonly platform: Door & string
  readonly externalId: string
  /** As typed. */
  readonly code: string
  readonly now: number
}

export type Redeemed =
  | { readonly outcome: 'bound'; readonly person: PersonId }
  /** Wrong, used or too old: which of them is nobody's business. */
  | { readonly outcome: 'wrong' }
  /** 5 wrong tries of an identity, or 30 of the whole office, within the last hour: not even a right one works. */
  | { readonly outcome: 'throttled' }

/** `绑定 <code>`, alone with the bot. */
export function redeem(tx: Tx, attempt: Redeeming): Redeemed {
  const { platform, externalId, now } = attempt
  if (isThrottled(tx, attempt)) return { outcome: 'throttled' }
  const invited = findInvite(tx, attempt)
  if (!invited) return wrong(tx, attempt)
  const { person, codeHash } = invited
  tx.update(invites).set({ usedAt: now }).where(eq(invites.codeHash, codeHash)).run()
  bind(tx, { platform, externalId, person }, { actor: actorOf(tx, person, platform), now })
  return { outcome: 'bound', person }
}

/** A code said in a group is seen by everyone: it is over. Counts as a try, or groups would be a way to guess. */
export function burn(tx: Tx, attempt: Redeeming): void {
  const invited = findInvite(tx, attempt)
  if (invited) tx.delete(invites).where(eq(invites.codeHash, invited.codeHash)).run()
  else if (!isThrottled(tx, attempt)) wrong(tx, attempt)
}

/** Voids every code: after a restore used ones would come back. */
export function voidInvites(tx: Tx): void {
  tx.delete(invites).run()
}

function wrong(tx: Tx, { platform, externalId, now }: Redeeming): Redeemed {
  tx.delete(bindingTries)
    .where(lte(bindingTries.at, now - HOUR))
    .run()
  tx.insert(bindingTries).values({ platform, externalId, at: now }).run()
  return { outcome: 'wrong' }
}

function isThrottled(db: Db, { platform, externalId, now }: Redeeming): boolean {
  const lately = gt(bindingTries.at, now - HOUR)
  const own = and(lately, eq(bindingTries.platform, platform), eq(bindingTries.externalId, externalId))
  const tries = (which: typeof own) => db.select({ count: count() }).from(bindingTries).where(which).get()?.count ?? 0
  return tries(own) >= TRIES_OF_IDENTITY || tries(lately) >= TRIES_OF_OFFICE
}

function findInvite(tx: Tx, { code, now }: Redeeming): { person: PersonId; codeHash: string } | undefined {
  const digits = normal(code).replace(/[ -]/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const codeHash = hashOf(digits, pepperOf(tx))
  const live = and(eq(invites.codeHash, codeHash), isNull(invites.usedAt), gt(invites.expiresAt, now))
  return tx.select({ person: invites.person, codeHash: invites.codeHash }).from(invites).where(live).get()
}

/** The same code has another hash in another office. */
function pepperOf(tx: Tx): string {
  const known = setting(tx, 'code-pepper')
  if (known !== null) return known
  const pepper = newToken()
  put(tx, 'code-pepper', pepper)
  return pepper
}

function hashOf(code: string, pepper: string): string {
  return hashOfSecret(`${pepper}:${code}`)
}

/** Evenly among a million: numbers above the last whole million would make low codes likelier. */
function sixDigits(): string {
  const limit = Math.floor(2 ** 32 / 1_000_000) * 1_000_000
  let [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  while (number >= limit) [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(number % 1_000_000).padStart(6, '0')
}
