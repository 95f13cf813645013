import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { loginLinks, sessions } from '../../db/schema.ts'
import {
  endAllSessions,
  endSession,
  linkPerson,
  maySignIn,
  mintLoginLink,
  sessionPerson,
  useLoginLink,
} from '../../db/sessions.ts'
import { start, world } from '../support/world.ts'

const minute = 60_000
const hour = 60 * minute
const system = { kind: 'system', door: 'cli' } as const

const console_ = <T>(work: (w: ReturnType<typeof consoleOf>) => T) => inOffice((db) => work(consoleOf(world(db))))

function consoleOf(w: ReturnType<typeof world>) {
  const minted = (person: number) => transact(w.db, (tx) => mintLoginLink(tx, person, { actor: system, now: start }))
  const used = (token: string, now = start) => transact(w.db, (tx) => useLoginLink(tx, token, now))
  const signedIn = (person: number): string => used(minted(person))?.session ?? ''
  return { ...w, minted, used, signedIn }
}

describe('a login link', () => {
  test('signs its person in once', () =>
    console_((w) => {
      const token = w.minted(w.people.officer)
      expect(linkPerson(w.db, token, start)).toBe(w.people.officer)
      expect(w.used(token)).toMatchObject({ person: w.people.officer })
      expect(w.used(token)).toBeNull()
      expect(linkPerson(w.db, token, start)).toBeNull()
    }))

  test('lives 15 minutes', () =>
    console_((w) => {
      const [token, other] = [w.minted(w.people.officer), w.minted(w.people.second)]
      expect(w.used(token, start + 15 * minute - 1)).not.toBeNull()
      expect(w.used(other, start + 15 * minute)).toBeNull()
    }))

  test('and a session are kept as hashes', () =>
    console_((w) => {
      const token = w.minted(w.people.officer)
      const session = w.used(token)?.session ?? ''
      const kept = JSON.stringify([w.db.select().from(loginLinks).all(), w.db.select().from(sessions).all()])
      expect([token.length, session.length]).toEqual([43, 43])
      expect([kept.includes(token), kept.includes(session)]).toEqual([false, false])
    }))
})

describe('a session', () => {
  test('ends twelve hours after signing in', () =>
    console_((w) => {
      const session = w.signedIn(w.people.officer)
      expect(sessionPerson(w.db, session, start + 12 * hour - 1)).toBe(w.people.officer)
      expect(sessionPerson(w.db, session, start + 12 * hour)).toBeNull()
    }))

  test('ends with signing out, and no other one with it', () =>
    console_((w) => {
      const [session, other] = [w.signedIn(w.people.officer), w.signedIn(w.people.officer)]
      transact(w.db, (tx) => endSession(tx, session))
      expect([sessionPerson(w.db, session, start), sessionPerson(w.db, other, start)]).toEqual([null, w.people.officer])
    }))

  test('ends with the post that let its person in', () =>
    console_((w) => {
      const session = w.signedIn(w.people.officer)
      const posts = [{ unit: w.units.port, role: 'contact' as const, scope: [] }]
      transact(w.db, (tx) => setPosts(tx, w.people.officer, posts, { actor: system, now: start }))
      expect(sessionPerson(w.db, session, start)).toBeNull()
    }))

  test('nobody is signed in any more and no link works once all are ended', () =>
    console_((w) => {
      const [session, token] = [w.signedIn(w.people.officer), w.minted(w.people.officer)]
      transact(w.db, (tx) => endAllSessions(tx))
      expect([sessionPerson(w.db, session, start), w.used(token)]).toEqual([null, null])
    }))
})

describe('who may sign in to the console', () => {
  test('office staff, leaders and auditors; people of units do not', () =>
    console_((w) => {
      const { officer, director, administrator, auditor, leader, contact, responsible, first, above } = w.people
      const may = (ids: number[]) => ids.map((id) => maySignIn(w.db, id))
      expect(may([officer, director, administrator, auditor, leader])).toEqual([true, true, true, true, true])
      expect(may([contact, responsible, first, above])).toEqual([false, false, false, false])
      expect(() => w.minted(contact)).toThrow('may not sign in')
    }))
})
