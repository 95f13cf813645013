import type { FC } from 'hono/jsx'
import type { PersonId } from '../core/actor.ts'
import type { Day } from '../core/calendar/day.ts'
import { areOfOneUnit, countsOn, lastDay } from '../core/people/substitute.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import type { RosterPerson } from '../db/roster.ts'
import type { SubstituteRow } from '../db/substitutes.ts'
import { Card } from './parts.tsx'
import { paths } from './paths.ts'
import type { Roster } from './roster-load.ts'
import type { PersonPage } from './roster-person.tsx'
import { substituteTexts as said } from './roster-texts.ts'

type State = keyof typeof said.states

function stateOn(row: SubstituteRow, today: Day): State {
  if (countsOn(row, today)) return 'now'
  return lastDay(row) >= row.from && row.from > today ? 'later' : 'over'
}

export function nameIn({ people }: Pick<Roster, 'people'>, id: PersonId): string {
  return people.find((one) => one.id === id)?.name ?? ''
}

/** Who stands in for a person, and for whom they stand in. */
export const Substitutes: FC<{ page: PersonPage; person: RosterPerson }> = ({ page, person }) => {
  const { substitutes, today, roster } = page
  const [over, standing] = [true, false].map((is) =>
    substitutes.filter((row) => (stateOn(row, today) === 'over') === is),
  )
  return (
    <Card title={said.title}>
      {standing?.length === 0 ? <p>{said.none}</p> : <Rows page={page} person={person} rows={standing ?? []} />}
      <p class="quiet">{said.hint}</p>
      {mayChangeUnits(roster.viewer.actor) ? (
        <a class="button button-default substitute-set" href={paths.substitute(person.id)}>
          {said.set}
        </a>
      ) : null}
      {over && over.length > 0 ? (
        <details class="substitutes-over">
          <summary class="link">{said.earlier(over.length)}</summary>
          <Rows page={page} person={person} rows={over} />
        </details>
      ) : null}
    </Card>
  )
}

const Rows: FC<{ page: PersonPage; person: RosterPerson; rows: readonly SubstituteRow[] }> = ({
  page,
  person,
  rows,
}) => (
  <ul class="substitutes">
    {rows.map((row) => (
      <li>
        <RowText page={page} person={person} row={row} />
      </li>
    ))}
  </ul>
)

const tones = { now: 'good', later: 'plain', over: 'plain' } as const

const RowText: FC<{ page: PersonPage; person: RosterPerson; row: SubstituteRow }> = ({ page, person, row }) => {
  const { roster, today } = page
  const state = stateOn(row, today)
  const own = row.person === person.id
  const other = roster.people.find(({ id }) => id === (own ? row.substitute : row.person))
  const ends = own && state !== 'over' && mayChangeUnits(roster.viewer.actor)
  const last = lastDay(row) < row.from ? row.from : lastDay(row)
  return (
    <>
      <span class={`tag tone-${tones[state]}`}>{said.states[state]}</span>
      <bdi>{own ? said.by(other?.name ?? '', row.reason) : said.standsIn(other?.name ?? '')}</bdi>
      <span class="quiet">{said.days(row.from, last)}</span>
      {other && !areOfOneUnit(other, person) ? <span class="unbound">{said.elsewhere}</span> : null}
      {ends ? (
        <a class="link" href={paths.endSubstitute(person.id, row.id)}>
          {said.end}
        </a>
      ) : null}
    </>
  )
}
