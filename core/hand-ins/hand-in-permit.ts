import { actsFor, holds, isOffice, readsAll, type ActingPerson, type Actor } from '../actor.ts'
import type { Item } from './duty.ts'
import type { HandIn, HandInStatus } from './hand-in.ts'
import type { HandInActType, HandInFacts } from './hand-in-rules.ts'
import type { HandInRefusal } from './hand-in-refusal.ts'
import type { UnitId } from '../issue.ts'

type Who = (actor: ActingPerson, facts: HandInFacts, handIn: HandIn) => HandInRefusal | null
type Rule = { readonly from: readonly HandInStatus[]; readonly who: Who }

const owed: readonly HandInStatus[] = ['missing', 'returned']

const unit: Who = (actor, facts) => (answersFor(actor, facts) ? null : { code: 'not-yours', whose: 'unit' })
const first: Who = (actor, { unit }) => (isFirst(actor, unit) ? null : { code: 'not-yours', whose: 'first' })
const unitOrOffice: Who = (actor, ...about) => (isOffice(actor) ? null : unit(actor, ...about))

/**
 * Nobody who answers for a paper accepts it (separation of duties, as in domain: rule 1). The office's own people may
 * where they do nothing else in that unit: an office that leads a group (曾都 三) has nobody else.
 */
const otherOffice: Who = (actor, facts) => {
  if (!isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  return answersFor(actor, facts) ? { code: 'own' } : null
}

/** Whoever wrote the paper down for the unit leaves it to another of the office to accept, where there is one. */
const accepter: Who = (actor, facts, handIn) => {
  const entered = handIn.behalf && handIn.handedBy === actor.id
  const other = facts.office.some((person) => {
    return person.id !== actor.id && isOffice(person) && !answersFor(person, facts)
  })
  return otherOffice(actor, facts, handIn) ?? (entered && other ? { code: 'own-entry' } : null)
}

/** Who may do what from where (domain: section 3). */
const rules: Readonly<Record<HandInActType, Rule>> = {
  'hand-in': { from: ['missing', 'claimed', 'returned'], who: unitOrOffice },
  'add-file': { from: ['handed'], who: unitOrOffice },
  zero: { from: owed, who: unitOrOffice },
  'confirm-zero': { from: ['claimed'], who: first },
  'decline-zero': { from: ['claimed'], who: first },
  accept: { from: ['handed'], who: accepter },
  return: { from: ['handed', 'accepted'], who: otherOffice },
  withdraw: { from: ['claimed', 'handed'], who: unit },
}

/** Whether this person may do this to the hand-in as it stands; contents are not looked at. null = yes. */
export function permitHandIn(
  type: HandInActType,
  handIn: HandIn,
  actor: Actor,
  facts: HandInFacts,
): HandInRefusal | null {
  if (!maySeeHandIn(actor, facts)) return { code: 'not-found' }
  if (actor.kind === 'system') return { code: 'not-yours', whose: 'unit' }
  const { from, who } = rules[type]
  const refusal = who(actor, facts, handIn) ?? impossible(type, handIn, facts.item)
  if (refusal) return refusal
  return from.includes(handIn.status) ? null : { code: 'wrong-state', status: handIn.status }
}

/** A zero report says that there are no issues: only a list of issues can be one. */
function impossible(type: HandInActType, { content }: HandIn, item: Item): HandInRefusal | null {
  if (type === 'zero' && item.content !== 'issues') return { code: 'no-zero-here' }
  const takesFiles = content === null || content.kind === 'files' || content.kind === 'zero'
  return type === 'add-file' && !takesFiles ? { code: 'wrong-state', status: 'handed' } : null
}

/** Everything this person may do now, in the order of the table. */
export function permittedHandIn(handIn: HandIn, actor: Actor, facts: HandInFacts): HandInActType[] {
  const types = Object.keys(rules) as HandInActType[]
  return types.filter((type) => permitHandIn(type, handIn, actor, facts) === null)
}

/** Whose paper it is, as far as seeing it is concerned. */
export type HandInOwner = { readonly unit: UnitId | null; readonly categories: readonly string[] }

/**
 * Office, administrators and auditors see all, leaders their scope, units and lead units what they owe themselves. A
 * group's paper lists the issues of all its categories, so a leader of some of them only doesn't see it.
 */
export function maySeeHandIn(actor: Actor, { unit, categories }: HandInOwner): boolean {
  if (actor.kind === 'system' || readsAll(actor)) return true
  const scopes = actor.posts.filter((post) => post.role === 'leader').map((post) => post.scope)
  const words = scopes.flat()
  const all = categories.length > 0 && categories.every((id) => words.includes(id))
  if (scopes.some((scope) => scope.length === 0) || words.includes(`#${unit}`) || all) return true
  return actor.posts.some((post) => post.role !== 'leader' && post.unit === unit)
}

/** Whoever hands in: those who act for the unit; what a lead unit owes as such, its reviewers too. */
export function answersFor(
  actor: Pick<ActingPerson, 'posts'>,
  { unit, asLead }: Pick<HandInFacts, 'unit' | 'asLead'>,
): boolean {
  if (unit === null) return false
  const reviews = asLead && actor.posts.some((post) => post.unit === unit && post.role === 'reviewer')
  return actsFor(actor, unit) || reviews
}

export function isFirst(person: Pick<ActingPerson, 'posts'>, unit: UnitId | null): boolean {
  return holds({ posts: person.posts.filter((post) => post.unit === unit) }, 'first')
}
