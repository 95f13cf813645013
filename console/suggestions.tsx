import type { PersonId } from '../core/actor.ts'
import { dayOf, showInstant, type Day } from '../core/calendar/day.ts'
import type { Issue } from '../core/issue.ts'
import { measureNo } from '../core/nudges/nudge-texts.ts'
import { longestVerdict, mayDecideSuggestion, mayReadSuggestions, type Verdict } from '../core/nudges/suggestion.ts'
import { lengthOf } from '../core/text.ts'
import { workdaysBetween, type Calendar } from '../core/calendar/workday.ts'
import { officeCalendar } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import {
  decidedSuggestions,
  decideSuggestion,
  openSuggestionCount,
  openSuggestions,
  type Suggestion,
} from '../db/nudges/suggestions.ts'
import { namesOf, unitName } from '../db/people.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'
import { suggestionTexts as said } from './suggestion-texts.ts'
import { SuggestionsView } from './suggestions-view.tsx'
import { texts } from './texts.ts'

export type SuggestionsPage = {
  readonly viewer: Viewer
  /** The oldest first. */
  readonly open: readonly Advised[]
  /** How many more wait than are shown. */
  readonly more: number
  /** The latest first. */
  readonly decided: readonly Advised[]
  readonly refused: Refused | null
}

/** A suggestion with the issue it is about, as its reader may see it. */
export type Advised = Suggestion & {
  readonly issue: Issue
  readonly unitName: string
  /** The measure whose date it is. */
  readonly measure: string | null
  /** Workdays since the date. */
  readonly workdays: number
  readonly mayDecide: boolean
  readonly decider: string | null
}

/** Why a decision was not taken, with what was typed. */
export type Refused = {
  readonly id: number
  readonly verdict: Verdict
  readonly typed: string
  readonly sentence: string
  /** Somebody was faster, or there is nothing to decide any more. */
  readonly over: boolean
}

const shown = 50
const shownOnDemand = 1000

/** GET /suggestions */
export async function suggestionsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!mayReadSuggestions(viewerIn(c).actor)) return notFound(c, show)
  return showSuggestions(c, office, { show, refused: null })
}

type Showing = { readonly show: Show; readonly refused: Refused | null }

async function showSuggestions(c: Ctx, office: Office, { show, refused }: Showing): Promise<Response> {
  const page = { ...loadSuggestions(c, office), refused }
  const status = refused ? { status: refused.over ? (409 as const) : (422 as const) } : {}
  return show(c, { title: said.title, body: <SuggestionsView page={page} />, ...status })
}

function loadSuggestions(c: Ctx, office: Office): Omit<SuggestionsPage, 'refused'> {
  const [{ db, now }, viewer] = [office, viewerIn(c)]
  const limit = c.req.query('all') === '1' ? shownOnDemand : shown
  const [open, decided] = [openSuggestions(db, limit), decidedSuggestions(db, shown)]
  const names = namesOf(
    db,
    decided.flatMap(({ decidedBy }) => decidedBy ?? []),
  )
  const at = { calendar: officeCalendar(db), today: dayOf(now()), names }
  const advised = (one: Suggestion) => advisedFor(office, viewer, one, at)
  return {
    viewer,
    open: open.flatMap(advised),
    more: openSuggestionCount(db) - open.length,
    decided: decided.flatMap(advised),
  }
}

type At = { readonly calendar: Calendar; readonly today: Day; readonly names: ReadonlyMap<PersonId, string> }

/** Nothing where this viewer may not know of the issue. */
export function advisedFor(office: Office, viewer: Viewer, one: Suggestion, { calendar, today, names }: At): Advised[] {
  const issue = seeIssue(office, viewer, one.serial)?.issue
  if (!issue) return []
  const measures = issue.plan?.measures ?? []
  return [
    {
      ...one,
      issue,
      unitName: unitName(office.db, issue.unit),
      measure: measures.find(({ no }) => no === measureNo(one.kind))?.text ?? null,
      workdays: workdaysBetween(calendar, one.date, today),
      mayDecide: mayDecideSuggestion(viewer.actor, one.advice),
      decider: one.decidedBy === null ? null : (names.get(one.decidedBy) ?? texts.none),
    },
  ]
}

const verdicts: readonly Verdict[] = ['taken', 'dropped']

/** POST /suggestions/:id: 已办理 or 不采纳, in words. */
export async function postSuggestion(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  const id = suggestionIn(c)
  const data = await c.req.formData()
  const verdict = verdicts.find((one) => one === data.get('verdict'))
  if (!verdict) return failed(c, show, { kind: 'unreadable', status: 400 })
  const reason = String(data.get('reason') ?? '').trim()
  const refuse = (sentence: string, over: boolean) =>
    showSuggestions(c, office, { show, refused: { id, verdict, typed: reason, sentence, over } })
  if (!mayReadSuggestions(actor)) return notFound(c, show)
  if (reason === '') return refuse(said.missing[verdict], false)
  if (lengthOf(reason) > longestVerdict) return refuse(said.tooLong(longestVerdict), false)
  const act = { actor, now: office.now() }
  const decided = transact(office.db, (tx) => decideSuggestion(tx, { id, verdict, reason }, act))
  if (decided === 'not-found' || decided === 'not-allowed') return notFound(c, show)
  if (decided !== 'done') return refuse(endedText(office, decided.ended), true)
  leaveFlash(c, `suggestion-${verdict}`, null)
  return c.redirect(paths.suggestions, 303)
}

export function suggestionIn(c: Ctx): number {
  return Number(/^\d{1,12}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
}

function endedText({ db }: Office, { state, decidedBy, endedAt }: Suggestion): string {
  if (decidedBy === null || endedAt === null) return said.lapsed
  return said.someone(namesOf(db, [decidedBy]).get(decidedBy) ?? texts.none, showInstant(endedAt), state)
}
