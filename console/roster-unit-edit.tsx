import type { FC } from 'hono/jsx'
import { dayOf } from '../core/calendar/day.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { unitRefusalText } from '../core/people/roster-texts.ts'
import { lineage, mayChangeUnits, withoutGaps, type Unit, type UnitRefusal } from '../core/people/unit.ts'
import { transact } from '../db/database.ts'
import { createUnit, editUnit } from '../db/unit-edit.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Card } from './parts.tsx'
import { paths } from './paths.ts'
import { readTicket, readValues } from './posted.ts'
import { Back, fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { loadRoster, treeOf, unitAt, type Roster } from './roster-load.ts'
import { rosterTexts, unitTexts } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'

/** GET /roster/units/new */
export async function newUnitPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeUnits(viewer.actor)) return notFound(c, show)
  return showForm(c, show, { roster: loadRoster(office, viewer), unit: null, filling: fresh({}, null) })
}

/** GET /roster/units/:id/edit */
export async function editUnitPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = unitAt(c, office)
  if (!found || !mayChangeUnits(found.roster.viewer.actor) || found.unit.endedOn !== null) return notFound(c, show)
  return showForm(c, show, { ...found, filling: fresh(valuesOf(found.unit), found.unit.version) })
}

/** POST /roster/units/new */
export async function postNewUnit(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeUnits(viewer.actor)) return notFound(c, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  if (!ticket) return failed(c, show, { kind: 'unreadable', status: 400 })
  const unit = { name: withoutGaps(String(values['name'] ?? '')), ...placeIn(values), draft: ticket.draft }
  const act = { actor: viewer.actor, now: office.now() }
  const saved = transact(office.db, (tx) => createUnit(tx, unit, act))
  if (!saved.ok) {
    const filling = { ...fresh(values, null), draft: ticket.draft }
    const again = refusedForm(filling, unitRefusalText(saved.refusal, dayOf(office.now())), fieldOf(saved.refusal))
    return showForm(c, show, { roster: loadRoster(office, viewer), unit: null, filling: again })
  }
  leaveFlash(c, 'unit-added', null)
  return c.redirect(paths.unit(saved.unit), 303)
}

/** POST /roster/units/:id/edit: kind and place in the tree. */
export async function postUnit(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = unitAt(c, office)
  if (!found || !mayChangeUnits(found.roster.viewer.actor)) return notFound(c, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  if (!ticket || ticket.seen === null) return failed(c, show, { kind: 'unreadable', status: 400 })
  const edit = { id: found.unit.id, ...placeIn(values), seen: ticket.seen }
  const act = { actor: found.roster.viewer.actor, now: office.now() }
  const saved = transact(office.db, (tx) => editUnit(tx, edit, act))
  if (!saved.ok) {
    // Somebody was faster: what stands now is shown, under the version it has now.
    const shown = saved.refusal.code === 'changed' ? valuesOf(found.unit) : values
    const sentence = unitRefusalText(saved.refusal, dayOf(office.now()))
    const again = refusedForm(fresh(shown, found.unit.version), sentence, fieldOf(saved.refusal))
    return showForm(c, show, { ...found, filling: again })
  }
  leaveFlash(c, 'unit-saved', null)
  return c.redirect(paths.unit(found.unit.id), 303)
}

function fieldOf({ code }: UnitRefusal): string | null {
  if (code === 'changed') return null
  return code === 'circle' || code === 'not-standing' ? 'parent' : 'name'
}

function valuesOf({ kind, parent }: Unit): FormValues {
  return { kind: kind ?? '', parent: parent === null ? '' : String(parent) }
}

function placeIn(values: FormValues): Pick<Unit, 'kind' | 'parent'> {
  const kind = String(values['kind'] ?? '')
    .trim()
    .slice(0, 30)
  const parent = Number(values['parent'] ?? '')
  return { kind: kind === '' ? null : kind, parent: Number.isSafeInteger(parent) && parent > 0 ? parent : null }
}

type Form = { readonly roster: Roster; readonly unit: Unit | null; readonly filling: Filling }

function showForm(c: Ctx, show: Show, form: Form): Promise<Response> {
  const wrong = form.filling.refused !== null || form.filling.faults.size > 0
  const title = form.unit ? unitTexts.edit : rosterTexts.newUnit
  return show(c, { title, body: <UnitForm form={form} />, ...(wrong ? { status: 422 } : {}) })
}

const UnitForm: FC<{ form: Form }> = ({ form: { roster, unit, filling } }) => {
  const back = unit ? paths.unit(unit.id) : paths.roster
  return (
    <div class="narrow">
      <Back href={back} label={unit ? unit.name : rosterTexts.back} />
      <Card title={unit ? unitTexts.edit : rosterTexts.newUnit} look="form-card">
        <PostForm
          viewer={roster.viewer}
          filling={filling}
          fields={unitFields(roster, unit)}
          action={unit ? paths.editUnit(unit.id) : paths.newUnit}
          submit={unit ? unitTexts.save : unitTexts.add}
          cancel={back}
        />
      </Card>
    </div>
  )
}

function unitFields(roster: Roster, unit: Unit | null): Field[] {
  const above = roster.units.filter(({ id }) => unit === null || !lineage(roster.units, id).includes(unit.id))
  const parents = treeOf(above).map(({ unit: { id, name }, depth }) => ({
    value: String(id),
    label: `${'　'.repeat(depth)}${name}`,
  }))
  return [
    ...(unit ? [] : [{ name: 'name', label: unitTexts.name, kind: 'line' as const, required: true, max: 60 }]),
    { name: 'parent', label: unitTexts.parent, kind: 'choice', required: false, options: parents },
    { name: 'kind', label: unitTexts.kind, kind: 'line', required: false, hint: unitTexts.kindHint },
  ]
}
