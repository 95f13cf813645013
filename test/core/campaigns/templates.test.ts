import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { setPath } from '../../../core/campaigns/campaign-set.ts'
import { confirmDates, shift, startable, uncertainties } from '../../../core/campaigns/campaign-start.ts'
import { CampaignFile, leafCategories, type Campaign } from '../../../core/campaigns/campaign.ts'
import { DaySchema } from '../../../core/calendar/day.ts'

const names = ['luohe-2022', 'jiaxian-2021', 'zengdu-2024', 'linyi-2024', 'baofeng-2021'] as const

const rawOf = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../core/campaigns/${name}.yaml`, import.meta.url), 'utf8'))
const fileOf = (name: string) => CampaignFile.parse(rawOf(name))

/** A template as it runs once its readings are confirmed. */
function runningOf(name: string): Campaign {
  const outcome = startable(confirmDates(fileOf(name)))
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'))
  return outcome.campaign
}

const doubtsOf = (name: string) =>
  uncertainties(fileOf(name)).map(({ path, original, reading }) => [path, original, reading])
const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name)
const sectionsOf = (list: readonly { from: string }[]) => list.map(({ from }) => from)
const stepsOf = ({ supervision }: Campaign) => supervision.map(({ kind, name, from }) => [kind, name, from])

/** Every `from` of a file, wherever it stands. */
function fromsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'from' && typeof value === 'string' ? [value] : fromsIn(value),
  )
}

describe.each(names)('the template %s', (name) => {
  test('runs once its readings are confirmed', () => {
    expect(runningOf(name).code).toMatch(/^[A-Z]{2}\d{4}$/)
  })

  test('names a section or a setting for every rule', () => {
    const sections = /^(setting|标题|主送|附件|[一二三四五](、(保障措施|工作要求|\d+))?([（(][一二三四五六][）)]\d?)?)$/
    expect(fromsIn(rawOf(name)).filter((from) => !sections.test(from))).toEqual([])
  })

  test('has one source that is self-check', () => {
    expect(fileOf(name).sources.filter(({ selfCheck }) => selfCheck)).toHaveLength(1)
  })

  test('begins on the day it is told to, whatever is uncertain', () => {
    const begin = DaySchema.parse('2026-11-07')
    const outcome = startable(confirmDates(shift(fileOf(name), begin)))
    expect(outcome).toMatchObject({ ok: true })
    if (outcome.ok && outcome.campaign.phases.length > 0) expect(outcome.campaign.phases[0]?.begin).toBe(begin)
  })
})

describe('漯河 2022', () => {
  const luohe = runningOf('luohe-2022')

  test('has what the document asks for, by when', () => {
    expect(luohe.document).toMatchObject({ number: '漯招商办〔2022〕10号', date: '2022-11-10' })
    expect(luohe.phases.map(({ name, begin, end }) => [name, begin, end])).toEqual([
      ['问题梳理', '2022-11-10', '2022-11-30'],
      ['整改落实', '2022-12-01', '2023-05-31'],
      ['总结验收', '2023-06-01', '2023-08-31'],
    ])
    expect(luohe.deliverables.map(({ owes, content, due, phase }) => [owes, content, due, phase])).toEqual([
      ['unit', 'issues', '2022-11-30', 'P1'],
      ['unit', 'people', '2022-11-30', 'P1'],
      ['unit', 'report', '2023-08-31', 'P3'],
    ])
    expect(luohe.rectify_by.day).toBe('2023-05-31')
    expect(sectionsOf(luohe.categories)).toEqual(['三(一)', '三(二)', '三(三)'])
  })

  test('talks, publishes, and asks the government to hold to account', () => {
    expect(stepsOf(luohe)).toEqual([
      ['remind', '催办提醒', 'setting'],
      ['letter', '跟踪督办', '五、工作要求(二)'],
      ['talk', '约谈', '四(三)'],
      ['publicise', '公开通报', '四(三)'],
      ['accountability', '提交市政府行政问责', '五、保障措施(三)'],
    ])
  })

  test('adds and deducts points as the document says, by numbers that are settings', () => {
    expect(luohe.scoring.map(({ when, direction, number }) => [when, direction, number])).toEqual([
      ['问题查摆到位且整改到位', 'plus', 'setting'],
      ['工作推进不力', 'minus', 'setting'],
      ['整改不到位', 'minus', 'setting'],
      ['弄虚作假', 'minus', 'setting'],
    ])
  })
})

describe('郏县 2021', () => {
  const jiaxian = runningOf('jiaxian-2021')

  test('dates nothing, and says that each of these is left open', () => {
    expect(doubtsOf('jiaxian-2021').map(([path, , reading]) => [path, reading])).toEqual([
      ['units.who', '县直有关部门、单位'],
      ['phase.P1.begin', null],
      ['phase.P1.end', null],
      ['phase.P2.begin', null],
      ['phase.P2.end', null],
      ['phase.P3.begin', null],
      ['phase.P3.end', null],
      ['rectify_by', null],
      ['deliverable.D1.to', '县社会信用体系建设领导小组办公室'],
      ['deliverable.D1.due', null],
    ])
    expect(jiaxian.phases.map(({ name, begin, end }) => [name, begin, end])).toEqual([
      ['摸底排查', null, null],
      ['集中清理整治', null, null],
      ['巩固提升', null, null],
    ])
  })

  test('sorts cases, which have a number, and five kinds of dispute', () => {
    expect(leafCategories(jiaxian).map(({ id, isCase, from }) => [id, isCase, from])).toEqual([
      ['A1', true, '二(一)1'],
      ['A2', true, '二(一)2'],
      ...['1', '2', '3', '4', '5'].map((number) => [`B${number}`, false, `二(二)${number}`]),
    ])
  })

  test('hears from every channel the document names', () => {
    expect(namesOf(jiaxian.sources)).toEqual([
      ...['自查（政策、承诺、合同协议）', '法院', '媒体', '网络', '信访', '热线'],
      ...['中小企业反映', '外资企业反映', '市属企业反映', '非公有制企业反映'],
      ...['工程建设领域反映（住建、水利、交通等）', '暗访督导', '走访企业、商会和社会团体'],
    ])
  })

  test('visits unannounced before it sends a letter, and scores nothing', () => {
    expect(stepsOf(jiaxian).slice(1)).toEqual([
      ['visit', '“四不两直”暗访督导', '三(二)2'],
      ['letter', '个案督办', '三(二)2'],
    ])
    expect(jiaxian.scoring).toEqual([])
  })
})

describe('曾都 2024', () => {
  const zengdu = runningOf('zengdu-2024')

  test('reads the lost digits, and says so', () => {
    expect(doubtsOf('zengdu-2024').filter(([, original]) => /日$|〔/.test(String(original)))).toEqual([
      ['document.number', '曾营商发〔20242', '曾营商发〔2024〕2号'],
      ['document.date', '2024418日', '2024-04-18'],
      ['rectify_by', '92日', '2024-09-02'],
      ['deliverable.D1.due', '426日', '2024-04-26'],
      ['deliverable.D2.due', '71日', '2024-07-01'],
      ['deliverable.D3.due', '92日', '2024-09-02'],
      ['deliverable.D4.due', '122日', '2024-12-02'],
    ])
  })

  test('asks the working groups, not the units, for what is due', () => {
    expect(zengdu.deliverables.map(({ owes, content, to }) => [owes, content, to])).toEqual([
      ['group', 'issues', '区营商办'],
      ['group', 'plan', '区营商办'],
      ['group', 'report', '区营商办'],
      ['group', 'report', '区营商办'],
    ])
  })

  test('has one office and five groups, with those who help', () => {
    expect(zengdu.office).toMatchObject({ name: '区专项行动工作专班综合办公室', unit: '区营商办' })
    expect(zengdu.groups.map(({ lead, categories, support }) => [lead, categories, support.length])).toEqual([
      ['区招商服务中心', ['C1'], 0],
      ['区营商办', ['C2'], 8],
      ['区财政局', ['C3'], 1],
      ['区科经局', ['C4a'], 4],
      ['区财政局', ['C4b'], 3],
    ])
  })

  test('has four actions, the fourth in two kinds', () => {
    expect(zengdu.categories.filter(({ parent }) => parent === undefined)).toHaveLength(4)
    expect(leafCategories(zengdu).map(({ id }) => id)).toEqual(['C1', 'C2', 'C3', 'C4a', 'C4b'])
  })

  test('is verified on paper by the lead unit, then on site by the office', () => {
    expect(zengdu.verification.stages.map(({ by, methods, from }) => [by, methods, from])).toEqual([
      ['lead', ['书面'], '四(二)'],
      ['office', ['现场'], '四(二)'],
    ])
  })

  test('deducts nothing for what was found by oneself', () => {
    expect(zengdu.scoring).toMatchObject([{ direction: 'none', points: 0, number: 'document', from: '五(一)' }])
  })
})

describe('临沂 2024', () => {
  const linyi = runningOf('linyi-2024')

  test('is eighteen measures in five parts, without phases and without end', () => {
    expect(linyi.phases).toEqual([])
    expect(linyi.rectify_by.day).toBeNull()
    expect(sectionsOf(linyi.tasks).map((from) => Number(from.split('、')[1]))).toEqual(
      Array.from({ length: 18 }, (_, index) => index + 1),
    )
    expect([...new Set(linyi.tasks.map(({ part }) => part))]).toHaveLength(5)
    expect(linyi.tasks.every(({ part, from }) => part?.[0] === from[0])).toBe(true)
  })

  test('names who leads and who helps, measure by measure', () => {
    expect(linyi.tasks.map(({ lead }) => lead.length)).toEqual([3, 3, 2, 2, 4, 2, 1, 4, 3, 2, 1, 1, 1, 1, 3, 2, 3, 2])
    expect(linyi.tasks[6]?.support).toEqual([
      ...['市财政局', '市工信局', '市交通运输局', '市住建局', '市水利局', '市投资促进服务中心'],
    ])
  })

  test('comes back each quarter where it says so, and says where it only says regularly', () => {
    expect(linyi.tasks.filter(({ every }) => every !== null).map(({ id, every }) => [id, every])).toEqual([
      ['T3', 'quarter'],
    ])
    expect(doubtsOf('linyi-2024').map(([path]) => path)).toEqual([
      'office.name',
      'rectify_by',
      ...['task.T7.every', 'task.T8.every', 'task.T10.every', 'task.T18.every'],
    ])
  })

  test('disposes in the three ways of measure 8, and asks the enterprise', () => {
    expect(linyi.dispositions.map(({ kind, from }) => [kind, from])).toEqual([
      ['fulfil', '二、8'],
      ['schedule', '二、8'],
      ['legal', '二、8'],
    ])
    expect(linyi.verification).toMatchObject({ callback: 'required', from: '二、9' })
  })

  test('invents no indicators and no points', () => {
    expect(linyi.scoring).toEqual([])
    expect(JSON.stringify(linyi)).not.toContain('指标体系')
  })
})

describe('宝丰 2021', () => {
  const baofeng = runningOf('baofeng-2021')

  test('has three duties on one day of a year nobody wrote', () => {
    expect(baofeng.deliverables.map(({ content, due }) => [content, due])).toEqual([
      ['issues', '2021-12-30'],
      ['plan', '2021-12-30'],
      ['report', '2021-12-30'],
    ])
    expect(doubtsOf('baofeng-2021').filter(([, original]) => String(original).startsWith('12月30日'))).toHaveLength(5)
  })

  test('doubts the three heads, the lead unit that is nobody, and 科工局', () => {
    expect(doubtsOf('baofeng-2021').filter(([, , reading]) => /[^\d-]/.test(String(reading ?? '')))).toEqual([
      ['office.name', '县信用办、县政府办公室、县发展改革委', '县社会信用体系建设领导小组办公室'],
      ['units.who', '牵头单位：县直有关部门', '县直各部门'],
      ['task.T7.lead', '县财政局、科工局、审计局', '县财政局、县科工局、县审计局'],
    ])
  })

  test('gives each of the six fields to those who lead it', () => {
    const fields = baofeng.tasks.filter(({ from }) => from.startsWith('二'))
    expect(fields.map(({ lead }) => lead.map((unit) => unit.slice(1)))).toEqual([
      ['财政局'],
      ['财政局', '发展改革委', '商务局'],
      ['财政局', '住建局', '交通局'],
      ['发展改革委', '财政局', '商务局'],
      ['发展改革委', '财政局', '住建局', '商务局'],
      ['财政局', '科工局', '审计局'],
    ])
  })

  test('warns, talks, publishes, then restricts by the harm done', () => {
    expect(stepsOf(baofeng).slice(2)).toEqual([
      ['warning', '书面警示', '四(一)'],
      ['talk', '约谈告诫', '四(一)'],
      ['talk', '约谈', '一(二)'],
      ['publicise', '公开通报', '一(二)'],
      ['restrict', '选择性限制和约束性惩戒', '四(一)'],
      ['restrict', '通报各商业银行审慎发放贷款', '四(一)'],
      ['restrict', '扣转国库存款或相应减少转移支付', '四(一)'],
      ['restrict', '失信公示期内不得评优评先和晋升职务职级', '四(二)'],
    ])
  })

  test('moves by whole years, since no beginning is given', () => {
    const dueFrom = (begin: string) => shift(fileOf('baofeng-2021'), DaySchema.parse(begin)).deliverables[0]?.due
    expect(dueFrom('2026-11-07')).toMatchObject({ reading: '2026-12-30' })
    expect(dueFrom('2026-12-30')).toMatchObject({ reading: '2026-12-30' })
    expect(dueFrom('2026-12-31')).toMatchObject({ reading: '2027-12-30' })
  })
})

describe('setting what a template leaves uncertain', () => {
  const after = (name: string, path: string, value: string) => {
    const outcome = setPath(rawOf(name), path, value)
    return outcome.ok ? CampaignFile.parse(outcome.value) : outcome.sentence
  }

  test('a day, a text, a period, a list of units', () => {
    expect(after('zengdu-2024', 'deliverable.D1.due', '2024-05-10')).toMatchObject({
      deliverables: [{ due: '2024-05-10' }, {}, {}, {}],
    })
    expect(after('zengdu-2024', 'document.number', '曾营商发〔2024〕3号')).toMatchObject({
      document: { number: '曾营商发〔2024〕3号' },
    })
    expect(after('linyi-2024', 'task.T18.every', 'half-year')).toMatchObject({
      tasks: expect.arrayContaining([expect.objectContaining({ id: 'T18', every: 'half-year' })]) as unknown,
    })
    const lead = after('baofeng-2021', 'task.T7.lead', '县财政局、县工信局')
    expect(typeof lead === 'string' ? lead : lead.tasks[6]?.lead).toEqual(['县财政局', '县工信局'])
  })
})
