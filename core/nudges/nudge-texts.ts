import { showDay, type Day } from '../calendar/day.ts'
import { adviceAt, nextStep, type Advice, type Duty, type Hearer, type NudgePlan, type Rung } from './ladder.ts'
import { dutyOf, type DateKind } from './watch.ts'

/** The words for dates and rungs, the same in chat, console and on the command line. */
const kindText: Readonly<Record<Exclude<DateKind, `measure:${number}`>, string>> = {
  signoff: '签收期限',
  plan: '报措施期限',
  deadline: '完成时限',
  court: '开庭日期',
  suspension: '法律途径办理情况',
  supplement: '补充材料',
  confirmation: '审核期限',
  'plan-review': '措施审核期限',
  extension: '延期答复期限',
  referral: '牵头单位交办期限',
  review: '牵头单位审核期限',
  verification: '核查期限',
  closing: '主任审定期限',
  appeal: '异议答复期限',
  dismissal: '不予列入答复期限',
  deliverable: '报送期限',
  acceptance: '报送确认期限',
  handover: '交接签收期限',
}

/** 完成时限; 时间节点“拨付首期” where the measure's text is known, else 第 2 条措施时间节点. */
export function dateKindText(kind: DateKind, measure: string | null = null): string {
  if (!isMeasure(kind)) return kindText[kind]
  return measure === null ? `第 ${measureNo(kind)} 条措施时间节点` : `时间节点“${measure}”`
}

export function measureNo(kind: DateKind): number | null {
  return isMeasure(kind) ? Number(kind.slice('measure:'.length)) : null
}

function isMeasure(kind: DateKind): kind is `measure:${number}` {
  return kind.startsWith('measure:')
}

/** 到期前第 3 个工作日, 到期日, 逾期第 1 个工作日. */
export function rungText(rung: Rung): string {
  if (rung === 0) return '到期日'
  return rung < 0 ? `到期前第 ${-rung} 个工作日` : `逾期第 ${rung} 个工作日`
}

type Spoken = { readonly kind: DateKind; readonly date: Day; readonly measure: string | null }

/** 完成时限 5月31日（还有 7 个工作日）: dates of the same day in one breath. `workdays` from today to a day. */
export function datesLine(dates: readonly Spoken[], today: Day, workdays: (date: Day) => number): string {
  return [...Map.groupBy(dates, ({ date }) => date)]
    .map(([date, same]) => {
      const labels = same.map(({ kind, measure }) => dateKindText(kind, measure)).join('、')
      return `${labels} ${showDay(date, today)}（${leftText(date, today, workdays(date))}）`
    })
    .join(' · ')
}

function leftText(date: Day, today: Day, workdays: number): string {
  if (date === today) return '今天到期'
  if (date < today) return workdays === 0 ? '已过期' : `已逾期 ${-workdays} 个工作日`
  return workdays === 0 ? '下个工作日前到期' : `还有 ${workdays} 个工作日`
}

const hearerText: Readonly<Record<Hearer, string>> = {
  responsible: '具体责任人',
  group: '本单位群',
  first: '第一责任人',
  reviewer: '牵头单位',
  officer: '办公室',
  'office-group': '办公室群',
  director: '办公室主任',
  delegate: '受委托的核查人',
}

/** 具体责任人、本单位群: who hears of a rung. */
export function hearersText(hearers: readonly Hearer[]): string {
  return hearers.map((hearer) => hearerText[hearer]).join('、')
}

/** 逾期第 1 个工作日将告知第一责任人。 null where nobody further will hear. */
export function escalationText(plan: NudgePlan, kind: DateKind, rung: Rung): string | null {
  const step = nextStep(plan, dutyOf(kind), rung)
  const people = step?.hearers.filter((hearer) => hearer !== 'office-group' && hearer !== 'group') ?? []
  if (!step || people.length === 0) return null
  return `${rungText(step.rung)}将告知${hearersText(people)}。`
}

/** 建议发督办函. */
export const adviceText: Readonly<Record<Advice, string>> = {
  letter: '建议发督办函',
  talk: '建议约谈',
  publicise: '建议通报',
}

/** What the office is advised to do, in the lines of its people; null for anybody else's date. */
export function advisedText(plan: NudgePlan, duty: Duty, rung: Rung): string | null {
  const advice = adviceAt(plan, duty, rung)
  return advice && adviceText[advice]
}

/** 催办提醒：到期前第 7 个工作日（本产品设定): which rule a nudge follows. */
export function ruleText(plan: NudgePlan, kind: DateKind, rung: Rung): string {
  return `${dateKindText(kind)}，${rungText(rung)}（${originText(plan)}）`
}

/** 本产品设定, 文件 五(二): what says when the rungs arise. */
export function originText({ from }: NudgePlan): string {
  return from === 'setting' ? '本产品设定' : `文件 ${from}`
}
