import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { permitted } from '../../core/permit.ts'
import { transact, type Tx } from '../../db/database.ts'
import { factsForIssue } from '../../db/facts.ts'
import { bindGroup, groupOf } from '../../db/groups.ts'
import { listCampaigns } from '../../db/campaigns.ts'
import { findHandIn } from '../../db/hand-in-ledger.ts'
import { coverage, setTakingPart } from '../../db/hand-ins.ts'
import { historyOf } from '../../db/history.ts'
import { statusCounts } from '../../db/issue-counts.ts'
import { mine, viewIssue } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { addUnit, formerUnits, identitiesOf, postsOf, setPosts, unitName, unitNamed } from '../../db/people.ts'
import { divideUnit, mergeUnits, renameUnit } from '../../db/reform.ts'
import { campaignUnits, outbox } from '../../db/schema.ts'
import { holdingsOf, unitHistory } from '../../db/units.ts'
import { verifyHandIns } from '../../db/verify-hand-ins.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { asFile, handedFile, owing, zero } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, particulars, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const order = { reason: '漯编〔2022〕8号', on: day('2022-10-10') }
const none = { issues: new Map(), people: new Map() }

/** Does it as an officer. */
function reforms<T>(w: World, work: (tx: Tx, act: { actor: ReturnType<World['as']>; now: number }) => T): T {
  const act = { actor: w.as('officer'), now: w.clock.now }
  return transact(w.db, (tx) => work(tx, act) as never)
}

const now = (w: World, { serial }: Issue) => findIssue(w.db, serial) as Issue

/** Everything but the unit and the counters that say so. */
function rest({ unit: _, version: __, stateVersion: ___, ...same }: Issue): object {
  return same
}

describe('two units become one', () => {
  test('what is open passes as it stands: state, dates, plan, evidence, history', () =>
    inWorld((w) => {
      const open = [w.to('reported'), w.to('planning'), w.to('plan_review'), w.to('rectifying'), w.to('verifying')]
      const before = open.map((issue) => historyOf(w.db, issue.serial).length)
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      for (const [index, issue] of open.entries()) {
        expect(now(w, issue).unit).toBe(w.units.park)
        expect(rest(now(w, issue))).toEqual(rest(issue))
        const events = historyOf(w.db, issue.serial)
        expect(events.length).toBe((before[index] ?? 0) + 1)
        expect(events.at(-1)).toMatchObject({
          by: w.people.officer,
          event: { type: 'passed', from: w.units.port, unit: w.units.park, ...order },
        })
      }
      expect(verifyLedger(w.db)).toBeNull()
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
    }))

  test('what is closed stays under the old name, and the successor still sees it', () =>
    inWorld((w) => {
      const closed = w.to('closed')
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      expect(now(w, closed)).toEqual(closed)
      expect(viewIssue(w.db, w.as('stranger'), closed.serial, w.clock.now)?.issue.unit).toBe(w.units.port)
    }))

  test('its people do the next step for the successor', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      expect(postsOf(w.db, w.people.responsible)).toEqual([{ unit: w.units.park, role: 'responsible', scope: [] }])
      expect(identitiesOf(w.db, w.people.responsible)).toHaveLength(1)
      expect(mine(w.db, w.as('responsible'), 10).map((row) => row.issue.serial)).toEqual([issue.serial])
      const after = w.does(
        'responsible',
        w.on(issue, { type: 'progress', text: '首期已付', percent: 50, settled: null, done: [1] }),
      )
      expect(after.latest?.text).toBe('首期已付')
      expect(permitted(after, w.as('stranger'), factsForIssue(w.db, after, w.clock.now))).toContain('submit')
    }))

  test('its group, the units below it and the scopes that name it pass too', () =>
    inWorld((w) => {
      const { city, port, park } = w.units
      const act = { actor: w.as('officer'), now: w.clock.now }
      transact(w.db, (tx) => {
        bindGroup(tx, { platform: 'lark', chatId: 'oc_1', unit: port }, act)
        setPosts(tx, w.people.leader, [{ unit: city, role: 'leader', scope: [`#${port}`] }], act)
      })
      reforms(w, (tx, by) => mergeUnits(tx, { units: [port], into: '高新区', ...order }, by))
      expect(groupOf(w.db, 'lark', 'oc_1')?.unit).toBe(park)
      expect(postsOf(w.db, w.people.leader)[0]?.scope).toEqual([`#${port}`, `#${park}`])
      expect(holdingsOf(w.db, port)).toEqual({ open: 0, closed: 0, aside: 0, groups: 0, below: 0 })
    }))

  test('its people and those of the successor are told once, not an issue at a time', () =>
    inWorld((w) => {
      w.to('planning')
      w.to('planning')
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      const told = w.db
        .select()
        .from(outbox)
        .all()
        .filter(({ message }) => message.type === 'reform')
      const { contact, responsible, first, stranger } = w.people
      expect(told).toHaveLength(4)
      expect(new Set(told.map(({ person }) => person))).toEqual(new Set([contact, responsible, first, stranger]))
    }))

  test('into a new one: it stands where they stood, and what asks for a unit finds it by both old names', () =>
    inWorld((w) => {
      const { city, port, park } = w.units
      const done = reforms(w, (tx, act) => mergeUnits(tx, { units: [port, park], into: '临港高新区', ...order }, act))
      const merged = unitNamed(w.db, '临港高新区')
      expect(done).toEqual({ ok: true, unit: merged?.id })
      expect(merged).toMatchObject({ parent: city, endedOn: null })
      expect([unitNamed(w.db, '临港区')?.id, unitNamed(w.db, '高新区')?.id]).toEqual([merged?.id, merged?.id])
      expect(formerUnits(w.db).get('临港区')).toMatchObject({ how: 'merged', now: [{ name: '临港高新区' }] })
      expect(unitName(w.db, port)).toBe('临港区')
      expect(unitHistory(w.db, port).at(-1)?.event).toMatchObject({ type: 'unit-merged', into: merged?.id })
    }))

  test('counts follow, so lists and tabs stay true', () =>
    inWorld((w) => {
      w.to('planning')
      w.to('closed')
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      const at = (unit: number) => statusCounts(w.db, w.as('officer'), { unit }).map(({ status }) => status)
      expect([at(w.units.port), at(w.units.park)]).toEqual([['closed'], ['planning']])
    }))

  test('nothing new goes to the one that ended', () =>
    inWorld((w) => {
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      expect(w.run('officer', w.report({ unit: w.units.port, source: 'letters' }))).toMatchObject({
        ok: false,
        refusal: { code: 'missing', labels: ['责任单位'] },
      })
    }))

  test('a refusal changes nothing', () =>
    inWorld((w) => {
      const issue = w.to('planning')
      const done = reforms(w, (tx, act) =>
        mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order, reason: '' }, act),
      )
      expect(done).toEqual({ ok: false, refusal: { code: 'no-reason' } })
      expect(now(w, issue)).toEqual(issue)
      expect(unitHistory(w.db, w.units.park).map(({ event }) => event.type)).toEqual(['unit-added'])
    }))

  test('whoever looked at the issue before is told that it has moved', () =>
    inWorld((w) => {
      const issue = w.to('plan_review')
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      const outcome = w.run('officer', w.on(issue, { type: 'approve-plan' }, issue.stateVersion))
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'stale', move: { type: 'passed' } } })
    }))
})

describe('a unit becomes several', () => {
  test('open issues and people go where the office says, the rest to the first', () =>
    inWorld((w) => {
      const [first, second] = [
        w.to('planning'),
        w.does('contact', w.report({ particulars: particulars({ title: '别的事' }) })),
      ]
      const shares = { issues: new Map([[second.serial, 1]]), people: new Map([[w.people.responsible, 1]]) }
      reforms(w, (tx, act) =>
        divideUnit(tx, { unit: w.units.port, into: ['临港东区', '临港西区'], ...order }, shares, act),
      )
      const east = unitNamed(w.db, '临港东区')?.id
      const west = unitNamed(w.db, '临港西区')?.id
      expect([now(w, first).unit, now(w, second).unit]).toEqual([east, west])
      expect(postsOf(w.db, w.people.contact)[0]?.unit).toBe(east)
      expect(postsOf(w.db, w.people.responsible)[0]?.unit).toBe(west)
      expect(formerUnits(w.db).get('临港区')).toMatchObject({ how: 'divided', now: [{ id: east }, { id: west }] })
      expect(unitNamed(w.db, '临港区')).toBeNull()
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('where it stays, only what is given away moves', () =>
    inWorld((w) => {
      const [kept, given] = [w.to('planning'), w.to('rectifying')]
      const shares = { issues: new Map([[given.serial, 1]]), people: new Map() }
      reforms(w, (tx, act) => divideUnit(tx, { unit: w.units.port, into: ['临港区', '高新区'], ...order }, shares, act))
      expect(now(w, kept)).toEqual(kept)
      expect(now(w, given).unit).toBe(w.units.park)
      expect(unitNamed(w.db, '临港区')?.id).toBe(w.units.port)
      expect(postsOf(w.db, w.people.contact)[0]?.unit).toBe(w.units.port)
    }))

  test('a successor that is merged in turn is found from the first name', () =>
    inWorld((w) => {
      reforms(w, (tx, act) =>
        divideUnit(tx, { unit: w.units.port, into: ['临港东区', '临港西区'], ...order }, none, act),
      )
      const ids = ['临港东区', '临港西区'].map((name) => unitNamed(w.db, name)?.id ?? 0)
      reforms(w, (tx, act) => mergeUnits(tx, { units: ids, into: '高新区', ...order }, act))
      expect(unitNamed(w.db, '临港区')?.id).toBe(w.units.park)
    }))
})

describe('a unit gets another name', () => {
  test('it stays the same unit, and both names find it', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      reforms(w, (tx, act) => renameUnit(tx, { unit: w.units.port, name: '临港新区', ...order }, act))
      expect(now(w, issue)).toEqual(issue)
      expect(unitName(w.db, w.units.port)).toBe('临港新区')
      expect(unitNamed(w.db, '临港区')?.id).toBe(w.units.port)
      expect(formerUnits(w.db).get('临港区')).toMatchObject({ how: 'renamed', now: [{ name: '临港新区' }] })
    }))

  test('a name given up and taken by another is the other one’s', () =>
    inWorld((w) => {
      reforms(w, (tx, act) => renameUnit(tx, { unit: w.units.port, name: '临港新区', ...order }, act))
      reforms(w, (tx, act) => renameUnit(tx, { unit: w.units.park, name: '临港区', ...order }, act))
      expect(unitNamed(w.db, '临港区')?.id).toBe(w.units.park)
      expect(formerUnits(w.db).has('临港区')).toBe(false)
    }))
})

describe('what the successor has said and been told under a campaign', () => {
  const inCampaign = <T>(work: (w: World) => T) => inOffice((db) => work(world(db, owing)))
  const says = (w: World, unit: number, takesPart: boolean) =>
    reforms(w, (tx, act) => setTakingPart(tx, { campaign: 'LH2022', unit, takesPart, reason: '无此职能' }, act))
  const saidOf = (w: World, unit: number | undefined) =>
    w.db
      .select()
      .from(campaignUnits)
      .all()
      .find((row) => row.unit === unit)?.takesPart

  test('its zero report stands no longer once a self-checked issue passes to it', () =>
    inCampaign((w) => {
      const p = paper(w)
      p.does('stranger', p.of('D1', 'park'), zero(handedFile()))
      const passed = [w.to('planning'), w.to('rectifying')].map(({ serial }) => serial)
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      expect(findHandIn(w.db, p.of('D1', 'park'))).toMatchObject({
        status: 'handed',
        content: { kind: 'issues', serials: passed },
      })
      expect(verifyHandIns(w.db)).toBeNull()
    }))

  test('what a unit handed in before it ended is still shown, and nothing more is owed by it', () =>
    inCampaign((w) => {
      const p = paper(w)
      p.does('contact', p.of('D4'), asFile(handedFile()))
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      const [running] = listCampaigns(w.db)
      const shown = running && coverage(w.db, w.as('officer'), running, w.clock.now)
      expect(shown?.ended.map(({ unitName, cells }) => [unitName, cells.map(({ id, state }) => [id, state])])).toEqual([
        ['临港区', [[p.of('D4'), 'handed']]],
      ])
      expect(shown?.units.map(({ unit }) => unit)).not.toContain(w.units.port)
    }))

  test('one merged from units that were all taken out is taken out', () =>
    inCampaign((w) => {
      says(w, w.units.port, false)
      says(w, w.units.park, false)
      const units = [w.units.port, w.units.park]
      reforms(w, (tx, act) => mergeUnits(tx, { units, into: '港区', ...order }, act))
      expect(saidOf(w, unitNamed(w.db, '港区')?.id)).toBe(false)
    }))

  test('one that takes part is not taken out by what joins it; what was said of itself holds', () =>
    inCampaign((w) => {
      says(w, w.units.port, false)
      reforms(w, (tx, act) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act))
      expect(saidOf(w, w.units.park)).toBeUndefined()
      const east = reforms(w, (tx, act) => addUnit(tx, { name: '城东区', kind: null, parent: null }, act))
      says(w, east, true)
      says(w, w.units.park, false)
      reforms(w, (tx, act) => mergeUnits(tx, { units: [east], into: '高新区', ...order }, act))
      expect(saidOf(w, w.units.park)).toBe(false)
    }))

  test('every part of a divided unit takes part, or doesn’t, as it did', () =>
    inCampaign((w) => {
      says(w, w.units.port, false)
      const into = ['临港东区', '临港西区']
      reforms(w, (tx, act) => divideUnit(tx, { unit: w.units.port, into, ...order }, none, act))
      expect(into.map((name) => saidOf(w, unitNamed(w.db, name)?.id))).toEqual([false, false])
    }))
})
