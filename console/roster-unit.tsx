import type { Child, FC } from 'hono/jsx'
import { readsAll } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import type { UnitId } from '../core/issue.ts'
import { mayChangeUnits, mayReform, type Unit, type UnitEvent } from '../core/people/unit.ts'
import { groupsOf, type Group } from '../db/groups.ts'
import { holdingsOf, unitHistory, type Holdings, type UnitStory } from '../db/units.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Card, Fact } from './parts.tsx'
import { paths } from './paths.ts'
import { Back } from './roster-form.tsx'
import { staffIn, unitAt, unitNameIn, type Roster } from './roster-load.ts'
import { PeopleHead, PeopleRows } from './roster-people.tsx'
import { rosterTexts, storyTexts, unitTexts } from './roster-texts.ts'
import type { Ctx } from './session.ts'
import { doorText } from './texts.ts'

type UnitPage = {
  readonly roster: Roster
  readonly unit: Unit
  /** null for whoever sees a part of the ledger only. */
  readonly holdings: Holdings | null
  readonly groups: readonly Group[]
  readonly history: readonly UnitStory[]
}

/** GET /roster/units/:id */
export async function unitPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = unitAt(c, office)
  if (!found) return notFound(c, show)
  const { db } = office
  const { id, name } = found.unit
  const holdings = readsAll(found.roster.viewer.actor) ? holdingsOf(db, id) : null
  const page = { ...found, holdings, groups: groupsOf(db, id), history: unitHistory(db, id) }
  return show(c, { title: name, body: <UnitView page={page} /> })
}

const UnitView: FC<{ page: UnitPage }> = ({ page }) => {
  const { roster, unit } = page
  const standing = unit.endedOn === null
  return (
    <>
      <Back href={paths.roster} />
      <div class="page-head">
        <h1>
          <bdi>{unit.name}</bdi>
        </h1>
        {standing && mayChangeUnits(roster.viewer.actor) ? <Acts unit={unit} /> : null}
      </div>
      <div class="columns">
        <div class="column-main">
          <Staff page={page} />
          <Below page={page} />
          <History page={page} />
        </div>
        <div class="column-side">
          <UnitFacts page={page} />
          {standing && mayChangeUnits(roster.viewer.actor) ? <Reforms page={page} /> : null}
        </div>
      </div>
    </>
  )
}

const Acts: FC<{ unit: Unit }> = ({ unit }) => (
  <div class="buttons">
    <a class="button button-default" href={paths.editUnit(unit.id)}>
      {unitTexts.edit}
    </a>
    <a class="button button-primary" href={`${paths.newPerson}?unit=${unit.id}`}>
      {rosterTexts.newPerson}
    </a>
  </div>
)

const UnitFacts: FC<{ page: UnitPage }> = ({ page: { roster, unit, holdings, groups } }) => (
  <Card title={unitTexts.facts}>
    <dl class="facts">
      <Fact label={unitTexts.kind}>{unit.kind ?? ''}</Fact>
      {unit.endedOn === null && unit.parent !== null ? (
        <Fact label={unitTexts.parent}>
          <UnitLink roster={roster} id={unit.parent} />
        </Fact>
      ) : null}
      {unit.endedOn === null ? null : (
        <Fact label={unitTexts.successors}>
          <Names roster={roster} units={unit.successors} />
        </Fact>
      )}
      {holdings ? (
        <Fact label={unitTexts.issues}>
          <a href={paths.ledgerOf(unit.id)}>
            {rosterTexts.open(holdings.open)}，{unitTexts.closed(holdings.closed)}
            {holdings.aside > 0 ? `，${unitTexts.aside(holdings.aside)}` : null}
          </a>
        </Fact>
      ) : null}
      <Fact label={unitTexts.groups}>
        {groups.length === 0
          ? unitTexts.noGroups
          : groups.map(({ platform }) => doorText[platform as 'lark']).join('、')}
      </Fact>
    </dl>
  </Card>
)

const Reforms: FC<{ page: UnitPage }> = ({ page: { roster, unit } }) => (
  <Card title={unitTexts.reform}>
    <p class="quiet">{unitTexts.reformHint}</p>
    <div class="buttons roster-reforms">
      <a class="button button-default" href={paths.renameUnit(unit.id)}>
        {unitTexts.rename}
      </a>
      {mayReform(roster.viewer.actor) ? (
        <>
          <a class="button button-default" href={paths.mergeUnit(unit.id)}>
            {unitTexts.merge}
          </a>
          <a class="button button-default" href={paths.divideUnit(unit.id)}>
            {unitTexts.divide}
          </a>
        </>
      ) : (
        <p class="quiet">{unitTexts.reformByOffice}</p>
      )}
    </div>
  </Card>
)

const Staff: FC<{ page: UnitPage }> = ({ page: { roster, unit } }) => {
  const people = staffIn(roster, unit.id)
  return (
    <TableCard title={unitTexts.people}>
      {people.length === 0 ? (
        <p class="note">{rosterTexts.nobody}</p>
      ) : (
        <table class="people">
          <PeopleHead />
          <tbody>
            <PeopleRows roster={roster} people={people} unit={unit.id} />
          </tbody>
        </table>
      )}
    </TableCard>
  )
}

const Below: FC<{ page: UnitPage }> = ({ page: { roster, unit } }) => {
  const below = roster.units.filter(({ parent, endedOn }) => parent === unit.id && endedOn === null)
  if (below.length === 0) return null
  return (
    <Card title={unitTexts.below}>
      <p>
        <Names roster={roster} units={below.map(({ id }) => id)} />
      </p>
    </Card>
  )
}

const UnitLink: FC<{ roster: Roster; id: UnitId }> = ({ roster, id }) => (
  <a href={paths.unit(id)}>
    <bdi>{unitNameIn(roster, id)}</bdi>
  </a>
)

const Names: FC<{ roster: Roster; units: readonly UnitId[] }> = ({ roster, units }) => (
  <>
    {units.map((id, index) => (
      <>
        {index > 0 ? '、' : ''}
        <UnitLink roster={roster} id={id} />
      </>
    ))}
  </>
)

const TableCard: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <section class="card">
    <div class="card-head">
      <h2 class="card-title">{title}</h2>
    </div>
    {children}
  </section>
)

/** 沿革: what it was called and what it came from, with the documents. */
const History: FC<{ page: UnitPage }> = ({ page: { roster, history } }) => {
  const told = history.flatMap(({ event, at }) => storyOf(event, (id) => unitNameIn(roster, id), dayOf(at)))
  if (told.length === 0) return null
  return (
    <Card title={unitTexts.history}>
      <ol class="unit-history">
        {told.map(({ on, text, reason }) => (
          <li>
            <span class="day">{on}</span>
            <span>
              {text}
              {reason ? <span class="quiet">{unitTexts.ordered(reason)}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

type Told = { readonly on: string; readonly text: string; readonly reason: string | null }

function storyOf(event: UnitEvent, name: (id: UnitId) => string, day: string): Told[] {
  const names = (ids: readonly UnitId[]) => ids.map(name).join('、')
  switch (event.type) {
    case 'unit-added':
      return [{ on: day, text: storyTexts.added, reason: null }]
    case 'unit-renamed':
      return [{ on: event.on, text: storyTexts.renamed(event.from, event.to), reason: event.reason }]
    case 'unit-merged':
      return [{ on: event.on, text: storyTexts.merged(name(event.into)), reason: event.reason }]
    case 'unit-joined':
      return [{ on: event.on, text: storyTexts.joined(names(event.units)), reason: event.reason }]
    case 'unit-divided':
      return [{ on: event.on, text: storyTexts.divided(names(event.into)), reason: event.reason }]
    case 'unit-changed':
      return []
    default:
      return event satisfies never
  }
}
