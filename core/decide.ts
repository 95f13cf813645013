import type { Actor } from './actor.ts'
import { apply } from './apply.ts'
import type { ActType, ImportCommand, IssueAct, IssueCommand, ReportCommand } from './command.ts'
import type { IssueEvent } from './event.ts'
import type { Facts, ImportFacts, IssueFacts, ReportFacts } from './facts.ts'
import type { Issue } from './issue.ts'
import { noticesOf, type HearingFacts, type Notice } from './notice.ts'
import { permit } from './permit.ts'
import type { Refusal } from './refusal.ts'
import { link, otherSide, unlink } from './rules/link.ts'
import { isAfterAct, ruleAfter } from './rules/after.ts'
import { correct, comment } from './rules/amend.ts'
import { extend, grantExtension, refuseExtension } from './rules/extension.ts'
import { decideImport } from './rules/import.ts'
import { returnReview } from './rules/review.ts'
import { decideReport, supplement } from './rules/report.ts'
import { planning } from './rules/replan.ts'
import { attach, progress, submit } from './rules/progress.ts'
import { isTakingAct, ruleTaking } from './rules/taking.ts'
import { assign, confirm, ask } from './rules/takeon.ts'
import { isVerifyAct, ruleVerifying } from './rules/verify.ts'

/** What a command leads to: events to append and people to tell, or the rule that says no. */
export type Decision =
  | {
      readonly ok: true
      readonly issue: Issue
      readonly events: readonly IssueEvent[]
      readonly notices: readonly Notice[]
      /** What the same act does to other issues. */
      readonly besides: readonly Change[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

export type Change = { readonly before: Issue; readonly issue: Issue; readonly events: readonly IssueEvent[] }

/** Events of one act, or why not. What each file in rules/ answers with. */
export type Ruling = readonly IssueEvent[] | Refusal

/** A new issue from a report. Refusals: fields missing or wrong, campaign closed, a likely duplicate not yet seen. */
export function decideNew(command: ReportCommand, actor: Actor, facts: ReportFacts): Decision {
  return settle(null, decideReport(command, actor, facts), actor, facts)
}

/** A new issue from a row of a ledger kept elsewhere. */
export function decideTaken(command: ImportCommand, actor: Actor, facts: ImportFacts): Decision {
  return settle(null, decideImport(command, actor, facts), actor, facts)
}

/** One command on one issue: seen version first, then person and state, then the rule of the act itself. */
export function decide(issue: Issue, command: IssueCommand, actor: Actor, facts: IssueFacts): Decision {
  const forbidden = permit(command.type, issue, actor, facts)
  if (forbidden?.code === 'not-found') return { ok: false, refusal: forbidden }
  const stale = staleness(issue, command, facts)
  const refusal = stale ?? forbidden
  if (refusal) return { ok: false, refusal }
  const decision = settle(issue, rule(issue, command, actor, facts), actor, facts)
  return decision.ok ? { ...decision, besides: besides(issue, decision.events, { actor, facts }) } : decision
}

/** What is only ever added never conflicts: progress, comments, evidence, calls, links, flags, appeals; everything else carries the stateVersion it saw. */
function staleness(issue: Issue, command: IssueCommand, facts: IssueFacts): Refusal | null {
  const free = added.includes(command.type)
  if (free || command.seen === null || command.seen === issue.stateVersion) return null
  return { code: 'stale', status: issue.status, move: facts.lastMove }
}

const added: readonly ActType[] = [
  ...(['progress', 'comment', 'attach', 'call-back', 'link', 'unlink'] as const),
  ...(['flag', 'confirm-flag', 'withdraw-flag', 'appeal'] as const),
]

function rule(issue: Issue, act: IssueAct, actor: Actor, facts: IssueFacts): Ruling {
  if (isAfterAct(act)) return ruleAfter(issue, act, { actor, facts })
  if (isTakingAct(act)) return ruleTaking(issue, act, { actor, facts })
  if (isVerifyAct(act)) return ruleVerifying(issue, act, { actor, facts })
  switch (act.type) {
    case 'ask':
      return ask(act)
    case 'supplement':
      return supplement(issue, act, facts)
    case 'withdraw':
      return [{ type: 'withdrawn', reason: act.reason }]
    case 'confirm':
      return confirm(issue, act, { actor, facts })
    case 'assign':
      return assign(issue, act, { actor, facts })
    case 'accept':
      return [{ type: 'accepted' }]
    case 'plan':
    case 'replan':
    case 'approve-plan':
    case 'return-plan':
      return planning(issue, act, { actor, facts })
    case 'progress':
      return progress(issue, act, facts)
    case 'extend':
      return extend(issue, act, { actor, facts })
    case 'grant-extension':
      return grantExtension(issue, act, { actor, facts })
    case 'refuse-extension':
      return refuseExtension(issue, act)
    case 'attach':
      return attach(issue, act, facts)
    case 'submit':
      return submit(issue, act, facts)
    case 'unsubmit':
      return [{ type: 'submission-withdrawn', reason: act.reason }]
    case 'pass-review':
      return [{ type: 'reviewed' }]
    case 'return-review':
      return returnReview(act)
    case 'correct':
      return correct(issue, act, { actor, facts })
    case 'link':
      return link(issue, act, facts)
    case 'unlink':
      return unlink(issue, act)
    case 'comment':
      return comment(act)
    default:
      return act satisfies never
  }
}

function settle(
  before: Issue | null,
  ruling: Ruling,
  actor: Actor,
  facts: ReportFacts | ImportFacts | IssueFacts,
): Decision {
  if ('code' in ruling) return { ok: false, refusal: ruling }
  const issue = after(before, ruling, { actor, facts })
  if (!issue) throw new Error('a decision without events')
  return {
    ok: true,
    issue,
    events: ruling,
    notices: noticesOf(issue, ruling, actor, around(before, issue, facts)),
    besides: [],
  }
}

type Deciding = { readonly actor: Actor; readonly facts: Facts }

/** The issue once these have happened to it. */
function after(before: Issue | null, events: readonly IssueEvent[], { actor, facts }: Deciding): Issue | null {
  const by = actor.kind === 'person' ? actor.id : null
  const next = (issue: Issue | null, event: IssueEvent) =>
    apply(issue, { seq: (issue?.version ?? 0) + 1, at: facts.now, by, event })
  return events.reduce<Issue | null>(next, before)
}

type DecidingOne = Deciding & { readonly facts: IssueFacts }

function besides(issue: Issue, events: readonly IssueEvent[], deciding: DecidingOne): Change[] {
  return events.flatMap((event) => {
    const [before, same] = otherSide(issue, event, deciding.facts) ?? []
    const changed = before && same ? after(before, [same], deciding) : null
    return before && same && changed ? [{ before, issue: changed, events: [same] }] : []
  })
}

/** Whoever hears of an issue that has just gone to another unit is of that unit; 转办 the unit before hears too. */
function around(before: Issue | null, after: Issue, facts: ReportFacts | ImportFacts | IssueFacts): HearingFacts {
  if (!before || before.unit === after.unit || !('staffOf' in facts)) return facts
  return { ...facts, unitPeople: facts.staffOf(after.unit) ?? [], left: facts.unitPeople }
}
