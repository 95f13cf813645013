import { asc, eq } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import { actsFor, isOffice, unitsOf } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Option } from '../core/forms/form.ts'
import { usualMeasureRows, type FormContext, type FormKind } from '../core/forms.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import { isVerification } from '../core/forms/verification.ts'
import { fitToVerify, mayReview } from '../core/separation.ts'
import { tellApart, type Choosable } from '../core/people/person.ts'
import { workdayAfter } from '../core/calendar/workday.ts'
import { officeCalendar, seenFrom } from './calendar.ts'
import { campaignsTaking, listCampaigns, type RunningCampaign } from './campaigns.ts'
import type { Db } from './database.ts'
import { peopleAround } from './facts.ts'
import { namesOf, peopleOfUnit, standingUnits, type Staff } from './people.ts'
import { people, posts, units } from './schema.ts'

type About = {
  readonly actor: Actor
  readonly kind: FormKind
  readonly issue: Issue | null
  readonly campaign?: string
  readonly now: number
  readonly measures?: number
}

/** Everything this kind of form draws on, and no more than that is read. null where no campaign takes this form. */
export function formContext(db: Db, { actor, kind, issue, campaign, now, measures = 0 }: About): FormContext | null {
  const named = listCampaigns(db).find(({ code }) => code === (issue?.campaign ?? campaign))
  const taking = campaignsTaking(db, actor)
  const chosen = named ?? taking.at(-1)
  if (!chosen) return null
  const choice = named && !taking.some(({ code }) => code === named.code) ? [...taking, named] : taking
  const staff = issue && (kind === 'plan' || kind === 'replan') ? peopleOfUnit(db, issue.unit) : []
  const today = dayOf(now)
  return {
    campaign: chosen.campaign,
    ...seenFrom(db, today),
    issue,
    campaigns: choice.map(({ code, campaign: { title } }) => ({ value: code, label: title })),
    units: unitOptions(db, actor, kind).filter(({ value }) => kind !== 'reassign' || value !== String(issue?.unit)),
    people: peopleFor(db, { kind, issue, staff }),
    self: actor.kind === 'person' && isVerification(kind) ? (namesOf(db, [actor.id]).get(actor.id) ?? '') : '',
    forUnit: issue !== null && actor.kind === 'person' && actsFor(actor, issue.unit),
    anySource: kind === 'report' && actor.kind === 'person' && isOffice(actor),
    suggested: datedKinds.includes(kind) ? suggestedDates(db, chosen, today) : unasked,
    defaults: defaultPeople(staff, actor, issue?.unit ?? null),
    measureRows: Math.max(usualMeasureRows, measures, kind === 'plan' ? (issue?.proposal?.measures.length ?? 0) : 0),
  }
}

function unitOptions(db: Db, actor: Actor, kind: FormKind): Option[] {
  if (kind !== 'report' && kind !== 'assign' && kind !== 'reassign') return []
  // Whoever may assign, a lead unit's reviewer among them, chooses among all units.
  const own = kind === 'report' && actor.kind === 'person' && !isOffice(actor) ? unitsOf(actor) : null
  return standingUnits(db)
    .filter((unit) => own === null || own.includes(unit.id))
    .map((unit) => ({ value: String(unit.id), label: unit.name }))
}

type Choosing = { readonly kind: FormKind; readonly issue: Issue | null; readonly staff: readonly Staff[] }

function peopleFor(db: Db, { kind, issue, staff }: Choosing): Option[] {
  if (issue && kind === 'name-verifier') return verifierOptions(db, issue)
  return issue && isVerification(kind) ? inspectorOptions(db, issue) : staffOptions(staff)
}

/** Who of the office may look at it. */
function inspectorOptions(db: Db, issue: Issue): Option[] {
  const able = peopleAround(db, issue.unit).office.filter((person) => isOffice(person) && mayReview(issue, person))
  const names = namesOf(
    db,
    able.map(({ id }) => id),
  )
  return able.map(({ id }) => ({ value: String(id), label: names.get(id) ?? '' }))
}

function staffOptions(staff: readonly Staff[]): Option[] {
  const acting = staff.filter(({ role }) => role === 'contact' || role === 'responsible' || role === 'first')
  const seen = new Map(acting.map((person) => [person.id, { ...person, unit: null }]))
  return personOptions([...seen.values()])
}

function personOptions(people: readonly Choosable[]): Option[] {
  return [...tellApart(people)].map(([id, label]) => ({ value: String(id), label }))
}

/** People of other units who have had no hand in the issue. */
function verifierOptions(db: Db, issue: Issue): Option[] {
  const { id, name, title, phone } = people
  const rows = db
    .select({ id, name, title, phone, unit: units.name, post: posts })
    .from(people)
    .innerJoin(posts, eq(posts.person, people.id))
    .innerJoin(units, eq(units.id, posts.unit))
    .orderBy(asc(people.id))
    .all()
  const everyone = [...Map.groupBy(rows, (row) => row.id).values()]
  const fit = everyone.flatMap(([person, ...more]) => {
    if (!person) return []
    const own = [person, ...more].map((row) => row.post)
    return fitToVerify(issue, { id: person.id, posts: own }) ? [person] : []
  })
  return personOptions(fit)
}

const datedKinds: readonly FormKind[] = ['confirm', 'assign', 'reassign']
const unasked: FormContext['suggested'] = { signoffDue: null, planDue: null, deadline: null }

/** Counting workdays reads the whole calendar. */
function suggestedDates(db: Db, { campaign }: RunningCampaign, today: Day): FormContext['suggested'] {
  const calendar = officeCalendar(db)
  const signoffDue = workdayAfter(calendar, today, campaign.signoff.days).day
  const planDue = workdayAfter(calendar, today, campaign.plan.days).day
  return { signoffDue, planDue, deadline: campaign.rectify_by.day }
}

/** The head of the unit, and whoever fills the form in (else its first responsible person or contact). */
function defaultPeople(staff: readonly Staff[], actor: Actor, unit: UnitId | null): FormContext['defaults'] {
  const withRole = (role: Staff['role']) => staff.find((person) => person.role === role)?.id
  const self: PersonId | undefined =
    actor.kind === 'person' && unit !== null && actsFor(actor, unit) && withRole('first') !== actor.id
      ? actor.id
      : undefined
  const first = withRole('first')
  const responsible = withRole('responsible') ?? self ?? withRole('contact') ?? first
  return { first: String(first ?? ''), responsible: String(responsible ?? '') }
}
