import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dutyId, itemsOf, paperId, periodsOf, readDutyId, standsFor, type Duty } from '../../../core/hand-ins/duty.ts'
import { owing } from '../../support/hand-ins.ts'
import { day } from '../../support/samples.ts'

describe('a duty is known by its id', () => {
  const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,19}$/)
  const owner = fc.oneof(
    fc.integer({ min: 1, max: 99_999 }).map((unit) => ({ unit, group: null })),
    id.map((group) => ({ unit: null, group })),
  )
  const period = fc.constantFrom(null, '2024Q4', '2024H1', '2024', '2024-11')
  const duty = fc
    .record({ campaign: fc.stringMatching(/^[A-Z][A-Z0-9]{1,11}$/), item: id, period, owner })
    .map(({ owner, ...about }): Duty => ({ ...about, ...owner }))

  test('and read back from it exactly', () => {
    const read = (one: Duty) => void expect(readDutyId(dutyId(one))).toEqual(one)
    fc.assert(fc.property(duty, read))
  })

  test('as a unit’s own, one period’s, or a working group’s', () => {
    const of = { campaign: 'LY2024', item: 'T11', period: '2024Q4' }
    expect(dutyId({ ...of, unit: 5, group: null })).toBe('LY2024.T11.2024Q4.u5')
    expect(dutyId({ ...of, period: null, unit: null, group: 'G1' })).toBe('LY2024.T11.gG1')
    expect([paperId(of), paperId({ ...of, period: null })]).toEqual(['LY2024.T11.2024Q4', 'LY2024.T11'])
    expect(readDutyId('LY2024.T11.u12')).toEqual({
      campaign: 'LY2024',
      item: 'T11',
      period: null,
      unit: 12,
      group: null,
    })
  })

  test.each([
    '',
    'LH2022',
    'LH2022.D1',
    'LH2022.D1.3',
    'LH2022.D1.u',
    'LH2022.D1.u1.u2',
    'LH2022.D1.u007',
    'LH2022.D1.u0',
    'LH2022.D1.2024Q5.u1',
    'lh.D1.u1',
    'xLH2022.D1.u1',
    'LH2022.D1.u1x',
    'L.D1.u1',
    'LH2022.1D.u1',
    'LH2022.D1.2024H3.u1',
    'LH2022.D1.2024-1.u1',
    'LH2022.D1.24Q4.u1',
    'LH2022.D1.g1',
    'LH2022.D1.u1234567890',
  ])('“%s” is no duty', (text) => expect(readDutyId(text)).toBeNull())
})

describe('a recurring task is due once a period, on its last day', () => {
  const [from, to] = [day('2023-11-25'), day('2024-02-01')]
  test.each([
    ['month', ['2023-11', '2023-12', '2024-01', '2024-02'], '2023-11-30', '2024-02-29'],
    ['quarter', ['2023Q4', '2024Q1'], '2023-12-31', '2024-03-31'],
    ['half-year', ['2023H2', '2024H1'], '2023-12-31', '2024-06-30'],
    ['year', ['2023', '2024'], '2023-12-31', '2024-12-31'],
  ] as const)('%s', (every, periods, first, last) => {
    const found = periodsOf(every, from, to)
    expect(found.map(({ period }) => period)).toEqual(periods)
    expect([found[0]?.end, found.at(-1)?.end]).toEqual([first, last])
  })

  test.each([
    ['month', ['2023年11月', '2023年12月', '2024年1月', '2024年2月']],
    ['quarter', ['2023年第四季度', '2024年第一季度']],
    ['half-year', ['2023年下半年', '2024年上半年']],
    ['year', ['2023年', '2024年']],
  ] as const)('spoken of by %s', (every, words) => {
    expect(periodsOf(every, from, to).map((one) => one.words)).toEqual(words)
  })

  test('one in its first period, none before it began', () => {
    expect(periodsOf('quarter', day('2024-04-01'), day('2024-06-30')).map(({ period }) => period)).toEqual(['2024Q2'])
    expect(periodsOf('month', day('2024-03-01'), day('2024-01-31'))).toEqual([])
  })

  test('from the one the campaign began in to the current one', () => {
    const items = itemsOf(owing, day('2022-11-10'), day('2023-04-01'))
    const tasks = items.filter(({ owes }) => owes === 'lead')
    expect(tasks.map(({ name, due }) => [name, due])).toEqual([
      ['信用评价（2022年第四季度）', '2022-12-31'],
      ['信用评价（2023年第一季度）', '2023-03-31'],
      ['信用评价（2023年第二季度）', '2023-06-30'],
    ])
    expect(items.slice(0, 5).map(({ id, due }) => [id, due])).toEqual([
      ['D1', '2022-12-05'],
      ['D2', '2022-12-05'],
      ['D3', '2022-12-20'],
      ['D4', null],
      ['D5', '2022-12-05'],
    ])
  })

  test('as a report of its lead units to the office; a deliverable as its campaign says', () => {
    const items = itemsOf(owing, day('2022-11-10'), day('2022-12-01'))
    const about = { id: 'T1', period: '2022Q4', owes: 'lead', content: 'report', to: null }
    expect(items.at(-1)).toMatchObject(about)
    expect(items.filter(({ id }) => ['D2', 'D5'].includes(id))).toEqual([
      { id: 'D2', period: null, name: '责任人名单', owes: 'unit', content: 'people', to: '办公室', due: '2022-12-05' },
      {
        id: 'D5',
        period: null,
        name: '工作组问题清单',
        owes: 'group',
        content: 'issues',
        to: '办公室',
        due: '2022-12-05',
      },
    ])
  })

  test('none for a task that does not recur', () => {
    const tasks = owing.tasks.map((task) => ({ ...task, every: null }))
    expect(itemsOf({ ...owing, tasks }, day('2022-11-10'), day('2023-04-01'))).toHaveLength(5)
  })
})

test('the ledger stands for issues and their measures, its list for people, nothing for a report', () => {
  const contents = ['issues', 'plan', 'people', 'report'] as const
  expect(contents.map(standsFor)).toEqual(['issues', 'issues', 'people', null])
})
