import type { ActType, IssueAct } from '../core/command.ts'
import { dayOf } from '../core/calendar/day.ts'
import { type Faults, faultsOf, placed } from '../core/faults.ts'
import { formOf, type FormContext } from '../core/forms.ts'
import { permit } from '../core/permit.ts'
import { readAct } from '../core/read-form.ts'
import type { Refusal } from '../core/refusal.ts'
import { understoodText } from '../core/calendar/clock-texts.ts'
import { understoodDays, withDays } from '../core/calendar/understood-days.ts'
import { formContext } from '../db/form-context.ts'
import type { IssueView } from '../db/issues.ts'
import type { Outcome } from '../db/ledger.ts'
import { actTypeOf, type Filling, formFor, showAct } from './act.tsx'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { showIssue, type Typing } from './issue.tsx'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { readTicket, readValues, type Ticket } from './posted.ts'
import { type Ctx, type Viewer, viewerIn, whoseFiles } from './session.ts'
import { settle } from './settle.ts'
import { seeIssue } from './sight.ts'
import { formTexts } from './texts.ts'
import { keptToken, noUploads, takeUploads, type Uploads } from '../db/uploads.ts'

/** One act as it was posted. */
type Posted = {
  readonly office: Office
  readonly show: Show
  readonly viewer: Viewer
  readonly view: IssueView
  readonly type: ActType
  readonly ticket: Ticket
  readonly values: Filling['values']
  readonly uploads: Uploads
}

/** POST /issues/:serial/act/:type: form → command → record → 303; what is wrong comes back with what was typed. */
export async function postAct(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeIssue(office, viewer, c.req.param('serial') ?? '')
  const type = actTypeOf(c.req.param('type'))
  if (!view || !type) return notFound(c, show)
  const data = await c.req.formData()
  const ticket = readTicket(data)
  if (!ticket || ticket.seen === null) return failed(c, show, { kind: 'unreadable', status: 400 })
  const forbidden = permit(type, view.issue, viewer.actor, view.facts)
  const uploads = forbidden ? noUploads : await takeUploads(office, data, whoseFiles(viewer, view.issue.serial))
  const posted = { office, show, viewer, view, type, ticket, values: readValues(data), uploads }
  if (forbidden && type === 'attach') return refused(c, posted, forbidden)
  const act = actIn(posted)
  // A form drawn again would show what only those may choose from who may do it.
  if ('again' in act && forbidden) return refused(c, posted, forbidden)
  if ('again' in act) return formAgain(c, { ...posted, ...act.again }, act.wrong)
  const { actor } = viewer
  const outcome = settle(office, { issue: view.issue, actor, act: act.act, ticket, files: uploads.kept })
  return outcome.ok ? done(c, posted, outcome) : refused(c, posted, outcome.refusal)
}

type Read =
  | { readonly act: IssueAct | null }
  | { readonly again: Partial<Pick<Posted, 'uploads' | 'values'>>; readonly wrong: Wrong }

/** The act that was filled in, null where it is files only; or what is wrong with the form. */
function actIn(posted: Posted): Read {
  const { type, uploads, values } = posted
  const none = type === 'attach' && uploads.kept.length === 0
  const noFaults = { faults: new Map() }
  if (uploads.refused.length > 0) return { again: {}, wrong: noFaults }
  if (none) return { again: { uploads: { kept: [], refused: [formTexts.noFiles] } }, wrong: noFaults }
  if (type === 'attach') return { act: null }
  const context = contextOf(posted, type)
  const days = understoodDays(formOf(type, context).fields, values, context)
  const again = { values: withDays(values, days) }
  const understood = days.length > 0 ? { understood: understoodText(days) } : {}
  const result = readAct(type, again.values, context)
  if (!result.ok) return { again, wrong: { faults: faultsOf(result.faults), ...understood } }
  return days.length > 0 ? { again, wrong: { ...noFaults, ...understood } } : { act: result.act }
}

function contextOf({ office, viewer, view }: Posted, kind: Exclude<ActType, 'attach'>): FormContext {
  const context = formContext(office.db, { actor: viewer.actor, kind, issue: view.issue, now: office.now() })
  if (!context) throw new Error(`no campaign for ${view.issue.serial}`)
  return context
}

function done(c: Ctx, { office, type, view }: Posted, outcome: Extract<Outcome, { ok: true }>): Response {
  if (!outcome.repeated) sendOut(office)
  leaveFlash(c, outcome.repeated ? 'repeated' : type, outcome.repeated ? null : view.issue.serial)
  return c.redirect(paths.issue(view.issue.serial), 303)
}

/** A rule said no: the form as it was typed where the act is still possible, else the issue as it stands now. */
async function refused(c: Ctx, posted: Posted, refusal: Refusal): Promise<Response> {
  const { office, viewer, show, type } = posted
  const view = seeIssue(office, viewer, posted.view.issue.serial)
  if (!view) return notFound(c, show)
  const form = formFor(office, viewer, { view, type })
  if (permit(type, view.issue, viewer.actor, view.facts) === null) {
    const { faults, above } = placed(refusal, form?.fields ?? [], dayOf(office.now()))
    return formAgain(c, { ...posted, view }, { faults, refusal: above })
  }
  return showIssue(c, office, { show, view, refused: { refusal, typed: typedIn(posted) } })
}

type Wrong = { readonly faults: Faults; readonly refusal?: Refusal | null; readonly understood?: string }

async function formAgain(c: Ctx, posted: Posted, { faults, refusal, understood }: Wrong): Promise<Response> {
  const { office, show, viewer, view, type, ticket, values, uploads } = posted
  const tokens = uploads.kept.map((file) => keptToken(office, file, whoseFiles(viewer, view.issue.serial)))
  const said = understood === undefined ? {} : { understood }
  const filling = { type, values, faults, draft: ticket.draft, refusal: refusal ?? null, ...said, uploads, tokens }
  return showAct(c, office, { show, view, filling, status: refusal?.code === 'stale' ? 409 : 422 })
}

/** What a person had typed, by label, so that a refused form is not lost. */
function typedIn({ office, viewer, view, type, values }: Posted): Typing[] {
  const fields = formFor(office, viewer, { view, type })?.fields ?? []
  return fields
    .filter(({ kind }) => kind === 'paragraph' || kind === 'line')
    .map(({ name, label }) => ({ label, text: String(values[name] ?? '') }))
    .filter(({ text }) => text.trim() !== '')
}
