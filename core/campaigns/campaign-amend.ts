import { z } from 'zod'
import { holds, type Actor } from '../actor.ts'
import { faults, firstBegin, type CampaignProblem } from './campaign-check.ts'
import { pathOf, shapeProblems, valueAt } from './campaign-shape.ts'
import { setPath } from './campaign-set.ts'
import { amendmentText as said } from './campaign-texts.ts'
import type { CampaignState } from './campaign-life.ts'
import { Campaign } from './campaign.ts'
import { lengthOf } from '../text.ts'

/** What one value of a campaign can be. */
const Settable = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()])
export type Settable = z.infer<typeof Settable>

/** One change as it stands in the log: the shape is for ever. */
export const AmendmentChange = z.object({ path: z.string(), before: Settable, after: Settable })
export type AmendmentChange = Readonly<z.infer<typeof AmendmentChange>>

export type Amending = {
  /** As --set takes them: phase.P2.end=2023-06-30. */
  readonly set: readonly { readonly path: string; readonly value: string }[]
  readonly reason: string
}

export type Amended =
  | { readonly ok: true; readonly campaign: Campaign; readonly changes: readonly AmendmentChange[] }
  | { readonly ok: false; readonly problems: readonly CampaignProblem[] }

/** The longest reason, in characters. */
export const longestReason = 500

/**
 * What this person may not amend as the campaign stands: nothing once it has ended; how late a deadline may be and how
 * often it moves are the director's (domain: section 2, 跨期). The command line may, as at the start.
 */
export function notTheirs(set: Amending['set'], actor: Actor, state: CampaignState): CampaignProblem[] {
  if (state === 'ended') return [{ path: 'set', sentence: said.ended }]
  if (actor.kind === 'system' || holds(actor, 'director')) return []
  return set.filter(({ path }) => directors.test(path)).map(({ path }) => ({ path, sentence: said.directors }))
}

const directors = /^rectify_by(\.day)?$|^extension\.times$/

/**
 * A running campaign with some of its values changed, for a reason. Nothing is added or taken away, so what issues
 * refer to stays. Refused: what serials and issues were made from (the code, ids, what a category is a kind of, which
 * source is self-check), the day that parts 存量 from 增量, and whatever the campaign could not run with. Issues keep
 * the dates they have.
 */
export function amend(campaign: Campaign, { set, reason }: Amending): Amended {
  const problems = [...badReason(reason), ...fixedIn(set)]
  const { value, strangers } = settled(campaign, set)
  const shape = problems.length + strangers.length > 0 ? [] : shapeProblems(Campaign, value)
  if (problems.length + strangers.length + shape.length > 0) {
    return { ok: false, problems: [...problems, ...strangers, ...shape] }
  }
  const amended = Campaign.parse(value)
  const changes = changesIn(campaign, amended, set)
  if (changes.length === 0) return { ok: false, problems: [{ path: 'set', sentence: said.nothing }] }
  const wrong = [...rebegun(campaign, amended), ...faults(amended)]
  return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, campaign: amended, changes }
}

function badReason(reason: string): CampaignProblem[] {
  if (reason.trim() === '') return [{ path: 'reason', sentence: said.noReason }]
  return lengthOf(reason) > longestReason ? [{ path: 'reason', sentence: said.tooLong }] : []
}

const fixed = /^code$|\.id$|^category\..*\.parent$|^source\..*\.selfCheck$/

function fixedIn(set: Amending['set']): CampaignProblem[] {
  return set.filter(({ path }) => fixed.test(path)).map(({ path }) => ({ path, sentence: said.fixed }))
}

function settled(campaign: Campaign, set: Amending['set']): { value: unknown; strangers: CampaignProblem[] } {
  let value: unknown = campaign
  const strangers: CampaignProblem[] = []
  for (const one of set) {
    const result = setPath(value, one.path, one.value)
    if (result.ok) value = result.value
    else strangers.push({ path: one.path, sentence: result.sentence })
  }
  return { value, strangers }
}

function changesIn(before: Campaign, after: Campaign, set: Amending['set']): AmendmentChange[] {
  return [...new Set(set.map(({ path }) => path))]
    .map((path) => ({ path, before: valueOf(before, path), after: valueOf(after, path) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function valueOf(campaign: Campaign, path: string): Settable {
  return Settable.parse(valueAt(campaign, path === 'rectify_by' ? ['rectify_by', 'day'] : pathOf(path, campaign)))
}

function rebegun(before: Campaign, after: Campaign): CampaignProblem[] {
  if (firstBegin(before) === firstBegin(after)) return []
  const phase = after.phases.find(({ begin }) => begin !== null) ?? before.phases.find(({ begin }) => begin !== null)
  return [{ path: `phase.${phase?.id}.begin`, sentence: said.rebegun }]
}
