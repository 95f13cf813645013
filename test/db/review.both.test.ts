import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { countIssues } from '../../db/issue-counts.ts'
import { listIssues, mine, resolveSerial, viewIssue } from '../../db/issues.ts'
import { claimDue } from '../../db/outbox.ts'
import { addPerson, setPosts } from '../../db/people.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { reviewedCampaign } from '../support/facts.ts'
import { day, start, terms, verification, world, type World } from '../support/world.ts'

const act = { actor: { kind: 'system', door: 'cli' } as const, now: start }

/** 高新区 leads the category C2; 韩审核 speaks for it. */
function reviewed(db: Parameters<typeof world>[0]) {
  const w = world(db, reviewedCampaign)
  const reviewer = transact(db, (tx) => {
    const id = addPerson(tx, { name: '韩审核', title: null, phone: null }, act)
    setPosts(tx, id, [{ unit: w.units.park, role: 'reviewer', scope: [] }], act)
    return id
  })
  return { ...w, reviewer }
}
type Reviewed = ReturnType<typeof reviewed>

const inReviewed = <T>(work: (w: Reviewed) => T) => inOffice((db) => work(reviewed(db)))
const told = (w: World) => transact(w.db, (tx) => claimDue(tx, start, 50)).map(({ person }) => person)
const listed = (w: World, who: number) =>
  listIssues(w.db, w.as(who), { filter: {}, sort: 'newest', page: 1, size: 50 }).map(({ issue }) => issue.serial)
const onHand = (w: World, who: number) => mine(w.db, w.as(who), 50).map(({ issue }) => issue.serial)

describe('the lead unit’s review', () => {
  test('comes before the office verifies, and the row is the fold of its events', () =>
    inReviewed((w) => {
      const issue = w.to('verifying')
      expect(issue.stage).toBe('lead')
      const close = { type: 'close', verification: verification() } as const
      expect(w.run('second', w.on(issue, close))).toEqual({ ok: false, refusal: { code: 'awaits-review' } })
      w.does(w.reviewer, w.on(issue, { type: 'pass-review' }))
      expect(w.does('second', w.on(issue, close)).status).toBe('closed')
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('is on the reviewer’s hands alone while it waits, and told to them', () =>
    inReviewed((w) => {
      told(w)
      const issue = w.to('verifying')
      expect(told(w).at(-1)).toBe(w.reviewer)
      expect(onHand(w, w.reviewer)).toEqual([issue.serial])
      w.does(w.reviewer, w.on(issue, { type: 'return-review', reason: '缺凭证' }))
      expect(onHand(w, w.reviewer)).toEqual([])
      expect(onHand(w, w.people.responsible)).toEqual([issue.serial])
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('of the lead unit’s own issue falls away', () =>
    inReviewed((w) => {
      const posts = [{ unit: w.units.port, role: 'reviewer' as const, scope: [] }]
      transact(w.db, (tx) => setPosts(tx, w.reviewer, posts, act))
      expect(w.to('verifying').stage).toBe('office')
    }))
})

test('a reviewer’s lists, search and serials show exactly what the rule of visibility allows', () =>
  inReviewed((w) => {
    const own = w.to('rectifying')
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    const { particulars } = w.report()
    const court = w.report({ particulars: { ...particulars, category: 'C9', caseNumber: '（2022）1号' } })
    const other = w.does('contact', court)
    const scopes = [[], ['C2'], ['C9'], [`#${w.units.port}`], [`#${w.units.city}`]]
    const seen = scopes.map((scope) => {
      const posts = [{ unit: w.units.park, role: 'reviewer' as const, scope }]
      transact(w.db, (tx) => setPosts(tx, w.reviewer, posts, act))
      const actor = w.as(w.reviewer)
      const serials = [own, lead, other].map(({ serial }) => serial)
      const allowed = serials.filter((serial) => viewIssue(w.db, actor, serial, start))
      expect(listed(w, w.reviewer)).toEqual(allowed)
      expect(serials.filter((serial) => resolveSerial(w.db, actor, serial).length > 0)).toEqual(allowed)
      expect(countIssues(w.db, actor, {})).toEqual({ existing: allowed.length, fresh: 0 })
      return allowed
    })
    expect(seen).toEqual([[own.serial], [own.serial], [], [own.serial], []])
  }))

test('a lead left to the lead unit is shown to its reviewer by every way, but never to who sits in its own unit', () =>
  inReviewed((w) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    told(w)
    w.does('officer', w.on(lead, { type: 'refer', note: null }))
    expect(told(w)).toEqual([w.reviewer])
    const park = { unit: w.units.park, role: 'reviewer' as const }
    const posts = [
      [{ ...park, scope: [] }],
      [{ ...park, scope: ['C9'] }],
      [{ ...park, scope: ['C2'] }],
      [
        { ...park, scope: [] },
        { unit: w.units.port, role: 'contact' as const, scope: [] },
      ],
      [{ ...park, unit: w.units.city, scope: [] }],
    ]
    const seen = posts.map((held) => {
      transact(w.db, (tx) => setPosts(tx, w.reviewer, held, act))
      const allowed = viewIssue(w.db, w.as(w.reviewer), lead.serial, start) ? [lead.serial] : []
      expect(listed(w, w.reviewer)).toEqual(allowed)
      expect(onHand(w, w.reviewer)).toEqual(allowed)
      expect(resolveSerial(w.db, w.as(w.reviewer), lead.serial)).toEqual(allowed)
      expect(countIssues(w.db, w.as(w.reviewer), {})).toEqual({ existing: allowed.length, fresh: 0 })
      return allowed.length
    })
    expect(seen).toEqual([1, 0, 1, 0, 0])
    expect(onHand(w, w.people.officer)).toEqual([lead.serial])
    transact(w.db, (tx) => setPosts(tx, w.reviewer, [{ ...park, scope: [] }], act))
    w.does(w.reviewer, w.on(lead, { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }))
    expect(told(w)).toEqual(expect.arrayContaining([w.people.contact, w.people.first, w.people.officer]))
    expect(onHand(w, w.reviewer)).toEqual([])
    expect(verifyLedger(w.db)).toBeNull()
  }))
