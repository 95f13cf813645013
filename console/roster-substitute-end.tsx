import type { FC } from 'hono/jsx'
import type { Field } from '../core/forms/form.ts'
import { substituteRefusalText } from '../core/people/roster-texts.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact } from '../db/database.ts'
import type { RosterPerson } from '../db/roster.ts'
import { endSubstitute, substitutesOf, type SubstituteRow } from '../db/substitutes.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { readValues } from './posted.ts'
import { Back, fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { personAt, type Roster } from './roster-load.ts'
import { nameIn } from './roster-substitutes.tsx'
import { substituteTexts as said } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'

type Found = { readonly roster: Roster; readonly person: RosterPerson; readonly row: SubstituteRow }

/** GET /roster/people/:id/substitute/:number */
export async function endPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = rowAt(c, office)
  return found ? showEnd(c, show, { found, filling: fresh({}, null) }) : notFound(c, show)
}

/** POST /roster/people/:id/substitute/:number: called off from today on, with a reason. */
export async function postEnd(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = rowAt(c, office)
  if (!found) return notFound(c, show)
  const values = readValues(await c.req.formData())
  const reason = typeof values['reason'] === 'string' ? values['reason'].trim().slice(0, longestReason) : ''
  const ending = { person: found.person.id, id: found.row.id, reason }
  const act = { actor: viewerIn(c).actor, now: office.now() }
  const refusal = transact(office.db, (tx) => endSubstitute(tx, ending, act))
  if (refusal) {
    const sentence = substituteRefusalText(refusal, (id) => nameIn(found.roster, id))
    const field = refusal.code === 'no-reason' ? 'reason' : null
    return showEnd(c, show, { found, filling: refusedForm(fresh(values, null), sentence, field) })
  }
  leaveFlash(c, 'substitute-ended', null)
  return c.redirect(paths.person(found.person.id), 303)
}

/** The line of the address, of the person of the address, for whoever may change it. */
function rowAt(c: Ctx, office: Office): Found | null {
  const found = personAt(c, office)
  if (!found || !mayChangeUnits(viewerIn(c).actor)) return null
  const rows = substitutesOf(office.db, found.person.id)
  const row = rows.find(({ id, person }) => String(id) === c.req.param('number') && person === found.person.id)
  return row ? { ...found, row } : null
}

/** Characters. */
const longestReason = 200

const fields: readonly Field[] = [
  { name: 'reason', label: said.endReason, kind: 'paragraph', required: true, max: longestReason },
]

type Ending = { readonly found: Found; readonly filling: Filling }

function showEnd(c: Ctx, show: Show, ending: Ending): Promise<Response> {
  const { found, filling } = ending
  const wrong = filling.refused !== null || filling.faults.size > 0
  const title = said.endTitle(found.person.name)
  return show(c, { title, body: <EndView ending={ending} />, status: wrong ? 422 : 200 })
}

const EndView: FC<{ ending: Ending }> = ({ ending: { found, filling } }) => {
  const { roster, person, row } = found
  return (
    <div class="narrow">
      <Back href={paths.person(person.id)} label={person.name} />
      <div class="page-head">
        <h1>{said.endTitle(person.name)}</h1>
      </div>
      <section class="card form-card">
        <div class="card-body">
          <PostForm
            viewer={roster.viewer}
            filling={filling}
            fields={fields}
            action={paths.endSubstitute(person.id, row.id)}
            submit={said.end}
            cancel={paths.person(person.id)}
          >
            <p class="quiet">
              {said.by(nameIn(roster, row.substitute), row.reason)} {said.days(row.from, row.to)} {said.endHint}
            </p>
          </PostForm>
        </div>
      </section>
    </div>
  )
}
