import { describe, expect, test } from 'vitest'
import { Campaign } from '../../../core/campaigns/campaign.ts'
import { startOfDay } from '../../../core/calendar/day.ts'
import { momentOf } from '../../../core/digest/figures.ts'
import { papersOwed } from '../../../core/digest/papers.ts'
import { lastDayOf } from '../../../core/digest/phase.ts'
import { coverageOf, type HandInMark } from '../../../core/hand-ins/coverage.ts'
import type { HandInStatus } from '../../../core/hand-ins/hand-in.ts'
import { system, units } from '../../support/facts.ts'
import { owing } from '../../support/hand-ins.ts'
import { day } from '../../support/samples.ts'

/** 临港区 and, as lead of 招商组, 高新区, under the small campaign: what is missing on a day, as the digest names it. */
function owed(
  today: string,
  { handed = {}, campaign = owing }: { handed?: Record<string, HandInStatus>; campaign?: Campaign } = {},
) {
  const marks = Object.entries(handed).map(([id, status]): [string, HandInMark] => [
    id,
    { id, status, late: false, zero: false },
  ])
  const known = [{ id: units.port, name: '临港区', roles: ['contact' as const], takesPart: null }]
  const called = (name: string) => (name === '高新区' ? units.park : name === '临港区' ? units.port : null)
  const about = { campaign, began: day('2022-11-10'), today: day(today), units: known, ended: [], called }
  const coverage = coverageOf({ ...about, marks: new Map(marks) }, system)
  return papersOwed(campaign, coverage, momentOf(day('2022-11-28'), startOfDay(day(today))))
}
const port = (item: string) => `LH2022.${item}.u${units.port}`
const lines = (...given: Parameters<typeof owed>) => owed(...given).map(({ owner, item }) => `${owner}：${item}`)

describe('papers the digest names', () => {
  test('are those that fall due within the coming seven days', () => {
    expect(lines('2022-11-28')).toEqual([])
    expect(lines('2022-11-29')).toEqual([
      '临港区：自查情况和问题清单',
      '临港区：责任人名单',
      '招商组（高新区）：工作组问题清单',
      '案件组（查无此局）：工作组问题清单',
    ])
  })

  test('stay there until they are handed in, and say when they are overdue', () => {
    const of = (today: string) => owed(today).find(({ id }) => id === port('D1'))
    expect(of('2022-12-05')).toMatchObject({ due: '2022-12-05', overdue: false, unit: units.port, categories: [] })
    expect(of('2022-12-06')).toMatchObject({ due: '2022-12-05', overdue: true })
  })

  test('are not those handed in, accepted or not; a zero report unconfirmed and a paper returned are still owed', () => {
    const named = (status: HandInStatus) => owed('2022-11-29', { handed: { [port('D1')]: status } })
    const still = (['missing', 'claimed', 'handed', 'accepted', 'returned'] as const).filter((status) =>
      named(status).some(({ id }) => id === port('D1')),
    )
    expect(still).toEqual(['missing', 'claimed', 'returned'])
  })

  test('come in the order of their days, and without a day not at all', () => {
    const days = owed('2022-12-26').map(({ due, item }) => `${due} ${item}`)
    expect(days).toEqual([
      ...['2022-12-05 自查情况和问题清单', '2022-12-05 责任人名单', '2022-12-05 工作组问题清单'],
      ...['2022-12-05 工作组问题清单', '2022-12-20 整改措施'],
      ...['2022-12-31 信用评价（2022年第四季度）', '2022-12-31 信用评价（2022年第四季度）'],
    ])
    const campaign = { ...owing, deliverables: owing.deliverables.toReversed() }
    expect(owed('2022-12-26', { campaign }).map(({ due }) => due)).toEqual(owed('2022-12-26').map(({ due }) => due))
  })

  test('of a working group are those of whoever leads the categories below it', () => {
    const categories = [
      { id: 'C1', name: '政策', from: '三' },
      { id: 'C2', name: '承诺', parent: 'C1', from: '三' },
      { id: 'C3', name: '合同', parent: 'C1', from: '三' },
      { id: 'C9', name: '案件', isCase: true, from: '三' },
    ]
    const groups = owing.groups.map((group) => (group.id === 'G1' ? { ...group, categories: ['C1'] } : group))
    const campaign = Campaign.parse({ ...owing, categories, groups })
    const found = owed('2022-11-29', { campaign }).filter(({ item }) => item === '工作组问题清单')
    expect(found).toMatchObject([
      { id: 'LH2022.D5.gG1', unit: units.park, categories: ['C2', 'C3'] },
      { id: null, unit: null, categories: [] },
    ])
  })
})

describe('the last day a phase can be told of', () => {
  const march = { begin: day('2023-03-01'), end: day('2023-03-31') }
  test.each([
    ['its own last one, once it is over', march, '2023-05-01', '2023-03-31'],
    ['yesterday while it runs', march, '2023-03-15', '2023-03-14'],
    ['yesterday on its last day', march, '2023-03-31', '2023-03-30'],
    ['its last one on the day after', march, '2023-04-01', '2023-03-31'],
    ['yesterday where it has no end', { ...march, end: null }, '2023-05-01', '2023-04-30'],
    ['its first day on the second', march, '2023-03-02', '2023-03-01'],
    ['none on its first day', march, '2023-03-01', null],
    ['none before it', march, '2023-02-01', null],
    ['none where the document sets no beginning', { ...march, begin: null }, '2023-05-01', null],
  ])('is %s', (_, phase, today, last) => {
    expect(lastDayOf(phase, day(today))).toBe(last)
  })
})
