import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { faults } from '../../../core/campaigns/campaign-check.ts'
import { remarks } from '../../../core/campaigns/campaign-remarks.ts'
import { confirmDates } from '../../../core/campaigns/campaign-start.ts'
import { CampaignFile } from '../../../core/campaigns/campaign.ts'
import { DaySchema } from '../../../core/calendar/day.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'

const day = (text: string) => DaySchema.parse(text)
const calendar = calendarOf({ years: [2021, 2022, 2023, 2024], holidays: [day('2022-10-03')], workdays: [] })

const fileOf = (name: string) =>
  CampaignFile.parse(parse(readFileSync(new URL(`../../../core/campaigns/${name}.yaml`, import.meta.url), 'utf8')))
const zengdu = confirmDates(fileOf('zengdu-2024'))
const luohe = confirmDates(fileOf('luohe-2022'))

/** One entry of a list changed, by its id. */
function changed<K extends 'phases' | 'deliverables' | 'categories' | 'groups' | 'tasks'>(
  file: CampaignFile,
  list: K,
  [id, change]: [id: string, change: Partial<CampaignFile[K][number]>],
): CampaignFile {
  return { ...file, [list]: file[list].map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) }
}

const pathsOf = (problems: readonly { path: string }[]) => problems.map(({ path }) => path)
const stopsOf = (file: CampaignFile) => faults(file).map(({ path, sentence }) => [path, sentence])
const remarksOf = (file: CampaignFile) => remarks(file, calendar).map(({ path, sentence }) => [path, sentence])

describe('what a campaign cannot run with', () => {
  test('none of the built-in ones has any', () => {
    for (const name of ['luohe-2022', 'jiaxian-2021', 'zengdu-2024', 'linyi-2024', 'baofeng-2021']) {
      expect(faults(fileOf(name))).toEqual([])
    }
  })

  test('a deliverable of a phase that is not there', () => {
    expect(stopsOf(changed(zengdu, 'deliverables', ['D1', { phase: 'P9' }]))).toEqual([
      ['deliverable.D1.phase', '没有编号为 P9 的阶段，请改成 phases 里有的编号，或写 null'],
    ])
  })

  test('a group answering for a category that is not there', () => {
    expect(pathsOf(faults(changed(zengdu, 'groups', ['G1', { categories: ['C1', 'C8'] }])))).toEqual([
      'group.G1.categories',
    ])
  })

  test('a group answering for a category that has kinds', () => {
    expect(stopsOf(changed(zengdu, 'groups', ['G1', { categories: ['C1', 'C4'] }]))).toEqual([
      ['group.G1.categories', '类别“拖欠企业账款清理”下面还有分类，工作组请写下一级类别的编号'],
    ])
  })

  test('two groups answering for one category', () => {
    expect(stopsOf(changed(zengdu, 'groups', ['G2', { categories: ['C1', 'C2'] }]))).toEqual([
      [
        'group.G2.categories',
        '类别“招商引资承诺清查兑现”同时归“招商引资承诺清查兑现组”和“惠企政策落实组”，请只归一个组',
      ],
    ])
  })

  test('a category of one that is not there, or of itself', () => {
    expect(pathsOf(faults(changed(zengdu, 'categories', ['C4a', { parent: 'C9' }])))).toEqual(['category.C4a.parent'])
    expect(pathsOf(faults(changed(zengdu, 'categories', ['C4', { parent: 'C4a' }])))).toEqual([
      'category.C4.parent',
      'category.C4a.parent',
      'group.G4.categories',
    ])
  })

  test('a paper that working groups owe where there are none', () => {
    const file = { ...zengdu, groups: [] }
    expect(pathsOf(faults(file))).toEqual([
      'verification.stages',
      ...['D1', 'D2', 'D3', 'D4'].map((id) => `deliverable.${id}.owes`),
    ])
  })

  test('a phase and a campaign may last a single day, and no part of a span is asked of a phase without one', () => {
    const begin = luohe.phases[0]?.begin ?? null
    expect(faults(changed(luohe, 'phases', ['P1', { end: begin }]))).toEqual([])
    expect(faults({ ...luohe, rectify_by: { ...luohe.rectify_by, day: begin } })).toEqual([])
    expect(faults(changed(luohe, 'phases', ['P1', { end: null }]))).toEqual([])
    expect(faults(changed(luohe, 'phases', ['P2', { begin: null }]))).toEqual([])
  })

  test('a day on which it presses twice', () => {
    const file = { ...luohe, nudges: { ...luohe.nudges, late: [1, 3, 3] } }
    expect(pathsOf(faults(file))).toEqual(['nudges.late[2]'])
  })

  test('a disposition said twice', () => {
    const file = { ...luohe, dispositions: [...luohe.dispositions, ...luohe.dispositions.slice(0, 1)] }
    expect(stopsOf(file)).toEqual([['dispositions', '处置方式 fulfil 写了不止一次，请合成一条']])
  })

  test('a nudge after the deadline it announces, or late before it', () => {
    const nudging = (ahead: number[], late: number[]) => ({ ...luohe, nudges: { ...luohe.nudges, ahead, late } })
    expect(stopsOf(nudging([7, -1], [1, 3]))).toEqual([
      ['nudges.ahead[1]', '提前提醒的天数写成了 -1，会在期限之后才提醒，请写 1 以上的数'],
    ])
    expect(stopsOf(nudging([7], [0, 3]))).toEqual([
      ['nudges.late[0]', '逾期升级的天数写成了 0，还没有逾期，请写 1 以上的数'],
    ])
    expect(stopsOf(nudging([7], [1, 10, 3]))).toEqual([
      ['nudges.late[2]', '逾期升级的天数 3 没有大于前一个 10，请从小到大写'],
    ])
  })

  test('a day to be pressed on which nothing is said', () => {
    const nudging = (urgent: number[]) => ({ ...luohe, nudges: { ...luohe.nudges, urgent } })
    expect(stopsOf(nudging([-7, 0, 10]))).toEqual([])
    expect(stopsOf(nudging([0, 2]))).toEqual([
      ['nudges.urgent[1]', '加急写了 2，但这一天没有提醒；请写 0（到期日）、late 里的天数，或 ahead 里的天数加负号'],
    ])
  })
})

describe('what contradicts itself and yet runs', () => {
  test('漯河 has nothing of the kind once its readings are taken', () => {
    expect(remarksOf(luohe)).toEqual([])
  })

  test('漯河 as it is printed: its first phase ends after the last', () => {
    expect(remarksOf(changed(luohe, 'phases', ['P1', { end: day('2023-11-30') }]))).toEqual([
      ['phase.P1.end', '问题梳理阶段 2023-11-30 才结束，晚于后面的整改落实阶段（2023-05-31）'],
      ['phase.P1.end', '问题梳理阶段 2023-11-30 才结束，晚于后面的总结验收阶段（2023-08-31）'],
    ])
  })

  test('曾都: its office leads a group and verifies it', () => {
    expect(remarksOf(zengdu)).toEqual([
      ['group.G2.lead', '“惠企政策落实组”由区营商办牵头，核查也由区营商办做，等于核查自己的工作'],
      ['task.T3.lead', '“政府履约情况纳入信用体系评价”没有写牵头单位'],
    ])
  })

  test('宝丰: three duties on one day leave no time, and three tasks are led by nobody', () => {
    expect(remarksOf(fileOf('baofeng-2021'))).toEqual([
      ['deliverable.D2.due', '“整改方案”2021-12-30 到期，不晚于“自查情况”，中间没有办理的时间'],
      ['deliverable.D3.due', '“整改报告”2021-12-30 到期，不晚于“整改方案”，中间没有办理的时间'],
      ['task.T9.lead', '“政务诚信民主监督机制”没有写牵头单位'],
      ['task.T11.lead', '“政务诚信社会监督机制”没有写牵头单位'],
      ['task.T16.lead', '“推动信息共享”没有写牵头单位'],
    ])
  })

  test('phases that overlap, or begin before an earlier one', () => {
    expect(remarksOf(changed(luohe, 'phases', ['P2', { begin: day('2022-11-30') }]))).toEqual([
      ['phase.P2.begin', '整改落实阶段 2022-11-30 开始时，问题梳理阶段还没有结束（2022-11-30），两个阶段重叠'],
    ])
    expect(remarksOf(changed(luohe, 'phases', ['P2', { begin: day('2022-11-09') }]))).toEqual([
      ['phase.P2.begin', '整改落实阶段 2022-11-09 就开始，早于前面的问题梳理阶段（2022-11-10）'],
    ])
  })

  test('a deliverable outside its phase, on a day off, in a year without arrangement', () => {
    const due = (text: string) => changed(luohe, 'deliverables', ['D3', { due: day(text) }])
    expect(remarksOf(due('2023-09-01'))).toEqual([
      ['deliverable.D3.due', '“整改报告”2023-09-01 到期，不在总结验收阶段之内'],
    ])
    expect(remarksOf(due('2023-08-20'))).toEqual([
      ['deliverable.D3.due', '“整改报告”的期限 2023-08-20 是休息日，期限不会自动改到工作日'],
    ])
    const later = changed(due('2027-08-20'), 'phases', ['P3', { end: day('2027-08-31') }])
    expect(remarksOf(later)).toEqual([
      ['deliverable.D3.due', '没有 2027 年的放假安排，没有核对“整改报告”的期限 2027-08-20 是不是休息日'],
    ])
  })

  test('a phase without a beginning or an end clashes with none', () => {
    expect(remarksOf(changed(luohe, 'phases', ['P1', { end: null }]))).toEqual([])
    expect(remarksOf(changed(luohe, 'phases', ['P2', { begin: null, end: null }]))).toEqual([])
    expect(remarksOf(changed(luohe, 'phases', ['P3', { begin: null, end: null }]))).toEqual([])
  })

  test('a deliverable of no phase, or without a day, is outside none', () => {
    expect(remarksOf(changed(luohe, 'deliverables', ['D3', { phase: null }]))).toEqual([])
    expect(remarksOf(changed(luohe, 'deliverables', ['D3', { due: null }]))).toEqual([])
    expect(remarksOf(changed(luohe, 'deliverables', ['D2', { due: null }]))).toEqual([])
  })

  test('a deliverable on the first and the last day of its phase is inside', () => {
    const due = (text: string) => changed(luohe, 'deliverables', ['D3', { due: day(text) }])
    expect(remarksOf(due('2023-08-31'))).toEqual([])
    expect(remarksOf(due('2023-06-01'))).toEqual([])
    expect(remarksOf(due('2023-05-30')).map(([path]) => path)).toContain('deliverable.D3.due')
  })

  test('a category no group answers for', () => {
    const alone = { ...zengdu, groups: zengdu.groups.filter(({ id }) => id !== 'G5') }
    expect(remarksOf(alone)[0]).toEqual(['category.C4b', '类别“国有企业拖欠”没有哪个工作组负责'])
  })

  test('a ladder that goes down', () => {
    const file = { ...luohe, supervision: luohe.supervision.toReversed() }
    expect(remarksOf(file)[0]).toEqual([
      'supervision[1]',
      '督办措施从轻到重排，“公开通报”却比前面的“提交市政府行政问责”轻',
    ])
  })
})
