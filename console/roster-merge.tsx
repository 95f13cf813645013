import type { FC } from 'hono/jsx'
import type { Field, FormValues } from '../core/forms/form.ts'
import type { UnitId } from '../core/issue.ts'
import { planMerge, type MergePlan } from '../core/people/reform.ts'
import { withoutGaps } from '../core/people/unit.ts'
import { mergeUnits } from '../db/reform.ts'
import { holdingsOf } from '../db/units.ts'
import { notFound } from './errors.tsx'
import { Fields, filled } from './form.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import { fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { staffIn, treeOf } from './roster-load.ts'
import { Moves, movesOf } from './roster-moves.tsx'
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

const BRAND_NEW = 'new'

/** GET /roster/units/:id/merge: first into which; with that in the address, what would move and the order for it. */
export async function mergePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const reforming = reformAt(c, office, 'merge')
  if (!reforming) return notFound(c, show)
  const query = c.req.queries()
  const typed = { into: query['into']?.[0] ?? '', name: query['name']?.[0] ?? '', others: query['others'] ?? [] }
  if (query['into'] === undefined) return showChoice(c, show, { reforming, filling: fresh(typed, null) })
  const { roster, unit, today } = reforming
  const probe = planMerge(
    { ...wanted(reforming, typed), reason: unitTexts.order, on: today },
    { units: roster.units, today },
  )
  if (!probe.ok)
    return showChoice(c, show, { reforming, filling: refusedReform(fresh(typed, null), probe.refusal, today, true) })
  return showPreview(c, office, { show, reforming, plan: probe, filling: fresh({ ...typed, on: today }, unit.version) })
}

/** POST /roster/units/:id/merge */
export async function postMerge(c: Ctx, office: Office, show: Show): Promise<Response> {
  const posted = await postedReform(c, office, { kind: 'merge', show })
  if (posted instanceof Response) return posted
  const { reforming, values, filling } = posted
  const { roster, today } = reforming
  const merge = wanted(reforming, values)
  const plan = planMerge({ ...merge, reason: unitTexts.order, on: today }, { units: roster.units, today })
  if (!plan.ok) return showChoice(c, show, { reforming, filling: refusedReform(filling, plan.refusal, today, true) })
  const again = (wrong: Filling) => showPreview(c, office, { show, reforming, plan, filling: wrong })
  if (filling.refused !== null) return again(filling)
  const order = orderIn(values, today)
  if (!order) return again(refusedForm(filling, unitTexts.badDay, 'on'))
  const done = reformOnce(office, { reforming, filling }, (tx, act) => mergeUnits(tx, { ...merge, ...order }, act))
  if (!done.ok) return again(refusedReform(filling, done.refusal, today, false))
  return doneReform(c, office, { kind: 'merge', unit: done.unit })
}

/** The units that are to become one, and the name of the one. */
function wanted({ roster, unit }: Reforming, values: FormValues): { units: UnitId[]; into: string } {
  const others = [values['others'] ?? []].flat().map(Number).filter(Number.isSafeInteger)
  const target = roster.units.find(({ id }) => String(id) === values['into'])
  const name = values['into'] === BRAND_NEW ? withoutGaps(String(values['name'] ?? '')) : (target?.name ?? '')
  return { units: [...new Set([unit.id, ...others])], into: name }
}

type Choosing = { readonly reforming: Reforming; readonly filling: Filling }

function showChoice(c: Ctx, show: Show, { reforming, filling }: Choosing): Promise<Response> {
  const { unit } = reforming
  const title = unitTexts.mergeTitle(unit.name)
  const wrong = filling.refused !== null || filling.faults.size > 0
  const body = (
    <ReformPage unit={unit} title={title}>
      <form class="act-form" method="get" action={paths.mergeUnit(unit.id)}>
        {filling.refused === null ? null : <Banner tone="bad">{filling.refused}</Banner>}
        <Fields fields={filled(choices(reforming), filling.values, filling.faults)} />
        <div class="buttons form-buttons">
          <button class="button button-primary button-large" type="submit">
            {unitTexts.next}
          </button>
        </div>
      </form>
    </ReformPage>
  )
  return show(c, { title, body, ...(wrong ? { status: 422 } : {}) })
}

function choices({ roster, unit }: Reforming): Field[] {
  const others = treeOf(roster.units).filter((branch) => branch.unit.id !== unit.id)
  const options = others.map((branch) => ({ value: String(branch.unit.id), label: branch.unit.name }))
  const into = [...options, { value: BRAND_NEW, label: unitTexts.brandNew }]
  return [
    { name: 'into', label: unitTexts.into, kind: 'choice', required: true, options: into },
    { name: 'name', label: unitTexts.newUnitName, kind: 'line', required: false, hint: unitTexts.newUnitHint },
    { name: 'others', label: unitTexts.others, kind: 'choices', required: false, options, hint: unitTexts.othersHint },
  ]
}

type Previewing = Choosing & { readonly show: Show; readonly plan: MergePlan }

function showPreview(c: Ctx, office: Office, { show, reforming, plan, filling }: Previewing): Promise<Response> {
  const { unit, roster } = reforming
  const title = unitTexts.mergePreview(
    plan.ending.map(({ name }) => name),
    plan.into.name,
  )
  const moving = movesOf(
    roster,
    plan.ending.map(({ id }) => ({ id, ...holdingsOf(office.db, id) })),
  )
  const wrong = filling.refused !== null || filling.faults.size > 0
  const body = (
    <ReformPage unit={unit} title={title}>
      <PostForm
        viewer={roster.viewer}
        filling={filling}
        fields={orderFields}
        action={paths.mergeUnit(unit.id)}
        submit={unitTexts.doMerge}
        cancel={paths.mergeUnit(unit.id)}
        along={alongOf(filling.values)}
      >
        <Moves moving={moving} ends={plan.ending.map(({ name }) => name)} />
        <Firsts reforming={reforming} plan={plan} />
      </PostForm>
    </ReformPage>
  )
  return show(c, { title, body, ...(wrong ? { status: 422 } : {}) })
}

function alongOf(values: FormValues): [string, string][] {
  const others = [values['others'] ?? []].flat()
  const one = (name: string): [string, string] => [name, String(values[name] ?? '')]
  return [one('into'), one('name'), ...others.map((id): [string, string] => ['others', id])]
}

/** A unit has one head: two after a merger are the office's to settle. */
const Firsts: FC<{ reforming: Reforming; plan: MergePlan }> = ({ reforming: { roster }, plan }) => {
  const ids = [...plan.ending.map(({ id }) => id), ...(plan.into.known ? [plan.into.known.id] : [])]
  const isFirst = (unit: UnitId) =>
    staffIn(roster, unit).filter(({ posts }) => posts.some((post) => post.unit === unit && post.role === 'first'))
  const names = [...new Set(ids.flatMap(isFirst))].map(({ name }) => name)
  return names.length > 1 ? <Banner tone="warn">{unitTexts.firsts(names)}</Banner> : null
}
