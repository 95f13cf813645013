import { actsFor } from '../actor.ts'
import type { PlanAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Plan } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { inOrder, notPast } from './takeon.ts'

/**
 * 报措施: at least one measure, each with a date by the deadline; how it will be settled; both responsible
 * persons. `legal` and `schedule` always need the office, even where the campaign skips the review.
 */
export function plan(issue: Issue, act: PlanAct, facts: IssueFacts): Ruling {
  const refusal = incomplete(act, facts) ?? badDates(issue, act, facts) ?? notOfUnit(issue, act, facts)
  if (refusal) return refusal
  const review = facts.campaign.plan.approval || act.disposition !== 'fulfil'
  return [{ type: 'planned', plan: planOf(act), review, inForceOn: review ? null : facts.today }]
}

function planOf({ disposition, measures, first, responsible, caseNumber, courtDate }: PlanAct): Plan {
  return {
    disposition,
    first,
    responsible,
    caseNumber,
    courtDate,
    measures: measures.map(({ text, due }, index) => ({ no: index + 1, text, due, state: 'open' })),
  }
}

/** More than this nobody follows up. */
export const mostMeasures = 30

function incomplete({ measures, disposition, caseNumber }: PlanAct, { campaign }: IssueFacts): Refusal | null {
  if (!campaign.dispositions.some(({ kind }) => kind === disposition)) return missing('处置方式')
  if (measures.length === 0 || measures.some((measure) => !measure.text.trim())) return missing('推进措施')
  if (measures.length > mostMeasures) return invalid('推进措施', `一次最多 ${mostMeasures} 条，请归并后再报`)
  if (disposition === 'legal' && !caseNumber?.trim()) return missing('案号')
  return null
}

function badDates({ deadline }: Issue, { measures }: PlanAct, { today }: IssueFacts): Refusal | null {
  const days = measures.map((measure) => measure.due).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  return (
    notPast('时间节点', first, today) ?? (deadline && inOrder('时间节点', last, { latest: deadline, why: 'deadline' }))
  )
}

function notOfUnit(issue: Issue, { first, responsible }: PlanAct, { unitPeople }: IssueFacts): Refusal | null {
  const known = (id: number) => unitPeople.some((person) => person.id === id && actsFor(person, issue.unit))
  if (!known(first)) return { code: 'not-of-unit', label: '第一责任人' }
  if (!known(responsible)) return { code: 'not-of-unit', label: '具体责任人' }
  return null
}

/** 措施通过: its case number or its dates are there already, since no plan is handed in without them. */
export function approvePlan({ today }: IssueFacts): Ruling {
  return [{ type: 'plan-approved', on: today }]
}
