import { dayOf, showDay, showTime, type Day } from '../calendar/day.ts'
import { showWan, type Fen } from '../money.ts'
import { showWeek } from '../calendar/week.ts'
import { closingRate, type Light } from './digest.ts'
import type { Figure } from './figures.ts'
import type { Counts } from './tally.ts'

/** The words of the digest, the same on cards, pages and papers. */

export const figureText: Readonly<Record<Figure, string>> = {
  added: '新增',
  closed: '销号',
  open: '在办',
  overdue: '逾期',
  struck: '累计销号',
  existing: '存量',
  fresh: '增量',
  soon: '七日内到期',
  back: '退回整改',
  paid: '已有兑现',
}

export const lightText: Readonly<
  Record<Light, { readonly mark: string; readonly name: string; readonly rule: string }>
> = {
  red: { mark: '🔴', name: '红', rule: '有逾期' },
  yellow: { mark: '🟡', name: '黄', rule: '七日内有到期或本周被退回整改' },
  green: { mark: '🟢', name: '绿', rule: '以上都没有' },
}

export const digestTexts = {
  name: '周报',
  number: (number: number) => `第 ${number} 期`,
  soFar: '本周至今',
  heading: (number: number | null, week: Day) =>
    `${number === null ? digestTexts.soFar : digestTexts.number(number)} · ${showWeek(week)}`,
  title: (number: number | null, week: Day, campaign: string) =>
    `周报 ${digestTexts.heading(number, week)} · ${campaign}`,
  rate: '销号率',
  settled: '已兑现',
  percent: (rate: number | null) => (rate === null ? '—' : `${rate}%`),
  /** 销号率 62%（上周 55%） */
  rateLine: (now: Counts, before: Counts) =>
    `销号率 ${digestTexts.percent(closingRate(now))}（上周 ${digestTexts.percent(closingRate(before))}）`,
  settledLine: (now: Fen, before: Fen) => `已兑现 ${showWan(now)}${moneyChange(now - before)}`,
  stockLine: (existing: number, fresh: number) => `存量 ${existing} 件\u3000增量 ${fresh} 件`,
  lightLine: (light: Light, units: readonly string[]) => {
    const { mark, name, rule } = lightText[light]
    const which = light === 'green' || units.length === 0 ? '' : `：${listed(units, 8)}`
    return `${mark} ${name}（${rule}）${units.length} 个单位${which}`
  },
  lightsTitle: '各单位红黄绿',
  settledAmount: '已兑现金额',
  lateTitle: '逾期最久',
  due: (day: string) => `${day}到期`,
  numbered: (title: string, owners: number) => `${title}（${owners} 家）：`,
  andOthers: (owners: number) => `等 ${owners} 家`,
  unitLine: (light: Light, unit: string, figures: readonly string[], ledger: number) =>
    `${lightText[light].mark} ${unit}：${figures.join('，')}（台账 ${ledger} 件）`,
  chartLine: (step: string, bar: string, open: number, closed: number) => `${step} ${bar} ${open}，销号 ${closed}`,
  late: (workdays: number, first: string | null) =>
    `逾期 ${workdays} 个工作日，第一责任人${first === null ? '未报' : `：${first}`}`,
  gone: '（已不在您的分管范围）',
  missingTitle: '逾期未报',
  missing: (owner: string, items: readonly string[]) => `${owner}：${items.map((item) => `《${item}》`).join('')}`,
  suggestions: '待决定的督办建议',
  suggestionsLine: (now: number, before: number) => `${digestTexts.suggestions} ${now} 条${change(now, before)}`,
  soonTitle: '未来七天',
  soonLine: (issues: number) => `问题到期 ${issues} 项`,
  soonPapers: (item: string, due: string, count: number) => `${due}前报送《${item}》，还有 ${count} 家未报`,
  paragraphTitle: '办公室说明',
  chartTitle: '近十二周在办与销号',
  chartOpen: '周末在办',
  chartClosed: '当周销号',
  until: (cutoff: number, today: Day) => `截至 ${showDay(dayOf(cutoff), today)} ${showTime(cutoff)}`,
  cutoff: (cutoff: number, today: Day, head: { count: number; hash: string }) =>
    `${digestTexts.until(cutoff, today)} · 台账 ${grouped(head.count)} 条 ${head.hash.slice(0, 16)}`,
  unitColumns: ['单位', '红黄绿', '在办', '逾期', '七日内到期', '销号率'],
  viewAll: '查看全部',
  howToReply: '回复本消息即为批示（带编号则批在该问题上）',
  nothing: '没有',
} as const

/** （+2）, （-1）, （持平）: against the week before. */
export function change(now: number, before: number): string {
  if (now === before) return '（持平）'
  return now > before ? `（+${now - before}）` : `（-${before - now}）`
}

function moneyChange(fen: Fen): string {
  if (fen === 0) return '（持平）'
  return fen > 0 ? `（+${showWan(fen)}）` : `（-${showWan(-fen)}）`
}

/** The first few, and how many there are. */
function listed(names: readonly string[], most: number): string {
  return names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')} 等`
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
