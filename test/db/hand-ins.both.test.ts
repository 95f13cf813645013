import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { ImportCommand } from '../../core/command.ts'
import type { Status } from '../../core/issue.ts'
import { transact, type Db } from '../../db/database.ts'
import { listCampaigns } from '../../db/campaigns.ts'
import { evidenceHashes } from '../../db/evidence-files.ts'
import { coverage, handInHistory, ownDuties, setTakingPart, viewHandIn } from '../../db/hand-ins.ts'
import { record } from '../../db/ledger.ts'
import { addPerson, addUnit, setPosts } from '../../db/people.ts'
import { outbox } from '../../db/schema.ts'
import { verifyHandIns } from '../../db/verify-hand-ins.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { asFile, fromLedger, handedFile, owing, zero } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, particulars } from '../support/samples.ts'
import { oneDay, world, type World } from '../support/world.ts'

const inCampaign = <T>(work: (w: World, p: ReturnType<typeof paper>) => T) =>
  inOffice((db) => {
    const w = world(db, owing)
    return work(w, paper(w))
  })

const told = ({ db }: World) =>
  db
    .select({ to: outbox.person, message: outbox.message })
    .from(outbox)
    .all()
    .filter(({ message }) => message.type === 'hand-in-event')
    .map(({ to }) => to)

const table = (w: World, who: keyof World['people'] = 'officer') => {
  const [running] = listCampaigns(w.db)
  if (!running) throw new Error('no campaign')
  return coverage(w.db, w.as(who), running, w.clock.now)
}

const stateOf = (w: World, id: string) =>
  [...table(w).units, ...table(w).groups, ...table(w).tasks]
    .flatMap(({ cells }) => cells)
    .find((cell) => cell.id === id)

describe('a hand-in is its events', () => {
  test('from the ledger to 已确认, each step in the log, told to whom it concerns', () =>
    inCampaign((w, p) => {
      w.to('reported')
      const handed = p.does('contact', p.of('D1'), fromLedger)
      expect(handed.content).toMatchObject({
        serials: ['LH2022-0001'],
        stock: 1,
        head: { count: verifyCount(w.db) - 1 },
      })
      p.does('officer', p.of('D1'), { type: 'accept' })
      expect(handInHistory(w.db, p.of('D1')).map(({ event }) => event.type)).toEqual(['handed-in', 'accepted'])
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
      expect(verifyHandIns(w.db)).toBeNull()
      const { officer, second, contact, responsible } = w.people
      expect(told(w)).toEqual([officer, second, contact, responsible])
    }))

  test('the same form twice, or tapped twice, does it once', () =>
    inCampaign((w, p) => {
      const once = p.run('contact', p.of('D4'), asFile(handedFile()), { draft: 'd1' })
      const twice = p.run('contact', p.of('D4'), asFile(handedFile()), { draft: 'd1' })
      expect([once, twice]).toMatchObject([{ repeated: false }, { repeated: true, handIn: { version: 1 } }])
      expect(p.refusal('first', p.of('D4'), asFile(handedFile()), { draft: 'd1' })).toEqual({ code: 'not-found' })
    }))

  test('what the office writes down after a return did not come before it, whatever happened since', () =>
    inCampaign((w, p) => {
      p.does('contact', p.of('D1'), asFile(handedFile()))
      p.does('officer', p.of('D1'), { type: 'return', reason: '缺附件' })
      w.clock.now += oneDay
      p.does('contact', p.of('D1'), zero())
      p.does('first', p.of('D1'), { type: 'decline-zero', reason: null })
      const received = (on: string) => ({ type: 'hand-in', files: [handedFile()], on: day(on) }) as const
      expect(p.refusal('officer', p.of('D1'), received('2022-11-30'))).toEqual({
        code: 'day-early',
        earliest: '2022-12-01',
      })
      expect(p.does('officer', p.of('D1'), received('2022-12-01')).handedOn).toBe('2022-12-01')
    }))

  test('of two officers the second is told, and nothing of theirs is done', () =>
    inCampaign((w, p) => {
      const { version } = p.does('contact', p.of('D4'), asFile(handedFile()))
      p.run('second', p.of('D4'), { type: 'accept' }, { seen: version })
      const { second } = w.people
      expect(p.refusal('officer', p.of('D4'), { type: 'return', reason: '缺附件' }, { seen: version })).toEqual({
        code: 'stale',
        status: 'accepted',
        move: { type: 'accepted', by: second, at: w.clock.now },
      })
    }))

  test('its files are kept with the evidence of issues', () =>
    inCampaign((w, p) => {
      p.does('contact', p.of('D4'), asFile(handedFile()))
      p.does('officer', p.of('D4'), { type: 'return', reason: '缺附件' })
      expect(evidenceHashes(w.db)).toEqual([handedFile().sha256])
    }))

  test('nobody hands in what nobody owes', () =>
    inCampaign((w, p) => {
      const wrong = [
        'LH2022.D9.u4',
        'LH2022.D1.2022Q4.u4',
        'LH2022.D5.u4',
        'LH2022.D1.gG1',
        'XX.D1.u4',
        'LH2022.D1.u99',
      ]
      for (const id of wrong) expect(p.refusal('officer', id, asFile(handedFile()))).toEqual({ code: 'not-found' })
      expect(p.refusal('contact', p.of('D4', 'park'), asFile(handedFile()))).toEqual({ code: 'not-found' })
      expect(viewHandIn(w.db, w.as('contact'), p.of('D4', 'park'), w.clock.now)).toBeNull()
    }))
})

const verifyCount = (db: Db) => {
  const verdict = verifyLog(db)
  return verdict.ok ? verdict.count : 0
}

describe('a report after a zero report', () => {
  test('supersedes it by an event, in the same transaction, also after it was accepted', () =>
    inCampaign((w, p) => {
      p.does('first', p.of('D1'), zero())
      p.does('officer', p.of('D1'), { type: 'accept' })
      w.clock.now += 10 * oneDay
      w.does('contact', w.report())
      const view = viewHandIn(w.db, w.as('officer'), p.of('D1'), w.clock.now)
      expect(view?.handIn).toMatchObject({
        status: 'handed',
        late: false,
        content: { kind: 'issues', serials: ['LH2022-0001'] },
      })
      expect(verifyHandIns(w.db)).toBeNull()
    }))

  test('a claim nobody confirmed is over with it', () =>
    inCampaign((w, p) => {
      p.does('contact', p.of('D1'), zero())
      w.does('contact', w.report())
      expect(stateOf(w, p.of('D1'))).toMatchObject({ state: 'missing', zero: false })
      expect(p.refusal('first', p.of('D1'), { type: 'confirm-zero' })).toEqual({
        code: 'wrong-state',
        status: 'missing',
      })
    }))

  test('what others bring up, and other units and groups, leave it standing', () =>
    inCampaign((w, p) => {
      p.does('first', p.of('D1'), zero())
      p.does('stranger', 'LH2022.D5.gG1', zero(handedFile()))
      w.does('officer', w.report({ source: 'letters', deadline: null }))
      expect(stateOf(w, p.of('D1'))).toMatchObject({ state: 'handed', zero: true })
      expect(stateOf(w, 'LH2022.D5.gG1')).toMatchObject({ state: 'handed', zero: true })
      w.does('contact', w.report())
      expect(stateOf(w, p.of('D1'))).toMatchObject({ state: 'handed', zero: false })
      expect(stateOf(w, 'LH2022.D5.gG1')).toMatchObject({ state: 'handed', zero: false })
    }))
})

describe('a row of a ledger taken on after a zero report', () => {
  const row = (w: World, status: Status) => {
    const about = { type: 'import', campaign: 'LH2022', unit: w.units.port, source: 'self', status } as const
    const money = { confirmed: null, settled: 0 }
    const deadline = status === 'rectifying' ? day('2023-03-31') : null
    const file = { file: '台账.xlsx', row: 5, plan: null, progress: null }
    const command: ImportCommand = { ...about, ...money, ...file, deadline, particulars: particulars() }
    return transact(w.db, (tx) => record(tx, { actor: w.as('officer'), command, now: w.clock.now }))
  }

  test.each([
    ['withdrawn', true],
    ['dismissed', true],
    ['rectifying', false],
  ] as const)('%s: the zero report stands: %s', (status, stands) =>
    inCampaign((w, p) => {
      p.does('first', p.of('D1'), zero())
      expect(row(w, status)).toMatchObject({ ok: true })
      expect(stateOf(w, p.of('D1'))).toMatchObject({ state: 'handed', zero: stands })
    }),
  )
})

describe('全覆盖、无遗漏', () => {
  const names = (rows: readonly { unitName: string }[]) => rows.map(({ unitName }) => unitName)

  test('every unit somebody acts for, none of the office’s own, and who is missing', () =>
    inCampaign((w, p) => {
      expect(names(table(w).units)).toEqual(['市政府', '临港区', '高新区'])
      p.does('contact', p.of('D4'), asFile(handedFile()))
      w.clock.now += 5 * oneDay
      const port = table(w).units.find(({ unitName }) => unitName === '临港区')
      expect(port?.cells.map(({ item, state }) => [item.id, state])).toEqual([
        ['D1', 'overdue'],
        ['D2', 'overdue'],
        ['D3', 'missing'],
        ['D4', 'handed'],
      ])
    }))

  test('groups by their lead units, tasks by theirs; a unit the office doesn’t have is shown as such', () =>
    inCampaign((w) => {
      const { groups, tasks } = table(w)
      expect(groups.map(({ label, unit }) => [label, unit])).toEqual([
        ['招商组', w.units.park],
        ['案件组', null],
      ])
      expect(tasks.map(({ unitName, unit, cells }) => [unitName, unit, cells.length])).toEqual([
        ['临港区', w.units.port, 1],
        ['查无此局', null, 1],
      ])
    }))

  test('a unit without anybody is an omission, until the office takes it out with a reason', () =>
    inCampaign((w) => {
      const act = { actor: w.as('officer'), now: w.clock.now }
      const empty = transact(w.db, (tx) => addUnit(tx, { name: '城东区', kind: null, parent: null }, act))
      const part = (takesPart: boolean) => {
        const command = { campaign: 'LH2022', unit: empty, takesPart, reason: '没有招商任务' }
        return transact(w.db, (tx) => setTakingPart(tx, command, act))
      }
      expect(table(w).withoutContact.map(({ name }) => name)).toEqual(['城东区'])
      expect([part(false), part(false)]).toEqual([true, false])
      expect(table(w)).toMatchObject({ withoutContact: [], takenOut: [{ name: '城东区' }] })
      expect(part(true)).toBe(true)
      expect(names(table(w).units)).toContain('城东区')
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
    }))

  test('each reader sees their scope', () =>
    inCampaign((w) => {
      expect(names(table(w, 'contact').units)).toEqual(['临港区'])
      expect(names(table(w, 'leader').units)).toHaveLength(3)
      expect(table(w, 'stranger').groups.map(({ label }) => label)).toEqual(['招商组'])
    }))

  test('takes as many statements for many units as for few', () =>
    inCampaign((w) => {
      table(w)
      const before = statements(w, () => table(w))
      expect(before).toBeGreaterThan(0)
      const act = { actor: w.as('officer'), now: w.clock.now }
      transact(w.db, (tx) => {
        for (let number = 0; number < 60; number += 1) {
          const unit = addUnit(tx, { name: `第${number}局`, kind: null, parent: null }, act)
          const person = addPerson(tx, { name: `联络${number}`, title: null, phone: null }, act)
          setPosts(tx, person, [{ unit, role: 'contact', scope: [] }], act)
        }
      })
      expect(table(w).units).toHaveLength(63)
      expect(statements(w, () => table(w))).toBe(before)
    }))
})

/** How many statements some work runs: every one of them is prepared by Drizzle's session. */
function statements({ db }: World, work: () => unknown): number {
  const { session } = db as unknown as { session: { prepareQuery: (...args: unknown[]) => unknown } }
  const original = session.prepareQuery.bind(session)
  let count = 0
  session.prepareQuery = (...args) => {
    count += 1
    return original(...args)
  }
  work()
  session.prepareQuery = original
  return count
}

describe('what a person has to hand in', () => {
  const owed = (w: World, who: keyof World['people']) =>
    ownDuties(w.db, w.as(who), w.clock.now).map(({ id, owner }) => [id, owner])

  test('is that of their own units and of the groups these lead, due soonest first', () =>
    inCampaign((w, p) => {
      expect(owed(w, 'contact')).toEqual([
        [p.of('D1'), '临港区'],
        [p.of('D2'), '临港区'],
        [p.of('D3'), '临港区'],
        ['LH2022.T1.2022Q4.u3', '临港区'],
        [p.of('D4'), '临港区'],
      ])
      expect(owed(w, 'stranger').map(([id]) => id)).toContain('LH2022.D5.gG1')
      expect(owed(w, 'officer')).toEqual([])
    }))

  test('nothing for a unit that was taken out', () =>
    inCampaign((w) => {
      const command = { campaign: 'LH2022', unit: w.units.port, takesPart: false, reason: '没有招商任务' }
      transact(w.db, (tx) => setTakingPart(tx, command, { actor: w.as('officer'), now: w.clock.now }))
      expect(owed(w, 'contact').map(([id]) => id)).toEqual(['LH2022.T1.2022Q4.u3'])
    }))
})

describe('a row that is not what its log makes of it is named', () => {
  test.each([
    ['status', `status = 'accepted'`],
    ['JSON', `hand_in = json_set(hand_in, '$.reason', '别的')`],
    ['both', `late = 1, hand_in = json_set(hand_in, '$.late', json('true'))`],
    ['moment', 'changed_at = changed_at + 1'],
  ])('after a change of its %s', (_, change) =>
    inCampaign((w, p) => {
      p.does('contact', p.of('D4'), asFile(handedFile()))
      p.does('contact', p.of('D2'), fromLedger)
      transact(w.db, (tx) => void tx.run(sql.raw(`update hand_ins set ${change} where id = '${p.of('D4')}'`)))
      expect(verifyHandIns(w.db)).toEqual({ serial: p.of('D4'), fault: 'differs' })
    }),
  )

  test('and so is one that is gone', () =>
    inCampaign((w, p) => {
      p.does('contact', p.of('D4'), asFile(handedFile()))
      transact(w.db, (tx) => void tx.run(sql.raw('delete from hand_ins')))
      expect(verifyHandIns(w.db)).toEqual({ serial: p.of('D4'), fault: 'no-row' })
    }))
})
