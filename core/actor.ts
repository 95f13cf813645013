import type { UnitId } from './issue.ts'

/** A person's number in the office's own list; names and phones stay there. */
export type PersonId = number

export const roles = [
  'contact',
  'responsible',
  'first',
  'reviewer',
  'officer',
  'director',
  'leader',
  'auditor',
  'administrator',
] as const

export type Role = (typeof roles)[number]

/** One post of a person: a role in a unit. An empty scope means all. */
export type Post = { readonly unit: UnitId; readonly role: Role; readonly scope: readonly string[] }

/** Where an act came in; kept with every event. */
export type Door = 'lark' | 'dingtalk' | 'demo' | 'console' | 'cli' | 'clock'

export type Person = { readonly id: PersonId; readonly posts: readonly Post[] }

/** Whoever acts: a person through a door, or the system itself (a download that ended, a command line). */
export type Actor = ActingPerson | { readonly kind: 'system'; readonly door: Door }
export type ActingPerson = Person & { readonly kind: 'person'; readonly door: Door }

const unitRoles: readonly Role[] = ['contact', 'responsible', 'first']
const officeRoles: readonly Role[] = ['officer', 'director']
const readingRoles: readonly Role[] = ['officer', 'director', 'administrator', 'auditor']

export function holds(person: { posts: readonly Post[] }, ...wanted: readonly Role[]): boolean {
  return person.posts.some((post) => wanted.includes(post.role))
}

/** 联络员, 具体责任人 or 第一责任人 of this very unit: those who act for it, and who never verify its work. */
export function actsFor(person: { posts: readonly Post[] }, unit: UnitId): boolean {
  return person.posts.some((post) => post.unit === unit && unitRoles.includes(post.role))
}

export function belongsTo(person: { posts: readonly Post[] }, unit: UnitId): boolean {
  return person.posts.some((post) => post.unit === unit)
}

/** Units whose issues a person sees, with those below: a leader's post opens the leader's scope instead. */
export function unitsSeenFrom(person: { posts: readonly Post[] }): UnitId[] {
  return [...new Set(person.posts.filter((post) => post.role !== 'leader').map((post) => post.unit))]
}

/** Units a person acts for. */
export function unitsOf(person: { posts: readonly Post[] }): UnitId[] {
  return [...new Set(person.posts.filter((post) => unitRoles.includes(post.role)).map((post) => post.unit))]
}

/** 经办人 or 主任: decides about issues for the office. */
export function isOffice(person: { posts: readonly Post[] }): boolean {
  return holds(person, ...officeRoles)
}

/** Reads every issue of the office: its staff, administrators and auditors. Leaders read their scope (see `maySee`). */
export function readsAll(person: { posts: readonly Post[] }): boolean {
  return holds(person, ...readingRoles)
}
