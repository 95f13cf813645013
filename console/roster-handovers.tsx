import type { FC } from 'hono/jsx'
import { mayChangeUnits } from '../core/people/unit.ts'
import type { RosterPerson } from '../db/roster.ts'
import { handoverTexts as said } from './handover-texts.ts'
import { HandoverRows } from './handovers.tsx'
import { Banner, Card } from './parts.tsx'
import { paths } from './paths.ts'
import type { PersonPage } from './roster-person.tsx'

/** What a person hands over and takes over, under way and past. */
export const Handovers: FC<{ page: PersonPage; person: RosterPerson }> = ({ page, person }) => {
  const { handovers, roster, ownerless } = page
  const mayChange = mayChangeUnits(roster.viewer.actor)
  const names = new Map(roster.people.map(({ id, name }) => [id, name]))
  return (
    <Card title={said.title}>
      {ownerless > 0 && mayChange ? (
        <Banner tone="warn">
          <p>{said.left(ownerless)}</p>
        </Banner>
      ) : null}
      {handovers.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <HandoverRows rows={handovers} names={names} viewer={roster.viewer} />
      )}
      {mayChange ? (
        <a class="button button-default substitute-set" href={paths.handover(person.id)}>
          {said.begin}
        </a>
      ) : null}
    </Card>
  )
}
