import { describe, expect, test } from 'vitest'
import { amend, notTheirs } from '../../../core/campaigns/campaign-amend.ts'
import { refuseReport, stateAfter, type CampaignState } from '../../../core/campaigns/campaign-life.ts'
import { campaign } from '../../support/campaign.ts'
import { as, system } from '../../support/facts.ts'

/** What comes of setting values, each as path=value. */
function amended(settings: readonly string[], reason = '上级要求') {
  const set = settings.map((text) => {
    const [path = '', value = ''] = text.split('=')
    return { path, value }
  })
  return amend(campaign, { set, reason })
}

const refusedPaths = (...settings: readonly string[]) => {
  const outcome = amended(settings)
  return outcome.ok ? [] : outcome.problems.map(({ path }) => path)
}

describe('whose an amendment is', () => {
  const set = (...paths: readonly string[]) => paths.map((path) => ({ path, value: '2' }))
  const refused = (...asked: Parameters<typeof notTheirs>) => notTheirs(...asked).map(({ path }) => path)

  test('how late a deadline may be and how often it moves are the director’s, other dates any officer’s', () => {
    const all = set('rectify_by', 'rectify_by.day', 'extension.times', 'phase.P1.end', 'plan.days')
    expect(refused(all, as('officer'), 'running')).toEqual(['rectify_by', 'rectify_by.day', 'extension.times'])
    expect(refused(all, as('director'), 'closing')).toEqual([])
    expect(refused(all, system, 'running')).toEqual([])
  })

  test('nobody amends what has ended', () => {
    expect(refused(set('plan.days'), as('director'), 'ended')).toEqual(['set'])
  })
})

describe('amending a running campaign', () => {
  test('changes dates and terms, and says each before and after', () => {
    const outcome = amended(['phase.P1.end=2022-12-15', 'rectify_by=2023-06-30', 'plan.days=7', 'extension.times=2'])
    expect(outcome).toMatchObject({
      ok: true,
      changes: [
        { path: 'phase.P1.end', before: '2022-11-30', after: '2022-12-15' },
        { path: 'rectify_by', before: '2023-05-31', after: '2023-06-30' },
        { path: 'plan.days', before: 5, after: 7 },
        { path: 'extension.times', before: 1, after: 2 },
      ],
    })
    expect(outcome.ok && outcome.campaign).toMatchObject({
      phases: [{ end: '2022-12-15' }],
      rectify_by: { day: '2023-06-30' },
      plan: { days: 7 },
    })
  })

  test('leaves out what stays as it was', () => {
    expect(amended(['plan.days=5', 'signoff.days=3'])).toMatchObject({ ok: true, changes: [{ path: 'signoff.days' }] })
    expect(refusedPaths('plan.days=5')).toEqual(['set'])
  })

  test('needs a reason', () => {
    expect(amended(['plan.days=7'], ' ')).toEqual({
      ok: false,
      problems: [{ path: 'reason', sentence: '请写明调整的理由' }],
    })
  })

  test('a wrong value beside what stays is told of once that is put right', () => {
    expect(refusedPaths('code=XX1', 'plan.days=ten')).toEqual(['code'])
  })

  test.each(['code=XX1', 'category.C2.id=C7', 'source.letters.selfCheck=true'])(
    '%s is what issues were made from, and stays',
    (setting) => {
      expect(refusedPaths(setting)).toEqual([setting.split('=')[0]])
    },
  )

  test('the day that parts 存量 from 增量 stays', () => {
    expect(amended(['phase.P1.begin=2022-11-01'])).toEqual({
      ok: false,
      problems: [{ path: 'phase.P1.begin', sentence: '专项行动开始的日期启动后不能改：存量和增量以它划分' }],
    })
    expect(refusedPaths('phase.P1.begin=')).toEqual(['phase.P1.begin'])
  })

  test.each([
    ['phase.P1.end=2022-11-09', 'phase.P1.end'],
    ['rectify_by=2022-01-01', 'rectify_by'],
    ['plan.days=ten', 'plan.days'],
    ['phase.P9.end=2022-11-09', 'phase.P9.end'],
    ['rectify_by=soon', 'rectify_by.day'],
    ['title=', 'title'],
  ])('%s is nothing a campaign can run with', (setting, path) => {
    expect(refusedPaths(setting)).toEqual([path])
  })

  test('one value that is wrong keeps all from being changed, and each is named', () => {
    expect(refusedPaths('plan.days=7', 'code=XX1', 'phase.P9.end=2023-01-01')).toEqual(['code', 'phase.P9.end'])
  })
})

test('a campaign runs, winds up, ends, and goes no way back', () => {
  expect([stateAfter('running'), stateAfter('closing'), stateAfter('ended')]).toEqual(['closing', 'ended', null])
})

test('reports come from everybody while it runs, from the office while it winds up, then from nobody', () => {
  const reporters = [as('contact'), as('officer'), as('director'), as('leaderOfAll'), system]
  const refusals = (state: CampaignState) => reporters.map((actor) => refuseReport(state, actor)?.code ?? null)
  expect(refusals('running')).toEqual([null, null, null, null, null])
  expect(refusals('closing')).toEqual(['campaign-closed', null, null, 'campaign-closed', 'campaign-closed'])
  expect(refusals('ended')).toEqual(Array(5).fill('campaign-ended'))
})

test('a reason is one somebody reads', () => {
  const refused = (length: number) => {
    const outcome = amended(['plan.days=7'], '因'.repeat(length))
    return outcome.ok ? [] : outcome.problems.map(({ path }) => path)
  }
  expect(refused(500)).toEqual([])
  expect(refused(501)).toEqual(['reason'])
})
