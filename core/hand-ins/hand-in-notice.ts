import { holds, isOffice, type Actor, type PersonId, type Role } from '../actor.ts'
import type { HandIn, HandInEvent } from './hand-in.ts'
import type { HandInFacts } from './hand-in-rules.ts'
import type { Notice } from '../notice.ts'

type Around = Pick<HandInFacts, 'unit' | 'asLead' | 'unitPeople' | 'office'>

/** Who hears of what has just happened to a hand-in, beside whoever did it. `before`: as it stood until then. */
export function handInNotices(before: HandIn, event: HandInEvent, actor: Actor, facts: Around): Notice[] {
  const self = actor.kind === 'person' ? actor.id : null
  const people = new Set(hearers(event, before, facts))
  return [...people].filter((id) => id !== self).map((to) => ({ to, event: 0 }))
}

function hearers(event: HandInEvent, { status }: HandIn, facts: Around): PersonId[] {
  switch (event.type) {
    case 'zero-claimed':
      return withRoles(facts, ['first'])
    case 'handed-in':
      return [...officers(facts), ...(event.behalf ? workers(facts) : [])]
    case 'zero-confirmed':
      return [...officers(facts), ...workers(facts)]
    case 'zero-declined':
    case 'accepted':
      return workers(facts)
    case 'returned':
      return [...workers(facts), ...withRoles(facts, ['first'])]
    case 'withdrawn':
      return status === 'claimed' ? withRoles(facts, ['first']) : officers(facts)
    case 'superseded':
      return [...withRoles(facts, ['first']), ...(status === 'claimed' ? [] : officers(facts))]
    case 'file-added':
      return []
    default:
      return event satisfies never
  }
}

/** Whoever does the paper work; where nobody does, the first responsible person. */
function workers(facts: Around): PersonId[] {
  const found = withRoles(facts, ['contact', 'responsible', ...(facts.asLead ? (['reviewer'] as const) : [])])
  return found.length > 0 ? found : withRoles(facts, ['first'])
}

function withRoles({ unit, unitPeople }: Around, roles: readonly Role[]): PersonId[] {
  return unitPeople
    .filter(({ posts }) => posts.some((post) => post.unit === unit && roles.includes(post.role)))
    .map(({ id }) => id)
}

function officers({ office }: Around): PersonId[] {
  const list = office.filter((person) => holds(person, 'officer'))
  return (list.length > 0 ? list : office.filter(isOffice)).map(({ id }) => id)
}
