import { z } from 'zod'
import { holds, readsAll, type PersonId, type Post } from '../actor.ts'
import { addDays, DaySchema, type Day } from '../calendar/day.ts'
import { lengthOf } from '../text.ts'

/** Somebody hears instead of a person who is away, from day to day, both included. It gives no rights. */
export type Substitution = {
  readonly person: PersonId
  readonly substitute: PersonId
  readonly from: Day
  readonly to: Day
  /** Called off: from this day on it no longer counts. */
  readonly endedOn: Day | null
}

export type SubstituteRefusal =
  | { readonly code: 'oneself' | 'order' | 'past' | 'too-long' | 'no-reason' | 'unknown' | 'reach' | 'over' }
  /** Another one stands for some of these days. */
  | { readonly code: 'overlap'; readonly substitute: PersonId; readonly from: Day; readonly to: Day }
  /** It would lead back: who stands in is away and named this person, at once or over others. */
  | { readonly code: 'circle' }

/** Days: who is away for longer than a year is replaced, not stood in for. */
const longest = 366

/** The last day it counts; before `from` where it was called off before it began. */
export function lastDay({ to, endedOn }: Pick<Substitution, 'to' | 'endedOn'>): Day {
  return endedOn !== null && endedOn <= to ? addDays(endedOn, -1) : to
}

export function countsOn(substitution: Substitution, day: Day): boolean {
  return substitution.from <= day && day <= lastDay(substitution)
}

type Wanted = Pick<Substitution, 'person' | 'substitute' | 'from' | 'to'> & { readonly reason: string }

/** Whether it may be set beside those there are; null = yes. */
export function badSubstitution(
  wanted: Wanted,
  { known, today }: { known: readonly Substitution[]; today: Day },
): SubstituteRefusal | null {
  const { person, substitute, from, to, reason } = wanted
  if (person === substitute) return { code: 'oneself' }
  if (from > to) return { code: 'order' }
  if (to < today) return { code: 'past' }
  if (addDays(from, longest) < to) return { code: 'too-long' }
  if (lengthOf(reason) === 0) return { code: 'no-reason' }
  const other = known.find((one) => one.person === person && meets(one, wanted) !== null)
  if (other) return { code: 'overlap', substitute: other.substitute, from: other.from, to: lastDay(other) }
  return leadsTo(person, { substitute, from, to }, known) ? { code: 'circle' } : null
}

type Span = { readonly from: Day; readonly to: Day }

/** The days two have in common; null where there are none. */
function meets(one: Substitution, span: Span): Span | null {
  const from = one.from > span.from ? one.from : span.from
  const last = lastDay(one)
  const to = last < span.to ? last : span.to
  return from <= to ? { from, to } : null
}

/** Whether somebody who stands in passes on to this person on any of these days, at once or over others. */
function leadsTo(
  person: PersonId,
  { substitute, from, to }: Span & { substitute: PersonId },
  known: readonly Substitution[],
): boolean {
  return known
    .filter((one) => one.person === substitute)
    .some((one) => {
      const common = meets(one, { from, to })
      if (!common) return false
      return one.substitute === person || leadsTo(person, { substitute: one.substitute, ...common }, known)
    })
}

/** Who stands in for a person on a day, followed to whoever is not away; null where nobody does. */
export function standIn(
  person: PersonId,
  day: Day,
  of: (person: PersonId) => readonly Substitution[],
): PersonId | null {
  const passed = [person]
  for (;;) {
    const here = passed.at(-1) ?? person
    const next = of(here).find((one) => countsOn(one, day))?.substitute
    if (next === undefined) return passed.length > 1 ? here : null
    if (passed.includes(next)) return null
    passed.push(next)
  }
}

/**
 * Whether a substitute may hear what a person hears: what the office, leaders and auditors are told of isn't for the
 * people of units, since a lead is invisible to its unit until 交办.
 */
export function mayHearFor(substitute: { posts: readonly Post[] }, person: { posts: readonly Post[] }): boolean {
  const widely = (one: { posts: readonly Post[] }) => readsAll(one) || holds(one, 'leader')
  return !widely(person) || readsAll(substitute) || (!readsAll(person) && holds(substitute, 'leader'))
}

export function areOfOneUnit(one: { posts: readonly Post[] }, other: { posts: readonly Post[] }): boolean {
  return one.posts.some(({ unit }) => other.posts.some((post) => post.unit === unit))
}

const person = z.number().int()

/** What can happen with substitutes of a person. Kept for ever: a field is never renamed, a new one is optional. */
export const SubstituteEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('substitute-set'),
    substitute: person,
    from: DaySchema,
    to: DaySchema,
    reason: z.string(),
  }),
  z.object({
    type: z.literal('substitute-ended'),
    substitute: person,
    from: DaySchema,
    on: DaySchema,
    reason: z.string(),
  }),
])
export type SubstituteEvent = z.infer<typeof SubstituteEventSchema>
