import { describe, expect, test } from 'vitest'
import { apply } from '../../../core/apply.ts'
import { MonthSchema } from '../../../core/calendar/day.ts'
import type { IssueEvent } from '../../../core/event.ts'
import type { Happened } from '../../../core/issue.ts'
import { beginOf, isFresh } from '../../../core/campaigns/stock.ts'
import { campaign } from '../../support/campaign.ts'
import { accepted, campaignWith, does, report, reports } from '../../support/facts.ts'
import { day, particulars, start } from '../../support/samples.ts'

const month = (text: string) => MonthSchema.parse(text)
const [phase] = campaign.phases

describe('a campaign begins', () => {
  test('with its first phase that has a date', () => {
    expect(beginOf(campaign, day('2022-12-01'))).toBe('2022-11-10')
    const undatedFirst = [{ ...phase, id: 'P0', begin: null }, ...campaign.phases] as typeof campaign.phases
    expect(beginOf(campaignWith({ phases: undatedFirst }), day('2022-12-01'))).toBe('2022-11-10')
  })

  test('on the day it was started where no phase has a date', () => {
    const undated = campaign.phases.map((one) => ({ ...one, begin: null, end: null }))
    expect(beginOf(campaignWith({ phases: undated }), day('2022-12-01'))).toBe('2022-12-01')
  })
})

describe('存量 is what happened before the campaign began, 增量 what happened after', () => {
  test.each([
    ['2021-03', '2022-11-10', false],
    ['2022-10', '2022-11-10', false],
    ['2022-11', '2022-11-10', false],
    ['2022-12', '2022-11-10', true],
    ['2022-11', '2022-11-01', true],
    ['2022-10', '2022-11-01', false],
    ['2023-01', '2022-11-10', true],
  ])('%s in a campaign begun %s', (happened, began, fresh) => {
    expect(isFresh({ happened: month(happened), began: day(began) })).toBe(fresh)
  })

  test('a report keeps the day the campaign began', () => {
    const issue = accepted(reports('contact', report(), { began: day('2022-11-10') }))
    expect(issue.began).toBe('2022-11-10')
    expect(isFresh(issue)).toBe(false)
  })

  test('a correction of 发生时间 moves it from the one to the other', () => {
    const issue = accepted(reports('contact', report()))
    const changed = { happened: month('2022-12') }
    expect(isFresh(does('officer', issue, { type: 'correct', changed, reason: '写错了' }))).toBe(true)
  })

  test('an event from before that day was kept with it counts from the day of the report', () => {
    const { campaign: code, source, unit, deadline } = report()
    const event: IssueEvent = {
      ...{ type: 'reported', serial: 'LH2022-0001', campaign: code, source, selfChecked: true, unit, deadline },
      particulars: particulars(),
    }
    const happened: Happened = { seq: 1, at: start, by: 11, event }
    expect(apply(null, happened).began).toBe('2022-12-01')
  })
})
