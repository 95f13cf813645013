import type { Campaign } from '../../core/campaigns/campaign.ts'
import { government, units, type Invented, type InventedUnit } from './people.ts'

/** What the units of the sample are called, and who works there, where the campaign is a county's. */
const inCounty: Readonly<Record<string, readonly [name: string, kind: string]>> = {
  临港区: ['临河镇', '乡镇街道'],
  城东区: ['东关街道', '乡镇街道'],
  高新区: ['产业集聚区', '功能区'],
}
const titlesInCounty: Readonly<Record<string, string>> = {
  'port contact': '经济发展办科员',
  'port responsible': '副镇长',
  'port first': '镇长',
  'east contact': '党政办科员',
  'east responsible': '经济发展办主任',
  'east first': '街道办主任',
}

/** 市, 县 or 区: whose campaign it is, by the units its document names. */
function levelOf({ office, groups, tasks, document }: Campaign): '市' | '县' | '区' {
  const named = [office.unit ?? '', ...groups.map(({ lead }) => lead), ...tasks.flatMap(({ lead }) => lead)]
  const level = named.map((name) => name[0]).find((first) => first === '市' || first === '县' || first === '区')
  return level ?? (document.issuer.includes('县') ? '县' : '市')
}

export type SampleUnit = InventedUnit & {
  /** What the sample issues call it. */
  readonly key: string
}

/** The units of the sample as they are called where this campaign runs, those above all first. */
export function sampleUnits(campaign: Campaign): SampleUnit[] {
  const level = levelOf(campaign)
  const led = leadersOf(campaign)
  const local = [government, ...units].map((unit) => placed(unit, { level, office: officeName(campaign, led) }))
  const known = new Set(local.map(({ name }) => name))
  const more = [...led.keys()]
    .filter((name) => !known.has(name))
    .map((name) => ({ key: name, name, people: [], kind: kindAt[level] }))
  return [...local, ...more].map((unit, index) => withLeaders(unit, { categories: led.get(unit.name), index }))
}

const kindAt = { 市: '市直单位', 县: '县直部门', 区: '区直部门' } as const

/** Where the office's own unit leads something too, its people sit there. */
function officeName({ office }: Campaign, led: ReadonlyMap<string, unknown>): string | null {
  return office.unit !== null && led.has(office.unit) ? office.unit : null
}

function placed(
  unit: InventedUnit,
  { level, office }: { level: '市' | '县' | '区'; office: string | null },
): SampleUnit {
  const [name, kind] = level === '市' ? [unit.name, unit.kind] : inCountyOf(unit, level)
  const people = level === '市' ? unit.people : unit.people.map((one) => retitled(one, level))
  const isOffice = people.some(({ roles }) => roles.includes('officer'))
  return { key: unit.name, name: isOffice && office ? office : name, kind, people }
}

function inCountyOf({ name, kind }: InventedUnit, level: '县' | '区'): readonly [string, string] {
  return inCounty[name] ?? [name.replace('市', level), kind.replace('市直单位', kindAt[level])]
}

function retitled(one: Invented, level: string): Invented {
  return { ...one, title: titlesInCounty[one.who] ?? one.title.replace('市', level) }
}

/** Units that lead a group or a task, with the categories they answer for. */
function leadersOf({ groups, tasks }: Campaign): ReadonlyMap<string, readonly string[]> {
  const led = new Map<string, string[]>()
  for (const name of tasks.flatMap(({ lead }) => lead)) led.set(name, [])
  for (const { lead, categories } of groups) led.set(lead, [...(led.get(lead) ?? []), ...categories])
  return led
}

/** A lead unit has somebody who speaks for it, and a head where the sample gave it none. */
function withLeaders(
  unit: SampleUnit,
  { categories, index }: { categories: readonly string[] | undefined; index: number },
): SampleUnit {
  if (!categories) return unit
  const [reviewer = '', head = ''] = [inventedName(index * 2), inventedName(index * 2 + 1)]
  const people: Invented[] = [
    { who: `${unit.key} reviewer`, name: reviewer, title: '业务科科长', roles: ['reviewer'], scope: categories },
  ]
  if (unit.people.length === 0)
    people.push({ who: `${unit.key} first`, name: head, title: '主要负责人', roles: ['first'] })
  return { ...unit, people: [...unit.people, ...people] }
}

const surnames = Array.from('钟岳梁温卢白段乔雷洪余石崔侯龚汪尹黎易')
const given = ['书宁', '亦辰', '云舒', '景行', '若谷', '知远', '听澜', '怀瑾', '思齐', '以宁', '望舒', '既明', '守一']

/** Made up from two lists whose lengths have no common factor, so that the first 247 differ. */
function inventedName(index: number): string {
  return `${surnames[index % surnames.length]}${given[index % given.length]}`
}
