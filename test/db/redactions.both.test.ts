import { inOffice } from '#office'
import { eq, getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { transact, type Db } from '../../db/database.ts'
import { startDraft } from '../../db/drafts.ts'
import { historyOf } from '../../db/history.ts'
import { listIssues } from '../../db/issues.ts'
import { findIssue, note } from '../../db/ledger.ts'
import { agreeToRedaction, askRedaction, listRedactions, refuseRedaction, type Decided } from '../../db/redactions.ts'
import { written } from '../../db/redact-words.ts'
import * as schema from '../../db/schema.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { evidence, particulars, world, type World } from '../support/world.ts'

const words = '身份证411102'
type Who = keyof World['people']
const by = (w: World, who: Who) => ({ actor: w.as(who), now: w.clock.now })

/** An issue whose course, comment, draft and answers have what must not stay. */
function spoken(db: Db) {
  const w = world(db)
  const course = `负责人的“${words}”写进了报送材料，至今未兑现`
  const { serial } = w.does('contact', w.report({ particulars: particulars({ title: `${words}的补贴`, course }) }))
  w.does('officer', w.on({ serial }, { type: 'comment', text: `见${words}` }))
  const draft = { person: w.people.contact, form: 'comment', serial, seen: null, now: w.clock.now }
  transact(db, (tx) => startDraft(tx, { id: 'd1', ...draft, values: { text: `“${words}”` } }))
  const first = historyOf(db, serial)[0]?.n ?? 0
  return { w, serial, first }
}

const ask = (w: World, who: Who, about: { serial: string; n: number; words?: string | null; reason?: string }) =>
  transact(w.db, (tx) => askRedaction(tx, { words, reason: '误录公民身份信息', ...about }, by(w, who)))
const agree = (w: World, who: Who, id = 1): Decided => transact(w.db, (tx) => agreeToRedaction(tx, id, by(w, who)))

/** Every text in the whole database. */
function everything(db: Db): string {
  const tables = Object.values<unknown>(schema).filter((one): one is SQLiteTable => is(one, SQLiteTable))
  return tables.map((table) => JSON.stringify(db.select().from(table).all())).join('\n')
}

test.each([
  ['director', 'auditor'],
  ['auditor', 'director'],
] as const)('%s asks, %s agrees: the words are gone everywhere and everything verifies', (one, other) =>
  inOffice((db) => {
    const { w, serial, first } = spoken(db)
    const before = findIssue(db, serial)
    expect(ask(w, one, { serial, n: first })).toEqual({ ok: true, id: 1 })
    expect(agree(w, other)).toEqual({ ok: true, file: null })
    expect(everything(db)).not.toContain(words)
    const after = findIssue(db, serial)
    expect(after?.title).toBe('［已涂抹］的补贴')
    expect([after?.version, after?.stateVersion]).toEqual([before?.version, before?.stateVersion])
    expect(verifyLog(db)).toMatchObject({ ok: true, redacted: 2 })
    expect(verifyLedger(db)).toBeNull()
    const found = listIssues(db, w.as('officer'), { filter: { words }, sort: 'newest', page: 1, size: 5 })
    expect(found).toEqual([])
    expect(historyOf(db, serial).map(({ event }) => event.type)).toEqual(['reported', 'commented'])
  }),
)

test('the issue goes on afterwards, and the same event may lose more words', () =>
  inOffice((db) => {
    const { w, serial, first } = spoken(db)
    ask(w, 'director', { serial, n: first })
    agree(w, 'auditor')
    w.does('officer', w.on({ serial }, { type: 'ask', question: '请补充' }))
    expect(ask(w, 'director', { serial, n: first, words: '负责人' })).toEqual({ ok: true, id: 2 })
    expect(agree(w, 'auditor', 2)).toMatchObject({ ok: true })
    expect([verifyLog(db).ok, verifyLedger(db), findIssue(db, serial)?.course]).toEqual([
      true,
      null,
      '［已涂抹］的“［已涂抹］”写进了报送材料，至今未兑现',
    ])
  }))

describe('nobody does it alone, and nobody else does it', () => {
  const refusals: readonly [Who, Who, string][] = [
    ['director', 'director', 'same-person'],
    ['director', 'officer', 'not-yours'],
    ['auditor', 'auditor', 'same-person'],
    ['auditor', 'administrator', 'not-yours'],
  ]
  test.each(refusals)('asked by %s, decided by %s: %s', (one, other, refusal) =>
    inOffice((db) => {
      const { w, serial, first } = spoken(db)
      ask(w, one, { serial, n: first })
      expect(agree(w, other)).toEqual({ ok: false, refusal })
      expect(everything(db)).toContain(words)
    }),
  )

  test.each(['officer', 'administrator', 'leader', 'contact'] as const)('%s asks for nothing', (who) =>
    inOffice((db) => {
      const { w, serial, first } = spoken(db)
      expect(ask(w, who, { serial, n: first })).toEqual({ ok: false, refusal: 'not-yours' })
    }),
  )
})

const wrong = [
  [{ words: '没有写过的话' }, 'not-there'],
  [{ words: '身' }, 'short-words'],
  [{ reason: ' ' }, 'no-reason'],
  [{ reason: `有人写了${words}` }, 'words-in-reason'],
  [{ words: null }, 'not-there'],
] as const
test.each(wrong)('%j is refused: %s', (about, refusal) =>
  inOffice((db) => {
    const { w, serial, first } = spoken(db)
    expect(ask(w, 'director', { serial, n: first, ...about })).toEqual({ ok: false, refusal })
  }),
)

test('refused: everything stays, and only the request forgets its words', () =>
  inOffice((db) => {
    const { w, serial, first } = spoken(db)
    ask(w, 'director', { serial, n: first })
    transact(db, (tx) => refuseRedaction(tx, 1, by(w, 'auditor')))
    expect(findIssue(db, serial)?.title).toContain(words)
    expect(listRedactions(db)).toMatchObject({ open: [], decided: [{ state: 'refused', words: null }] })
    expect(agree(w, 'auditor')).toEqual({ ok: false, refusal: 'over' })
  }))

test('what makes an event what it is never goes', () =>
  inOffice((db) => {
    const { w, serial, first } = spoken(db)
    expect(ask(w, 'director', { serial, n: first, words: serial })).toMatchObject({ ok: true })
    expect(agree(w, 'auditor')).toEqual({ ok: false, refusal: 'structure' })
    expect(verifyLog(db)).toMatchObject({ ok: true, redacted: 0 })
  }))

test('a file goes with its name; bytes that another issue has too stay', () =>
  inOffice((db) => {
    const { w, serial } = spoken(db)
    const other = w.does('contact', w.report({ particulars: particulars({ title: '另一件' }) })).serial
    const attach = (one: string, id: string, sha256: string) =>
      w.does(
        'contact',
        w.on({ serial: one }, { type: 'attach', evidence: evidence({ id, sha256, name: `${words}.jpg` }) }),
      )
    attach(serial, 'e1', 'a'.repeat(64))
    attach(serial, 'e2', 'b'.repeat(64))
    attach(other, 'e3', 'b'.repeat(64))
    const [one, two] = historyOf(db, serial).filter(({ event }) => event.type === 'evidence-added')
    ask(w, 'director', { serial, n: one?.n ?? 0, words: null })
    ask(w, 'director', { serial, n: two?.n ?? 0, words: null })
    expect([agree(w, 'auditor', 1), agree(w, 'auditor', 2)]).toEqual([
      { ok: true, file: 'a'.repeat(64) },
      { ok: true, file: null },
    ])
    expect(findIssue(db, serial)?.evidence.map(({ name }) => name)).toEqual(['［已涂抹］', '［已涂抹］'])
    expect([verifyLog(db).ok, verifyLedger(db)]).toEqual([true, null])
  }))

describe('there is no other way to the words', () => {
  test('what was left can’t be changed afterwards without its sum telling', () =>
    inOffice((db) => {
      const { w, serial, first } = spoken(db)
      ask(w, 'director', { serial, n: first })
      agree(w, 'auditor')
      const { eventData } = schema
      const forge = (redactedBy: number) =>
        transact(db, (tx) =>
          tx
            .update(eventData)
            .set({ data: { forged: true }, salt: null, redactedBy })
            .where(eq(eventData.n, first))
            .run(),
        )
      const last = db.select().from(eventData).all().length
      expect(() => forge(last)).toThrow()
      const fact = { type: 'redacted', events: [first], blanks: { [first]: 'f'.repeat(64) } }
      const forged = transact(db, (tx) => note(tx, { kind: 'office', id: 'redactions', fact, ...by(w, 'director') }))
      forge(forged)
      expect(verifyLog(db)).toMatchObject({ ok: false, fault: 'data-changed' })
    }))
})

test('every column that could hold words people typed is gone through, or is known to hold none', () => {
  const tables = Object.values<unknown>(schema).filter((one): one is SQLiteTable => is(one, SQLiteTable))
  const texts = tables
    .filter((table) => !apart.includes(getTableName(table)))
    .flatMap((table) =>
      Object.values(getTableColumns(table))
        .filter((column) => column.getSQLType() === 'text')
        .map((column) => ({ table: getTableName(table), column: column.name })),
    )
  const through = written.map(({ table, column }) => `${table}.${column}`)
  expect(through.filter((one) => !texts.some(({ table, column }) => one === `${table}.${column}`))).toEqual([])
  const left = texts.filter(({ table, column }) => !through.includes(`${table}.${column}`))
  expect(left.filter(({ column }) => !wordless.includes(column))).toEqual([])
})

/** The log and the ledger have ways of their own; the roster, the calendar and settings hold names that are to stay. */
const apart = [
  'events',
  'event_data',
  'issues',
  'redactions',
  'units',
  'former_names',
  'people',
  'posts',
  'identities',
  'campaigns',
  'settings',
  'calendar_days',
  'sessions',
  'login_links',
  'leases',
  'invites',
  'groups',
]
/** Ids, states, kinds, days and hashes. */
const wordless = [
  ...[
    'id',
    'external_id',
    'chat_id',
    'event_id',
    'import_id',
    'message_id',
    'quoted_as',
    'serial',
    'taken_on',
    'subject',
    'receiver',
    'address',
  ],
  ...[
    'sent_to',
    'sender',
    'tried_on',
    'platform',
    'token',
    'dedupe_key',
    'draft',
    'asking',
    'form',
    'used_for',
    'paper',
    'papers',
    'cells',
  ],
  ...[
    'campaign',
    'category',
    'kind',
    'subject_kind',
    'state',
    'status',
    'rank',
    'why',
    'advice',
    'as',
    'type',
    'hash',
    'taken_on',
    'sha256',
  ],
  // Labels of our own buttons, and what they carry.
  ...['words', 'value'],
  ...['week', 'day', 'month', 'date', 'due', 'next_on', 'from_day', 'to_day', 'ended_on'],
]
