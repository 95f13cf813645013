import { holds, type Actor, type PersonId, type Post } from './actor.ts'
import { lengthOf } from './text.ts'

/** What stands where words were. */
export const redactedMark = '［已涂抹］'

/** Whose part of a redaction (涂抹) somebody can be: a director and the auditor do it together (architecture, section 4). */
export type RedactionSide = 'director' | 'auditor'

export type RedactionRefusal =
  | 'not-yours'
  | 'same-person'
  | 'same-side'
  | 'no-words'
  | 'short-words'
  | 'not-there'
  | 'no-reason'
  | 'words-in-reason'
  | 'structure'
  | 'over'

/** Characters: shorter words would be found in half the log. */
const shortestWords = 2
export const longestRedactionReason = 500

/** null for whoever has no part in it. Who is both counts as the director. */
export function sideOf(person: { posts: readonly Post[] }): RedactionSide | null {
  if (holds(person, 'director')) return 'director'
  return holds(person, 'auditor') ? 'auditor' : null
}

/** What is wrong with asking for these words to go, for this reason; null where nothing is. */
export function refuseAsking(
  actor: Actor,
  asked: { readonly words: string | null; readonly reason: string },
): RedactionRefusal | null {
  if (actor.kind !== 'person' || sideOf(actor) === null) return 'not-yours'
  const { words, reason } = asked
  if (words !== null && words.trim() === '') return 'no-words'
  if (words !== null && lengthOf(words) < shortestWords) return 'short-words'
  if (reason.trim() === '') return 'no-reason'
  return words !== null && reason.includes(words) ? 'words-in-reason' : null
}

/** The other of the two decides: another person, on the other side. */
export function refuseDeciding(
  actor: Actor,
  asked: { readonly by: PersonId; readonly side: RedactionSide },
): RedactionRefusal | null {
  const side = actor.kind === 'person' ? sideOf(actor) : null
  if (actor.kind !== 'person' || side === null) return 'not-yours'
  if (actor.id === asked.by) return 'same-person'
  return side === asked.side ? 'same-side' : null
}

/** Fields that say what a thing is rather than tell about it: without them an event means nothing any more. */
const structure: ReadonlySet<string> = new Set([
  ...['serial', 'campaign', 'source', 'category', 'type', 'status', 'kind', 'sha256', 'id', 'disposition', 'stage'],
  ...['purpose', 'state', 'to', 'from', 'role', 'door', 'platform', 'act'],
  ...['into', 'voucher', 'photographs', 'evidence', 'serials', 'hash'],
])
const date = /^\d{4}-\d{2}(?:-\d{2})?$/

/** The same value with the words gone from every text in it; numbers, dates and what gives it its form stay. */
export function masked(value: unknown, words: string, key = ''): unknown {
  if (typeof value === 'string')
    return structure.has(key) || date.test(value) ? value : value.replaceAll(words, redactedMark)
  if (Array.isArray(value)) return value.map((one) => masked(one, words, key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, words, name)]))
}
