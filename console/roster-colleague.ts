import type { PersonId } from '../core/actor.ts'
import type { Field, FormValues, Option } from '../core/forms/form.ts'
import { peopleNamed } from '../db/people.ts'
import type { RosterPerson } from '../db/roster.ts'
import type { Office } from './office.ts'
import { colleagueTexts } from './roster-texts.ts'

/** Somebody for somebody else: a colleague chosen from a list (`who`), or anybody by name (`other`). */
type Words = {
  readonly who: string
  readonly other: string
  readonly otherHint: string
  readonly chooseOne: string
  readonly onlyOne: string
}

export function colleagueFields(colleagues: readonly RosterPerson[], said: Words): Field[] {
  const options = colleagues.map(({ id, name, title }): Option => {
    return { value: String(id), label: title ? `${name}（${title}）` : name }
  })
  return [
    { name: 'who', label: said.who, kind: 'choice', required: false, options },
    { name: 'other', label: said.other, kind: 'line', required: false, max: 100, hint: said.otherHint },
  ]
}

/** Who was chosen or named; a fault of one of the two fields where that is nobody, or several. */
export function colleagueIn(
  { db }: Office,
  values: FormValues,
  said: Words,
): { id: PersonId } | { field: string; fault: string } {
  const [who, other] = [textOf(values['who']), textOf(values['other'])]
  if (who !== '' && other !== '') return { field: 'other', fault: said.onlyOne }
  if (who !== '') return { id: Number(who) }
  if (other === '') return { field: 'who', fault: said.chooseOne }
  const [one, ...more] = peopleNamed(db, other)
  if (!one) return { field: 'other', fault: colleagueTexts.notFound(other) }
  return more.length > 0 ? { field: 'other', fault: colleagueTexts.several(other) } : { id: one.id }
}

export function textOf(value: FormValues[string] | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
