import { z } from 'zod'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { HandInFile } from '../core/hand-ins/hand-in.ts'
import { permitHandIn } from '../core/hand-ins/hand-in-permit.ts'
import type { HandInRefusal } from '../core/hand-ins/hand-in-refusal.ts'
import { isTooLong, type HandInAct } from '../core/hand-ins/hand-in-rules.ts'
import { handInRefusalText } from '../core/hand-ins/hand-in-texts.ts'
import { writtenDay } from '../core/calendar/read-day.ts'
import { normal } from '../core/text.ts'
import { transact } from '../db/database.ts'
import { recordHandIn, type HandInOutcome } from '../db/hand-in-ledger.ts'
import type { HandInView } from '../db/hand-ins.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { handInTexts } from './hand-in-texts.ts'
import { seeHandIn, showHandIn, type Attempt } from './hand-in.tsx'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { readTicket, type Ticket } from './posted.ts'
import { type Ctx, type Viewer, viewerIn, whoseFiles } from './session.ts'
import { keptToken, noUploads, takeUploads, type Uploads } from '../db/uploads.ts'

/** What the buttons of the page ask for. */
const Wish = z.enum(['accept', 'return', 'files', 'ledger', 'zero', 'add'])
type Wish = z.infer<typeof Wish>

type Posted = {
  readonly office: Office
  readonly show: Show
  readonly viewer: Viewer
  readonly view: HandInView
  readonly wish: Wish
  readonly ticket: Ticket
  readonly reason: string
  readonly received: string
  readonly uploads: Uploads
}

/** POST /hand-ins/:id: form → command → recordHandIn → 303; what is wrong comes back with what was typed. */
export async function postHandIn(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeHandIn(office, viewer, c.req.param('id') ?? '')
  if (!view) return notFound(c, show)
  const data = await c.req.formData()
  const ticket = readTicket(data)
  const wish = Wish.safeParse(data.get('act')).data
  if (!ticket || ticket.seen === null || !wish) return failed(c, show, { kind: 'unreadable', status: 400 })
  const whose = whoseFiles(viewer, view.handIn.id)
  const uploads = takesFiles(wish, view, viewer) ? await takeUploads(office, data, whose) : noUploads
  const typed = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value.toWellFormed() : ''
  }
  const about = { reason: typed('reason').replaceAll('\r\n', '\n'), received: typed('received'), uploads }
  return settle(c, { office, show, viewer, view, wish, ticket, ...about })
}

/**
 * Files of somebody who may not hand in never reach the store. Those that only came too late do, so that they come
 * back with the form.
 */
function takesFiles(wish: Wish, { handIn, facts }: HandInView, { actor }: Viewer): boolean {
  if (wish !== 'files' && wish !== 'zero' && wish !== 'add') return false
  const type = ({ files: 'hand-in', zero: 'zero', add: 'add-file' } as const)[wish]
  const refusal = permitHandIn(type, handIn, actor, facts)
  return refusal === null || refusal.code === 'wrong-state'
}

async function settle(c: Ctx, posted: Posted): Promise<Response> {
  const { office, view, wish, uploads } = posted
  const today = dayOf(office.now())
  const received = receivedDay(posted, today)
  if (received === 'unreadable') return again(c, posted, handInTexts.badDay)
  if (uploads.refused.length > 0) return again(c, posted, uploads.refused.join(''))
  if (wish === 'return' && isTooLong(posted.reason)) return again(c, posted, null)
  const outcome = record(posted, received)
  if (!outcome.ok) return refused(c, posted, outcome.refusal)
  if (!outcome.repeated) sendOut(office)
  const done = wish === 'accept' || wish === 'return' ? (`hand-in-${wish}` as const) : 'hand-in-entered'
  leaveFlash(c, outcome.repeated ? 'repeated' : done, null)
  return c.redirect(paths.handIn(view.handIn.id), 303)
}

function receivedDay({ received }: Posted, today: Day): Day | null | 'unreadable' {
  if (normal(received) === '') return null
  return writtenDay(received, today) ?? 'unreadable'
}

/** One act; several files added are several events in one transaction. */
function record({ office, viewer, view, wish, ticket, reason, uploads }: Posted, on: Day | null): HandInOutcome {
  const { id } = view.handIn
  const files = uploads.kept.map((file): HandInFile => ({ ...file, by: viewer.id, at: office.now() }))
  const [first, ...rest] = actsOf(wish, { files, reason, on })
  return transact(office.db, (tx) => {
    const entry = { actor: viewer.actor, now: office.now() }
    const outcome = recordHandIn(tx, { ...entry, command: { id, seen: ticket.seen, ...first }, draft: ticket.draft })
    if (!outcome.ok || outcome.repeated) return outcome
    for (const act of rest) recordHandIn(tx, { ...entry, command: { id, seen: null, ...act } })
    return outcome
  })
}

type Filled = { readonly files: readonly HandInFile[]; readonly reason: string; readonly on: Day | null }

function actsOf(wish: Wish, { files, reason, on }: Filled): [HandInAct, ...HandInAct[]] {
  switch (wish) {
    case 'accept':
      return [{ type: 'accept' }]
    case 'return':
      return [{ type: 'return', reason }]
    case 'files':
      return [{ type: 'hand-in', files, on }]
    case 'ledger':
      return [{ type: 'hand-in', files: null, on }]
    case 'zero':
      return [{ type: 'zero', scan: files, on }]
    case 'add': {
      const [first, ...rest] = files.map((file): HandInAct => ({ type: 'add-file', file }))
      return first ? [first, ...rest] : [{ type: 'hand-in', files: [], on }]
    }
    default:
      return wish satisfies never
  }
}

function refused(c: Ctx, posted: Posted, refusal: HandInRefusal): Promise<Response> {
  return again(c, posted, handInRefusalText(refusal, dayOf(posted.office.now())))
}

/** The page as it stands now, why it was not done, and what was typed. */
async function again(c: Ctx, posted: Posted, fault: string | null): Promise<Response> {
  const { office, show, viewer, uploads, reason, received } = posted
  const view = seeHandIn(office, viewer, posted.view.handIn.id)
  if (!view) return notFound(c, show)
  const tokens = uploads.kept.map((file) => keptToken(office, file, whoseFiles(viewer, view.handIn.id)))
  const attempt: Attempt = { fault, reason, received, uploads, tokens }
  return showHandIn(c, office, { show, view, attempt })
}
