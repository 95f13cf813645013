import { roles, type Post, type Role } from '../core/actor.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { phoneIn, scopeIn, scopeWords, type PersonRefusal } from '../core/people/person.ts'
import { roleText } from '../core/texts.ts'
import type { PersonRow } from '../db/people.ts'
import type { RosterPerson } from '../db/roster.ts'
import { treeOf, type Roster } from './roster-load.ts'
import { personTexts } from './roster-texts.ts'

/** The form of a person: the fields of a post stand in rows, named by their number. */

const most = 30

export const personFields: readonly Field[] = [
  { name: 'name', label: personTexts.name, kind: 'line', required: true, max: 30 },
  { name: 'duty', label: personTexts.title, kind: 'line', required: false, max: 60 },
  { name: 'phone', label: personTexts.phone, kind: 'line', required: false, hint: personTexts.phoneHint },
]

export function postFields(roster: Roster, number: number): Field[] {
  const units = treeOf(roster.units).map(({ unit, depth }) => ({
    value: String(unit.id),
    label: `${'　'.repeat(depth)}${unit.name}`,
  }))
  const known = roles.map((role) => ({ value: role, label: roleText[role] }))
  return [
    { name: `unit${number}`, label: personTexts.unit, kind: 'choice', required: false, options: units },
    { name: `role${number}`, label: personTexts.role, kind: 'choice', required: false, options: known },
    { name: `scope${number}`, label: personTexts.scope, kind: 'line', required: false },
  ]
}

export function valuesOf(roster: Roster, { name, title, phone, posts }: RosterPerson): FormValues {
  const rows = posts.flatMap(({ unit, role, scope }, number): [string, string][] => [
    [`unit${number}`, String(unit)],
    [`role${number}`, role],
    [`scope${number}`, scopeWords(scope, roster).join('、')],
  ])
  return { name, duty: title ?? '', phone: phone ?? '', rows: String(posts.length), ...Object.fromEntries(rows) }
}

/** How many rows the form has: what was there, and those asked for. */
export function rowsIn(values: FormValues): number {
  const rows = Number(values['rows'] ?? 0)
  return Number.isSafeInteger(rows) ? Math.min(Math.max(rows, 0), most) : 0
}

type Read =
  | { ok: true; person: Pick<PersonRow, 'name' | 'title' | 'phone'> & { posts: Post[] } }
  | { ok: false; refusal: PersonRefusal; field: string }

/** What was filled in; a row that is to end or has nothing in it is no post. `held` keeps what a scope can't show. */
export function readPerson(values: FormValues, roster: Roster, held: readonly Post[]): Read {
  const text = (name: string) => String(values[name] ?? '').trim()
  const phone = phoneIn(text('phone'))
  if (phone === undefined) return { ok: false, refusal: { code: 'bad-phone' }, field: 'phone' }
  const posts: Post[] = []
  for (let number = 0; number < rowsIn(values); number += 1) {
    if (text(`end${number}`) !== '' || (text(`unit${number}`) === '' && text(`role${number}`) === '')) continue
    const unit = roster.units.find(({ id, endedOn }) => String(id) === text(`unit${number}`) && endedOn === null)
    const role = roles.find((one) => one === text(`role${number}`))
    if (!unit || !role)
      return { ok: false, refusal: { code: 'half-post' }, field: `${unit ? 'role' : 'unit'}${number}` }
    const scope = scopeIn(text(`scope${number}`), roster)
    if ('code' in scope) return { ok: false, refusal: scope, field: `scope${number}` }
    posts.push({ unit: unit.id, role, scope: withEnded(scope, { unit: unit.id, role, held, roster }) })
  }
  return { ok: true, person: { name: text('name'), title: text('duty').slice(0, 60) || null, phone, posts } }
}

type Before = { unit: number; role: Role; held: readonly Post[]; roster: Roster }

/** Units that ended stay in a scope beside who took over, for what is closed; the form doesn't show them. */
function withEnded(scope: readonly string[], { unit, role, held, roster }: Before): string[] {
  const before = held.find((post) => post.unit === unit && post.role === role)?.scope ?? []
  const ended = roster.units.filter(({ endedOn, successors }) => {
    return endedOn !== null && successors.some((id) => scope.includes(`#${id}`))
  })
  return [...scope, ...before.filter((word) => ended.some(({ id }) => word === `#${id}`))]
}
