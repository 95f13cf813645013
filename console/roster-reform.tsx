import type { Child, FC } from 'hono/jsx'
import type { ActingPerson } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import type { UnitId } from '../core/issue.ts'
import { writtenDay } from '../core/calendar/read-day.ts'
import { unitRefusalText } from '../core/people/roster-texts.ts'
import { mayChangeUnits, mayReform, type Order, type Unit, type UnitRefusal } from '../core/people/unit.ts'
import { transact, type Tx } from '../db/database.ts'
import { draftResult, useDraft } from '../db/drafts.ts'
import type { Reformed } from '../db/reform.ts'
import { Card } from './parts.tsx'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { readTicket, readValues } from './posted.ts'
import { Back, fresh, refusedForm, type Filling } from './roster-form.tsx'
import { unitAt, type Roster } from './roster-load.ts'
import { unitTexts } from './roster-texts.ts'
import type { RosterDone } from './roster-texts.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

/** A unit whose reform is being filled in, by somebody who may order it. */
export type Reforming = { readonly roster: Roster; readonly unit: Unit; readonly today: Day }

export type Kind = 'rename' | 'merge' | 'divide'

function mayOrder(kind: Kind, { actor }: Viewer): boolean {
  return kind === 'rename' ? mayChangeUnits(actor) : mayReform(actor)
}

/** The standing unit of the address, for whoever may do this to it. */
export function reformAt(c: Ctx, office: Office, kind: Kind): Reforming | null {
  const found = unitAt(c, office)
  if (!found || found.unit.endedOn !== null) return null
  return mayOrder(kind, found.roster.viewer) ? { ...found, today: dayOf(office.now()) } : null
}

/** 依据 and 生效日期: every reform needs both. */
export const orderFields: readonly Field[] = [
  { name: 'reason', label: unitTexts.order, kind: 'line', required: true, hint: unitTexts.orderHint, max: 200 },
  { name: 'on', label: unitTexts.on, kind: 'day', required: true },
]

/** An empty or wrong day is refused beside its field. */
export function orderIn(values: FormValues, today: Day): Order | null {
  const on = writtenDay(String(values['on'] ?? ''), today)
  if (on === null) return null
  const reason = String(values['reason'] ?? '').trim()
  return { reason: reason.slice(0, 200), on }
}

const fields: Readonly<Partial<Record<UnitRefusal['code'], string>>> = {
  'no-name': 'name',
  'bad-name': 'name',
  'same-name': 'name',
  'name-taken': 'name',
  'no-reason': 'reason',
  'not-yet': 'on',
}

/** The form again with the sentence; `named`: whether a name stands in it. */
export function refusedReform(filling: Filling, refusal: UnitRefusal, today: Day, named: boolean): Filling {
  const field = fields[refusal.code] ?? null
  return refusedForm(filling, unitRefusalText(refusal, today), field === 'name' && !named ? null : field)
}

/** What was posted, by whoever may; or the answer where there is nothing to do. */
export async function postedReform(
  c: Ctx,
  office: Office,
  { kind, show }: { kind: Kind; show: Show },
): Promise<{ reforming: Reforming; values: FormValues; filling: Filling } | Response> {
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  const first = ticket && firstResult(c, office, { kind, draft: ticket.draft })
  if (first !== null) return doneReform(c, office, { kind, unit: first })
  const reforming = reformAt(c, office, kind)
  if (!reforming) return notFound(c, show)
  if (!ticket || ticket.seen === null) return failed(c, show, { kind: 'unreadable', status: 400 })
  const filling = { ...fresh(values, reforming.unit.version), draft: ticket.draft }
  const { unit, today } = reforming
  if (ticket.seen !== unit.version)
    return { reforming, values, filling: refusedReform(filling, { code: 'changed' }, today, false) }
  return { reforming, values, filling }
}

/** Where the same form led the first time: since then the unit of its address has changed, or ended. */
function firstResult(c: Ctx, office: Office, { kind, draft }: { kind: Kind; draft: string }): UnitId | null {
  const viewer = viewerIn(c)
  const first = mayOrder(kind, viewer) ? draftResult(office.db, draft) : null
  return first?.person === viewer.actor.id ? Number(first.serial) : null
}

/** The reform and the use of its form's draft: both, or with a refusal neither. Its unit is the one shown then. */
export function reformOnce(
  office: Office,
  { reforming, filling }: { reforming: Reforming; filling: Filling },
  reform: (tx: Tx, act: { actor: ActingPerson; now: number }) => Reformed,
): Reformed {
  const act = { actor: reforming.roster.viewer.actor, now: office.now() }
  return transact(office.db, (tx) => {
    const done = reform(tx, act)
    if (done.ok) useDraft(tx, { id: filling.draft, person: act.actor.id, serial: String(done.unit), now: act.now })
    return done
  })
}

const doneWord: Readonly<Record<Kind, RosterDone>> = {
  rename: 'unit-renamed',
  merge: 'units-merged',
  divide: 'unit-divided',
}

export function doneReform(c: Ctx, office: Office, { kind, unit }: { kind: Kind; unit: UnitId }): Response {
  sendOut(office)
  leaveFlash(c, doneWord[kind], null)
  return c.redirect(paths.unit(unit), 303)
}

export const ReformPage: FC<{ unit: Unit; title: string; children?: Child }> = ({ unit, title, children }) => (
  <div class="narrow">
    <Back href={paths.unit(unit.id)} label={unit.name} />
    <Card title={title} look="form-card">
      {children}
    </Card>
  </div>
)
