import type { Campaign } from '../campaigns/campaign.ts'
import { addDays, DaySchema, type Day } from '../calendar/day.ts'
import type { UnitId } from '../issue.ts'

export type HandInContent = Campaign['deliverables'][number]['content']

/** 报送事项: a deliverable of the campaign, or one period of a standing task that recurs. */
export type Item = {
  /** Of the deliverable or the task. */
  readonly id: string
  /** '2024Q4'; null for a deliverable. */
  readonly period: string | null
  readonly name: string
  /** Whose duty it is: every unit's, every working group's, or that of the task's lead units. */
  readonly owes: 'unit' | 'group' | 'lead'
  readonly content: HandInContent
  /** null: the office. */
  readonly to: string | null
  /** null where the document sets no date. */
  readonly due: Day | null
}

/** One paper that a unit or a working group owes: the identity of its hand-in. */
export type Duty = {
  readonly campaign: string
  readonly item: string
  readonly period: string | null
} & Owner

/** A unit owes for itself; for a working group its lead unit of the moment does. */
export type Owner = { readonly unit: UnitId; readonly group: null } | { readonly unit: null; readonly group: string }

/** `LH2022.D1`, `LY2024.T11.2024Q4`: one paper of a campaign, whoever owes it. */
export function paperId({ campaign, item, period }: Pick<Duty, 'campaign' | 'item' | 'period'>): string {
  return [campaign, item, ...(period === null ? [] : [period])].join('.')
}

/** `LH2022.D1.u3`, `LY2024.T11.2024Q4.u5`, `ZD2024.D2.gG1`. */
export type DutyId = string

export function dutyId({ campaign, item, period, unit, group }: Duty): DutyId {
  const owner = unit === null ? `g${group}` : `u${unit}`
  return `${paperId({ campaign, item, period })}.${owner}`
}

const idPattern =
  /^([A-Z][A-Z0-9]{1,11})\.([A-Za-z][A-Za-z0-9-]{0,19})(?:\.(\d{4}(?:-\d\d|Q[1-4]|H[12])?))?\.(?:u([1-9]\d{0,8})|g([A-Za-z][A-Za-z0-9-]{0,19}))$/

/** null for what is no such id. */
export function readDutyId(text: DutyId): Duty | null {
  const [, campaign, item, period = null, unit, group] = idPattern.exec(text) ?? []
  if (campaign === undefined || item === undefined) return null
  const about = { campaign, item, period }
  if (group !== undefined) return { ...about, unit: null, group }
  return { ...about, unit: Number(unit), group: null }
}

/**
 * Everything to be handed in under a campaign, deliverables first; of each recurring task one item a period, from
 * the one the campaign began in to the current one, due on the period's last day.
 */
export function itemsOf(campaign: Campaign, began: Day, today: Day): Item[] {
  const deliverables = campaign.deliverables.map(({ id, name, owes, content, to, due }): Item => {
    return { id, period: null, name, owes, content, to, due }
  })
  return [...deliverables, ...campaign.tasks.flatMap((task) => taskItems(task, began, today))]
}

function taskItems({ id, name, every }: Campaign['tasks'][number], began: Day, today: Day): Item[] {
  if (every === null) return []
  return periodsOf(every, began, today).map(({ period, words, end }) => {
    return { id, period, name: `${name}（${words}）`, owes: 'lead', content: 'report', to: null, due: end }
  })
}

type Every = NonNullable<Campaign['tasks'][number]['every']>
type Period = { readonly period: string; readonly words: string; readonly end: Day }

const monthsIn: Readonly<Record<Every, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** The periods from the one that holds `from` to the one that holds `to`. */
export function periodsOf(every: Every, from: Day, to: Day): Period[] {
  const size = monthsIn[every]
  const indexOf = (day: Day) => Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / size)
  const [first, last] = [indexOf(from), indexOf(to)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => periodAt(every, first + step))
}

function periodAt(every: Every, index: number): Period {
  const size = monthsIn[every]
  const year = Math.floor((index * size) / 12)
  const nth = (index * size - year * 12) / size + 1
  const end = lastDayBefore((index + 1) * size)
  switch (every) {
    case 'month':
      return { period: `${year}-${String(nth).padStart(2, '0')}`, words: `${year}年${nth}月`, end }
    case 'quarter':
      return { period: `${year}Q${nth}`, words: `${year}年第${'一二三四'[nth - 1]}季度`, end }
    case 'half-year':
      return { period: `${year}H${nth}`, words: `${year}年${nth === 1 ? '上' : '下'}半年`, end }
    case 'year':
      return { period: String(year), words: `${year}年`, end }
    default:
      return every satisfies never
  }
}

/** The day before a month begins; months are counted from year 0. */
function lastDayBefore(month: number): Day {
  const year = Math.floor(month / 12)
  const first = `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}-01`
  return addDays(DaySchema.parse(first), -1)
}

/** What the ledger itself can stand for: the issues or their measures, or the people who answer for them. */
export function standsFor(content: HandInContent): 'issues' | 'people' | null {
  if (content === 'people') return 'people'
  return content === 'report' ? null : 'issues'
}
