import { describe, expect, test } from 'vitest'
import {
  applyHandIn,
  blankHandIn,
  HandInEventSchema,
  isOverdueHandIn,
  isOwed,
  type Content,
  type HandIn,
  type HandInEvent,
} from '../../../core/hand-ins/hand-in.ts'
import { ids } from '../../support/facts.ts'
import { handedFile } from '../../support/hand-ins.ts'
import { day, start } from '../../support/samples.ts'

const blank = () => blankHandIn('LH2022.D1.u3')
const [scan, added] = [handedFile(), handedFile({ sha256: 'c'.repeat(64), name: '附件.pdf' })]
const head = { count: 9, hash: 'f'.repeat(64) }
const listed: Content = { kind: 'issues', serials: ['LH2022-0001'], stock: 1, fresh: 0, closed: 0, head }
const people: Content = { kind: 'people', first: [ids.first], responsible: [ids.responsible], contacts: [] }
const files: Content = { kind: 'files', files: [scan] }
const stamped: Content = { kind: 'zero', scan: [scan] }
const bare: Content = { kind: 'zero', scan: [] }

const on = day('2022-12-01')
const hands = (content: Content, changes: { late?: boolean; behalf?: boolean } = {}): HandInEvent => ({
  type: 'handed-in',
  content,
  on,
  late: false,
  behalf: false,
  ...changes,
})
const claims: HandInEvent = { type: 'zero-claimed' }
const confirms = (late = false): HandInEvent => ({ type: 'zero-confirmed', on: day('2022-12-02'), late })
const declines: HandInEvent = { type: 'zero-declined', reason: '还有一笔补贴' }
const accepts: HandInEvent = { type: 'accepted' }
const returns: HandInEvent = { type: 'returned', reason: '缺附件' }
const withdraws: HandInEvent = { type: 'withdrawn', reason: null }
const adds: HandInEvent = { type: 'file-added', file: added }
const supersedes: HandInEvent = { type: 'superseded', content: listed }

const fold = (...events: HandInEvent[]): HandIn =>
  events.reduce(
    (handIn, event, index) => applyHandIn(handIn, { seq: index + 1, at: start, by: ids.contact, event }),
    blank(),
  )

describe('a hand-in is the fold of its events', () => {
  test('nothing of it has come', () => {
    expect(blank()).toEqual({
      id: 'LH2022.D1.u3',
      campaign: 'LH2022',
      item: 'D1',
      period: null,
      unit: 3,
      group: null,
      status: 'missing',
      content: null,
      handedOn: null,
      handedBy: null,
      behalf: false,
      late: false,
      reason: null,
      files: [],
      version: 0,
    })
    expect(() => blankHandIn('LH2022')).toThrow('no duty: LH2022')
  })

  const handed = { status: 'handed' as const, handedOn: on, handedBy: ids.contact, behalf: false, reason: null }
  test.each<[string, HandInEvent[], Partial<HandIn>]>([
    ['handed in as a document', [hands(files)], { ...handed, content: files, files: [scan] }],
    ['handed in from the ledger', [hands(listed)], { ...handed, content: listed, files: [] }],
    ['handed in as a list of people', [hands(people)], { ...handed, content: people, files: [] }],
    ['handed in as a stamped zero report', [hands(stamped)], { ...handed, content: stamped, files: [scan] }],
    ['written down by the office', [hands(files, { behalf: true })], { ...handed, behalf: true }],
    ['claimed to be none', [claims], { status: 'claimed', content: bare, handedOn: null, handedBy: null }],
    ['confirmed to be none', [claims, confirms()], { ...handed, content: bare, handedOn: day('2022-12-02') }],
    ['not confirmed', [claims, declines], { status: 'missing', content: null, reason: '还有一笔补贴' }],
    ['claimed again after that', [claims, declines, claims], { status: 'claimed', reason: null }],
    ['accepted', [hands(files), accepts], { ...handed, status: 'accepted', content: files }],
    [
      'returned, and what was returned stays in sight',
      [hands(files), returns],
      { status: 'returned', reason: '缺附件', content: files },
    ],
    [
      'handed in again: no more a reason',
      [hands(files), returns, hands(listed)],
      { ...handed, content: listed, files: [scan] },
    ],
    [
      'taken back',
      [hands(files, { behalf: true }), withdraws],
      { status: 'missing', content: null, handedOn: null, handedBy: null, behalf: false },
    ],
    [
      'with a file more',
      [hands(files), adds],
      { content: { kind: 'files', files: [scan, added] }, files: [scan, added] },
    ],
    [
      'a zero report with a scan more',
      [claims, confirms(), adds],
      { content: { kind: 'zero', scan: [added] }, files: [added] },
    ],
    ['a list with a file more stays the list', [hands(listed), adds], { content: listed, files: [added] }],
    ['a zero report that issues came after', [hands(bare), supersedes], { ...handed, content: listed }],
    [
      'also one that was accepted: it is to be accepted anew',
      [hands(bare), accepts, supersedes],
      { ...handed, content: listed },
    ],
    [
      'one still to be confirmed is none any more',
      [claims, supersedes],
      { status: 'missing', content: null, reason: null },
    ],
  ])('%s', (_, events, expected) => {
    expect(fold(...events)).toMatchObject({ ...expected, version: events.length })
  })

  test.each<[string, HandInEvent[]]>([
    ['handed in late', [hands(files, { late: true })]],
    ['and in time after that', [hands(files, { late: true }), withdraws, hands(files)]],
    ['confirmed late', [claims, confirms(true)]],
    ['once in time and late after a return', [hands(files), returns, hands(files, { late: true })]],
  ])('late stays late: %s', (_, events) => expect(fold(...events).late).toBe(true))

  test('in time is in time, whatever comes of it', () => {
    for (const events of [
      [hands(files), accepts],
      [claims, confirms()],
      [hands(files), returns],
      [hands(bare), supersedes],
    ])
      expect(fold(...events).late).toBe(false)
  })

  test('what an event carries survives being written down and read again', () => {
    const contents = [listed, people, files, stamped].map((content) => hands(content))
    for (const event of [...contents, claims, confirms(), declines, accepts, returns, withdraws, adds, supersedes])
      expect(HandInEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
  })
})

describe('what is still to come', () => {
  test.each([
    ['missing', true],
    ['claimed', true],
    ['returned', true],
    ['handed', false],
    ['accepted', false],
  ] as const)('%s is owed: %s; overdue from the day after it was due', (status, owed) => {
    expect(isOwed({ status })).toBe(owed)
    const overdue = (today: string) => isOverdueHandIn({ status }, day('2022-12-05'), day(today))
    expect([overdue('2022-12-04'), overdue('2022-12-05'), overdue('2022-12-06')]).toEqual([false, false, owed])
    expect(isOverdueHandIn({ status }, null, day('2023-12-06'))).toBe(false)
  })
})
