import type { FC } from 'hono/jsx'
import type { FormValues } from '../core/forms/form.ts'
import { planDivision, type DivisionPlan, type Shares } from '../core/people/reform.ts'
import { withoutGaps } from '../core/people/unit.ts'
import { divideUnit } from '../db/reform.ts'
import { holdingsOf, openIssuesOf } from '../db/units.ts'
import { notFound } from './errors.tsx'
import { Fields, filled } from './form.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, StateWord } from './parts.tsx'
import { paths } from './paths.ts'
import { fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { rolesOf, staffIn } from './roster-load.ts'
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

/** GET /roster/units/:id/divide: first into which parts; with these in the address, what goes where. */
export async function dividePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const reforming = reformAt(c, office, 'divide')
  if (!reforming) return notFound(c, show)
  const typed = { parts: c.req.query('parts') ?? '' }
  if (c.req.query('parts') === undefined) return showChoice(c, show, { reforming, filling: fresh(typed, null) })
  const { today, unit } = reforming
  const plan = probe(reforming, typed)
  if (!plan.ok)
    return showChoice(c, show, { reforming, filling: refusedReform(fresh(typed, null), plan.refusal, today, false) })
  return showShares(c, office, { show, reforming, plan, filling: fresh({ ...typed, on: today }, unit.version) })
}

/** POST /roster/units/:id/divide */
export async function postDivide(c: Ctx, office: Office, show: Show): Promise<Response> {
  const posted = await postedReform(c, office, { kind: 'divide', show })
  if (posted instanceof Response) return posted
  const { reforming, values, filling } = posted
  const { unit, today } = reforming
  const plan = probe(reforming, values)
  if (!plan.ok) return showChoice(c, show, { reforming, filling: refusedReform(filling, plan.refusal, today, false) })
  const again = (wrong: Filling) => showShares(c, office, { show, reforming, plan, filling: wrong })
  if (filling.refused !== null) return again(filling)
  const shares = sharesIn(office, { reforming, values })
  if (!shares) return again(refusedForm(filling, unitTexts.newOnes, null))
  const order = orderIn(values, today)
  if (!order) return again(refusedForm(filling, unitTexts.badDay, 'on'))
  const division = { unit: unit.id, into: partsIn(values), ...order }
  const done = reformOnce(office, { reforming, filling }, (tx, act) => {
    const divided = divideUnit(tx, division, shares, act)
    return divided.ok ? { ok: true, unit: unit.id } : divided
  })
  if (!done.ok) return again(refusedReform(filling, done.refusal, today, false))
  return doneReform(c, office, { kind: 'divide', unit: done.unit })
}

/** Whether these parts can be, before the order is known. */
function probe({ roster, unit, today }: Reforming, values: FormValues): ReturnType<typeof planDivision> {
  const division = { unit: unit.id, into: partsIn(values), reason: unitTexts.order, on: today }
  return planDivision(division, { units: roster.units, today })
}

function partsIn(values: FormValues): string[] {
  const lines = String(values['parts'] ?? '').split('\n')
  return lines.map(withoutGaps).filter((name) => name !== '')
}

/** null where something has come up that the form didn't ask about. */
function sharesIn(office: Office, { reforming, values }: { reforming: Reforming; values: FormValues }): Shares | null {
  const { roster, unit } = reforming
  const share = (name: string) => Number(values[name])
  const issues = openIssuesOf(office.db, unit.id).map(({ serial }) => [serial, share(`issue-${serial}`)] as const)
  const people = staffIn(roster, unit.id).map(({ id }) => [id, share(`person-${id}`)] as const)
  const asked = [...issues, ...people].every(([, part]) => Number.isSafeInteger(part))
  return asked ? { issues: new Map(issues), people: new Map(people) } : null
}

type Choosing = { readonly reforming: Reforming; readonly filling: Filling }

function showChoice(c: Ctx, show: Show, { reforming: { unit }, filling }: Choosing): Promise<Response> {
  const title = unitTexts.divideTitle(unit.name)
  const parts = { name: 'parts', label: unitTexts.parts, kind: 'paragraph', required: true } as const
  const body = (
    <ReformPage unit={unit} title={title}>
      <form class="act-form" method="get" action={paths.divideUnit(unit.id)}>
        {filling.refused === null ? null : <Banner tone="bad">{filling.refused}</Banner>}
        <Fields fields={filled([{ ...parts, hint: unitTexts.partsHint }], filling.values, filling.faults)} />
        <div class="buttons form-buttons">
          <button class="button button-primary button-large" type="submit">
            {unitTexts.next}
          </button>
        </div>
      </form>
    </ReformPage>
  )
  return show(c, { title, body, ...(filling.refused === null ? {} : { status: 422 }) })
}

type Sharing = Choosing & { readonly show: Show; readonly plan: DivisionPlan }

function showShares(c: Ctx, office: Office, { show, reforming, plan, filling }: Sharing): Promise<Response> {
  const { unit, roster } = reforming
  const names = plan.parts.map(({ name }) => name)
  const title = unitTexts.dividePreview(unit.name, names)
  const moving = movesOf(roster, [{ id: unit.id, ...holdingsOf(office.db, unit.id) }])
  const wrong = filling.refused !== null || filling.faults.size > 0
  const body = (
    <ReformPage unit={unit} title={title}>
      <PostForm
        viewer={roster.viewer}
        filling={filling}
        fields={orderFields}
        action={paths.divideUnit(unit.id)}
        submit={unitTexts.doDivide}
        cancel={paths.divideUnit(unit.id)}
        along={[['parts', partsIn(filling.values).join('\n')]]}
      >
        <IssueShares issues={openIssuesOf(office.db, unit.id)} parts={names} values={filling.values} />
        <PeopleShares reforming={reforming} parts={names} values={filling.values} />
        <Moves moving={moving} ends={plan.ends ? [unit.name] : []} />
      </PostForm>
    </ReformPage>
  )
  return show(c, { title, body, ...(wrong ? { status: 422 } : {}) })
}

type Parts = { readonly parts: readonly string[]; readonly values: FormValues }

const IssueShares: FC<Parts & { issues: ReturnType<typeof openIssuesOf> }> = ({ issues, parts, values }) => (
  <fieldset class="shares">
    <legend>{unitTexts.issuesTo}</legend>
    {issues.length === 0 ? <p class="quiet">{unitTexts.noneOpen}</p> : null}
    {issues.map(({ serial, title, status }) => (
      <label class="share">
        <span class="serial">{serial}</span>
        <bdi class="share-what">{title.slice(0, 60)}</bdi>
        <StateWord status={status} />
        <Part name={`issue-${serial}`} parts={parts} values={values} />
      </label>
    ))}
  </fieldset>
)

const PeopleShares: FC<Parts & { reforming: Reforming }> = ({ reforming: { roster, unit }, parts, values }) => (
  <fieldset class="shares">
    <legend>{unitTexts.peopleTo}</legend>
    {staffIn(roster, unit.id).map((person) => (
      <label class="share">
        <bdi class="share-what">{person.name}</bdi>
        <span class="quiet">{rolesOf(roster, person, unit.id)}</span>
        <Part name={`person-${person.id}`} parts={parts} values={values} />
      </label>
    ))}
  </fieldset>
)

const Part: FC<Parts & { name: string }> = ({ name, parts, values }) => (
  <select class="input select" name={name}>
    {parts.map((part, index) => (
      <option value={String(index)} selected={String(index) === String(values[name] ?? '0')}>
        {part}
      </option>
    ))}
  </select>
)
