import { inOffice } from '#office'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { note } from '../../db/ledger.ts'
import { eventData, events } from '../../db/schema.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { day, start, verification, world, type World } from '../support/world.ts'

const inLedger = <T>(work: (w: World) => T) =>
  inOffice((db) => {
    const w = world(db)
    for (const status of ['reported', 'planning', 'plan_review', 'rectifying', 'verifying', 'closed'] as const)
      w.to(status)
    return work(w)
  })

const needed = 'campaign, unit, category, status, deadline_key, haystack, changed_at, version, issue, fresh, title_key'

const write = ({ db }: World, statement: string) => transact(db, (tx) => void tx.run(sql.raw(statement)))

describe('a ledger nobody touched', () => {
  test('is what its log makes of it, in every state', () =>
    inLedger((w) => {
      const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
      w.does('officer', w.on(lead, { type: 'dismiss', reason: '不属于失信' }))
      const back = {
        type: 'send-back',
        verification: verification(),
        reason: '缺凭证',
        deadline: day('2023-04-30'),
      } as const
      w.does('second', w.on({ serial: 'LH2022-0005' }, back))
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('is read to the end, page after page', () =>
    inLedger((w) => {
      for (let count = 0; count < 100; count += 1) w.to('reported')
      expect(verifyLedger(w.db)).toBeNull()
      write(w, `update issues set status = 'closed' where serial = 'LH2022-0106'`)
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0106', fault: 'differs' })
    }))
})

describe('the first serial that differs is named', () => {
  test.each([
    ['status and JSON', `status = 'closed', issue = json_set(issue, '$.status', 'closed')`],
    ['status alone', `status = 'closed'`],
    ['JSON alone', `issue = json_set(issue, '$.settled', 1)`],
    [
      'a title with its haystack',
      `haystack = replace(haystack, '补贴', '补助'), issue = replace(issue, '补贴', '补助')`,
    ],
    ['a field nobody knows', `issue = json_set(issue, '$.more', 1)`],
    ['a field gone', `issue = json_remove(issue, '$.remark')`],
    ['a key said twice', `issue = '{"serial":"LH2022-0009",' || substr(issue, 2)`],
    ['no JSON', `issue = 'closed'`],
    ['due', `due = '2030-01-01'`],
    ['deadline key', `deadline_key = '2030-01-01'`],
    ['unit', 'unit = 1'],
    ['category', `category = 'other'`],
    ['delegate', 'delegate = 1'],
    ['haystack', `haystack = ''`],
    ['存量', 'fresh = 1'],
    ['enterprise', `enterprise_key = '别家'`],
    ['credit code', `credit_code = '9'`],
    ['title key', `title_key = ''`],
    ['amount', 'involved = 1'],
    ['version', 'version = version + 1'],
    ['moment', 'changed_at = changed_at + 1'],
  ])('after a change of its %s', (_, change) =>
    inLedger((w) => {
      write(w, `update issues set ${change} where serial = 'LH2022-0004'`)
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0004', fault: 'differs' })
    }),
  )

  test('after a change of how it stood at some time', () =>
    inLedger((w) => {
      write(
        w,
        `update standings set status = 'closed' where issue = 4 and id = (select min(id) from standings where issue = 4 and started < until)`,
      )
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0004', fault: 'differs' })
    }))

  test('where a row has no events', () =>
    inLedger((w) => {
      write(
        w,
        `insert into issues (id, serial, ${needed}) select 99, 'LH2022-0099', ${needed} from issues where id = 1`,
      )
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0099', fault: 'no-events' })
    }))

  test('where events have no row', () =>
    inLedger((w) => {
      write(w, 'drop trigger issues_no_delete')
      write(w, 'delete from standings where issue = 3')
      write(w, `delete from issues where serial = 'LH2022-0003'`)
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0003', fault: 'no-row' })
    }))
})

describe('an issue with redacted events', () => {
  const redacted = <T>(work: (w: World) => T) =>
    inLedger((w) => {
      const { n } = w.db.select({ n: events.n }).from(events).where(eq(events.subjectId, 'LH2022-0004')).get() ?? {
        n: 0,
      }
      const act = { actor: w.as('director'), now: start }
      const by = transact(w.db, (tx) =>
        note(tx, { kind: 'campaign', id: 'LH2022', fact: { type: 'redacted', events: [n] }, ...act }),
      )
      const gone = { data: null, salt: null, redactedBy: by }
      transact(w.db, (tx) => void tx.update(eventData).set(gone).where(eq(eventData.n, n)).run())
      return work(w)
    })

  test('is good, whatever words its row still has', () =>
    redacted((w) => {
      expect(verifyLog(w.db)).toMatchObject({ ok: true, redacted: 1 })
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test.each([
    ['state', `status = 'closed', due = null, issue = json_set(issue, '$.status', 'closed')`],
    ['number of events', `version = 9, issue = json_set(issue, '$.version', 9)`],
    ['reporter', `issue = json_set(issue, '$.reporter', 1)`],
    ['columns', `category = 'other'`],
  ])('must still have the %s that the headers tell', (_, change) =>
    redacted((w) => {
      write(w, `update issues set ${change} where serial = 'LH2022-0004'`)
      expect(verifyLedger(w.db)).toEqual({ serial: 'LH2022-0004', fault: 'differs' })
    }),
  )
})
