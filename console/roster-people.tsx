import type { FC } from 'hono/jsx'
import type { UnitId } from '../core/issue.ts'
import type { RosterPerson } from '../db/roster.ts'
import { paths } from './paths.ts'
import { boundText, phoneFor, rolesOf, type Roster } from './roster-load.ts'
import { rosterTexts } from './roster-texts.ts'
import { texts } from './texts.ts'

const { columns } = rosterTexts

export const PeopleHead: FC = () => (
  <thead>
    <tr>
      <th scope="col">{columns.name}</th>
      <th scope="col">{columns.title}</th>
      <th scope="col">{columns.posts}</th>
      <th scope="col">{columns.phone}</th>
      <th scope="col">{columns.bound}</th>
    </tr>
  </thead>
)

/** A row a person, with what they are in this unit; null where they are nothing anywhere. */
export const PeopleRows: FC<{ roster: Roster; people: readonly RosterPerson[]; unit: UnitId | null }> = (props) => (
  <>
    {props.people.map((person) => (
      <tr class="person">
        <td class="person-name">
          <a href={paths.person(person.id)}>
            <bdi>{person.name}</bdi>
          </a>
        </td>
        <td class="person-title">{person.title ?? ''}</td>
        <td class="person-posts">{props.unit === null ? '' : rolesOf(props.roster, person, props.unit)}</td>
        <td class="person-phone">{phoneFor(props.roster, person.phone) ?? <span class="none">{texts.none}</span>}</td>
        <td class="person-bound">
          <Bound person={person} />
        </td>
      </tr>
    ))}
  </>
)

export const Bound: FC<{ person: RosterPerson }> = ({ person }) => {
  const bound = boundText(person)
  return bound ? <span class="bound">{bound}</span> : <span class="unbound">{rosterTexts.unbound}</span>
}
