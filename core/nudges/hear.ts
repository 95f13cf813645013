import { actsFor, holds, isOffice, type Person, type PersonId, type Role } from '../actor.ts'
import { withSuccessors } from '../handovers/handing.ts'
import type { Issue, UnitId } from '../issue.ts'
import { isHiddenLead } from '../sight.ts'
import type { Hearer, PersonHearer } from './ladder.ts'

/** Who might have to hear, as the office's list has them at this moment. */
export type People = {
  readonly unitPeople: readonly Person[]
  readonly office: readonly Person[]
  readonly reviewers: readonly Person[]
  readonly isReachable: (person: PersonId) => boolean
}

/** Who hears as what; more than one role of the same person is one hearing. */
export type Heard = { readonly person: PersonId; readonly reachable: boolean }

/** Whose work it is; unit null: nobody's who may hear of it. */
export type Named = {
  readonly unit: UnitId | null
  readonly responsible: readonly PersonId[]
  readonly first: readonly PersonId[]
  /** Named to verify for the office (委托核查). */
  readonly delegates: readonly PersonId[]
}

/** Who answers for an issue: named in its plan, or taking it over from who is, as long as they are of its unit. */
export function namedIn(issue: Issue, { unitPeople }: People): Named {
  const { unit, delegate } = issue
  const delegates = delegate === null ? [] : withSuccessors(issue, delegate)
  if (isHiddenLead(issue)) return { unit: null, responsible: [], first: [], delegates }
  const isOwn = (id: PersonId) => unitPeople.some((one) => one.id === id && actsFor(one, unit))
  const own = (id: PersonId | undefined) => (id === undefined ? [] : withSuccessors(issue, id).filter(isOwn))
  const plan = issue.plan ?? issue.proposal
  return { unit, responsible: own(plan?.responsible), first: own(plan?.first), delegates }
}

/** People who hear of a rung, each once. Where none of those who do the work can be told, others of the unit are, else the office. */
export function peopleHearing(hearers: readonly Hearer[], named: Named, people: People): Heard[] {
  const found = new Map<PersonId, Heard>()
  for (const hearer of hearers.filter((one) => one !== 'group' && one !== 'office-group')) {
    for (const heard of heardAs(hearer, named, people)) found.set(heard.person, heard)
  }
  return [...found.values()]
}

function heardAs(hearer: PersonHearer, named: Named, people: People): Heard[] {
  switch (hearer) {
    case 'responsible':
      return workers(named, people)
    case 'first':
      return heads(named, people)
    case 'reviewer':
      return people.reviewers.map(({ id }) => heard(id, people))
    case 'officer':
      return [...officers(people), ...named.delegates.map((id) => heard(id, people))]
    case 'director':
      return directors(people)
    case 'delegate':
      return named.delegates.map((id) => heard(id, people))
    default:
      return hearer satisfies never
  }
}

/** Whoever was meant stays in the list, marked, so that the office sees whom it can't reach. */
function workers(named: Named, people: People): Heard[] {
  const byRole = (role: Role) => withRole(role, named, people)
  const meant = named.responsible.length > 0 ? named.responsible : [...byRole('contact'), ...byRole('responsible')]
  const marked = [...new Set(meant)].map((id) => heard(id, people))
  if (marked.some(({ reachable }) => reachable)) return marked
  const instead = [[...byRole('contact'), ...byRole('responsible')], byRole('first'), byRole('reviewer')]
  const reached = instead.map((ids) => ids.filter(people.isReachable)).find((ids) => ids.length > 0)
  return [...marked, ...(reached?.map((id) => heard(id, people)) ?? officers(people))]
}

function heads(named: Named, people: People): Heard[] {
  const meant = named.first.length > 0 ? named.first : withRole('first', named, people)
  return meant.map((id) => heard(id, people))
}

function withRole(role: Role, { unit }: Named, { unitPeople }: People): PersonId[] {
  return unitPeople
    .filter(({ posts }) => posts.some((post) => post.unit === unit && post.role === role))
    .map(({ id }) => id)
}

/** 经办人; where there is none, the director. */
function officers(people: People): Heard[] {
  const list = people.office.filter((person) => holds(person, 'officer'))
  return (list.length > 0 ? list : people.office.filter(isOffice)).map(({ id }) => heard(id, people))
}

/** 主任; where there is none, the officers. */
function directors(people: People): Heard[] {
  const list = people.office.filter((person) => holds(person, 'director'))
  return list.length > 0 ? list.map(({ id }) => heard(id, people)) : officers(people)
}

function heard(person: PersonId, { isReachable }: People): Heard {
  return { person, reachable: isReachable(person) }
}
