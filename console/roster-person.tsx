import { dayOf, type Day } from '../core/calendar/day.ts'
import type { FormValues } from '../core/forms/form.ts'
import type { Handover } from '../core/handovers/handover.ts'
import { mayManage, type PersonRefusal } from '../core/people/person.ts'
import { personRefusalText } from '../core/people/roster-texts.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact } from '../db/database.ts'
import { handoversOf } from '../db/handovers/find.ts'
import { ownerless } from '../db/handovers/holders.ts'
import { savePerson } from '../db/person.ts'
import type { RosterPerson } from '../db/roster.ts'
import { substitutesOf, type SubstituteRow } from '../db/substitutes.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { readTicket, readValues, type Ticket } from './posted.ts'
import { takeCode } from './roster-binding.tsx'
import { fresh, refusedForm, type Filling } from './roster-form.tsx'
import { loadRoster, personAt, type Roster } from './roster-load.ts'
import { readPerson, rowsIn, valuesOf } from './roster-person-form.ts'
import { PersonView } from './roster-person-view.tsx'
import { rosterTexts } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'

export type PersonPage = {
  readonly roster: Roster
  /** null: somebody new. */
  readonly person: RosterPerson | null
  readonly filling: Filling
  readonly mayEdit: boolean
  /** Others of the same name, to be looked at before a new person is added. */
  readonly namesakes: readonly RosterPerson[]
  /** A binding code just made, shown this once. */
  readonly code: string | null
  /** Those who stand in for this person, and those this person stands in for. */
  readonly substitutes: readonly SubstituteRow[]
  /** From and to this person, the newest first. */
  readonly handovers: readonly Handover[]
  /** Open issues that name them though they are no longer there, and nobody takes over. */
  readonly ownerless: number
  readonly today: Day
}

/** GET /roster/people/new?unit= */
export async function newPersonPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeUnits(viewer.actor)) return notFound(c, show)
  const values = { unit0: c.req.query('unit') ?? '', rows: '1' }
  return showPerson(c, show, { ...blank(office, loadRoster(office, viewer)), filling: fresh(values, null) })
}

/** GET /roster/people/:id */
export async function personPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = personAt(c, office)
  if (!found) return notFound(c, show)
  const { roster, person } = found
  const code = await takeCode(c, office, person.id)
  return showPerson(c, show, { ...pageOf(office, roster, person), code })
}

function blank({ now }: Office, roster: Roster): Omit<PersonPage, 'filling'> {
  const today = dayOf(now())
  return {
    roster,
    person: null,
    mayEdit: true,
    namesakes: [],
    code: null,
    substitutes: [],
    handovers: [],
    ownerless: 0,
    today,
  }
}

function pageOf(office: Office, roster: Roster, person: RosterPerson): PersonPage {
  const filling = fresh(valuesOf(roster, person), person.version)
  const mayEdit = mayManage(roster.viewer.actor, person.posts)
  const [substitutes, handovers] = [substitutesOf(office.db, person.id), handoversOf(office.db, person.id)]
  const left = ownerless(office.db).filter((one) => one.person === person.id)
  const count = left.reduce((sum, one) => sum + one.count, 0)
  return { ...blank(office, roster), person, filling, mayEdit, substitutes, handovers, ownerless: count }
}

/** POST /roster/people/new and /roster/people/:id */
export async function postPerson(c: Ctx, office: Office, show: Show): Promise<Response> {
  const isNew = c.req.param('id') === undefined
  const found = isNew ? { roster: loadRoster(office, viewerIn(c)), person: null } : personAt(c, office)
  if (!found || !mayChangeUnits(found.roster.viewer.actor)) return notFound(c, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  if (!ticket || (ticket.seen === null) !== isNew) return failed(c, show, { kind: 'unreadable', status: 400 })
  const page = {
    ...(found.person ? pageOf(office, found.roster, found.person) : blank(office, found.roster)),
    ...found,
  }
  const filling = { ...fresh(values, ticket.seen), draft: ticket.draft }
  if ('more' in values) return showPerson(c, show, { ...page, filling: oneMore(filling) }, 200)
  return save(c, office, { show, page: { ...page, filling }, ticket })
}

function oneMore(filling: Filling): Filling {
  return { ...filling, values: { ...filling.values, rows: String(rowsIn(filling.values) + 1) } }
}

type Saving = { readonly show: Show; readonly page: PersonPage; readonly ticket: Ticket }

async function save(c: Ctx, office: Office, { show, page, ticket }: Saving): Promise<Response> {
  const { roster, person, filling } = page
  const read = readPerson(filling.values, roster, person?.posts ?? [])
  if (!read.ok) return showPerson(c, show, again(page, read.refusal, read.field))
  const isAnother = filling.values['another'] === 'yes'
  const edit = { ...read.person, person: person?.id ?? null, seen: ticket.seen ?? 0, draft: ticket.draft, isAnother }
  const act = { actor: roster.viewer.actor, now: office.now() }
  const saved = transact(office.db, (tx) => savePerson(tx, edit, act))
  if (!saved.ok) return showPerson(c, show, again(page, saved.refusal, fieldOf(saved.refusal)))
  leaveFlash(c, `person-${saved.did}`, null)
  return c.redirect(paths.person(saved.person), 303)
}

/** The form with what is wrong; where somebody was faster, what stands now. */
function again(page: PersonPage, refusal: PersonRefusal, field: string | null): PersonPage {
  const { roster, person, filling } = page
  const newest: FormValues | null = refusal.code === 'changed' && person ? valuesOf(roster, person) : null
  const shown = newest && person ? fresh(newest, person.version) : filling
  const same = refusal.code === 'namesakes' ? refusal.people : []
  const namesakes = roster.people.filter(({ id }) => same.includes(id))
  return { ...page, filling: refusedForm(shown, personRefusalText(refusal), field), namesakes }
}

function fieldOf({ code }: PersonRefusal): string | null {
  if (code === 'bad-name') return 'name'
  return code === 'phone-taken' ? 'phone' : null
}

function showPerson(c: Ctx, show: Show, page: PersonPage, status?: 200): Promise<Response> {
  const { refused, faults } = page.filling
  const wrong = refused !== null || faults.size > 0
  const title = page.person?.name ?? rosterTexts.newPerson
  return show(c, { title, body: <PersonView page={page} />, status: status ?? (wrong ? 422 : 200) })
}
