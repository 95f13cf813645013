import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { note } from '../../db/ledger.ts'
import { logChecker, logRows, verifyLog, type Expectation, type LogRow } from '../../db/verify-log.ts'
import { start, world } from '../support/world.ts'

const log = <T>(work: (rows: LogRow[]) => T) =>
  inOffice((db) => {
    const w = world(db)
    w.to('closed')
    w.to('rectifying')
    return work([...logRows(db)])
  })

function verdictOn(rows: readonly LogRow[], expected?: Expectation) {
  const checker = logChecker(expected)
  for (const row of rows) {
    const bad = checker.take(row)
    if (bad) return bad
  }
  return checker.end()
}

const changed = (rows: LogRow[], n: number, change: Partial<LogRow>) =>
  rows.map((row) => (row.n === n ? { ...row, ...change } : row))

describe('a log nobody touched', () => {
  test('is good, with its length and its last hash', () =>
    log((rows) => {
      expect(verdictOn(rows)).toEqual({ ok: true, count: rows.length, hash: rows.at(-1)?.hash, redacted: 0 })
    }))

  test('is read from the database to the end, page after page', () =>
    inOffice((db) => {
      transact(db, (tx) => {
        for (let n = 0; n < 1001; n += 1) {
          note(tx, {
            kind: 'unit',
            id: '1',
            fact: { type: 'unit-changed', n },
            actor: { kind: 'system', door: 'cli' },
            now: start,
          })
        }
      })
      expect(verifyLog(db)).toMatchObject({ ok: true, count: 1001 })
    }))

  test('that is empty is good', () =>
    inOffice((db) => {
      expect(verifyLog(db)).toMatchObject({ ok: true, count: 0 })
    }))
})

describe('the first bad event is named', () => {
  test.each([
    ['subjectKind', 'unit'],
    ['subjectId', 'LH2022-9999'],
    ['seq', 99],
    ['type', 'commented'],
    ['actor', 999],
    ['actor', null],
    ['door', 'clock'],
    ['at', start - 1],
    ['dataHash', '0'.repeat(64)],
    ['hash', '0'.repeat(64)],
  ] as const)('where %s was changed to %j', (column, value) =>
    log((rows) => {
      expect(verdictOn(changed(rows, 40, { [column]: value }))).toMatchObject({
        ok: false,
        n: 40,
        fault: 'header-changed',
      })
    }),
  )

  test.each([
    ['data', '{"text":"别的话"}'],
    ['data', 'not json'],
    ['salt', 'f'.repeat(32)],
  ] as const)('where %s was changed to %j', (column, value) =>
    log((rows) => {
      expect(verdictOn(changed(rows, 40, { [column]: value }))).toEqual({ ok: false, n: 40, fault: 'data-changed' })
    }),
  )

  test('where a key stands twice in the data, so that two readers would read two things', () =>
    log((rows) => {
      const data = rows[39]?.data ?? ''
      const twice = `{"extra":1,${data.slice(1)}`.replace(
        '"extra":1',
        JSON.stringify(Object.keys(JSON.parse(data) as object)[0]) + ':0',
      )
      expect(verdictOn(changed(rows, 40, { data: twice }))).toEqual({ ok: false, n: 40, fault: 'data-changed' })
    }))

  test('where one was taken out', () =>
    log((rows) => {
      expect(verdictOn(rows.filter((row) => row.n !== 40))).toEqual({ ok: false, n: 40, fault: 'gap' })
    }))

  test('where one was taken out and the rest numbered anew', () =>
    log((rows) => {
      const renumbered = rows.filter((row) => row.n !== 40).map((row) => (row.n > 40 ? { ...row, n: row.n - 1 } : row))
      expect(verdictOn(renumbered)).toEqual({ ok: false, n: 40, fault: 'header-changed' })
    }))

  test('where two changed places', () =>
    log((rows) => {
      const swapped = rows.with(39, rows[40] as LogRow).with(40, rows[39] as LogRow)
      expect(verdictOn(swapped)).toEqual({ ok: false, n: 40, fault: 'gap' })
    }))

  test('where the data went without a redaction', () =>
    log((rows) => {
      expect(verdictOn(changed(rows, 40, { data: null, salt: null }))).toEqual({
        ok: false,
        n: 40,
        fault: 'data-missing',
      })
    }))
})

describe('redacted data', () => {
  const gone = { data: null, salt: null }
  const redacting = <T>(fact: Record<string, unknown>, work: (rows: LogRow[]) => T) =>
    inOffice((db) => {
      const act = { actor: { kind: 'system', door: 'cli' } as const, now: start }
      transact(db, (tx) => {
        for (const name of ['不该留下', '留下'])
          note(tx, { kind: 'person', id: '1', fact: { type: 'person-changed', name }, ...act })
        note(tx, { kind: 'person', id: '1', fact: { type: 'redacted', ...fact }, ...act })
        note(tx, { kind: 'person', id: '1', fact: { type: 'redacted', events: [3] }, ...act })
      })
      return work([...logRows(db)])
    })

  test('is good where a later event names it', () =>
    redacting({ events: [1] }, (rows) => {
      expect(verdictOn(changed(rows, 1, { ...gone, redactedBy: 3 }))).toMatchObject({ ok: true, redacted: 1 })
    }))

  test('is bad where the event that shall answer for it is not there', () =>
    redacting({ events: [1] }, (rows) => {
      expect(verdictOn(changed(rows, 1, { ...gone, redactedBy: 9 }))).toEqual({
        ok: false,
        n: 1,
        fault: 'redaction-missing',
      })
    }))

  test.each([[{ events: [1] }], [{ events: '2' }], [{ event: 2 }], [{}]])(
    'is bad where the redaction says only %j',
    (fact) =>
      redacting(fact, (rows) => {
        const claimed = changed(rows, 2, { ...gone, redactedBy: 3 })
        expect(verdictOn(claimed)).toEqual({ ok: false, n: 3, fault: 'redaction-missing' })
      }),
  )

  test('is bad where it is what a redaction said', () =>
    redacting({ events: [1] }, (rows) => {
      const claimed = changed(rows, 3, { ...gone, redactedBy: 4 })
      expect(verdictOn(claimed)).toEqual({ ok: false, n: 3, fault: 'redaction-missing' })
    }))

  test('is bad where the event named is no redaction', () =>
    log((rows) => {
      const claimed = changed(rows, 40, { data: null, salt: null, redactedBy: 41 })
      expect(verdictOn(claimed)).toEqual({ ok: false, n: 41, fault: 'redaction-missing' })
    }))
})

describe('what was written down earlier', () => {
  test('shows a log cut short', () =>
    log((rows) => {
      const expected = { count: rows.length, hash: rows.at(-1)?.hash ?? '' }
      expect(verdictOn(rows.slice(0, -3))).toMatchObject({ ok: true })
      expect(verdictOn(rows.slice(0, -3), expected)).toEqual({
        ok: false,
        n: rows.length - 2,
        fault: 'expected-length',
      })
    }))

  test('shows a log written anew', () =>
    log((rows) => {
      expect(verdictOn(rows, { count: 40, hash: 'f'.repeat(16) })).toEqual({ ok: false, n: 40, fault: 'expected-hash' })
    }))

  test('holds for a log that has grown since, by the first 16 characters', () =>
    log((rows) => {
      expect(verdictOn(rows, { count: 40, hash: (rows[39]?.hash ?? '').slice(0, 16) })).toMatchObject({ ok: true })
    }))
})
