import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { type Actor, type Door, holds, type PersonId } from '../core/actor.ts'
import { openStatuses } from '../core/issue.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { postsOf } from './people.ts'
import { issues, loginLinks, sessions } from './schema.ts'
import { hashOfSecret, newToken } from './tokens.ts'

const MINUTE = 60_000
const LINK = 15 * MINUTE
/** A working day from signing in, whatever is done meanwhile: reading a page writes nothing. */
const SESSION = 12 * 60 * MINUTE

/** Office staff, leaders and auditors, and whoever shall verify an open issue (委托核查). Unit people don't sign in. */
export function maySignIn(db: Db, person: PersonId): boolean {
  const posts = postsOf(db, person)
  if (holds({ posts }, 'officer', 'director', 'administrator', 'leader', 'auditor')) return true
  const delegated = and(eq(issues.delegate, person), inArray(issues.status, [...openStatuses]))
  return db.select({ serial: issues.serial }).from(issues).where(delegated).limit(1).get() !== undefined
}

/** A token that signs this person in once within 15 minutes. Throws for somebody who may not sign in. */
export function mintLoginLink(tx: Tx, person: PersonId, act: { actor: Actor; now: number }): string {
  if (!maySignIn(tx, person)) throw new Error(`person ${person} may not sign in`)
  const token = newToken()
  tx.delete(loginLinks).where(lte(loginLinks.expiresAt, act.now)).run()
  tx.insert(loginLinks)
    .values({ tokenHash: hashOfSecret(token), person, expiresAt: act.now + LINK })
    .run()
  note(tx, { kind: 'person', id: String(person), fact: { type: 'login-link-made' }, ...act })
  return token
}

/** Where the console takes a login link. */
export function loginPath(token: string): string {
  return `/login/${token}`
}

/** Whom a link would sign in, for the page with the button; null where it is unknown, used or too old. */
export function linkPerson(db: Db, token: string, now: number): PersonId | null {
  const row = db
    .select({ person: loginLinks.person })
    .from(loginLinks)
    .where(and(eq(loginLinks.tokenHash, hashOfSecret(token)), isNull(loginLinks.usedAt), gt(loginLinks.expiresAt, now)))
    .get()
  return row && maySignIn(db, row.person) ? row.person : null
}

/** Uses a link up and begins a session of 12 hours; null where the link is unknown, used or too old. */
export function useLoginLink(tx: Tx, token: string, now: number): { person: PersonId; session: string } | null {
  const person = linkPerson(tx, token, now)
  if (person === null) return null
  tx.update(loginLinks)
    .set({ usedAt: now })
    .where(eq(loginLinks.tokenHash, hashOfSecret(token)))
    .run()
  return { person, session: beginSession(tx, { person, now }) }
}

/** Begins a session of 12 hours for whom a chat platform vouches; null for somebody who may not sign in. */
export function signInAs(tx: Tx, visit: { person: PersonId; by: Door; now: number }): string | null {
  return maySignIn(tx, visit.person) ? beginSession(tx, visit) : null
}

function beginSession(tx: Tx, { person, by, now }: { person: PersonId; by?: Door; now: number }): string {
  const session = newToken()
  tx.delete(sessions).where(lte(sessions.expiresAt, now)).run()
  tx.insert(sessions)
    .values({ idHash: hashOfSecret(session), person, createdAt: now, expiresAt: now + SESSION })
    .run()
  const actor: Actor = { kind: 'person', id: person, posts: postsOf(tx, person), door: 'console' }
  note(tx, { kind: 'person', id: String(person), fact: { type: 'signed-in', ...(by && { by }) }, actor, now })
  return session
}

/** Who is signed in, or null; whoever lost the post that let them in is out at once. */
export function sessionPerson(db: Db, session: string, now: number): PersonId | null {
  const row = db
    .select({ person: sessions.person })
    .from(sessions)
    .where(and(eq(sessions.idHash, hashOfSecret(session)), gt(sessions.expiresAt, now)))
    .get()
  return row && maySignIn(db, row.person) ? row.person : null
}

export function endSession(tx: Tx, session: string): void {
  tx.delete(sessions)
    .where(eq(sessions.idHash, hashOfSecret(session)))
    .run()
}

/** Signs everyone out and voids every link: after a restore old ones would come back. */
export function endAllSessions(tx: Tx): void {
  tx.delete(sessions).run()
  tx.delete(loginLinks).run()
}

/** The clock was moved on: whoever is signed in stays so. Only the demo's clock is ever moved. */
export function postponeSessions(tx: Tx, ms: number): void {
  tx.update(sessions)
    .set({ expiresAt: sql`expires_at + ${ms}` })
    .run()
}
