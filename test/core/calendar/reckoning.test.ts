import { describe, expect, test } from 'vitest'
import type { IssueEvent } from '../../../core/event.ts'
import { reckon, type DateKind, type Reckoned } from '../../../core/calendar/reckoning.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'
import { campaign } from '../../support/campaign.ts'
import { day, particulars, plan, start, terms, verification } from '../../support/samples.ts'

const oneDay = 86_400_000
const calendar = calendarOf({ years: [2022, 2023], holidays: [day('2022-12-06')], workdays: [day('2022-12-04')] })
const rules = { campaign: { ...campaign, plan: { ...campaign.plan, days: 5, from: '四(一)' } }, calendar }

const reported: IssueEvent = {
  ...{ type: 'reported', serial: 'LH2022-0001', campaign: 'LH2022', began: day('2022-11-10'), source: 'self' },
  ...{ selfChecked: true, unit: 3, particulars: particulars(), deadline: day('2023-03-31') },
}
const confirmed: IssueEvent = { type: 'confirmed', ...terms() }
const legal = { disposition: 'legal', courtDate: day('2023-02-10'), caseNumber: '（2023）1号' } as const
const { type: _, court: __, ...sample } = plan({ first: 1, responsible: 2 })
const measures = sample.measures.map((measure, index) => ({ ...measure, no: index + 1, state: 'open' as const }))
const planned = (changes = {}): IssueEvent => ({
  ...{ type: 'planned', plan: { ...sample, measures, ...changes }, review: false, inForceOn: day('2022-12-03') },
})

/** One event a day from 1 December 2022, a Thursday. */
const reckoned = (...events: IssueEvent[]): Reckoned[] =>
  reckon(
    events.map((event, index) => ({ seq: index + 1, at: start + index * oneDay, by: 1, event })),
    rules,
  )
const one = (dates: readonly Reckoned[], kind: DateKind) => dates.find((known) => known.kind === kind)
const whys = (dates: readonly Reckoned[], kind: DateKind) => one(dates, kind)?.steps.map(({ why }) => why)

describe('how a date came about', () => {
  test('counts workdays of the rule: days off are skipped, days worked instead count', () => {
    const dates = reckoned(reported, { ...confirmed, planDue: day('2022-12-09') })
    expect(whys(dates, 'plan')).toEqual([
      {
        ...{ by: 'rule', from: '四(一)', begin: '2022-12-02' },
        counted: ['2022-12-04', '2022-12-05', '2022-12-07', '2022-12-08', '2022-12-09'],
        skipped: ['2022-12-03', '2022-12-06'],
      },
    ])
  })

  test('is the office’s own where the rule leads elsewhere', () => {
    expect(whys(reckoned(reported, { ...confirmed, planDue: day('2022-12-12') }), 'plan')).toEqual([{ by: 'office' }])
  })

  test('names the unit’s proposal, the latest day of the campaign, or the office', () => {
    const first = (deadline: string) => whys(reckoned(reported, { ...confirmed, deadline: day(deadline) }), 'deadline')
    expect(first('2023-03-31')).toEqual([{ by: 'proposal' }])
    expect(first('2023-05-31')).toEqual([{ by: 'latest', from: campaign.rectify_by.from }])
    expect(first('2023-04-30')).toEqual([{ by: 'office' }])
  })

  test('tells extension, correction, send-back and reopening one after the other, each with its reason', () => {
    const extended = { type: 'extension-granted', before: day('2023-03-31'), applicant: 1, beyond: false } as const
    const dates = reckoned(
      ...[reported, confirmed, planned()],
      { ...extended, to: day('2023-04-10'), asked: day('2023-04-20') },
      { type: 'corrected', before: {}, after: { deadline: day('2023-04-15') }, reason: '上级统一顺延' },
      { type: 'sent-back', reason: '票据不全', deadline: day('2023-04-20'), verification: verification() },
      { type: 'reopened', reason: '没有到账', deadline: day('2023-05-01'), before: null, on: day('2022-12-06') },
    )
    expect(one(dates, 'deadline')?.day).toBe('2023-05-01')
    expect(whys(dates, 'deadline')).toEqual([
      { by: 'proposal' },
      { by: 'extension', nth: 1, most: campaign.extension.times, beyond: false },
      { by: 'corrected', reason: '上级统一顺延' },
      { by: 'sent-back', reason: '票据不全' },
      { by: 'reopened', reason: '没有到账' },
    ])
  })

  test('tells since when the clock stands still, and the day in court', () => {
    const dates = reckoned(reported, confirmed, planned(legal))
    expect(one(dates, 'deadline')?.pauses).toEqual([{ since: '2022-12-03', until: null }])
    expect(whys(dates, 'court')).toEqual([{ by: 'plan' }])
    const again: IssueEvent = {
      type: 'reopened',
      reason: '…',
      deadline: day('2023-05-01'),
      before: null,
      on: day('2022-12-04'),
    }
    expect(one(reckoned(reported, confirmed, planned(legal), again), 'deadline')?.pauses).toEqual([
      { since: '2022-12-03', until: '2022-12-04' },
    ])
  })

  test('gives the days of a legal way back once it has ended', () => {
    const [before, deadline] = [day('2023-03-31'), day('2023-04-02')]
    const resumed = { from: day('2022-12-03'), days: 2, before, suggested: deadline, deadline }
    const dates = reckoned(
      ...[reported, confirmed, planned(legal)],
      { type: 'replanned', plan: { ...sample, measures }, outcome: '调解结案', reason: '按调解书兑现' },
      { type: 'plan-approved', on: day('2022-12-05'), resumed },
    )
    expect(whys(dates, 'deadline')).toEqual([{ by: 'proposal' }, { by: 'pause', days: 2 }])
    expect(one(dates, 'deadline')).toMatchObject({
      day: deadline,
      pauses: [{ since: '2022-12-03', until: '2022-12-05' }],
    })
  })

  test('counts the days to sign for it from the day it was assigned', () => {
    const assigned: IssueEvent = { type: 'assigned', unit: 3, signoffDue: day('2022-12-05'), ...terms() }
    const lead: IssueEvent = { ...reported, source: 'letters', selfChecked: false, deadline: null }
    const dates = reckoned(lead, assigned)
    expect(one(dates, 'signoff')?.steps).toEqual([
      {
        event: { seq: 2, at: start + oneDay, by: 1, event: assigned },
        ...{ from: null, to: '2022-12-05' },
        why: {
          ...{ by: 'rule', from: campaign.signoff.from, begin: '2022-12-02' },
          ...{ counted: ['2022-12-04', '2022-12-05'], skipped: ['2022-12-03'] },
        },
      },
    ])
    expect(whys(dates, 'deadline')).toEqual([{ by: 'office' }])
  })

  test('begins with what the office filled in where it assigns what nobody reported to it', () => {
    const assigned: IssueEvent = { type: 'assigned', unit: 3, signoffDue: day('2022-12-30'), ...terms() }
    expect(whys(reckoned({ ...reported, deadline: null }, assigned), 'signoff')).toEqual([{ by: 'office' }])
  })

  test('counts the days to sign for it anew where another unit is to answer for it', () => {
    const assigned: IssueEvent = { type: 'assigned', unit: 3, signoffDue: day('2022-12-05'), ...terms() }
    const reassigned: IssueEvent = {
      ...{ type: 'reassigned', from: 3, unit: 4, selfChecked: false, reason: '属城东区', on: day('2022-12-03') },
      ...{ signoffDue: day('2022-12-05'), planDue: day('2022-12-09') },
    }
    const dates = reckoned({ ...reported, deadline: null }, assigned, reassigned)
    expect(one(dates, 'plan')?.steps.at(-1)).toMatchObject({
      to: '2022-12-09',
      why: { by: 'rule', begin: '2022-12-03' },
    })
  })

  test('is the sheet’s, with its row, for what was taken on from another ledger', () => {
    const imported: IssueEvent = {
      ...{ type: 'imported', serial: 'LH2022-0001', campaign: 'LH2022', began: day('2022-11-10'), source: 'self' },
      ...{ selfChecked: true, unit: 3, particulars: particulars(), status: 'rectifying', settled: 0 },
      ...{ proposedDeadline: null, deadline: day('2023-03-31'), confirmed: null, proposal: null, suspendedSince: null },
      ...{ plan: { ...sample, measures }, progress: null, file: '台账.xlsx', row: 7 },
    }
    const sheet = { by: 'sheet', file: '台账.xlsx', row: 7 }
    expect(reckoned(imported).map(({ kind, no, steps }) => [kind, no, steps.map(({ why }) => why)])).toEqual([
      ['deadline', null, [sheet]],
      ...measures.map(({ no }) => ['measure', no, [sheet]]),
    ])
  })

  test('is the progress’s where a later day in court was told with it, and keeps the day before', () => {
    const progressed: IssueEvent = {
      ...{ type: 'progressed', text: '法院改期', percent: null, settled: null, done: [], courtDate: day('2023-03-01') },
    }
    const court = one(reckoned(reported, confirmed, planned(legal), progressed), 'court')
    expect(court?.steps.map(({ from, to, why }) => [from, to, why])).toEqual([
      [null, '2023-02-10', { by: 'plan' }],
      ['2023-02-10', '2023-03-01', { by: 'progress' }],
    ])
    expect(court?.pauses).toEqual([])
  })

  test('is of the plan in force while another one waits', () => {
    const later = measures.map((measure) => ({ ...measure, due: day('2023-03-30') }))
    const waiting: IssueEvent = {
      ...{ type: 'replanned', plan: { ...sample, measures: later }, outcome: null, reason: '改走北侧' },
    }
    const shown = (dates: Reckoned[]) => dates.filter(({ kind }) => kind === 'measure').map(({ day: due }) => due)
    expect(shown(reckoned(reported, confirmed, planned(), waiting))).toEqual(measures.map(({ due }) => due))
  })

  test('begins anew where a date was gone in between', () => {
    const declined: IssueEvent = { type: 'declined', unit: 3, reason: '不是我单位的' }
    const dates = reckoned(reported, { ...confirmed, planDue: day('2022-12-12') }, declined)
    expect(dates).toEqual([])
    const again = reckoned(reported, confirmed, declined, { ...confirmed, deadline: day('2023-03-31') })
    expect(whys(again, 'deadline')).toEqual([{ by: 'first' }])
  })
})
