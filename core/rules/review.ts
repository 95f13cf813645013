import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { mayReview } from '../separation.ts'
import { missing } from '../refusal.ts'

/**
 * Where an application goes first: to the lead unit where the campaign has that stage (曾都 三、四(二)). It falls away
 * where the lead unit answers for the issue itself, and where it has nobody who may review.
 */
export function firstStage(issue: Issue, { campaign, lead }: IssueFacts): { readonly stage?: 'lead' } {
  const wanted = campaign.verification.stages.some(({ by }) => by === 'lead')
  if (!wanted || lead === null || lead.unit === issue.unit) return {}
  return lead.reviewers.some((person) => mayReview(issue, person)) ? { stage: 'lead' } : {}
}

/** 审核退回: says what is missing; the deadline stays. */
export function returnReview({ reason }: Extract<IssueAct, { type: 'return-review' }>): Ruling {
  return reason.trim() ? [{ type: 'review-returned', reason }] : missing('退回原因')
}
