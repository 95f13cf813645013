import type { FC } from 'hono/jsx'
import type { PersonId } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Faults } from '../core/faults.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { writtenDay } from '../core/calendar/read-day.ts'
import { substituteRefusalText } from '../core/people/roster-texts.ts'
import { areOfOneUnit, type SubstituteRefusal } from '../core/people/substitute.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact } from '../db/database.ts'
import { draftResult, useDraft } from '../db/drafts.ts'
import type { RosterPerson } from '../db/roster.ts'
import { setSubstitute } from '../db/substitutes.ts'
import { calendarTexts } from './calendar-texts.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import { readTicket, readValues } from './posted.ts'
import { colleagueFields, colleagueIn, textOf } from './roster-colleague.ts'
import { Back, fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { personAt, staffIn, type Roster } from './roster-load.ts'
import { nameIn } from './roster-substitutes.tsx'
import { substituteTexts as said } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'

type Page = {
  readonly roster: Roster
  readonly person: RosterPerson
  readonly filling: Filling
  /** Of another unit, not yet confirmed. */
  readonly elsewhere: string | null
}

/** GET /roster/people/:id/substitute */
export async function substitutePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = personAt(c, office)
  if (!found || !mayChangeUnits(viewerIn(c).actor)) return notFound(c, show)
  const filling = fresh({ from: dayOf(office.now()) }, null)
  return showPage(c, show, { ...found, filling, elsewhere: null })
}

/** POST /roster/people/:id/substitute */
export async function postSubstitute(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = personAt(c, office)
  const { actor } = viewerIn(c)
  if (!found || !mayChangeUnits(actor)) return notFound(c, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  if (!ticket) return failed(c, show, { kind: 'unreadable', status: 400 })
  const filling = { ...fresh(values, null), draft: ticket.draft }
  const page = { ...found, filling, elsewhere: null }
  const now = office.now()
  const read = readForm(office, found.person, { values, today: dayOf(now) })
  if ('faults' in read) return showPage(c, show, { ...page, filling: { ...filling, faults: read.faults } })
  const { wanted } = read
  const substitute = found.roster.people.find(({ id }) => id === wanted.substitute)
  const elsewhere = substitute && !areOfOneUnit(substitute, found.person) ? substitute.name : null
  if (elsewhere !== null && values['anyway'] !== 'yes' && substitute?.id !== found.person.id)
    return showPage(c, show, { ...page, elsewhere })
  const refusal = transact(office.db, (tx): SubstituteRefusal | null => {
    if (draftResult(tx, ticket.draft)) return null
    const refused = setSubstitute(tx, wanted, { actor, now })
    if (!refused) useDraft(tx, { id: ticket.draft, person: actor.id, serial: String(wanted.person), now })
    return refused
  })
  if (refusal) return showPage(c, show, { ...page, filling: refused(page, refusal) })
  leaveFlash(c, 'substitute-set', null)
  return c.redirect(paths.person(found.person.id), 303)
}

function refused({ roster, filling }: Page, refusal: SubstituteRefusal): Filling {
  const sentence = substituteRefusalText(refusal, (id) => nameIn(roster, id))
  return refusedForm(filling, sentence, fieldOf[refusal.code] ?? null)
}

const fieldOf: Readonly<Partial<Record<SubstituteRefusal['code'], string>>> = {
  order: 'to',
  past: 'to',
  'too-long': 'to',
  'no-reason': 'reason',
}

type Wanted = { person: PersonId; substitute: PersonId; from: Day; to: Day; reason: string }
type Typed = { readonly values: FormValues; readonly today: Day }

function readForm(
  office: Office,
  person: RosterPerson,
  { values, today }: Typed,
): { wanted: Wanted } | { faults: Faults } {
  const who = colleagueIn(office, values, said)
  const [from, to] = [writtenDay(textOf(values['from']), today), writtenDay(textOf(values['to']), today)]
  const reason = textOf(values['reason']).slice(0, longestReason)
  if (!('fault' in who) && from !== null && to !== null)
    return { wanted: { person: person.id, substitute: who.id, from, to, reason } }
  const faults: (readonly [string, string])[] = [
    ...('fault' in who ? [[who.field, who.fault] as const] : []),
    ...(from !== null ? [] : [['from', calendarTexts.day.badDay] as const]),
    ...(to !== null ? [] : [['to', calendarTexts.day.badDay] as const]),
  ]
  return { faults: new Map(faults) }
}

/** Characters. */
const longestReason = 200

function fieldsFor({ roster, person }: Page): Field[] {
  const units = new Set(person.posts.map(({ unit }) => unit))
  const colleagues = new Map([...units].flatMap((unit) => staffIn(roster, unit)).map((one) => [one.id, one]))
  colleagues.delete(person.id)
  return [
    ...colleagueFields([...colleagues.values()], said),
    { name: 'from', label: said.from, kind: 'day', required: true },
    { name: 'to', label: said.to, kind: 'day', required: true },
    { name: 'reason', label: said.reason, kind: 'paragraph', required: true, max: longestReason },
  ]
}

function showPage(c: Ctx, show: Show, page: Page): Promise<Response> {
  const { filling, elsewhere, person } = page
  const wrong = filling.refused !== null || filling.faults.size > 0 || elsewhere !== null
  return show(c, { title: said.setTitle(person.name), body: <SubstituteView page={page} />, status: wrong ? 422 : 200 })
}

const SubstituteView: FC<{ page: Page }> = ({ page }) => {
  const { roster, person, filling, elsewhere } = page
  return (
    <div class="narrow">
      <Back href={paths.person(person.id)} label={person.name} />
      <div class="page-head">
        <h1>{said.setTitle(person.name)}</h1>
      </div>
      <section class="card form-card">
        <div class="card-body">
          <PostForm
            viewer={roster.viewer}
            filling={filling}
            fields={fieldsFor(page)}
            action={paths.substitute(person.id)}
            submit={said.submit}
            cancel={paths.person(person.id)}
          >
            <p class="quiet">{said.hint}</p>
            {elsewhere === null ? null : (
              <Banner tone="warn">
                <p>{said.otherUnit(elsewhere)}</p>
                <button class="button button-default" type="submit" name="anyway" value="yes">
                  {said.anyway}
                </button>
              </Banner>
            )}
          </PostForm>
        </div>
      </section>
    </div>
  )
}
