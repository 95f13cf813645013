import { actsFor } from '../actor.ts'
import type { IssueAct, PlanAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { EventOf as Of } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Plan } from '../issue.ts'
import { resumption } from '../calendar/pause.ts'
import { endsPause, hasNewPlan } from '../issue/plan-approval.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { inOrder, notPast, withinCampaign, type By } from './takeon.ts'

/**
 * 报措施: at least one measure, each with a date by the deadline; how it will be settled; both responsible
 * persons. `legal` and `schedule` always need the office, even where the campaign skips the review.
 */
export function plan(issue: Issue, act: PlanAct, facts: IssueFacts): Ruling {
  const plan = planOf(act)
  const refusal = badPlan(plan, facts) ?? badDates(issue, plan, facts) ?? notOfUnit(issue, act, facts)
  if (refusal) return refusal
  const review = facts.campaign.plan.approval || act.disposition !== 'fulfil' || issue.suspended !== null
  return [{ type: 'planned', plan, review, inForceOn: review ? null : facts.today }]
}

function planOf({ disposition, measures, first, responsible, caseNumber, court, courtDate }: PlanAct): Plan {
  return {
    disposition,
    first,
    responsible,
    caseNumber,
    courtDate,
    ...(court ? { court } : {}),
    measures: measures.map(({ text, due }, index) => ({ no: index + 1, text, due, state: 'open' })),
  }
}

/** More than this nobody follows up. */
export const mostMeasures = 30

/** What every plan has: a way the campaign knows, measures that say something, a case number before a court. */
export function badPlan({ measures, disposition, caseNumber }: Plan, { campaign }: IssueFacts): Refusal | null {
  if (!campaign.dispositions.some(({ kind }) => kind === disposition)) return missing('处置方式')
  if (measures.length === 0 || measures.some((measure) => !measure.text.trim())) return missing('推进措施')
  if (measures.length > mostMeasures) return invalid('推进措施', `一次最多 ${mostMeasures} 条，请归并后再报`)
  if (disposition === 'legal' && !caseNumber?.trim()) return missing('案号')
  return null
}

function badDates({ deadline }: Issue, { measures }: Plan, { today }: IssueFacts): Refusal | null {
  const days = measures.map((measure) => measure.due).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  return (
    notPast('时间节点', first, today) ?? (deadline && inOrder('时间节点', last, { latest: deadline, why: 'deadline' }))
  )
}

/** Both responsible persons act for the unit. */
export function notOfUnit(
  issue: Issue,
  { first, responsible }: Pick<Plan, 'first' | 'responsible'>,
  { unitPeople }: IssueFacts,
): Refusal | null {
  const known = (id: number) => unitPeople.some((person) => person.id === id && actsFor(person, issue.unit))
  if (!known(first)) return { code: 'not-of-unit', label: '第一责任人' }
  if (!known(responsible)) return { code: 'not-of-unit', label: '具体责任人' }
  return null
}

type Approval = Extract<IssueAct, { type: 'approve-plan' }>

/**
 * 措施通过: its case number or its dates are there already, since no plan is handed in without them. Where it ends a
 * legal way the deadline goes on by the days of the pause, unless whoever approves sets another one.
 */
export function approvePlan(issue: Issue, act: Approval, by: By): Ruling {
  const { today, campaign } = by.facts
  const pause = endsPause(issue) ? resumption(issue, campaign, today) : null
  if (!pause) return [{ type: 'plan-approved', on: today }]
  const { from, days, before, deadline: suggested } = pause
  const deadline = act.deadline ?? suggested
  const refusal = badResumption(issue, deadline, by)
  return refusal ?? [{ type: 'plan-approved', on: today, resumed: { from, days, before, suggested, deadline } }]
}

function badResumption({ proposal }: Issue, deadline: NonNullable<Resumed>['deadline'], by: By): Refusal | null {
  const open = (proposal?.measures ?? []).filter(({ state }) => state === 'open')
  const last = open
    .map(({ due }) => due)
    .sort()
    .at(-1)
  return (
    notPast('完成时限', deadline, by.facts.today) ??
    withinCampaign(deadline, by) ??
    (last && last > deadline ? invalid('完成时限', `不能早于最后一个时间节点 ${last}，请改晚一些，或退回方案`) : null)
  )
}

type Resumed = Of<'plan-approved'>['resumed']

/** 措施退回: says what has to change; a new plan that is returned leaves the old one as it is. */
export function returnPlan(issue: Issue, { reason }: Extract<IssueAct, { type: 'return-plan' }>): Ruling {
  if (!reason.trim()) return missing('退回原因')
  return [{ type: 'plan-returned', reason, ...(hasNewPlan(issue) ? { again: true as const } : {}) }]
}
