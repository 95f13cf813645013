import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/actor.ts'
import { leafCategories, methodsOf, type Campaign } from '../../core/campaigns/campaign.ts'
import type { Command, IssueAct } from '../../core/command.ts'
import { allRows, type Cell } from '../../core/hand-ins/coverage.ts'
import { addDays, dayOf, DaySchema, MonthSchema, startOfDay, type Day } from '../../core/calendar/day.ts'
import { standsFor } from '../../core/hand-ins/duty.ts'
import type { HandInAct } from '../../core/hand-ins/hand-in-rules.ts'
import type { Issue } from '../../core/issue.ts'
import { findCampaign, moveCampaign } from '../../db/campaigns.ts'
import { only, transact, type Db } from '../../db/database.ts'
import { recordHandIn } from '../../db/hand-in-ledger.ts'
import { coverage, viewHandIn } from '../../db/hand-ins.ts'
import { record } from '../../db/ledger.ts'
import { openNode } from '../../db/open-node.ts'
import { actorOf } from '../../db/people.ts'
import { rosterOf } from '../../db/roster.ts'
import { verifyHandIns } from '../../db/verify-hand-ins.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { templateNames, templateText } from '../../runtime/program-node.ts'
import { openSampleOffice, sampleCampaign, type Cast } from '../../runtime/sample/office.ts'
import { handedFile } from '../support/hand-ins.ts'
import { ledgerBytes } from '../support/ledger.ts'
import { evidence, verification } from '../support/samples.ts'
import { openOffice, type Converter } from '../support/soffice.ts'

/** A Monday; the sample office begins its campaign 20 days before the day it is opened. */
const firstDay = DaySchema.parse('2026-03-02')
const opened = startOfDay(addDays(firstDay, 20))

let office: Converter
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

describe.each(templateNames())('%s', (name) => {
  test('goes from its first day to 已结束, every paper in, and prints its annex', async () => {
    const { db, close } = openNode(':memory:')
    try {
      const walk = walkOf(db, sampleCampaign(templateText(name) ?? '', opened))
      walk.mendOne()
      walk.handInAll()
      expect(walk.states()).toEqual(walk.states().map(() => 'accepted'))
      expect(walk.lateOnes()).toHaveLength(walk.dated() > 0 ? 1 : 0)
      const bytes = await ledgerBytes(db, { format: 'xlsx', campaign: walk.campaign, now: walk.clock.now })
      const printed = new TextDecoder().decode(await office.convert(bytes, 'xlsx', asShown)).replace(/\r\n/g, '\n')
      expect(printed).toBe(readFileSync(new URL(`golden/${name}.xlsx.csv`, import.meta.url), 'utf8'))
      walk.end()
      expect([verifyLog(db).ok, verifyLedger(db), verifyHandIns(db)]).toEqual([true, null, null])
    } finally {
      close()
    }
  })
})

/** Comma, quotation mark, UTF-8, from line 1, no column formats, Chinese, as shown. */
const asShown = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,false'

/** One campaign walked through by the people of the sample office, day by day. */
function walkOf(db: Db, campaign: Campaign) {
  const cast = transact(db, (tx) => openSampleOffice(tx, campaign, opened))
  const clock = { now: startOfDay(firstDay) }
  const on = (day: Day) => (clock.now = startOfDay(day) + 10 * 3_600_000)
  const later = (days: number) => on(addDays(dayOf(clock.now), days))
  const running = () => only(findCampaign(db, campaign.code), campaign.code)
  const does = (who: PersonId, command: Command): Issue => {
    const actor = actorOf(db, who, 'console')
    const outcome = transact(db, (tx) => record(tx, { actor, command, now: clock.now }))
    if (!outcome.ok) throw new Error(`${command.type} refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.issue
  }
  const act = (who: string, { serial }: Issue, what: IssueAct) =>
    does(cast.person(who), { serial, seen: null, ...what })
  const table = () => coverage(db, actorOf(db, cast.person('officer'), 'console'), running(), clock.now)
  const cells = () => allRows(table()).flatMap((row) => row.cells)
  return {
    campaign,
    clock,
    mendOne: () => mendOne({ campaign, cast, later, does, act, clock }),
    handInAll: () => handInAll({ db, cast, on, cells, clock }),
    // A year that has begun in the meantime owes papers of its own.
    states: () => cells().flatMap(({ item: { due }, state }) => (due !== null && due > dayOf(clock.now) ? [] : state)),
    lateOnes: () => cells().filter(({ late }) => late),
    dated: () => cells().filter(({ item }) => item.due !== null).length,
    end: () => {
      const director = actorOf(db, cast.person('director'), 'console')
      for (const state of ['closing', 'ended'] as const) {
        const moved = transact(db, (tx) =>
          moveCampaign(tx, { code: campaign.code, to: state, reason: null }, { actor: director, now: clock.now }),
        )
        expect(moved).toEqual({ open: 1 })
        expect(running().state).toBe(state)
      }
    },
  }
}

type Walking = {
  readonly campaign: Campaign
  readonly cast: Cast
  readonly clock: { now: number }
  later(days: number): void
  does(who: PersonId, command: Command): Issue
  act(who: string, issue: Issue, what: IssueAct): Issue
}

/** One problem the unit found itself, from report to 销号; one lead assigned to it and still open at the end. */
function mendOne({ campaign, cast, clock, later, does, act }: Walking): void {
  const category = leafCategories(campaign).at(-1)
  const group = campaign.groups.find(({ categories }) => categories.includes(category?.id ?? ''))
  later(1)
  const deadline = addDays(dayOf(clock.now), 60)
  const terms = {
    planDue: addDays(dayOf(clock.now), 10),
    deadline,
    confirmed: 30_000_000,
    category: category?.id ?? '',
  }
  const report = (who: string, selfCheck: boolean, title: string) =>
    does(cast.person(who), {
      type: 'report',
      campaign: campaign.code,
      unit: cast.unit('临港区'),
      source: campaign.sources.find((source) => source.selfCheck === selfCheck)?.id ?? '',
      particulars: {
        title,
        cause: '换届后没有列入预算',
        course: '2021年签订协议，企业投产后至今没有兑现',
        happened: MonthSchema.parse('2021-03'),
        category: category?.id ?? '',
        enterprise: '海澜仓储物流有限公司',
        creditCode: null,
        involved: 30_000_000,
        caseNumber: category?.isCase ? '（2025）01民初2号' : null,
        remark: null,
      },
      deadline: selfCheck ? deadline : null,
      notDuplicate: true,
    })
  const own = report('port contact', true, '标准厂房补贴未兑现')
  const lead = report('officer', false, '装修奖补没有拨付')
  later(1)
  act('officer', own, { type: 'confirm', ...terms })
  act('officer', lead, {
    type: 'assign',
    unit: cast.unit('临港区'),
    signoffDue: addDays(dayOf(clock.now), 2),
    ...terms,
  })
  later(2)
  const [first, responsible] = [cast.person('port first'), cast.person('port responsible')]
  act('port contact', own, {
    type: 'plan',
    disposition: 'fulfil',
    measures: [{ text: '核对金额并拨付', due: deadline }],
    first,
    responsible,
    caseNumber: null,
    courtDate: null,
  })
  later(1)
  act('officer', own, { type: 'approve-plan' })
  later(8)
  act('port responsible', own, { type: 'attach', evidence: evidence({ by: responsible, at: clock.now }) })
  act('port responsible', own, { type: 'progress', text: '已全部拨付', percent: 100, settled: 30_000_000, done: [1] })
  act('port responsible', own, { type: 'submit', text: '已兑现', waived: [], waiver: null })
  if (campaign.verification.stages[0]?.by === 'lead') act(`${group?.lead} reviewer`, own, { type: 'pass-review' })
  later(3)
  const [method = ''] = methodsOf(campaign, 'office')
  act('second officer', own, {
    type: 'close',
    verification: verification({ method, on: dayOf(clock.now), callback: '已收到' }),
    called: { on: dayOf(clock.now), outcome: 'confirmed', contact: null, answer: '已收到' },
  })
}

type HandingIn = Pick<Walking, 'cast' | 'clock'> & {
  readonly db: Db
  on(day: Day): void
  cells(): Cell[]
}

/** Every paper on the day before it is due, but for the last one with a date, which comes three days late. */
function handInAll({ db, cast, clock, on, cells }: HandingIn): void {
  const now = dayOf(clock.now)
  const dayFor = ({ item: { due } }: Cell) => (due === null ? now : addDays(due, -1))
  const papers = cells().sort((a, b) => (dayFor(a) < dayFor(b) ? -1 : 1))
  const last = papers.findLast(({ item }) => item.due !== null)
  for (const cell of [...papers.filter((paper) => paper !== last), ...(last ? [last] : [])]) {
    const day = cell === last && cell.item.due !== null ? addDays(cell.item.due, 3) : dayFor(cell)
    if (day > dayOf(clock.now)) on(day)
    handIn(db, { cell, cast, now: clock.now })
  }
}

function handIn(db: Db, { cell, cast, now }: { cell: Cell; cast: Cast; now: number }): void {
  const id = cell.id ?? ''
  const view = only(viewHandIn(db, actorOf(db, cast.person('officer'), 'console'), id, now), id)
  const { unit, asLead, issues } = view.facts
  const roles = ['contact', 'responsible', 'first', ...(asLead ? ['reviewer'] : [])]
  const person = rosterOf(db).people.find(({ posts }) =>
    posts.some((post) => post.unit === unit && roles.includes(post.role)),
  )
  const give = (who: PersonId, act: HandInAct) => {
    const command = { id, seen: null, ...act }
    const actor = actorOf(db, who, 'console')
    const outcome = transact(db, (tx) => recordHandIn(tx, { actor, command, now }))
    if (!outcome.ok) throw new Error(`${id} ${act.type} refused: ${JSON.stringify(outcome.refusal)}`)
  }
  const who = only(person, `somebody for ${id}`).id
  const file = handedFile({ by: who, at: now })
  if (cell.item.content === 'issues' && issues.length === 0) give(who, { type: 'zero', scan: [file], on: null })
  else {
    const stands = standsFor(cell.item.content)
    const fromLedger =
      stands === 'people' || (stands === 'issues' && issues.length > 0 && issues.every((one) => one.planned))
    give(who, { type: 'hand-in', files: fromLedger ? null : [file], on: null })
  }
  give(cast.person('officer'), { type: 'accept' })
}
