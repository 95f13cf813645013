import { withoutGaps } from '../core/people/unit.ts'
import { renameUnit } from '../db/reform.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import {
  doneReform,
  orderFields,
  orderIn,
  postedReform,
  reformAt,
  reformOnce,
  ReformPage,
  refusedReform,
  type Reforming,
} from './roster-reform.tsx'
import { unitTexts } from './roster-texts.ts'
import type { Ctx } from './session.ts'

/** GET /roster/units/:id/rename */
export async function renamePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const reforming = reformAt(c, office, 'rename')
  if (!reforming) return notFound(c, show)
  const values = { name: reforming.unit.name, on: reforming.today }
  return showRename(c, show, { reforming, filling: fresh(values, reforming.unit.version) })
}

/** POST /roster/units/:id/rename */
export async function postRename(c: Ctx, office: Office, show: Show): Promise<Response> {
  const posted = await postedReform(c, office, { kind: 'rename', show })
  if (posted instanceof Response) return posted
  const { reforming, values, filling } = posted
  if (filling.refused !== null) return showRename(c, show, { reforming, filling })
  const { unit, today } = reforming
  const order = orderIn(values, today)
  if (!order) return showRename(c, show, { reforming, filling: refusedForm(filling, unitTexts.badDay, 'on') })
  const rename = { unit: unit.id, name: withoutGaps(String(values['name'] ?? '')), ...order }
  const done = reformOnce(office, { reforming, filling }, (tx, act) => renameUnit(tx, rename, act))
  if (done.ok) return doneReform(c, office, { kind: 'rename', unit: done.unit })
  return showRename(c, show, { reforming, filling: refusedReform(filling, done.refusal, today, true) })
}

type Renaming = { readonly reforming: Reforming; readonly filling: Filling }

function showRename(c: Ctx, show: Show, { reforming: { roster, unit }, filling }: Renaming): Promise<Response> {
  const title = unitTexts.renameTitle(unit.name)
  const wrong = filling.refused !== null || filling.faults.size > 0
  const name = { name: 'name', label: unitTexts.newName, kind: 'line', required: true, max: 60 } as const
  const body = (
    <ReformPage unit={unit} title={title}>
      <PostForm
        viewer={roster.viewer}
        filling={filling}
        fields={[{ ...name, hint: unitTexts.renameHint }, ...orderFields]}
        action={paths.renameUnit(unit.id)}
        submit={unitTexts.doRename}
        cancel={paths.unit(unit.id)}
      />
    </ReformPage>
  )
  return show(c, { title, body, ...(wrong ? { status: 422 } : {}) })
}
