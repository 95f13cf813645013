import { isOffice } from '../core/actor.ts'
import { pauseText } from '../core/calendar/clock-texts.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import { measureChanges, type MeasureChange } from '../core/issue/plan-change.ts'
import { endsPause, hasNewPlan, planWaits } from '../core/issue/plan-approval.ts'
import { resumption } from '../core/calendar/pause.ts'
import { permit } from '../core/permit.ts'
import { dispositionText } from '../core/texts.ts'
import type { IssueView } from '../db/issues.ts'
import { namesOf } from '../db/people.ts'
import type { Reader } from './reader.ts'
import { planTexts as said } from './texts.ts'

/** What has to be read before a plan is approved: measures with their dates, the way, the people; of a new one why. */
export function planToDecide(reader: Reader, { issue, facts }: IssueView): string[] {
  const { db, actor, today } = reader
  const { proposal, replan } = issue
  if (!proposal || !planWaits(issue)) return []
  const decides = isOffice(actor) || permit('approve-plan', issue, actor, facts) === null
  if (!decides) return []
  const names = namesOf(db, [proposal.first, proposal.responsible])
  const measures = measureChanges(hasNewPlan(issue) ? issue.plan : proposal, proposal)
  const pause = endsPause(issue) ? resumption(issue, facts.campaign, today) : null
  return [
    ...(replan ? [said.reason(replan.reason)] : []),
    ...(replan?.outcome ? [said.outcome(replan.outcome)] : []),
    measures.map((change) => measureLine(change, today)).join('\n'),
    wayLine(proposal, today),
    `第一责任人：${names.get(proposal.first) ?? ''}，具体责任人：${names.get(proposal.responsible) ?? ''}`,
    ...(pause ? [said.resumes(pauseText(pause))] : []),
  ]
}

function wayLine(
  { disposition, caseNumber, court, courtDate }: NonNullable<IssueView['issue']['proposal']>,
  today: Day,
): string {
  const hearing = courtDate && said.court(showDay(courtDate, today))
  const legal = disposition === 'legal' ? [caseNumber, court, hearing] : []
  return said.way([dispositionText[disposition], ...legal.flatMap((part) => part || [])])
}

/** 2. 拨付到位（3月30日，原 3月15日） */
function measureLine({ measure, change, before }: MeasureChange, today: Day): string {
  const marks = [
    showDay(measure.due, today),
    ...(measure.state === 'done' ? [said.done] : []),
    ...(before ? [said.moved(showDay(before, today))] : []),
    ...(change === 'added' || change === 'dropped' ? [said[change]] : []),
  ]
  return `${measure.no}. ${measure.text}（${marks.join('，')}）`
}

/** Beside the measures of a card: a new plan waits. */
export function planFields({ today }: Reader, { issue }: IssueView): { label: string; value: string }[] {
  if (!hasNewPlan(issue) || !issue.replan) return []
  return [{ label: said.label, value: said.waits(showDay(issue.replan.on, today)) }]
}
