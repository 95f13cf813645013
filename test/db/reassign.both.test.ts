import { inOffice } from '#office'
import { max } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { ReassignAct } from '../../core/command.ts'
import { countIssues, overdueCount } from '../../db/issue-counts.ts'
import { listIssues, mine, resolveSerial, viewIssue } from '../../db/issues.ts'
import { events, outbox } from '../../db/schema.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { day, oneDay, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
/** Who hears of the last thing that happened. */
function told(w: World): (number | null)[] {
  const last =
    w.db
      .select({ n: max(events.n) })
      .from(events)
      .get()?.n ?? 0
  const rows = w.db.select().from(outbox).all()
  return rows.filter(({ message }) => message.type === 'event' && message.n === last).map(({ person }) => person)
}
const assign = (unit: number) => ({ type: 'assign', unit, signoffDue: day('2022-12-05'), ...terms() }) as const
const toPark = (w: World): ReassignAct => ({
  ...{ type: 'reassign', unit: w.units.park, signoffDue: day('2022-12-05'), planDue: day('2022-12-08') },
  reason: '园区已划归高新区',
})

/** What each of them is shown, by every way there is to find it. */
function seenBy(w: World, serial: string) {
  return (['contact', 'first', 'stranger', 'above', 'officer'] as const).filter((who) => {
    const actor = w.as(who)
    const listed = listIssues(w.db, actor, { filter: {}, sort: 'newest', page: 1, size: 50 }).length
    const ways = [listed, countIssues(w.db, actor, {}).existing, resolveSerial(w.db, actor, serial).length]
    const seen = viewIssue(w.db, actor, serial, w.clock.now) === null ? 0 : 1
    expect([who, ...ways]).toEqual([who, seen, seen, seen])
    return seen === 1
  })
}

test('a lead handed back is unknown to its unit until it is assigned anew', () =>
  inWorld((w) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    w.does('officer', w.on(lead, assign(w.units.port)))
    expect(seenBy(w, lead.serial)).toEqual(['contact', 'first', 'above', 'officer'])
    w.does('contact', w.on(lead, { type: 'decline', reason: '不归本区' }))
    expect(told(w)).toEqual([w.people.officer, w.people.second])
    expect(seenBy(w, lead.serial)).toEqual(['officer'])
    expect(mine(w.db, w.as('officer'), 9).map(({ issue }) => issue.serial)).toEqual([lead.serial])
    w.does('second', w.on(lead, assign(w.units.park)))
    expect(seenBy(w, lead.serial)).toEqual(['stranger', 'above', 'officer'])
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('what another unit declined its reporter still sees', () =>
  inWorld((w) => {
    const own = w.to('reported')
    w.does('officer', w.on(own, assign(w.units.park)))
    w.does('stranger', w.on(own, { type: 'decline', reason: '不归本区' }))
    expect(seenBy(w, own.serial)).toEqual(['contact', 'officer'])
  }))

test('an overdue issue that goes to another unit stays overdue, under the other unit', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    w.clock.now += 130 * oneDay
    const today = day('2023-04-10')
    const moved = w.does('officer', w.on(issue, { ...toPark(w), signoffDue: today, planDue: today }))
    const { contact, responsible, first, stranger } = w.people
    expect(new Set(told(w))).toEqual(new Set([contact, responsible, first, stranger]))
    expect(overdueCount(w.db, w.as('officer'), { unit: w.units.park }, today)).toBe(1)
    // Its reporter goes on seeing what they reported.
    expect(seenBy(w, moved.serial)).toEqual(['contact', 'stranger', 'above', 'officer'])
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('of two who act at once the second hears that it is another unit’s', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    w.does('officer', w.on(issue, toPark(w)))
    const late = w.run('responsible', w.on(issue, { type: 'comment', text: '…' }, issue.stateVersion))
    expect(late).toEqual({ ok: false, refusal: { code: 'not-found', serial: issue.serial } })
  }))
