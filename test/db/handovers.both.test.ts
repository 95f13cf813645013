import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact, type Db } from '../../db/database.ts'
import { findHandover, handoversTo, runningHandovers } from '../../db/handovers/find.ts'
import { ownerless } from '../../db/handovers/holders.ts'
import { cancelHandover, returnItem, signHandover, startHandover } from '../../db/handovers/record.ts'
import { listIssues, viewIssue } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { savePerson } from '../../db/person.ts'
import { findPerson, postsOf } from '../../db/people.ts'
import { verifyHandovers } from '../../db/verify-handovers.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { evidence, plan, world, type World } from '../support/world.ts'

type Who = keyof World['people']

const begin = (w: World, from: Who = 'responsible', to: Who = 'contact', by: Who = from) =>
  transact(w.db, (tx) =>
    startHandover(
      tx,
      { from: w.people[from], to: w.people[to], reason: '调往市里' },
      { actor: w.as(by), now: w.clock.now },
    ),
  )
const sign = (w: World, id: number, serials: string[] | null, by: Who = 'contact') =>
  transact(w.db, (tx) => signHandover(tx, { id, serials }, { actor: w.as(by), now: w.clock.now }))

const issueOf = (db: Db, serial: string) => {
  const issue = findIssue(db, serial)
  if (!issue) throw new Error(serial)
  return issue
}

const isWhole = (db: Db) => expect([verifyLedger(db), verifyHandovers(db)]).toEqual([null, null])

test('until the successor signs both answer for it, then the successor alone; deadline and level stay', () =>
  inOffice((db) => {
    const w = world(db)
    const before = w.to('rectifying')
    const started = begin(w)
    expect(started).toMatchObject({
      ok: true,
      handover: { id: 1, status: 'running', items: [{ serial: before.serial }] },
    })
    const during = issueOf(db, before.serial)
    expect(during.handovers).toEqual([{ handover: 1, from: w.people.responsible, to: w.people.contact }])
    expect(during.plan).toEqual(before.plan)
    expect(sign(w, 1, null)).toMatchObject({ ok: true, handover: { status: 'done' } })
    const after = issueOf(db, before.serial)
    expect(after).toMatchObject({ handovers: [], deadline: before.deadline, status: 'rectifying', heir: null })
    expect([after.plan?.responsible, after.plan?.first]).toEqual([w.people.contact, w.people.first])
    isWhole(db)
  }))

test('the same again does nothing new, nor does signing twice', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('planning')
    w.does('responsible', w.on({ serial }, plan({ first: w.people.first, responsible: w.people.responsible })))
    begin(w)
    const versions = () => [issueOf(db, serial).version, findHandover(db, 1)?.version]
    const [once] = [versions()]
    expect(begin(w)).toMatchObject({ ok: true, repeated: true, handover: { id: 1 } })
    expect(versions()).toEqual(once)
    sign(w, 1, [serial])
    const signed = versions()
    expect(sign(w, 1, [serial])).toMatchObject({ ok: true, repeated: true })
    expect(sign(w, 1, null)).toMatchObject({ ok: true, repeated: true })
    expect(versions()).toEqual(signed)
    isWhole(db)
  }))

test('a report of one’s own passes on with the right to take it back', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('reported')
    begin(w, 'contact', 'responsible')
    expect(w.run('responsible', w.on({ serial }, { type: 'withdraw', reason: null }))).toMatchObject({ ok: false })
    sign(w, 1, null, 'responsible')
    expect(issueOf(db, serial)).toMatchObject({ reporter: w.people.contact, heir: w.people.responsible })
    expect(w.run('contact', w.on({ serial }, { type: 'withdraw', reason: null }))).toMatchObject({ ok: false })
    expect(w.run('responsible', w.on({ serial }, { type: 'withdraw', reason: null }))).toMatchObject({ ok: true })
    isWhole(db)
  }))

test('what is done with drops out; what comes to name the leaver meanwhile goes along', () =>
  inOffice((db) => {
    const w = world(db)
    const gone = w.to('reported')
    const { serial } = w.does('contact', w.report({ notDuplicate: true }))
    begin(w, 'contact', 'responsible')
    w.does('officer', w.on(gone, { type: 'dismiss', reason: '不属实' }))
    expect(findHandover(db, 1)?.items.map(({ state }) => state)).toEqual(['dropped', 'open'])
    const late = w.does('contact', w.report({ notDuplicate: true }))
    expect(late.handovers).toEqual([{ handover: 1, from: w.people.contact, to: w.people.responsible }])
    expect(sign(w, 1, null, 'responsible')).toMatchObject({ handover: { status: 'done' } })
    expect([serial, late.serial].map((one) => issueOf(db, one).heir)).toEqual(Array(2).fill(w.people.responsible))
    isWhole(db)
  }))

test('an item returned stays the leaver’s, is said why, and can go to another', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('rectifying')
    begin(w)
    const back = (reason: string) =>
      transact(db, (tx) => returnItem(tx, { id: 1, serial, reason }, { actor: w.as('contact'), now: w.clock.now }))
    expect(back(' ')).toMatchObject({ ok: false, refusal: { code: 'no-reason' } })
    expect(back('不归我分管')).toMatchObject({ ok: true, handover: { status: 'lapsed' } })
    expect(back('不归我分管')).toMatchObject({ ok: true, repeated: true })
    expect(issueOf(db, serial)).toMatchObject({ handovers: [], plan: { responsible: w.people.responsible } })
    expect(begin(w, 'responsible', 'first', 'first')).toMatchObject({
      ok: true,
      handover: { id: 2, to: w.people.first },
    })
    isWhole(db)
  }))

test('who begins, signs and calls off', () =>
  inOffice((db) => {
    const w = world(db)
    w.to('rectifying')
    const refusals = [
      begin(w, 'responsible', 'responsible'),
      begin(w, 'responsible', 'stranger'),
      begin(w, 'responsible', 'contact', 'stranger'),
      begin(w, 'responsible', 'contact', 'contact'),
      begin(w, 'officer', 'second'),
    ].map((outcome) => (outcome.ok ? 'begun' : outcome.refusal.code))
    expect(refusals).toEqual(['oneself', 'elsewhere', 'not-yours', 'not-yours', 'nothing'])
    expect(begin(w, 'responsible', 'contact', 'administrator').ok).toBe(true)
    expect(begin(w, 'responsible', 'first')).toMatchObject({ refusal: { code: 'running', to: w.people.contact } })
    expect([sign(w, 1, null, 'responsible'), sign(w, 1, null, 'stranger')]).toMatchObject([
      { refusal: { code: 'not-yours', whose: 'sign' } },
      { refusal: { code: 'not-found' } },
    ])
    const cancel = (who: Who) =>
      transact(db, (tx) => cancelHandover(tx, { id: 1, reason: null }, { actor: w.as(who), now: w.clock.now }))
    expect([cancel('contact'), cancel('first'), cancel('officer')]).toMatchObject([
      { refusal: { code: 'not-yours', whose: 'cancel' } },
      { ok: true, repeated: false },
      { ok: true, repeated: true },
    ])
    expect(sign(w, 1, null)).toMatchObject({ refusal: { code: 'over' } })
    isWhole(db)
  }))

function ends(w: World, who: Who) {
  const id = w.people[who]
  const person = findPerson(w.db, id)
  const edit = { person: id, seen: person?.version ?? 0, draft: `d${id}`, isAnother: false, posts: [] }
  const fields = { name: person?.name ?? '', title: null, phone: null }
  const act = { actor: w.as('administrator'), now: w.clock.now }
  return transact(w.db, (tx) => savePerson(tx, { ...edit, ...fields }, act))
}

test('a post that ends begins a handover to the first responsible person, by itself', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('rectifying')
    expect(ends(w, 'responsible').ok).toBe(true)
    expect(runningHandovers(db)).toMatchObject([
      { from: w.people.responsible, to: w.people.first, cause: 'posts', startedBy: null, items: [{ serial }] },
    ])
    expect(ownerless(db)).toEqual([])
    isWhole(db)
  }))

test('without anybody to take over it is on the list of what is nobody’s, until somebody is named', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('rectifying')
    ends(w, 'first')
    expect(ownerless(db)).toEqual([{ person: w.people.first, unit: w.units.port, as: 'unit', count: 1 }])
    expect(begin(w, 'first', 'responsible', 'officer')).toMatchObject({ ok: true })
    expect(ownerless(db)).toEqual([])
    sign(w, 1, null, 'responsible')
    expect(issueOf(db, serial).plan?.first).toBe(w.people.responsible)
    expect(ownerless(db)).toEqual([])
    isWhole(db)
  }))

test('a successor who loses the post falls out, and whoever has gone gets another', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('rectifying')
    begin(w, 'responsible', 'contact')
    ends(w, 'responsible')
    expect(handoversTo(db, w.people.contact)).toHaveLength(1)
    ends(w, 'contact')
    expect(findHandover(db, 1)).toMatchObject({ status: 'lapsed' })
    expect(issueOf(db, serial).handovers).toContainEqual({
      handover: 3,
      from: w.people.responsible,
      to: w.people.first,
    })
    expect(postsOf(db, w.people.contact)).toEqual([])
    isWhole(db)
  }))

test('verifying that was given to somebody passes to whoever is fit for it, and to nobody of the unit', () =>
  inOffice((db) => {
    const w = world(db)
    const { serial } = w.to('rectifying')
    for (const who of ['officer', 'second', 'director'] as const)
      w.does(who, w.on({ serial }, { type: 'progress', text: '代录', percent: null, settled: null, done: [] }))
    const { responsible, stranger, above } = w.people
    w.does('responsible', w.on({ serial }, { type: 'attach', evidence: evidence({ by: responsible }) }))
    w.does(
      'responsible',
      w.on({ serial }, { type: 'progress', text: '全部', percent: 100, settled: 300_000_000, done: [1, 2] }),
    )
    w.does('responsible', w.on({ serial }, { type: 'submit', text: null, waived: [], waiver: null }))
    w.does('director', w.on({ serial }, { type: 'name-verifier', person: stranger, reason: '无人可核查' }))
    expect([begin(w, 'stranger', 'contact'), begin(w, 'stranger', 'above')]).toMatchObject([
      { refusal: { code: 'unfit' } },
      { refusal: { code: 'unfit' } },
    ])
    expect(begin(w, 'stranger', 'above', 'officer').ok).toBe(true)
    expect(viewIssue(db, w.as('above'), serial, w.clock.now)?.issue.delegate).toBe(stranger)
    expect(listIssues(db, w.as('above'), everything)).toHaveLength(1)
    sign(w, 1, null, 'above')
    expect(issueOf(db, serial).delegate).toBe(above)
    isWhole(db)
  }))

const everything = { filter: {}, sort: 'newest', page: 1, size: 10 } as const
