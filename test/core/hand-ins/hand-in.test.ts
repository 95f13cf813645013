import { describe, expect, test } from 'vitest'
import { blankHandIn, type HandIn } from '../../../core/hand-ins/hand-in.ts'
import type { HandInRefusal } from '../../../core/hand-ins/hand-in-refusal.ts'
import {
  decideHandIn,
  isTooLong,
  type HandInAct,
  type HandInFacts,
  type ListedIssue,
} from '../../../core/hand-ins/hand-in-rules.ts'
import { handInRefusalText } from '../../../core/hand-ins/hand-in-texts.ts'
import { dayOf } from '../../../core/calendar/day.ts'
import { MonthSchema } from '../../../core/calendar/day.ts'
import { as, ids, person, units, type Who } from '../../support/facts.ts'
import { asFile, fromLedger, handedFile, handInFacts, zero } from '../../support/hand-ins.ts'
import { day, start } from '../../support/samples.ts'

const D1 = `LH2022.D1.u${units.port}`
const issue = (changes: Partial<ListedIssue> = {}): ListedIssue => ({
  serial: 'LH2022-0001',
  status: 'planning',
  happened: MonthSchema.parse('2021-03'),
  began: day('2022-11-10'),
  selfChecked: true,
  planned: false,
  ...changes,
})

type Around = { item?: string; seen?: number | null; facts?: Partial<HandInFacts> }

function tries(who: Who, handIn: HandIn, act: HandInAct, { item = 'D1', seen = null, ...around }: Around = {}) {
  return decideHandIn(handIn, { id: handIn.id, seen, ...act }, as(who), handInFacts(item, around.facts))
}

function after(who: Who, handIn: HandIn, act: HandInAct, around: Around = {}): HandIn {
  const decision = tries(who, handIn, act, around)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.handIn
}

function refusal(who: Who, handIn: HandIn, act: HandInAct, around: Around = {}): HandInRefusal | null {
  const decision = tries(who, handIn, act, around)
  return decision.ok ? null : decision.refusal
}

const blank = () => blankHandIn(D1)
const late = { facts: { today: day('2022-12-06') } }
const accept: HandInAct = { type: 'accept' }
const giveBack: HandInAct = { type: 'return', reason: '缺附件' }
const confirm: HandInAct = { type: 'confirm-zero' }
const handed = () => after('contact', blank(), asFile(handedFile()))
const claimed = () => after('contact', blank(), zero())

describe('handing in what is in the ledger', () => {
  test('keeps serials, 存量 and 增量, and the place in the log', () => {
    const fresh = { status: 'closed', happened: MonthSchema.parse('2022-12') } as const
    const list = [issue(), issue({ serial: 'LH2022-0002', ...fresh }), issue({ serial: 'LH2022-0003', ...fresh })]
    expect(after('contact', blank(), fromLedger, { facts: { issues: list } }).content).toEqual({
      kind: 'issues',
      serials: ['LH2022-0001', 'LH2022-0002', 'LH2022-0003'],
      stock: 1,
      fresh: 2,
      closed: 2,
      head: { count: 9, hash: 'f'.repeat(64) },
    })
  })

  test('without issues is not a list: that is a zero report', () =>
    expect(refusal('contact', blank(), fromLedger)).toEqual({ code: 'no-issues' }))

  test('measures only once every issue has them; with no issues there is nothing to plan', () => {
    const around = (planned: boolean) => ({ item: 'D3', facts: { issues: [issue({ planned })] } })
    expect(refusal('contact', blank(), fromLedger, around(false))).toEqual({
      code: 'unplanned',
      serials: ['LH2022-0001'],
    })
    const half = [issue({ planned: true }), issue({ serial: 'LH2022-0002' })]
    expect(refusal('contact', blank(), fromLedger, { item: 'D3', facts: { issues: half } })).toMatchObject({
      serials: ['LH2022-0002'],
    })
    expect(after('contact', blank(), fromLedger, around(true)).status).toBe('handed')
    expect(after('contact', blank(), fromLedger, { item: 'D3' }).content).toMatchObject({ serials: [] })
  })

  test('people are those of the list, and both responsible persons must be in it', () => {
    expect(after('contact', blank(), fromLedger, { item: 'D2' }).content).toEqual({
      kind: 'people',
      first: [ids.first],
      responsible: [ids.responsible],
      contacts: [ids.contact],
    })
    const around = { item: 'D2', facts: { unitPeople: [person('contact')] } }
    expect(refusal('contact', blank(), fromLedger, around)).toEqual({
      code: 'people-missing',
      labels: ['第一责任人', '具体责任人'],
    })
    const twoPosts = { item: 'D2', facts: { unitPeople: (['first', 'responsible', 'both'] as const).map(person) } }
    expect(after('contact', blank(), fromLedger, twoPosts).content).toMatchObject({ contacts: [ids.both] })
    const only = (...unitPeople: Who[]) =>
      refusal('contact', blank(), fromLedger, { item: 'D2', facts: { unitPeople: unitPeople.map(person) } })
    expect(only('contact', 'first')).toMatchObject({ labels: ['具体责任人'] })
    expect(only('contact', 'responsible', 'strangerFirst')).toMatchObject({ labels: ['第一责任人'] })
    expect(only('first', 'responsible')).toBeNull()
  })

  test('a report is a document', () =>
    expect(refusal('contact', blank(), fromLedger, { item: 'D4' })).toEqual({ code: 'needs-document' }))
})

describe('a zero report', () => {
  test('by a contact waits for the first responsible person, whose word makes it count', () => {
    expect(claimed()).toMatchObject({ status: 'claimed', handedOn: null })
    const confirmed = after('first', claimed(), confirm)
    expect(confirmed).toMatchObject({ status: 'handed', handedOn: '2022-12-01', handedBy: ids.first, late: false })
  })

  test('by the first responsible person, or with the stamped scan, counts at once', () => {
    expect(after('first', blank(), zero()).status).toBe('handed')
    expect(after('contact', blank(), zero(handedFile()))).toMatchObject({ status: 'handed', files: [handedFile()] })
  })

  test('is confirmed by nobody else', () => {
    for (const who of ['contact', 'responsible', 'officer', 'director'] as const)
      expect(refusal(who, claimed(), confirm)).toEqual({ code: 'not-yours', whose: 'first' })
    expect(refusal('strangerFirst', claimed(), confirm)).toEqual({ code: 'not-found' })
  })

  test('not confirmed, it is still to be handed in', () => {
    const declined = after('first', claimed(), { type: 'decline-zero', reason: '还有一笔补贴' })
    expect(declined).toMatchObject({ status: 'missing', content: null, reason: '还有一笔补贴' })
  })

  test('is refused where the own check has found something, also at the moment of confirming', () => {
    const around = { facts: { issues: [issue()] } }
    const code = { code: 'has-issues', serials: ['LH2022-0001'] }
    expect(refusal('contact', blank(), zero(), around)).toEqual(code)
    expect(refusal('first', claimed(), confirm, around)).toEqual(code)
    expect(refusal('contact', blank(), zero(), { facts: { issues: [issue({ selfChecked: false })] } })).toBeNull()
  })

  test('is for lists of issues only', () =>
    expect(refusal('contact', blank(), zero(), { item: 'D4' })).toEqual({ code: 'no-zero-here' }))

  test('is not confirmed by the head of another unit who only works for this one', () => {
    const posts = [...person('contact').posts, ...person('strangerFirst').posts]
    const decide = (handIn: HandIn, act: HandInAct) =>
      decideHandIn(handIn, { id: handIn.id, seen: null, ...act }, { ...as('contact'), posts }, handInFacts('D1'))
    expect(decide(claimed(), confirm)).toEqual({ ok: false, refusal: { code: 'not-yours', whose: 'first' } })
    expect(decide(blank(), zero())).toMatchObject({ ok: true, handIn: { status: 'claimed' } })
  })

  test('needs somebody who can confirm it, or the scan', () => {
    const around = { facts: { unitPeople: [person('contact')] } }
    expect(refusal('contact', blank(), zero(), around)).toEqual({ code: 'no-first' })
    expect(refusal('officer', blank(), zero())).toEqual({ code: 'scan-missing' })
    expect(after('officer', blank(), zero(handedFile()))).toMatchObject({ status: 'handed', behalf: true })
  })
})

describe('accepting and returning', () => {
  test('are the office’s, and never those of whoever answers for the paper', () => {
    expect(after('officer', handed(), accept).status).toBe('accepted')
    expect(refusal('contact', handed(), accept)).toEqual({ code: 'not-yours', whose: 'office' })
    expect(refusal('both', handed(), accept)).toEqual({ code: 'own' })
    expect(refusal('both', handed(), giveBack)).toEqual({ code: 'own' })
  })

  test('are the office’s even where it sits in the unit that owes: nobody else is left', () => {
    expect(after('officer', handed(), accept, { facts: { unit: units.office } }).status).toBe('accepted')
  })

  test('accepting what one wrote down for the unit is another officer’s, where there is one', () => {
    const entered = after('officer', blank(), asFile(handedFile()))
    expect(refusal('officer', entered, accept)).toEqual({ code: 'own-entry' })
    expect(after('second', entered, accept).status).toBe('accepted')
    expect(after('officer', entered, giveBack).status).toBe('returned')
    const alone = { facts: { office: (['officer', 'administrator', 'both'] as const).map(person) } }
    expect(after('officer', entered, accept, alone).status).toBe('accepted')
  })

  test('a return says what is missing, and the unit hands in again', () => {
    expect(refusal('officer', handed(), { type: 'return', reason: '  ' })).toEqual({ code: 'reason-missing' })
    const returned = after('officer', handed(), giveBack)
    expect(returned).toMatchObject({ status: 'returned', reason: '缺附件' })
    expect(after('contact', returned, asFile(handedFile()))).toMatchObject({ status: 'handed', reason: null })
  })

  test('two at once: the second is told what the first did', () => {
    const move = { type: 'accepted', by: ids.second, at: start } as const
    const accepted = after('second', handed(), accept)
    expect(refusal('officer', accepted, giveBack, { seen: handed().version, facts: { lastMove: move } })).toEqual({
      code: 'stale',
      status: 'accepted',
      move,
    })
  })

  test('who looked at it as it stands is not told so, nor anybody who may not know of it', () => {
    expect(after('officer', handed(), accept, { seen: handed().version }).status).toBe('accepted')
    expect(refusal('stranger', handed(), accept, { seen: 0 })).toEqual({ code: 'not-found' })
  })

  test('what was accepted the unit takes back no more', () => {
    const back: HandInAct = { type: 'withdraw', reason: null }
    expect(after('contact', handed(), back)).toMatchObject({ status: 'missing', content: null })
    expect(refusal('contact', after('officer', handed(), accept), back)).toEqual({
      code: 'wrong-state',
      status: 'accepted',
    })
  })
})

describe('late stays late', () => {
  test('after the due day, and whatever comes of it', () => {
    const first = after('contact', blank(), asFile(handedFile()), late)
    expect(first.late).toBe(true)
    const again = after('contact', after('contact', first, { type: 'withdraw', reason: null }), asFile(handedFile()))
    expect(again).toMatchObject({ status: 'handed', late: true })
  })

  test('on the due day is in time; a return after it makes the next one late', () => {
    expect(after('contact', blank(), asFile(handedFile()), { facts: { today: day('2022-12-05') } }).late).toBe(false)
    const returned = after('officer', handed(), giveBack, late)
    expect(returned.late).toBe(false)
    expect(after('contact', returned, asFile(handedFile()), late).late).toBe(true)
  })

  test('a zero report counts from the day it is confirmed', () => {
    expect(after('first', claimed(), confirm, late)).toMatchObject({ handedOn: '2022-12-06', late: true })
  })

  test('a paper the office writes down counts from the day it came, which is not to come', () => {
    const received = (on: string): HandInAct => ({ type: 'hand-in', files: [handedFile()], on: day(on) })
    const entered = after('officer', blank(), received('2022-12-05'), late)
    expect(entered).toMatchObject({ handedOn: '2022-12-05', late: false, behalf: true })
    expect(refusal('officer', blank(), received('2022-12-07'), late)).toEqual({ code: 'day-ahead' })
    expect(after('contact', blank(), received('2022-12-01'), late)).toMatchObject({
      handedOn: '2022-12-06',
      late: true,
    })
  })

  test('a paper the office writes down came neither before the campaign nor before it was last returned', () => {
    const received = (on: string): HandInAct => ({ type: 'hand-in', files: [handedFile()], on: day(on) })
    const early = { code: 'day-early', earliest: '2022-11-10' }
    expect(refusal('officer', blank(), received('2022-11-09'))).toEqual(early)
    expect(refusal('officer', blank(), { type: 'zero', scan: [handedFile()], on: day('2022-11-09') })).toEqual(early)
    expect(after('officer', blank(), received('2022-11-10')).handedOn).toBe('2022-11-10')
    const returned = after('officer', handed(), giveBack)
    const around = { facts: { today: day('2022-12-06'), returnedOn: day('2022-12-01') } }
    expect(refusal('officer', returned, received('2022-11-30'), around)).toEqual({
      code: 'day-early',
      earliest: '2022-12-01',
    })
    expect(after('officer', returned, received('2022-12-01'), around).handedOn).toBe('2022-12-01')
    const declined = after('first', after('contact', returned, zero()), { type: 'decline-zero', reason: null })
    expect(refusal('officer', declined, received('2022-11-30'), around)).toMatchObject({ code: 'day-early' })
  })

  test('today is never too early, though the campaign begins later', () =>
    expect(after('officer', blank(), asFile(handedFile()), { facts: { began: day('2022-12-10') } }).status).toBe(
      'handed',
    ))

  test('without a date nothing is late', () =>
    expect(after('contact', blank(), asFile(handedFile()), { item: 'D4', ...late }).late).toBe(false))
})

describe('files', () => {
  test('are added to what was handed in, the same one not twice', () => {
    const more = handedFile({ sha256: 'c'.repeat(64), name: '附件.pdf' })
    const two = after('contact', handed(), { type: 'add-file', file: more })
    expect(two.content).toEqual({ kind: 'files', files: [handedFile(), more] })
    expect(refusal('contact', two, { type: 'add-file', file: more })).toEqual({ code: 'same-file', name: '附件.pdf' })
    expect(refusal('contact', blank(), asFile())).toEqual({ code: 'files-missing' })
  })
  test('are added to a zero report too, whatever was seen of it', () => {
    const zeroed = after('first', blank(), zero())
    const add = { type: 'add-file', file: handedFile() } as const
    const scanned = after('contact', zeroed, add, { seen: 0 })
    expect(scanned.content).toEqual({ kind: 'zero', scan: [handedFile()] })
    expect(after('contact', scanned, { ...add, file: handedFile({ sha256: 'd'.repeat(64) }) }).files).toHaveLength(2)
  })
})

test('a reason has at most 500 signs, blanks around it not counted', () => {
  expect([isTooLong('字'.repeat(500)), isTooLong(` ${'字'.repeat(500)} `), isTooLong('字'.repeat(501))]).toEqual([
    false,
    false,
    true,
  ])
})

test('the decision carries the event, the next version, and who hears of it', () => {
  const decision = tries('officer', handed(), giveBack)
  expect(decision).toMatchObject({
    ok: true,
    events: [{ type: 'returned', reason: '缺附件' }],
    handIn: { version: handed().version + 1 },
    notices: [ids.contact, ids.responsible, ids.first].map((to) => ({ to, event: 0 })),
  })
  expect(tries('contact', handed(), { type: 'withdraw', reason: '传错了' })).toMatchObject({
    events: [{ type: 'withdrawn', reason: '传错了' }],
    notices: [{ to: ids.officer }, { to: ids.second }],
  })
})

test('whoever of the office acts for the unit hands in for it; anybody else of the office writes it down', () => {
  expect(after('officer', blank(), asFile(handedFile()))).toMatchObject({ behalf: true, handedBy: ids.officer })
  expect(after('both', blank(), asFile(handedFile()))).toMatchObject({ behalf: false, handedBy: ids.both })
})

describe('each refusal says what is wrong and what to do next', () => {
  const move = { type: 'accepted', by: ids.second, at: start } as const
  const known: HandInRefusal[] = [
    { code: 'not-found' },
    { code: 'not-yours', whose: 'first' },
    { code: 'own' },
    { code: 'own-entry' },
    { code: 'wrong-state', status: 'accepted' },
    { code: 'stale', status: 'accepted', move },
    { code: 'has-issues', serials: ['A-1', 'A-2', 'A-3', 'A-4'] },
    { code: 'no-issues' },
    { code: 'no-zero-here' },
    { code: 'needs-document' },
    { code: 'unplanned', serials: ['A-1'] },
    { code: 'no-first' },
    { code: 'people-missing', labels: ['第一责任人'] },
    { code: 'scan-missing' },
    { code: 'files-missing' },
    { code: 'same-file', name: 'a.pdf' },
    { code: 'reason-missing' },
    { code: 'day-ahead' },
    { code: 'day-early', earliest: day('2022-11-10') },
  ]
  test('in Chinese, ended by a full stop', () => {
    for (const one of known) expect(handInRefusalText(one, dayOf(start))).toMatch(/^[^a-z]*(a\.pdf)?[^a-z]*。$/)
    expect(handInRefusalText({ code: 'has-issues', serials: ['A-1', 'A-2', 'A-3', 'A-4'] }, dayOf(start))).toBe(
      '本单位已经报过 A-1、A-2、A-3 等 4 件，不能再作零报告。请改用“按台账报送”。',
    )
    expect(handInRefusalText({ code: 'stale', status: 'accepted', move }, dayOf(start))).toBe(
      '这项报送刚刚有人确认（10:00），现在是“已确认”，您的操作没有执行。',
    )
  })
})
