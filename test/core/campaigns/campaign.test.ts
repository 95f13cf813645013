import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { setPath } from '../../../core/campaigns/campaign-set.ts'
import { confirmDates, shift, startable, uncertainties } from '../../../core/campaigns/campaign-start.ts'
import { CampaignFile } from '../../../core/campaigns/campaign.ts'
import { DaySchema } from '../../../core/calendar/day.ts'

const day = (text: string) => DaySchema.parse(text)
const raw: unknown = parse(readFileSync(new URL('../../../core/campaigns/luohe-2022.yaml', import.meta.url), 'utf8'))
const luohe = CampaignFile.parse(raw)

function after(...settings: readonly (readonly [path: string, value: string])[]): CampaignFile {
  let value = raw
  for (const [path, text] of settings) {
    const outcome = setPath(value, path, text)
    if (!outcome.ok) throw new Error(outcome.sentence)
    value = outcome.value
  }
  return CampaignFile.parse(value)
}

function problemsOf(file: CampaignFile) {
  const outcome = startable(file)
  return outcome.ok ? [] : outcome.problems
}

const datesOf = ({ phases, rectify_by }: CampaignFile) => [
  ...phases.map(({ begin, end }) => [begin, end]),
  rectify_by.day,
]

describe('the 漯河 template', () => {
  test('shows the annex form of the document', () => {
    expect(luohe.annex.title).toBe('漯河市招商引资领域政府失信行为排查情况一览表')
    expect(luohe.annex.columns.map((column) => column.label)).toEqual([
      '序号',
      '问题描述',
      '推进措施及时间节点',
      '完成时限',
      '第一责任人',
      '具体责任人',
      '备注',
    ])
    expect(luohe.annex.notes).toHaveLength(2)
  })

  test('has one source that is self-check, and it is 自查', () => {
    expect(luohe.sources.filter((source) => source.selfCheck).map((source) => source.name)).toEqual(['自查'])
  })

  test('names a section or a setting for every rule', () => {
    const rules = [luohe.rectify_by, luohe.annex, luohe.plan, luohe.signoff, luohe.verification]
    const lists = [luohe.phases, luohe.deliverables, luohe.categories, luohe.sources, luohe.dispositions]
    const all = [...rules, ...lists.flat(), ...luohe.supervision, ...luohe.scoring]
    expect(all.filter(({ from }) => !/^([三四五].*[（(]|附件$|setting$)/.test(from))).toEqual([])
  })

  test('leaves three dates of the document to be confirmed', () => {
    expect(uncertainties(luohe).map(({ path, original, reading }) => [path, original, reading])).toEqual([
      ['phase.P1.end', '2023年11月30日', '2022-11-30'],
      ['phase.P2.begin', '2022年12月', '2022-12-01'],
      ['phase.P3.begin', '2023年6月', '2023-06-01'],
    ])
  })

  test('does not start with dates nobody has confirmed, and names each', () => {
    expect(problemsOf(luohe).map(({ path }) => path)).toEqual(['phase.P1.end', 'phase.P2.begin', 'phase.P3.begin'])
    expect(problemsOf(luohe)[1]?.sentence).toBe(
      '原文“2022年12月”暂读作 2022-12-01（原文没有写明从哪一日开始），请确认，或另行指定',
    )
  })

  test('starts once the dates are confirmed', () => {
    const outcome = startable(confirmDates(luohe))
    expect(outcome).toMatchObject({
      ok: true,
      campaign: {
        code: 'LH2022',
        phases: [
          { id: 'P1', begin: '2022-11-10', end: '2022-11-30' },
          { id: 'P2', begin: '2022-12-01', end: '2023-05-31' },
          { id: 'P3', begin: '2023-06-01', end: '2023-08-31' },
        ],
        rectify_by: { day: '2023-05-31' },
      },
    })
  })

  test('starts once each uncertain date is set', () => {
    const file = after(
      ['phase.P1.end', '2022-11-30'],
      ['phase.P2.begin', '2022-12-05'],
      ['phase.P3.begin', '2023-06-10'],
    )
    expect(startable(file)).toMatchObject({ ok: true, campaign: { phases: [{}, { begin: '2022-12-05' }, {}] } })
  })
})

describe('shifting a campaign', () => {
  test('moves every date by the same days, so that the first phase begins on the day given', () => {
    const shifted = shift(confirmDates(luohe), day('2026-11-10'))
    expect(datesOf(shifted)).toEqual([
      ['2026-11-10', '2026-11-30'],
      ['2026-12-01', '2027-05-31'],
      ['2027-06-01', '2027-08-31'],
      '2027-05-31',
    ])
  })

  test('leaves an uncertain date uncertain and moves its reading', () => {
    expect(uncertainties(shift(luohe, day('2022-11-20'))).map(({ reading }) => reading)).toEqual([
      '2022-12-10',
      '2022-12-11',
      '2023-06-11',
    ])
  })

  test('leaves the date of the document alone', () => {
    expect(shift(luohe, day('2026-11-10')).document.date).toBe('2022-11-10')
  })

  test('leaves an open date open', () => {
    const file = shift(after(['phase.P3.end', '']), day('2026-11-10'))
    expect(file.phases[2]?.end).toBeNull()
  })

  test('of a campaign without dates begins its first phase and dates nothing else', () => {
    const undated = {
      ...luohe,
      phases: luohe.phases.map((phase) => ({ ...phase, begin: null, end: null })),
      rectify_by: { ...luohe.rectify_by, day: null },
    }
    expect(datesOf(shift(undated, day('2026-03-01')))).toEqual([['2026-03-01', null], [null, null], [null, null], null])
  })
})

describe('setting one value', () => {
  test('a path into a list goes by id', () => {
    expect(after(['phase.P1.end', '2026-12-30']).phases[0]?.end).toBe('2026-12-30')
    expect(after(['category.C1.name', '优惠政策']).categories[0]?.name).toBe('优惠政策')
  })

  test('numbers and yes or no stay what they are', () => {
    const file = after(['plan.days', '10'], ['plan.approval', 'false'], ['rectify_by', '2023-06-30'])
    expect(file.plan.days).toBe(10)
    expect(file.plan.approval).toBe(false)
    expect(file.rectify_by.day).toBe('2023-06-30')
  })

  test('yes is yes, a number may stand between blanks, and nothing makes a text open', () => {
    expect(after(['plan.approval', 'true']).plan.approval).toBe(true)
    expect(after(['plan.days', ' 7 ']).plan.days).toBe(7)
    expect(after(['office.unit', '市招商局'], ['office.unit', '']).office.unit).toBeNull()
  })

  test('a list of names is set whole, with 、 between them', () => {
    const file = { names: ['县财政局'], days: [7, 3], mixed: ['县财政局', 7] }
    expect(setPath(file, 'names', '县财政局、县工信局、')).toEqual({
      ...{ ok: true, value: { ...file, names: ['县财政局', '县工信局'] } },
    })
    for (const path of ['days', 'mixed']) expect(setPath(file, path, '县财政局').ok).toBe(false)
  })

  test('changes nothing in the value it was given', () => {
    const before = structuredClone(raw)
    setPath(raw, 'phase.P1.end', '2026-12-30')
    expect(raw).toEqual(before)
  })

  test.each([
    'phase.P9.end',
    'phase.P1.ende',
    'phase.P1',
    'phases',
    '',
    'code.x',
    '__proto__.x',
    'phase.P1.end.reading.x',
  ])('"%s" is no path of the file', (path) => {
    expect(setPath(raw, path, '2026-12-30')).toEqual({ ok: false, sentence: `专项行动文件里没有“${path}”这一项` })
  })

  test.each([
    ['phase.P1.end', '2026-02-30'],
    ['plan.days', 'ten'],
    ['plan.days', ''],
    ['plan.approval', 'maybe'],
    ['code', 'lh 2022'],
    ['title', ''],
  ])('%s=%s is left to the schema to refuse', (path, value) => {
    const outcome = setPath(raw, path, value)
    expect(outcome.ok).toBe(true)
    expect(CampaignFile.safeParse(outcome.ok ? outcome.value : raw).success).toBe(false)
  })
})

describe('what cannot run is refused', () => {
  const confirmed = confirmDates(luohe)

  test('a phase that ends before it begins', () => {
    const file = { ...confirmed, phases: confirmed.phases.map((phase) => ({ ...phase, end: day('2022-11-15') })) }
    expect(problemsOf(file)).toEqual([
      { path: 'phase.P2.end', sentence: '整改落实阶段的结束日期 2022-11-15 早于开始日期 2022-12-01' },
      { path: 'phase.P3.end', sentence: '总结验收阶段的结束日期 2022-11-15 早于开始日期 2023-06-01' },
    ])
  })

  test('a latest day before the campaign begins', () => {
    const file = { ...confirmed, rectify_by: { ...confirmed.rectify_by, day: day('2022-11-09') } }
    expect(problemsOf(file)).toEqual([
      { path: 'rectify_by', sentence: '最迟完成整改的日期 2022-11-09 早于专项行动开始的 2022-11-10' },
    ])
  })

  test.each([
    ['phases', 'phase.P1'],
    ['categories', 'category.C1'],
    ['sources', 'source.self'],
  ] as const)('an id used twice in %s', (list, path) => {
    const [first] = confirmed[list]
    const file = { ...confirmed, [list]: [...confirmed[list], { ...first, selfCheck: false }] }
    expect(problemsOf(file).map((problem) => problem.path)).toEqual([path])
  })

  test('no source that is self-check, or two', () => {
    const all = (selfCheck: boolean) => ({
      ...confirmed,
      sources: confirmed.sources.slice(0, 2).map((source) => ({ ...source, selfCheck })),
    })
    expect(problemsOf(all(false))).toEqual([
      { path: 'sources', sentence: '自查来源（selfCheck: true）应当有且只有一个，现有 0 个' },
    ])
    expect(problemsOf(all(true))).toEqual([
      { path: 'sources', sentence: '自查来源（selfCheck: true）应当有且只有一个，现有 2 个' },
    ])
  })

  const stage = (by: 'lead' | 'office' | 'director') => ({ by, methods: ['现场'], from: 'setting' })

  test.each([
    ['by nobody of the office', [stage('lead')]],
    ['by the director before the office', [stage('director'), stage('office')]],
    ['by the director alone', [stage('director')]],
    ['by the lead unit after the office', [stage('office'), stage('lead')]],
    ['by the office twice', [stage('office'), stage('office')]],
  ])('verification %s', (_, stages) => {
    const file = { ...confirmed, verification: { ...confirmed.verification, stages } }
    expect(problemsOf(file).map(({ path }) => path)).toEqual(['verification.stages'])
  })

  test('verification by the office, then the director, runs', () => {
    const verification = { ...confirmed.verification, stages: [stage('office'), stage('director')] }
    expect(problemsOf({ ...confirmed, verification })).toEqual([])
  })

  test('verification by the lead unit, then the office, runs where there are lead units', () => {
    const stages = [stage('lead'), stage('office')]
    const file = { ...confirmed, verification: { ...confirmed.verification, stages } }
    const group = { id: 'G1', name: '一组', lead: '市发展改革委', support: [], categories: ['C1'], from: 'setting' }
    expect(problemsOf({ ...file, groups: [group] })).toEqual([])
    expect(problemsOf(file).map(({ path }) => path)).toEqual(['verification.stages'])
  })

  test('no latest day for rectification: deadlines have no cap', () => {
    expect(problemsOf({ ...confirmed, rectify_by: { ...confirmed.rectify_by, day: null } })).toEqual([])
  })

  test('a campaign without any date runs, open-ended', () => {
    const file = {
      ...confirmed,
      phases: confirmed.phases.map((phase) => ({ ...phase, begin: null, end: null })),
      rectify_by: { ...confirmed.rectify_by, day: null },
    }
    expect(problemsOf(file)).toEqual([])
  })

  test.each([
    ['an unknown entry', { ...luohe, colour: {} }],
    ['a column of nothing', { ...luohe, annex: { ...luohe.annex, columns: [{ label: '序号', fields: [] }] } }],
    ['a column of an unknown field', { ...luohe, annex: { ...luohe.annex, columns: [{ label: '?', fields: ['x'] }] } }],
    ['no categories', { ...luohe, categories: [] }],
    [
      'a method nobody knows',
      { ...luohe, verification: { ...luohe.verification, stages: [{ by: 'office', methods: ['电话'] }] } },
    ],
  ])('a file with %s is no campaign', (_, value) => {
    expect(CampaignFile.safeParse(value).success).toBe(false)
  })
})
