import { dayOf } from '../core/calendar/day.ts'
import { dateKindText } from '../core/nudges/nudge-texts.ts'
import { mayReadSuggestions, REPLY_WITHIN, replyBy } from '../core/nudges/suggestion.ts'
import { officeCalendar } from '../db/calendar.ts'
import { historyOf } from '../db/history.ts'
import { findSuggestion } from '../db/nudges/suggestions.ts'
import { namesOf } from '../db/people.ts'
import { attached } from './attached.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { letterTexts } from './papers/texts.ts'
import { letterStream, type DraftLetter } from './papers/write-letter.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'
import { advisedFor, suggestionIn, type Advised } from './suggestions.tsx'

/** GET /suggestions/:id/letter: the draft of a 督办函, as .docx. */
export async function suggestionLetter(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const known = mayReadSuggestions(viewer.actor) ? findSuggestion(office.db, suggestionIn(c)) : null
  if (known?.advice !== 'letter') return notFound(c, show)
  const at = { calendar: officeCalendar(office.db), today: dayOf(office.now()), names: new Map() }
  const [advised] = advisedFor(office, viewer, known, at)
  const letter = advised && draftOf(office, viewer, advised)
  if (!letter) return notFound(c, show)
  const name = `${letterTexts.title} ${letter.unit} ${letter.serial}`
  return c.body(letterStream(letter), 200, attached({ plain: `${letter.serial}-letter`, name, format: 'docx' }))
}

function draftOf(office: Office, viewer: Viewer, advised: Advised): DraftLetter | null {
  const view = seeIssue(office, viewer, advised.serial)
  if (!view) return null
  const [{ db, now }, { issue, facts }] = [office, view]
  const plan = issue.plan ?? issue.proposal
  const names = namesOf(db, plan ? [plan.first, plan.responsible] : [])
  const nameOf = (id: number | undefined) => (id === undefined ? null : (names.get(id) ?? null))
  const { office: issuer, document } = facts.campaign
  return {
    office: issuer.name,
    document,
    unit: advised.unitName,
    serial: issue.serial,
    title: issue.title,
    due: dateKindText(advised.kind, advised.measure),
    date: advised.date,
    workdays: advised.workdays,
    first: nameOf(plan?.first),
    responsible: nameOf(plan?.responsible),
    progress: lastProgress(office, issue.serial),
    replyBy: replyBy(officeCalendar(db), dayOf(now())),
    replyWithin: REPLY_WITHIN,
    today: dayOf(now()),
  }
}

function lastProgress({ db }: Office, serial: string): DraftLetter['progress'] {
  for (const { event, at } of historyOf(db, serial).toReversed()) {
    if (event.type === 'progressed') return { on: dayOf(at), text: event.text }
  }
  return null
}
