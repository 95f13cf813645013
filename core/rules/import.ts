import { isOffice } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { leafCategories } from '../campaigns/campaign.ts'
import type { ImportCommand } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { ImportFacts } from '../facts.ts'
import type { Plan, Status } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { statusText } from '../texts.ts'
import { withinCampaign } from './takeon.ts'

/**
 * A row of a ledger that an office kept in a spreadsheet, taken on as it stands there (contract: section 1). What was
 * left out years ago is not asked for (cause, course, amounts, case number): 更正 adds it. Asked for is what the rules
 * of its state run on: a deadline once it has been taken on, measures while they wait for approval.
 */
export function decideImport(command: ImportCommand, actor: Actor, facts: ImportFacts): Ruling {
  const refusal = mayImport(actor, facts) ?? incomplete(command, facts) ?? contradictory(command, actor, facts)
  if (refusal) return refusal
  const { campaign, source, unit, particulars, status, deadline, confirmed, settled, progress, file, row } = command
  const { today } = facts
  const taken = takenOn.includes(status)
  const plan = command.plan && finished.includes(status) ? allDone(command.plan) : command.plan
  const inForce = plan !== null && planned.includes(status)
  const event = {
    ...({ type: 'imported', serial: facts.serial, campaign, source, unit, particulars, status, file, row } as const),
    began: facts.began,
    selfChecked: facts.campaign.sources.some(({ id, selfCheck }) => id === source && selfCheck),
    ...(taken ? { deadline, proposedDeadline: null } : { deadline: null, proposedDeadline: deadline }),
    ...(inForce ? { plan, proposal: null } : { plan: null, proposal: plan }),
    ...{ confirmed, settled, progress },
    suspendedSince: inForce && plan.disposition === 'legal' ? inTime(deadline, today) : null,
  }
  return [event]
}

/** From 交办 or 确认 on: there is a deadline, and the unit knows of it. */
const takenOn: readonly Status[] = ['assigned', 'planning', 'plan_review', 'rectifying', 'verifying', 'closed']
const planned: readonly Status[] = ['rectifying', 'verifying', 'closed']
const finished: readonly Status[] = ['verifying', 'closed']

function mayImport(actor: Actor, facts: ImportFacts): Refusal | null {
  if (actor.kind === 'person' && !isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  return facts.state === 'ended' ? { code: 'campaign-ended' } : null
}

function incomplete(command: ImportCommand, { campaign, unitExists }: ImportFacts): Refusal | null {
  const { particulars, source, status, deadline, plan } = command
  const labels = [
    ...(particulars.title.trim() ? [] : ['项目名称']),
    ...(unitExists ? [] : ['责任单位']),
    ...(leafCategories(campaign).some(({ id }) => id === particulars.category) ? [] : ['问题类别']),
    ...(campaign.sources.some(({ id }) => id === source) ? [] : ['问题来源']),
  ]
  if (labels.length > 0) return missing(...labels)
  if (takenOn.includes(status) && deadline === null)
    return invalid('完成时限', `空着：状态是“${statusText[status]}”的要有完成时限`)
  if (status === 'plan_review' && (plan?.measures.length ?? 0) === 0)
    return invalid('推进措施', `空着：状态是“${statusText[status]}”的要有推进措施`)
  return null
}

function contradictory(command: ImportCommand, actor: Actor, facts: ImportFacts): Refusal | null {
  const { particulars, status, deadline, plan, confirmed, settled } = command
  if (facts.namesakes.length > 0) return { code: 'likely-duplicate', serials: facts.namesakes }
  if (particulars.happened > facts.today.slice(0, 7)) return invalid('发生时间', '不能晚于本月')
  if (plan?.disposition === 'legal' && !plan.caseNumber?.trim()) return missing('案号')
  if (confirmed !== null && settled > confirmed) return { code: 'settled-exceeds', confirmed }
  return deadline && takenOn.includes(status) && status !== 'closed' ? withinCampaign(deadline, { actor, facts }) : null
}

/** Since when it is before the court the sheet doesn't say: in doubt since before its deadline. */
function inTime(deadline: Day | null, today: Day): Day {
  return deadline !== null && deadline < today ? deadline : today
}

/** Nothing is handed in for verification before every measure is done (申请销号). */
function allDone(plan: Plan): Plan {
  const measures = plan.measures.map((measure) =>
    measure.state === 'open' ? { ...measure, state: 'done' as const } : measure,
  )
  return { ...plan, measures }
}
