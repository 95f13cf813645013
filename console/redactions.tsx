import type { PersonId } from '../core/actor.ts'
import { longestRedactionReason, refuseDeciding, sideOf, type RedactionRefusal } from '../core/redaction.ts'
import { transact } from '../db/database.ts'
import { historyOf } from '../db/history.ts'
import { namesOf } from '../db/people.ts'
import {
  agreeToRedaction,
  askRedaction,
  findRedaction,
  listRedactions,
  reachOf,
  refuseRedaction,
  type Reach,
  type Redaction,
} from '../db/redactions.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { pageOf } from './issue.tsx'
import { type EventProps, tell } from './issue-history.tsx'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { AskView, ListView } from './redactions-view.tsx'
import { redactionRefusals, redactionTexts } from './redaction-texts.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'

/** A request as its reader may see it. */
export type Told = Redaction & {
  readonly reach: Reach | null
  readonly asker: string
  readonly decider: string | null
  readonly mayDecide: boolean
  /** What is sealed is not for the auditor, whose word is asked for all the same. */
  readonly isSealed: boolean
}

export type Asking = {
  readonly serial: string
  readonly n: number
  readonly hasFile: boolean
  /** The entry itself, from which the words are copied. */
  readonly entry: EventProps
  readonly typed: { readonly words: string; readonly reason: string }
  readonly refusal: RedactionRefusal | null
}

/** GET /issues/:serial/redact/:n */
export async function redactPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = eventIn(c, office)
  if (!found) return notFound(c, show)
  return showAsking(c, show, { ...found, typed: { words: '', reason: '' }, refusal: null })
}

/** POST /issues/:serial/redact/:n */
export async function postRedact(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = eventIn(c, office)
  if (!found) return notFound(c, show)
  const data = await c.req.formData()
  const [words, reason] = [text(data, 'words'), text(data, 'reason').slice(0, longestRedactionReason)]
  const asking = { ...found, words: found.hasFile && data.get('what') === 'file' ? null : words, reason }
  const act = { actor: viewerIn(c).actor, now: office.now() }
  const asked = transact(office.db, (tx) => askRedaction(tx, asking, act))
  if (!asked.ok) return showAsking(c, show, { ...found, typed: { words, reason }, refusal: asked.refusal })
  sendOut(office)
  leaveFlash(c, 'redaction-asked', null)
  return c.redirect(paths.redactions, 303)
}

function text(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

/** An event of an issue they may read, for whoever may have a part in its redaction; null alike for everybody else. */
function eventIn(c: Ctx, office: Office): Pick<Asking, 'serial' | 'n' | 'hasFile' | 'entry'> | null {
  const viewer = viewerIn(c)
  const view = seeIssue(office, viewer, c.req.param('serial') ?? '')
  if (!view || sideOf(viewer.actor) === null) return null
  const { serial } = view.issue
  const n = Number(c.req.param('n'))
  const { history, words } = pageOf(office, viewer, view)
  const [told] = tell(
    history.filter((one) => one.n === n),
    words,
  )
  return told ? { serial, n, hasFile: told.logged.event.type === 'evidence-added', entry: { told, words } } : null
}

function showAsking(c: Ctx, show: Show, asking: Asking): Promise<Response> {
  const body = <AskView asking={asking} viewer={viewerIn(c)} />
  return show(c, {
    title: `${redactionTexts.title} ${asking.serial}`,
    body,
    ...(asking.refusal ? { status: 422 as const } : {}),
  })
}

/** GET /redactions */
export async function redactionsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  return sideOf(viewerIn(c).actor) === null ? notFound(c, show) : showList(c, office, { show, refusal: null })
}

type Listing = { readonly show: Show; readonly refusal: RedactionRefusal | null }

function showList(c: Ctx, office: Office, { show, refusal }: Listing): Promise<Response> {
  const viewer = viewerIn(c)
  const { open, decided } = listRedactions(office.db)
  const names = namesOf(
    office.db,
    [...open, ...decided].flatMap(({ by, decidedBy }) => [by, ...(decidedBy === null ? [] : [decidedBy])]),
  )
  const tell = (one: Redaction) => told(office, viewer, { one, names })
  const sentence = refusal && redactionRefusals[refusal]
  const body = <ListView open={open.map(tell)} decided={decided.map(tell)} sentence={sentence} viewer={viewer} />
  return show(c, { title: redactionTexts.title, body, ...(refusal ? { status: 409 as const } : {}) })
}

type Naming = { readonly one: Redaction; readonly names: ReadonlyMap<PersonId, string> }

function told({ db }: Office, { actor }: Viewer, { one, names }: Naming): Told {
  const event = historyOf(db, one.serial).find(({ n }) => n === one.n)?.event
  return {
    ...one,
    reach: one.state === 'open' ? reachOf(db, one) : null,
    asker: names.get(one.by) ?? '',
    decider: one.decidedBy === null ? null : (names.get(one.decidedBy) ?? ''),
    mayDecide: one.state === 'open' && refuseDeciding(actor, one) === null,
    isSealed: event?.type === 'sealed' && sideOf(actor) !== 'director',
  }
}

/** POST /redactions/:id: 同意涂抹 or 不同意, by the other of the two. */
export async function postRedaction(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  const id = Number(c.req.param('id'))
  if (sideOf(actor) === null || !findRedaction(office.db, id)) return notFound(c, show)
  const agreed = (await c.req.formData()).get('verdict') === 'agree'
  const decide = agreed ? agreeToRedaction : refuseRedaction
  const asked = findRedaction(office.db, id)
  const outcome = transact(office.db, (tx) => decide(tx, id, { actor, now: office.now() }))
  if (!outcome.ok) return showList(c, office, { show, refusal: outcome.refusal })
  if (outcome.file !== null) await office.blobs.remove(outcome.file)
  if (agreed) tidy(office)
  const isShared = agreed && typeof asked?.sha256 === 'string' && outcome.file === null
  leaveFlash(c, !agreed ? 'redaction-refused' : isShared ? 'redacted-shared' : 'redacted', null)
  return c.redirect(paths.redactions, 303)
}

/** The words are gone whatever comes of this; only what was never overwritten may lie in the file until it can be done. */
function tidy({ compact, onFault }: Office): void {
  try {
    compact?.()
  } catch (fault) {
    onFault?.(fault)
  }
}
