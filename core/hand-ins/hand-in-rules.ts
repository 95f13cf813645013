import { isOffice, type Actor, type Person } from '../actor.ts'
import type { Day } from '../calendar/day.ts'
import { standsFor, type DutyId, type Item } from './duty.ts'
import { applyHandIn, type Content, type HandIn, type HandInEvent, type HandInFile } from './hand-in.ts'
import { handInNotices } from './hand-in-notice.ts'
import { answersFor, isFirst, permitHandIn } from './hand-in-permit.ts'
import type { HandInMove, HandInRefusal } from './hand-in-refusal.ts'
import type { Issue, UnitId } from '../issue.ts'
import type { Notice } from '../notice.ts'
import { isFresh } from '../campaigns/stock.ts'

/** What a person wants done to one hand-in. `seen` is the version they looked at; null: none. */
export type HandInCommand = { readonly id: DutyId; readonly seen: number | null } & HandInAct

export type HandInAct =
  /** `files` null: what the ledger (or the people list) says now. `on`: when the office got the paper it writes down. */
  | { readonly type: 'hand-in'; readonly files: readonly HandInFile[] | null; readonly on: Day | null }
  | { readonly type: 'add-file'; readonly file: HandInFile }
  /** 零报告, with or without the stamped scan. */
  | { readonly type: 'zero'; readonly scan: readonly HandInFile[]; readonly on: Day | null }
  | { readonly type: 'confirm-zero' }
  | { readonly type: 'decline-zero'; readonly reason: string | null }
  | { readonly type: 'accept' }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string | null }
/** 退回原因 in characters, as a form takes it. */
export const mostReason = 500

export function isTooLong(reason: string): boolean {
  return reason.trim().length > mostReason
}

export type HandInActType = HandInAct['type']

/** What a decision needs beside the hand-in; gathered in the transaction that decides. */
export type HandInFacts = {
  readonly now: number
  readonly today: Day
  /** The day the campaign began (see beginOf). */
  readonly began: Day
  readonly item: Item
  /** The unit that owes it, a group's lead unit; null where the office knows no such unit. */
  readonly unit: UnitId | null
  /** The unit owes it as the lead unit of a working group or a standing task. */
  readonly asLead: boolean
  /** Those the group's issues can have; empty for a unit. */
  readonly categories: readonly string[]
  /** People with a post in that unit. */
  readonly unitPeople: readonly Person[]
  /** Everyone with an office post. */
  readonly office: readonly Person[]
  /** The unit's or group's issues that it knows of, none withdrawn or dismissed, by serial. */
  readonly issues: readonly ListedIssue[]
  readonly head: { readonly count: number; readonly hash: string }
  readonly lastMove: HandInMove | null
  /** The day it was last returned, whatever came after; null: never. */
  readonly returnedOn: Day | null
}

export type ListedIssue = Pick<Issue, 'serial' | 'status' | 'happened' | 'began' | 'selfChecked'> & {
  /** Its measures have been handed in. */
  readonly planned: boolean
}

export type HandInDecision =
  | {
      readonly ok: true
      readonly handIn: HandIn
      readonly events: readonly HandInEvent[]
      readonly notices: readonly Notice[]
    }
  | { readonly ok: false; readonly refusal: HandInRefusal }

/** One command on one hand-in: person and state, then the version seen, then the rule of the act itself. */
export function decideHandIn(handIn: HandIn, command: HandInCommand, actor: Actor, facts: HandInFacts): HandInDecision {
  const forbidden = permitHandIn(command.type, handIn, actor, facts)
  if (forbidden?.code === 'not-found') return { ok: false, refusal: forbidden }
  const refusal = staleness(handIn, command, facts) ?? forbidden
  if (refusal) return { ok: false, refusal }
  const ruling = rule(handIn, command, actor, facts)
  if ('code' in ruling) return { ok: false, refusal: ruling }
  const by = actor.kind === 'person' ? actor.id : null
  const after = applyHandIn(handIn, { seq: handIn.version + 1, at: facts.now, by, event: ruling })
  return { ok: true, handIn: after, events: [ruling], notices: handInNotices(handIn, ruling, actor, facts) }
}

function staleness(
  { version, status }: HandIn,
  { seen, type }: HandInCommand,
  facts: HandInFacts,
): HandInRefusal | null {
  if (type === 'add-file' || seen === null || seen === version) return null
  return { code: 'stale', status, move: facts.lastMove }
}

function rule(handIn: HandIn, act: HandInAct, actor: Actor, facts: HandInFacts): HandInEvent | HandInRefusal {
  switch (act.type) {
    case 'hand-in':
      return handedIn(act.files ? filed(act.files) : standing(facts), act.on, { actor, facts })
    case 'add-file': {
      const { sha256, name } = act.file
      const known = handIn.content && 'files' in handIn.content ? handIn.content.files : []
      if (known.some((file) => file.sha256 === sha256)) return { code: 'same-file', name }
      return { type: 'file-added', file: act.file }
    }
    case 'zero':
      return zero(act, actor, facts)
    case 'confirm-zero':
      return found(facts) ?? { type: 'zero-confirmed', on: facts.today, late: isLate(facts.today, facts) }
    case 'decline-zero':
      return { type: 'zero-declined', reason: act.reason }
    case 'accept':
      return { type: 'accepted' }
    case 'return':
      return act.reason.trim() ? { type: 'returned', reason: act.reason } : { code: 'reason-missing' }
    case 'withdraw':
      return { type: 'withdrawn', reason: act.reason }
    default:
      return act satisfies never
  }
}

type By = { readonly actor: Actor; readonly facts: HandInFacts }

function handedIn(
  content: Content | HandInRefusal,
  received: Day | null,
  { actor, facts }: By,
): HandInEvent | HandInRefusal {
  if ('code' in content) return content
  const behalf = actor.kind === 'person' && isOffice(actor) && !answersFor(actor, facts)
  const on = behalf ? (received ?? facts.today) : facts.today
  if (on > facts.today) return { code: 'day-ahead' }
  const earliest = earliestDay(facts)
  if (on < earliest && on < facts.today) return { code: 'day-early', earliest }
  return { type: 'handed-in', content, on, late: isLate(on, facts), behalf }
}

/** A paper comes once the campaign has begun; what was returned comes again after that, or late would not stay late. */
function earliestDay({ began, returnedOn }: HandInFacts): Day {
  return returnedOn !== null && returnedOn > began ? returnedOn : began
}

/** By the day it came (domain: section 3); what has no date is never late. */
function isLate(on: Day, { item }: HandInFacts): boolean {
  return item.due !== null && on > item.due
}

function filed(files: readonly HandInFile[]): Content | HandInRefusal {
  return files.length === 0 ? { code: 'files-missing' } : { kind: 'files', files }
}

/** What is in the ledger at this moment, where that can stand for the paper. */
function standing(facts: HandInFacts): Content | HandInRefusal {
  const { item, issues } = facts
  const by = standsFor(item.content)
  if (by === null) return { code: 'needs-document' }
  if (by === 'people') return peopleOf(facts)
  if (item.content === 'issues' && issues.length === 0) return { code: 'no-issues' }
  const unplanned = item.content === 'plan' ? issues.filter(({ planned }) => !planned) : []
  if (unplanned.length > 0) return { code: 'unplanned', serials: unplanned.map(({ serial }) => serial) }
  return snapshot(facts)
}

/** The issues as they stand, with the place in the log by which anyone can look that up. */
export function snapshot({ issues, head }: Pick<HandInFacts, 'issues' | 'head'>): Content {
  const fresh = issues.filter(isFresh).length
  return {
    kind: 'issues',
    serials: issues.map(({ serial }) => serial),
    stock: issues.length - fresh,
    fresh,
    closed: issues.filter(({ status }) => status === 'closed').length,
    head,
  }
}

function peopleOf({ unit, unitPeople }: HandInFacts): Content | HandInRefusal {
  const withRole = (role: 'first' | 'responsible' | 'contact') =>
    unitPeople.filter(({ posts }) => posts.some((post) => post.unit === unit && post.role === role)).map(({ id }) => id)
  const [first, responsible, contacts] = [withRole('first'), withRole('responsible'), withRole('contact')]
  const labels = [...(first.length > 0 ? [] : ['第一责任人']), ...(responsible.length > 0 ? [] : ['具体责任人'])]
  return labels.length > 0 ? { code: 'people-missing', labels } : { kind: 'people', first, responsible, contacts }
}

/**
 * 零报告: at once where the first responsible person says it or the stamped paper does, else it waits for the first
 * responsible person. The office writes one down only with the stamped paper.
 */
function zero({ scan, on }: Extract<HandInAct, { type: 'zero' }>, actor: Actor, facts: HandInFacts) {
  const refusal = found(facts)
  if (refusal || actor.kind !== 'person') return refusal ?? { code: 'not-found' as const }
  const own = isFirst(actor, facts.unit)
  if (own || scan.length > 0) return handedIn({ kind: 'zero', scan }, on, { actor, facts })
  if (!answersFor(actor, facts)) return { code: 'scan-missing' as const }
  const head = facts.unitPeople.some((person) => isFirst(person, facts.unit))
  return head ? { type: 'zero-claimed' as const } : { code: 'no-first' as const }
}

/** What the unit's own check has found speaks against a zero report; what others brought up doesn't. */
function found({ issues }: HandInFacts): HandInRefusal | null {
  const own = issues.filter(({ selfChecked }) => selfChecked)
  return own.length > 0 ? { code: 'has-issues', serials: own.map(({ serial }) => serial) } : null
}
