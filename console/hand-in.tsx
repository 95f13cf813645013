import { dayOf, type Day } from '../core/calendar/day.ts'
import { isOwed, type Content } from '../core/hand-ins/hand-in.ts'
import { permittedHandIn } from '../core/hand-ins/hand-in-permit.ts'
import { isTooLong, type HandInActType } from '../core/hand-ins/hand-in-rules.ts'
import { contentNow, listingOf, type Listing } from '../db/hand-in-content.ts'
import { handInHistory, viewHandIn, type HandInLogged, type HandInView } from '../db/hand-ins.ts'
import type { PersonId } from '../core/actor.ts'
import { namesOf } from '../db/people.ts'
import { notFound } from './errors.tsx'
import { HandInPageView } from './hand-in-view.tsx'
import { PaperView } from './hand-in-paper.tsx'
import { sendFile } from './evidence.tsx'
import type { Show } from './layout.tsx'
import { nudgeRecordFor, type NudgeRecord } from './nudge-record.ts'
import type { Office } from './office.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { noUploads, type Uploads } from '../db/uploads.ts'

/** What the page of a hand-in shows. */
export type HandInPage = {
  readonly view: HandInView
  readonly history: readonly HandInLogged[]
  readonly names: ReadonlyMap<PersonId, string>
  readonly acts: readonly HandInActType[]
  /** What stands, or could: null where files stand, or only a document can. */
  readonly content: Content | null
  readonly listing: Listing | null
  readonly today: Day
  readonly nudges: NudgeRecord | null
  readonly attempt: Attempt
}

/** A form that came back: the sentence why, and what was typed and sent along. */
export type Attempt = {
  readonly fault: string | null
  readonly reason: string
  readonly received: string
  readonly uploads: Uploads
  readonly tokens: readonly string[]
}

const fresh: Attempt = { fault: null, reason: '', received: '', uploads: noUploads, tokens: [] }

/** A hand-in as this viewer may see it in the console; null alike where there is none and where they may not know of it. */
export function seeHandIn({ db, now }: Office, viewer: Viewer, id: string): HandInView | null {
  return viewer.delegateOnly ? null : viewHandIn(db, viewer.actor, id, now())
}

/** GET /hand-ins/:id */
export async function handInPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const view = seeHandIn(office, viewerIn(c), c.req.param('id') ?? '')
  return view ? showHandIn(c, office, { show, view }) : notFound(c, show)
}

type Showing = { readonly show: Show; readonly view: HandInView; readonly attempt?: Attempt }

/** The page of a hand-in, and above it why something was not done. */
export async function showHandIn(c: Ctx, office: Office, { show, view, attempt }: Showing): Promise<Response> {
  const viewer = viewerIn(c)
  const nudges = nudgesOf(c, office, view)
  const page = { ...pageOf(office, viewer, view), nudges, attempt: attempt ?? fresh }
  const body = <HandInPageView page={page} viewer={viewer} />
  const title = `${view.owner} ${view.facts.item.name}`
  const refused = attempt?.fault ? { status: 409 as const } : {}
  const status = isTooLong(attempt?.reason ?? '') ? { status: 422 as const } : refused
  return show(c, { title, subtitle: view.campaign.campaign.title, body, ...status })
}

function nudgesOf(c: Ctx, office: Office, { handIn, campaign: { campaign } }: HandInView): NudgeRecord | null {
  const spoken = { kind: 'handin', id: handIn.id } as const
  const all = c.req.query('nudges') === 'all'
  return nudgeRecordFor(office, viewerIn(c), { spoken, plan: campaign.nudges, isOwed: isOwed(handIn), all })
}

function pageOf({ db, now }: Office, viewer: Viewer, view: HandInView): Omit<HandInPage, 'nudges' | 'attempt'> {
  const history = handInHistory(db, view.handIn.id)
  const content = contentNow(view)
  const people = history.flatMap(({ by }) => by ?? []).concat(view.handIn.files.map(({ by }) => by))
  return {
    view,
    history,
    names: namesOf(db, people),
    acts: permittedHandIn(view.handIn, viewer.actor, view.facts),
    content,
    listing: content && listingOf(db, viewer.actor, { view, content }),
    today: dayOf(now()),
  }
}

/** GET /hand-ins/:id/files/:sha256: a file that came with it, whenever that was. */
export async function handInFile(c: Ctx, office: Office, show: Show): Promise<Response> {
  const view = seeHandIn(office, viewerIn(c), c.req.param('id') ?? '')
  const file = view?.handIn.files.find(({ sha256 }) => sha256 === c.req.param('sha256'))
  return file ? sendFile(c, office, { file, show }) : notFound(c, show)
}

/** GET /hand-ins/:id/print: the list in the annex form, or the zero report, for stamping. */
export async function handInPaper(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeHandIn(office, viewer, c.req.param('id') ?? '')
  const content = view && contentNow(view)
  if (!view || !content) return notFound(c, show)
  const listing = listingOf(office.db, viewer.actor, { view, content })
  const body = <PaperView view={view} content={content} listing={listing} today={dayOf(office.now())} />
  return show(c, { title: `${view.owner} ${view.facts.item.name}`, subtitle: view.campaign.campaign.title, body })
}
