import { afterRules } from './permit-after.ts'
import { actsFor, belongsTo, holds, isOffice } from './actor.ts'
import type { ActingPerson, Actor } from './actor.ts'
import { standingDenial } from './issue/call-back.ts'
import { closesByDirector } from './campaigns/campaign.ts'
import type { ActType } from './command.ts'
import { asksDismissal, consentNeeded, dismisses, refusesDismissal } from './issue/consent.ts'
import { isBeyond, noMoreTime } from './issue/extension.ts'
import type { Facts } from './facts.ts'
import { reporterOf } from './handovers/handing.ts'
import type { Issue, Status } from './issue.ts'
import { isReviewer, mayTakeOver } from './lead.ts'
import { openStatuses } from './issue.ts'
import { hasNewPlan, needsOffice, planWaits } from './issue/plan-approval.ts'
import { assigns, refers } from './issue/referral.ts'
import type { Refusal } from './refusal.ts'
import { bar, barFromVerifying, eligibleVerifiers } from './separation.ts'
import { maySee } from './sight.ts'

export type Rule = { readonly from: readonly Status[] | 'any'; readonly who: Who }
type Who = (issue: Issue, actor: ActingPerson, facts: Facts) => Refusal | null

const office: Who = (_issue, actor) => (isOffice(actor) ? null : { code: 'not-yours', whose: 'office' })
const unit: Who = (issue, actor) => (actsFor(actor, issue.unit) ? null : { code: 'not-yours', whose: 'unit' })
const unitOrOffice: Who = (issue, actor, facts) => (isOffice(actor) ? null : unit(issue, actor, facts))
const anyone: Who = () => null

const taken = openStatuses.filter((status) => status !== 'reported')

/** Who may do what from where: the table of the domain page, section 2. */
const rules: Readonly<Record<ActType, Rule>> = {
  ask: { from: ['reported'], who: office },
  supplement: { from: ['reported'], who: answersForReport },
  withdraw: { from: ['reported'], who: isReporter },
  confirm: { from: ['reported'], who: confirms },
  assign: { from: ['reported'], who: assigns },
  refer: { from: ['reported'], who: refers },
  dismiss: { from: openStatuses, who: dismisses },
  'ask-dismissal': { from: consentNeeded, who: asksDismissal },
  'refuse-dismissal': { from: consentNeeded, who: refusesDismissal },
  merge: { from: openStatuses, who: office },
  accept: { from: ['assigned'], who: unit },
  decline: { from: ['assigned'], who: declines },
  // What was only reported is assigned instead: there is no unit yet to take it from.
  reassign: { from: taken, who: office },
  plan: { from: ['planning'], who: unit },
  replan: { from: ['rectifying'], who: unit },
  'approve-plan': { from: ['plan_review', 'rectifying'], who: decidesPlan },
  'return-plan': { from: ['plan_review', 'rectifying'], who: decidesPlan },
  progress: { from: ['rectifying'], who: unitOrOffice },
  extend: { from: ['rectifying'], who: asksForTime },
  'grant-extension': { from: ['rectifying'], who: grantsExtension },
  'refuse-extension': { from: ['rectifying'], who: decidesExtension },
  attach: { from: openStatuses, who: attaches },
  submit: { from: ['rectifying'], who: unit },
  unsubmit: { from: ['verifying'], who: unit },
  'pass-review': { from: ['verifying'], who: reviews },
  'return-review': { from: ['verifying'], who: reviews },
  verify: { from: ['verifying'], who: verifiesFirst },
  close: { from: ['verifying'], who: closes },
  'send-back': { from: ['verifying'], who: verifies },
  'call-back': { from: ['verifying', 'closed'], who: callsBack },
  overrule: { from: ['verifying'], who: overrules },
  ...afterRules,
  'name-verifier': { from: ['plan_review', 'rectifying', 'verifying'], who: namesVerifier },
  correct: { from: openStatuses, who: office },
  link: { from: 'any', who: office },
  unlink: { from: 'any', who: unlinks },
  comment: { from: 'any', who: anyone },
}

/**
 * Whether this person may do this to the issue as it stands: visible, right state, right person.
 * Contents are not looked at. null = yes.
 */
export function permit(type: ActType, issue: Issue, actor: Actor, facts: Facts): Refusal | null {
  if (!maySee(actor, issue, facts)) return { code: 'not-found', serial: issue.serial }
  const rule = rules[type]
  const who = actor.kind === 'system' ? (type === 'attach' ? null : notYours('office')) : rule.who(issue, actor, facts)
  if (who) return who
  if (rule.from !== 'any' && !rule.from.includes(issue.status)) return { code: 'wrong-state', status: issue.status }
  return null
}

/** Everything this person may do to the issue now, in the order of the table. */
export function permitted(issue: Issue, actor: Actor, facts: Facts): ActType[] {
  return actTypes.filter((type) => permit(type, issue, actor, facts) === null)
}

const actTypes = Object.keys(rules) as ActType[]

function isReporter(issue: Issue, actor: ActingPerson): Refusal | null {
  return reporterOf(issue) === actor.id ? null : notYours('reporter')
}

/** The reporter answers; for the unit's own report any of its people may, since people are away. */
function answersForReport(issue: Issue, actor: ActingPerson): Refusal | null {
  if (reporterOf(issue) === actor.id) return null
  return issue.selfChecked && actsFor(actor, issue.unit) ? null : notYours('reporter')
}

function confirms(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  return office(issue, actor, facts) ?? (issue.selfChecked ? null : { code: 'lead-needs-assigning' })
}

/** 退办: once a unit and issue, ever (domain: section 2). */
function declines(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  return unit(issue, actor, facts) ?? (issue.declinedBy.includes(issue.unit) ? { code: 'declined-before' } : null)
}

/** The lead unit's reviewer or the office, `legal` and `schedule` the office; nobody of its unit (domain: rule 1). */
function decidesPlan(issue: Issue, actor: ActingPerson, { lead }: Facts): Refusal | null {
  const reviewer = isReviewer(actor, issue, lead)
  const decides = isOffice(actor) || issue.delegate === actor.id || (reviewer && !needsOffice(issue))
  if (!decides) return notYours('office')
  if (belongsTo(actor, issue.unit)) return { code: 'own-plan' }
  const settled = issue.status === 'rectifying' && !hasNewPlan(issue)
  return settled ? { code: 'wrong-state', status: issue.status } : null
}

/** 申请延期: where the campaign still gives time, and nothing asked for waits. */
function asksForTime(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  return unit(issue, actor, facts) ?? (issue.status === 'rectifying' ? noMoreTime(issue, facts.campaign) : null)
}

/** Nobody of its unit decides about its time, as with its plan. */
function decidesExtension(issue: Issue, actor: ActingPerson): Refusal | null {
  if (!isOffice(actor) && issue.delegate !== actor.id) return notYours('office')
  if (belongsTo(actor, issue.unit)) return { code: 'own-extension' }
  return issue.status === 'rectifying' && !issue.extension ? { code: 'extension-not-asked' } : null
}

/** Beyond the campaign's latest day (跨期) only the director says yes. */
function grantsExtension(issue: Issue, actor: ActingPerson, { campaign }: Facts): Refusal | null {
  const no = decidesExtension(issue, actor)
  if (no || !issue.extension || holds(actor, 'director')) return no
  return isBeyond(issue.extension.to, campaign) ? notYours('director') : null
}

function unlinks(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  return office(issue, actor, facts) ?? (issue.links.length > 0 ? null : { code: 'not-linked' })
}

function attaches(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  if (issue.delegate === actor.id || reporterOf(issue) === actor.id) return null
  return unitOrOffice(issue, actor, facts)
}

function verifies(issue: Issue, actor: ActingPerson): Refusal | null {
  const barred = barFromVerifying(issue, actor)
  if (barred) return barred
  const byDirector = issue.status === 'verifying' && issue.stage === 'director'
  const named = issue.delegate === actor.id
  if (byDirector && !holds(actor, 'director') && !named) return notYours('director')
  if (!isOffice(actor) && !named) return notYours('office')
  return issue.status === 'verifying' && issue.stage === 'lead' ? { code: 'awaits-review' } : null
}

/** 核查通过: the office's look, where the director closes after it. */
function verifiesFirst(issue: Issue, actor: ActingPerson, { campaign }: Facts): Refusal | null {
  const no = verifies(issue, actor)
  if (no) return no
  if (!closesByDirector(campaign)) return { code: 'no-director-stage' }
  return issue.status === 'verifying' && issue.stage === 'director'
    ? { code: 'wrong-state', status: issue.status }
    : null
}

/** The office closes by itself, or the director once the office has verified. */
function closes(issue: Issue, actor: ActingPerson, { campaign }: Facts): Refusal | null {
  const no = verifies(issue, actor)
  if (no || issue.status !== 'verifying' || issue.stage === 'director') return no
  return closesByDirector(campaign) ? { code: 'awaits-director' } : null
}

/** Whoever has had a hand in the work doesn't ask the enterprise about it either. */
function callsBack(issue: Issue, actor: ActingPerson): Refusal | null {
  const named = issue.delegate === actor.id && issue.status === 'verifying'
  return bar(issue, actor) ?? (isOffice(actor) || named ? null : notYours('office'))
}

function overrules(issue: Issue, actor: ActingPerson): Refusal | null {
  const no = bar(issue, actor) ?? (holds(actor, 'director') ? null : notYours('director'))
  return no ?? (standingDenial(issue.callBacks) ? null : { code: 'no-denial' })
}

/** The lead unit's reviewer; the office once the lead unit has let its time pass. */
function reviews(issue: Issue, actor: ActingPerson, { lead, calendar, today }: Facts): Refusal | null {
  const barred = bar(issue, actor)
  if (barred) return barred
  const own = isReviewer(actor, issue, lead)
  if (!own && !isOffice(actor)) return notYours('reviewer')
  if (issue.status === 'verifying' && issue.stage !== 'lead') return { code: 'wrong-state', status: issue.status }
  return own || mayTakeOver(issue, calendar, today) ? null : notYours('reviewer')
}

/** Why this person of the office can't take the step that waits for the office; null = they can, or none does. */
export function barredFromStep(issue: Issue, actor: Actor, facts: Facts): Refusal | null {
  const step = stepOfOffice(issue, facts)
  return step && actor.kind === 'person' && isOffice(actor) ? permit(step, issue, actor, facts) : null
}

/** Why this person of the office can't answer the appeal that waits; null = they can, or none does. */
export function barredFromAnswer(issue: Issue, actor: Actor, facts: Facts): Refusal | null {
  const waits = issue.appeal !== null && actor.kind === 'person' && isOffice(actor)
  return waits ? permit('decide-appeal', issue, actor, facts) : null
}

function stepOfOffice(issue: Issue, { campaign }: Facts): ActType | null {
  const { status, stage, extension } = issue
  if (planWaits(issue)) return 'approve-plan'
  if (status === 'verifying') return stage !== 'director' && closesByDirector(campaign) ? 'verify' : 'close'
  return status === 'rectifying' && extension ? 'refuse-extension' : null
}

/** Where the office sits in the responsible unit itself, nobody is left for the plan or for more time either. */
function namesVerifier(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  const director = facts.office.some((person) => holds(person, 'director'))
  if (!holds(actor, director ? 'director' : 'administrator')) return notYours(director ? 'director' : 'desk')
  if (issue.status === 'rectifying' && !issue.extension && !hasNewPlan(issue))
    return { code: 'wrong-state', status: issue.status }
  return officeLeft(issue, facts) ? { code: 'verifier-left' } : null
}

/** Whether somebody of the office may still take the step the issue waits for. */
function officeLeft(issue: Issue, facts: Facts): boolean {
  if (issue.status === 'verifying') return eligibleVerifiers(issue, facts).length > 0
  if (issue.status !== 'plan_review' && issue.status !== 'rectifying') return false
  return facts.office.some((person) => isOffice(person) && !belongsTo(person, issue.unit))
}

function notYours(whose: Extract<Refusal, { code: 'not-yours' }>['whose']): Refusal {
  return { code: 'not-yours', whose }
}
