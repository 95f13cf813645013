import type { ActingPerson, Person, PersonId, Post, Role } from '../../../core/actor.ts'
import type { UnitId } from '../../../core/issue.ts'
import { campaign } from '../campaign.ts'
import { closedByDirector, reviewedCampaign, units, type Around } from '../facts.ts'

/** Everybody there is, and what the campaign says beside. */
export type Office = { readonly staff: readonly Person[]; readonly around: Around }

const someone = (id: PersonId, ...posts: (readonly [UnitId, Role])[]): Person => ({
  id,
  posts: posts.map(([unit, role]): Post => ({ unit, role, scope: [] })),
})

/** One of each unit acts for it, since its people are barred alike; whoever is of the city has no hand in anything. */
export const outside = [
  someone(11, [units.port, 'contact']),
  someone(42, [units.park, 'contact']),
  someone(41, [units.city, 'contact']),
]

const officer = someone(21, [units.office, 'officer'])
const second = someone(22, [units.office, 'officer'])
const director = someone(23, [units.office, 'director'])
export const administrator = someone(24, [units.office, 'administrator'])
const auditor = someone(25, [units.office, 'auditor'])
const reviewer = someone(44, [units.park, 'reviewer'])

const office = (staff: readonly Person[], around: Around = {}): Office => ({ staff: [...outside, ...staff], around })
const leadUnit = (unit: UnitId, ...reviewers: Person[]): Around => ({
  campaign: reviewedCampaign,
  lead: { unit, reviewers },
})
const twoLooks: Around = { campaign: closedByDirector(campaign) }

/** Offices in which somebody present can move every issue on. */
export const offices: Readonly<Record<string, Office>> = {
  'an office of five': office([director, officer, second, administrator, auditor]),
  'one officer and the administrator': office([officer, administrator]),
  'one officer who is the administrator too': office([
    someone(21, [units.office, 'officer'], [units.office, 'administrator']),
  ]),
  'a director alone': office([director]),
  'no director': office([officer, second, administrator]),
  'no administrator': office([officer, director]),
  'an office inside the bureau it watches': office([
    someone(23, [units.port, 'director']),
    someone(21, [units.port, 'officer']),
    someone(24, [units.port, 'administrator']),
  ]),
  'contact and officer one person': office([
    someone(21, [units.office, 'officer'], [units.port, 'contact']),
    administrator,
  ]),
  'the director closes': office([director, officer, administrator], twoLooks),
  'the director closes and there is none': office([officer, administrator], twoLooks),
  'a lead unit that reviews first': office(
    [director, officer, administrator, reviewer],
    leadUnit(units.park, reviewer),
  ),
  'the lead unit is the responsible unit': office(
    [officer, administrator, someone(46, [units.port, 'reviewer'])],
    leadUnit(units.port, someone(46, [units.port, 'reviewer'])),
  ),
  'a lead unit without a reviewer': office([officer, administrator], leadUnit(units.park)),
}

/** Offices in which nobody is left to name a verifier: one officer, and neither director nor administrator. */
export const loneOffices: Readonly<Record<string, Office>> = {
  'one officer alone': office([officer]),
  'one officer alone, of the bureau he watches': office([someone(21, [units.port, 'officer'])]),
  'one officer alone where the director closes': office([officer], twoLooks),
}

export const acting = (person: Person): ActingPerson => ({ kind: 'person', door: 'console', ...person })

export const isOffice = ({ posts }: Person) => posts.some(({ role }) => role === 'officer' || role === 'director')

/** The same office once somebody has been given a post in it. */
export const joinedBy = (all: Office, ...more: Person[]): Office => ({ ...all, staff: [...all.staff, ...more] })

/**
 * Past the campaign's last day only the director sets a deadline (跨期). An office that has none gives an officer the
 * post, which is no act on an issue.
 */
export function withDirector(all: Office): Office {
  const has = (role: Role) => (one: Person) => one.posts.some((post) => post.role === role)
  if (all.staff.some(has('director'))) return all
  const named = all.staff.find(has('officer'))
  const post: Post = { unit: units.office, role: 'director', scope: [] }
  return { ...all, staff: all.staff.map((one) => (one === named ? { ...one, posts: [...one.posts, post] } : one)) }
}
