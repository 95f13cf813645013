import { holds, isOffice, type ActingPerson, type PersonId, type Post, type Role } from '../actor.ts'
import { halfWidth, lengthOf } from '../text.ts'
import { mayChangeUnits, type Unit } from './unit.ts'

export type PersonRefusal =
  | {
      readonly code:
        | 'not-allowed'
        | 'administrators-only'
        | 'own-posts'
        | 'last-administrator'
        | 'last-officer'
        | 'changed'
        | 'bad-name'
        | 'bad-phone'
        | 'no-posts'
        | 'half-post'
        | 'post-twice'
    }
  | { readonly code: 'phone-taken'; readonly name: string }
  | { readonly code: 'bad-scope'; readonly word: string }
  /** Others of this name, not yet looked at. */
  | { readonly code: 'namesakes'; readonly people: readonly PersonId[] }

/** Posts that reach into the whole office; who may hold one is the administrator's to say. */
const officeWide: readonly Role[] = ['officer', 'director', 'leader', 'auditor', 'administrator']

export type Change = {
  /** null: somebody new. */
  readonly person: PersonId | null
  readonly held: readonly Post[]
  readonly wanted: readonly Post[]
  /** Whether somebody else is administrator, or 经办人 or 主任. */
  readonly others: { readonly administrator: boolean; readonly office: boolean }
}

/**
 * Whether this person may change that person and their posts, or issue their binding code. The office keeps the
 * people of units; posts that reach into the office are the administrator's. Nobody gives themselves a post or more
 * scope, and somebody is always left to run the office. null = yes.
 */
export function badChange(actor: ActingPerson, { person, held, wanted, others }: Change): PersonRefusal | null {
  if (!mayChangeUnits(actor)) return { code: 'not-allowed' }
  const reaching = [...held, ...wanted].some(({ role }) => officeWide.includes(role))
  if (reaching && !holds(actor, 'administrator')) return { code: 'administrators-only' }
  if (person === actor.id && wanted.some((post) => !held.some((before) => covers(before, post))))
    return { code: 'own-posts' }
  const gone = (wide: (one: { posts: readonly Post[] }) => boolean) => wide({ posts: held }) && !wide({ posts: wanted })
  if (gone((one) => holds(one, 'administrator')) && !others.administrator) return { code: 'last-administrator' }
  return gone(isOffice) && !others.office ? { code: 'last-officer' } : null
}

/** The same post with nothing more in its scope; an empty one is everything. */
function covers(before: Post, { unit, role, scope }: Post): boolean {
  const within = before.scope.length === 0 || (scope.length > 0 && scope.every((word) => before.scope.includes(word)))
  return before.unit === unit && before.role === role && within
}

/** Bindings and codes let their bearer act as that person, so they are whose posts are. */
export function mayManage(actor: ActingPerson, held: readonly Post[]): boolean {
  const others = { administrator: true, office: true }
  return badChange(actor, { person: null, held, wanted: held, others }) === null
}

/** 手机 in full is for the office; leaders and auditors see its end only (domain: section 4). */
export function seesPhones(person: { posts: readonly Post[] }): boolean {
  return mayChangeUnits(person)
}

/** 姓名: up to 30 signs, none of them the @ of `姓名@单位`. */
export function isName(name: string): boolean {
  return lengthOf(name) > 0 && name.length <= 30 && !/[@\n]/.test(name)
}

/** Eleven digits as people write them; null for nothing typed, undefined for anything else. */
export function phoneIn(typed: string): string | null | undefined {
  const digits = halfWidth(typed)
    .replace(/[\s-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  if (digits === '') return null
  return /^1\d{10}$/.test(digits) ? digits : undefined
}

/** 138****0000 */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
}

/** `parent`: the category it is a kind of. */
export type KnownCategory = { readonly id: string; readonly name: string; readonly parent?: string | undefined }

type Known = { readonly units: readonly Unit[]; readonly categories: readonly KnownCategory[] }

/** 分管范围 as typed: names of units that stand or of categories, separated by 、. */
export function scopeIn(typed: string, { units, categories }: Known): string[] | PersonRefusal {
  const words = typed.split(/[、，,；;\n]/).map((word) => word.trim())
  const scope: string[] = []
  for (const word of words.filter((one) => one !== '')) {
    const unit = units.find(({ name, endedOn }) => name === word && endedOn === null)
    const meant = unit ? [`#${unit.id}`] : categoriesNamed(word, categories)
    if (meant.length === 0) return { code: 'bad-scope', word }
    scope.push(...meant)
  }
  return [...new Set(scope)]
}

/** The category of this id or name with all its kinds, since issues are given those; none where there is no such. */
export function categoriesNamed(word: string, categories: readonly KnownCategory[]): string[] {
  const named = categories.find(({ id, name }) => id === word || name === word)
  return named ? withKinds([named.id], categories) : []
}

function withKinds(ids: readonly string[], categories: readonly KnownCategory[]): string[] {
  const kinds = categories.filter(({ id, parent }) => parent !== undefined && ids.includes(parent) && !ids.includes(id))
  const all = [...new Set([...ids, ...kinds.map(({ id }) => id)])]
  return kinds.length > 0 ? withKinds(all, categories) : all
}

/** The same scope in words. A unit that ended is left out: who took over stands beside it. So are kinds of what is named. */
export function scopeWords(scope: readonly string[], { units, categories }: Known): string[] {
  return scope.flatMap((word) => {
    if (!word.startsWith('#')) return categoryWords(scope, word, categories)
    const unit = units.find(({ id }) => `#${id}` === word)
    return unit && unit.endedOn === null ? [unit.name] : []
  })
}

function categoryWords(scope: readonly string[], word: string, categories: readonly KnownCategory[]): string[] {
  const category = categories.find(({ id }) => id === word)
  return category?.parent !== undefined && scope.includes(category.parent) ? [] : [category?.name ?? word]
}

/** A choice of a form. Namesakes are told apart by 职务, then 单位, then the end of 手机. */
export type Choosable = {
  readonly id: PersonId
  readonly name: string
  readonly title: string | null
  readonly unit: string | null
  readonly phone: string | null
}

export function tellApart(people: readonly Choosable[]): Map<PersonId, string> {
  const ways = [
    ({ name, title }: Choosable) => labelled(name, title),
    ({ name, unit, title }: Choosable) => labelled(name, unit, title),
    ({ name, unit, title, phone }: Choosable) => labelled(name, unit, title, phone && `尾号 ${phone.slice(-4)}`),
  ]
  const alike = (way: (person: Choosable) => string) => Map.groupBy(people, way)
  const groups = ways.map(alike)
  const label = (person: Choosable) => {
    const depth = ways.findIndex((way, index) => groups[index]?.get(way(person))?.length === 1)
    return (ways.at(depth) ?? (({ name }) => name))(person)
  }
  return new Map(people.map((person) => [person.id, label(person)]))
}

function labelled(name: string, ...more: readonly (string | null)[]): string {
  const words = more.filter((word) => word !== null && word !== '')
  return words.length > 0 ? `${name}（${words.join(' ')}）` : name
}
