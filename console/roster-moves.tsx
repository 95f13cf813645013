import type { FC } from 'hono/jsx'
import type { UnitId } from '../core/issue.ts'
import type { Holdings } from '../db/units.ts'
import { staffIn, type Roster } from './roster-load.ts'
import { unitTexts } from './roster-texts.ts'

/** What a reform moves, counted. */
export type Moving = Holdings & { readonly people: number }

/** Of several units together; somebody with posts in two of them counts once. */
export function movesOf(roster: Roster, units: readonly (Holdings & { id: UnitId })[]): Moving {
  const total = (count: (one: Holdings) => number) => units.reduce((all, one) => all + count(one), 0)
  return {
    open: total(({ open }) => open),
    closed: total(({ closed }) => closed),
    aside: total(({ aside }) => aside),
    groups: total(({ groups }) => groups),
    below: total(({ below }) => below),
    people: new Set(units.flatMap(({ id }) => staffIn(roster, id))).size,
  }
}

/** Before it is ordered: what will move, what stays. */
export const Moves: FC<{ moving: Moving; ends: readonly string[] }> = ({ moving, ends }) => {
  const doneWith = moving.closed + moving.aside
  return (
    <div class="moves">
      <h3>{unitTexts.moves}</h3>
      <ul>
        <li>{unitTexts.movesOpen(moving.open)}</li>
        <li>{unitTexts.movesPeople(moving.people)}</li>
        {moving.groups > 0 ? <li>{unitTexts.movesGroups(moving.groups)}</li> : null}
        {moving.below > 0 ? <li>{unitTexts.movesBelow(moving.below)}</li> : null}
      </ul>
      {doneWith + ends.length > 0 ? <h3>{unitTexts.stays}</h3> : null}
      <ul>
        {doneWith > 0 ? <li>{unitTexts.staysClosed(doneWith)}</li> : null}
        {ends.map((name) => (
          <li>{unitTexts.ends(name)}</li>
        ))}
      </ul>
    </div>
  )
}
