import type { IssueAct, ReplanAct } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Measure, Plan } from '../issue.ts'
import { latestForMeasures } from '../calendar/pause.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { approvePlan, badPlan, notOfUnit, plan, returnPlan } from './plan.ts'
import { inOrder, notPast, type By } from './takeon.ts'

type PlanningAct = Extract<IssueAct, { type: 'plan' | 'replan' | 'approve-plan' | 'return-plan' }>

/** What a plan goes through, from the first one to the answer. */
export function planning(issue: Issue, act: PlanningAct, by: By): Ruling {
  switch (act.type) {
    case 'plan':
      return plan(issue, act, by.facts)
    case 'replan':
      return replan(issue, act, by.facts)
    case 'approve-plan':
      return approvePlan(issue, act, by)
    case 'return-plan':
      return returnPlan(issue, act)
    default:
      return act satisfies never
  }
}

/**
 * 调整方案: new dates, measures or way of settling, with a reason. Always approved by others; until then the plan in
 * force stays. What is done stays done, and a number once given to a measure is never given to another.
 */
function replan(issue: Issue, act: ReplanAct, facts: IssueFacts): Ruling {
  if (!act.reason.trim()) return missing('调整理由')
  const unknown = act.measures.find(({ no }) => no !== null && !openIn(issue).some((measure) => measure.no === no))
  if (unknown) return { code: 'no-such-measure', number: unknown.no ?? 0 }
  const next = planOf(issue, act)
  const refusal = incomplete(issue, act, next, facts) ?? badDates(issue, next, facts) ?? notOfUnit(issue, act, facts)
  if (refusal) return refusal
  if (!act.outcome?.trim() && issue.plan && isSame(issue.plan, next)) return { code: 'nothing-changed' }
  return [{ type: 'replanned', plan: next, outcome: act.outcome, reason: act.reason }]
}

function openIn({ plan }: Issue): readonly Measure[] {
  return (plan?.measures ?? []).filter(({ state }) => state === 'open')
}

/** The highest number a measure of this issue ever had. */
export function lastNumber(plan: Plan | null): number {
  return Math.max(0, plan?.last ?? 0, ...(plan?.measures ?? []).map(({ no }) => no))
}

function planOf({ plan }: Issue, act: ReplanAct): Plan {
  const { disposition, first, responsible, caseNumber, court } = act
  // A day in court stands in the form as it was; it is nothing to a plan that goes to none.
  const courtDate = disposition === 'legal' ? act.courtDate : null
  let last = lastNumber(plan)
  const open = act.measures.map(({ no, text, due }): Measure => ({ no: no ?? ++last, text, due, state: 'open' }))
  const finished = (plan?.measures ?? []).filter(({ state }) => state !== 'open')
  const measures = [...finished, ...open].sort((a, b) => a.no - b.no)
  return { disposition, first, responsible, caseNumber, courtDate, measures, last, ...(court ? { court } : {}) }
}

function incomplete(issue: Issue, act: ReplanAct, plan: Plan, facts: IssueFacts): Refusal | null {
  const refusal = badPlan(plan, facts)
  if (refusal) return refusal
  const numbers = act.measures.map(({ no }) => no).filter((no) => no !== null)
  if (new Set(numbers).size < numbers.length) return invalid('推进措施', '同一条写了两次，请核对序号')
  return badOutcome(issue, act)
}

/**
 * What the court decided belongs to a legal way, and ends the pause only with the outcome told. Put back onto the ledger
 * the clock runs to a day of its own (重新挂账), and there is no pause left to end.
 */
function badOutcome({ plan, suspended }: Issue, { disposition, outcome }: ReplanAct): Refusal | null {
  const legal = plan?.disposition === 'legal'
  if (suspended !== null && disposition !== 'legal' && !outcome?.trim()) return missing('裁决结果')
  return !legal && outcome?.trim() ? invalid('裁决结果', '走法律途径的才填，请清空这一项') : null
}

/** A date that stays as it was may be over by now; a new one may not. */
function badDates(issue: Issue, plan: Plan, { today, campaign }: IssueFacts): Refusal | null {
  const known = new Set(openIn(issue).map(({ no, due }) => `${no} ${due}`))
  const open = plan.measures.filter(({ state }) => state === 'open')
  const fresh = earliest(open.filter(({ no, due }) => !known.has(`${no} ${due}`)))
  const last = open
    .map(({ due }) => due)
    .sort()
    .at(-1)
  const latest = latestForMeasures(issue, campaign, today)
  return (
    (fresh ? notPast('时间节点', fresh, today) : null) ??
    (last && latest ? inOrder('时间节点', last, { latest, why: 'deadline' }) : null) ??
    badCourtDate(issue, plan, today)
  )
}

function badCourtDate({ plan: old }: Issue, { courtDate }: Plan, today: Day): Refusal | null {
  return courtDate === null || courtDate === old?.courtDate ? null : notPast('开庭或裁决日期', courtDate, today)
}

function earliest(measures: readonly Measure[]): Day | undefined {
  return measures.map(({ due }) => due).sort()[0]
}

/** Every part but the highest number, which says nothing to anybody. */
function isSame(a: Plan, b: Plan): boolean {
  const parts = ({ disposition, first, responsible, caseNumber, court, courtDate, measures }: Plan) => [
    [disposition, first, responsible, caseNumber, court ?? null, courtDate],
    measures.map(({ no, text, due, state }) => [no, text, due, state]),
  ]
  return JSON.stringify(parts(a)) === JSON.stringify(parts(b))
}
