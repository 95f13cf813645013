import { isOffice } from '../core/actor.ts'
import { dayOf, isDay, type Day } from '../core/calendar/day.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { endOfWeek, lastWholeWeek } from '../core/digest/figures.ts'
import { lengthOf } from '../core/text.ts'
import { isMonday, mondayOf } from '../core/calendar/week.ts'
import type { PersonId } from '../core/actor.ts'
import { findCampaign } from '../db/campaigns.ts'
import { transact } from '../db/database.ts'
import {
  digestReceivers,
  findEdition,
  freezeEdition,
  hasDigest,
  sendEditionAgain,
  sendingTime,
  writeParagraph,
  type EditionKey,
  type Receiver,
} from '../db/digests.ts'
import { viewEdition, weekSoFar, type DigestView } from '../db/digest-view.ts'
import { instructionsOn, type Instruction } from '../db/instructions.ts'
import { namesOf } from '../db/people.ts'
import { inSlices } from '../db/slices.ts'
import { digestPageTexts as said } from './digest-texts.ts'
import { DigestPageView } from './digest-view.tsx'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

/** Everything the page of one digest shows. */
export type DigestPage = {
  readonly view: DigestView
  readonly today: Day
  readonly instructions: readonly Instruction[]
  readonly names: ReadonlyMap<PersonId, string>
  /** To choose from when it is sent again; null where the viewer may not, or it wasn't sent at all. */
  readonly receivers: readonly Receiver[] | null
  /** What the office may still write; null where it may not. */
  readonly paragraph: { readonly text: string; readonly fault: string | null } | null
  readonly againFault: string | null
  /** When the clock sends an edition that is frozen and hasn't been; null for any other. */
  readonly sendsAt: number | null
}

/** GET /digests/:campaign/:week, ?at=INSTANT for a moment of the week that is running. */
export async function digestPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const key = keyIn(c)
  const view = key && (await loadView(c, office, key))
  return view ? showDigest(c, office, { show, view }) : notFound(c, show)
}

export function keyIn(c: Ctx): EditionKey | null {
  const week = c.req.param('week') ?? ''
  return isDay(week) && isMonday(week) ? { campaign: c.req.param('campaign') ?? '', week } : null
}

/** The frozen edition, else the running week as of a moment; null for any other week, and for whoever gets no digest. */
async function loadView(c: Ctx, { db, now }: Office, key: EditionKey): Promise<DigestView | null> {
  const { actor } = viewerIn(c)
  const edition = viewEdition(db, actor, key)
  const running = findCampaign(db, key.campaign)
  const cutoff = cutoffIn(c, key, now())
  if (edition || !running || cutoff === null) return edition
  return inSlices(weekSoFar(db, actor, running, cutoff))
}

/**
 * The moment a page of a week is about: its end once it is over, else the one asked for, or now. null where that
 * isn't within the week or hasn't come yet.
 */
export function cutoffIn(c: Ctx, { week }: EditionKey, now: number): number | null {
  const asked = c.req.query('at')
  if (asked === undefined) return mondayOf(dayOf(now)) === week ? now : null
  const at = /^\d{10,15}$/.test(asked) ? Number(asked) : NaN
  return at <= now && mondayOf(dayOf(at)) === week ? at : null
}

type Shown = {
  readonly show: Show
  readonly view: DigestView
  readonly typed?: string
  readonly faults?: { readonly paragraph?: string; readonly again?: string }
}

function showDigest(c: Ctx, office: Office, { show, view, typed, faults }: Shown): Promise<Response> {
  const viewer = viewerIn(c)
  const page = pageOf(office, viewer, { show, view, ...(typed === undefined ? {} : { typed }), faults: faults ?? {} })
  const body = <DigestPageView page={page} viewer={viewer} />
  const subtitle = view.running.campaign.title
  return show(c, { title: said.title, subtitle, body, ...(faults ? { status: 422 as const } : {}) })
}

function pageOf({ db, now }: Office, { actor }: Viewer, { view, typed, faults }: Shown): DigestPage {
  const instructions = instructionsOn(db, { campaign: view.running.code, week: view.week })
  const mayWrite = isOffice(actor) && view.number !== null && view.sentAt === null
  return {
    view,
    today: dayOf(now()),
    instructions,
    names: namesOf(
      db,
      instructions.flatMap(({ by }) => by ?? []),
    ),
    receivers: isOffice(actor) && view.sentAt !== null ? digestReceivers(db) : null,
    paragraph: mayWrite ? { text: typed ?? view.paragraph ?? '', fault: faults?.paragraph ?? null } : null,
    againFault: faults?.again ?? null,
    sendsAt: view.sentAt === null && view.week === lastWholeWeek(now()) ? sendingTime(db, view.week) : null,
  }
}

/** POST /digests/:campaign/:week/freeze: the office looks at a week's figures before they are sent. */
export async function postFreeze(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  const key = keyIn(c)
  const running = key && findCampaign(office.db, key.campaign)
  if (!isOffice(actor) || !running || !hasDigest(office.db, running, key.week)) return notFound(c, show)
  if (endOfWeek(key.week) > office.now()) return notFound(c, show)
  await freezeEdition(office.db, key, { actor, now: office.now() })
  return c.redirect(paths.digest(key.campaign, key.week), 303)
}

export const longestParagraph = 500

/** POST /digests/:campaign/:week/paragraph: what the office adds in its own words. */
export async function postParagraph(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = officeEdition(c, office)
  if (!found) return notFound(c, show)
  const { key, view } = found
  const form = await c.req.formData()
  const text = String(form.get('paragraph') ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  const refused = (paragraph: string) => showDigest(c, office, { show, view, typed: text, faults: { paragraph } })
  if (lengthOf(text) > longestParagraph) return refused(said.paragraphTooLong(longestParagraph))
  const act = { actor: viewerIn(c).actor, now: office.now() }
  if (!transact(office.db, (tx) => writeParagraph(tx, key, text, act))) return refused(said.paragraphLate)
  leaveFlash(c, 'digest-worded', null)
  return c.redirect(paths.digest(key.campaign, key.week), 303)
}

/** POST /digests/:campaign/:week/again: 再发一次, to those chosen. */
export async function postAgain(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = officeEdition(c, office)
  if (!found) return notFound(c, show)
  const { key, view } = found
  const form = await c.req.formData()
  const to = form.getAll('person').map(Number)
  const act = { actor: viewerIn(c).actor, now: office.now() }
  const sent = transact(office.db, (tx) => sendEditionAgain(tx, key, to, act))
  if (sent === 0) return showDigest(c, office, { show, view, faults: { again: said.againNone } })
  sendOut(office)
  leaveFlash(c, 'digest-again', null)
  return c.redirect(paths.digest(key.campaign, key.week), 303)
}

/** The edition a post of the office is about; null alike where there is none and for anybody else. */
function officeEdition(c: Ctx, { db }: Office): { key: EditionKey; view: DigestView } | null {
  const { actor } = viewerIn(c)
  const key = keyIn(c)
  if (!key || !isOffice(actor) || !scopeOf(actor) || !findEdition(db, key)) return null
  const view = viewEdition(db, actor, key)
  return view && { key, view }
}
