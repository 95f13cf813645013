import type { Child, FC } from 'hono/jsx'
import { readsAll, type PersonId } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import type { RosterPerson } from '../db/roster.ts'
import { groupRequestsOf } from '../db/groups.ts'
import { openCounts } from '../db/units.ts'
import { notFound } from './errors.tsx'
import { PlusIcon, SearchIcon } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Card, Empty } from './parts.tsx'
import { paths } from './paths.ts'
import {
  loadRoster,
  mayReadRoster,
  peopleFound,
  staffIn,
  treeOf,
  unitNameIn,
  type Branch,
  type Roster,
} from './roster-load.ts'
import { PeopleHead, PeopleRows } from './roster-people.tsx'
import { groupTexts, rosterTexts } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'
import { ledgerTexts } from './texts.ts'

/** With more people than this, units are listed alone until one is looked for. */
const mostListed = 400

type Listing = {
  readonly roster: Roster
  readonly q: string
  readonly found: ReadonlySet<PersonId>
  /** Open issues by unit; none for those who see a part of the ledger. */
  readonly open: ReadonlyMap<UnitId, number>
  /** Group chats the office has to decide about. */
  readonly waiting: number
}

/** GET /roster: the tree of units with their people. */
export async function rosterPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayReadRoster(viewer.actor)) return notFound(c, show)
  const roster = loadRoster(office, viewer)
  const q = (c.req.query('q') ?? '').trim().slice(0, 60)
  const open = readsAll(viewer.actor) ? openCounts(office.db) : new Map<UnitId, number>()
  const waiting = groupRequestsOf(office.db).filter(({ refusedAt }) => refusedAt === null).length
  const listing = { roster, q, open, waiting, found: peopleFound(roster, q) }
  return show(c, { title: rosterTexts.title, body: <RosterView listing={listing} /> })
}

const RosterView: FC<{ listing: Listing }> = ({ listing }) => (
  <>
    <RosterHead listing={listing} />
    <section class="card">
      <Search q={listing.q} />
      {listing.roster.units.length === 0 ? <NobodyYet /> : <Tree listing={listing} />}
    </section>
    <Postless listing={listing} />
    <Ended listing={listing} />
  </>
)

const RosterHead: FC<{ listing: Listing }> = ({ listing: { roster, waiting } }) => (
  <div class="page-head">
    <h1>{rosterTexts.title}</h1>
    {mayChangeUnits(roster.viewer.actor) ? (
      <div class="buttons">
        <a class="button button-default" href={paths.groups}>
          {waiting > 0 ? groupTexts.titleWaiting(waiting) : groupTexts.title}
        </a>
        <a class="button button-default" href={paths.newUnit}>
          {rosterTexts.newUnit}
        </a>
        <a class="button button-primary" href={paths.newPerson}>
          <PlusIcon />
          {rosterTexts.newPerson}
        </a>
      </div>
    ) : null}
  </div>
)

const Search: FC<{ q: string }> = ({ q }) => (
  <form class="filters" method="get" action={paths.roster} role="search">
    <span class="search">
      <SearchIcon />
      <input
        class="input"
        type="search"
        name="q"
        value={q}
        placeholder={rosterTexts.searchHint}
        aria-label={rosterTexts.search}
      />
    </span>
    <button class="button button-default" type="submit">
      {ledgerTexts.find}
    </button>
    {q === '' ? null : (
      <a class="link" href={paths.roster}>
        {ledgerTexts.clear}
      </a>
    )}
  </form>
)

const Tree: FC<{ listing: Listing }> = ({ listing }) => {
  const { roster, q } = listing
  const folded = q === '' && roster.people.length > mostListed
  const branches = treeOf(roster.units).map((branch) => ({ branch, people: folded ? [] : shown(listing, branch) }))
  const listed = branches.filter(({ branch, people }) => q === '' || people.length > 0 || isMeant(listing, branch))
  return (
    <>
      <Formerly listing={listing} />
      {folded ? <p class="note">{rosterTexts.folded}</p> : null}
      {listed.length === 0 ? <p class="note">{rosterTexts.none(q)}</p> : null}
      <table class="people">
        <PeopleHead />
        {listed.map(({ branch, people }) => (
          <tbody>
            <UnitRow listing={listing} branch={branch} />
            <PeopleRows roster={roster} people={people} unit={branch.unit.id} />
          </tbody>
        ))}
      </table>
    </>
  )
}

/** A unit that is looked for shows all of its people, another only those who are. */
function shown(listing: Listing, branch: Branch): RosterPerson[] {
  const staff = staffIn(listing.roster, branch.unit.id)
  return isMeant(listing, branch) ? staff : staff.filter(({ id }) => listing.found.has(id))
}

function isMeant({ q, roster }: Listing, { unit }: Branch): boolean {
  const once = roster.former.get(q)?.now ?? []
  return unit.name.includes(q) || once.some(({ id }) => id === unit.id)
}

const UnitRow: FC<{ listing: Listing; branch: Branch }> = ({ listing, branch: { unit, depth } }) => {
  const open = listing.open.get(unit.id) ?? 0
  return (
    <tr class="unit">
      <th scope="rowgroup" colspan={5} class={`depth-${Math.min(depth, 4)}`}>
        <a href={paths.unit(unit.id)}>
          <bdi>{unit.name}</bdi>
        </a>
        <span class="unit-kind">{unit.kind ?? ''}</span>
        <span class="unit-count">{rosterTexts.staff(staffIn(listing.roster, unit.id).length)}</span>
        {open > 0 ? <span class="unit-count">{rosterTexts.open(open)}</span> : null}
      </th>
    </tr>
  )
}

/** Whoever looks for an old name is told what became of it. */
const Formerly: FC<{ listing: Listing }> = ({ listing: { q, roster } }) => {
  const former = roster.former.get(q)
  if (!former) return null
  const names = former.now.map(({ name }) => name)
  return <p class="note">{rosterTexts.formerly(q, rosterTexts.how[former.how], names)}</p>
}

const NobodyYet: FC = () => (
  <Empty title={rosterTexts.emptyTitle} text={rosterTexts.emptyText}>
    <code class="command">{rosterTexts.emptyCommand}</code>
  </Empty>
)

const Postless: FC<{ listing: Listing }> = ({ listing: { roster, q, found } }) => {
  const people = roster.people.filter(({ id, posts }) => posts.length === 0 && found.has(id))
  if (people.length === 0 || (q === '' && roster.people.length > mostListed)) return null
  return (
    <Aside title={rosterTexts.postless}>
      <table class="people">
        <PeopleHead />
        <tbody>
          <PeopleRows roster={roster} people={people} unit={null} />
        </tbody>
      </table>
    </Aside>
  )
}

const Ended: FC<{ listing: Listing }> = ({ listing: { roster, q } }) => {
  const ended = roster.units.filter(({ name, endedOn }) => endedOn !== null && name.includes(q))
  if (ended.length === 0) return null
  return (
    <Card title={rosterTexts.endedTitle} look="roster-aside">
      <ul class="ended">
        {ended.map(({ id, name, endedOn, successors }) => (
          <li>
            <a href={paths.unit(id)}>
              <bdi>{name}</bdi>
            </a>
            <span class="quiet">
              {endedOn === null ? null : rosterTexts.ended(howEnded(successors), namesOf(roster, successors), endedOn)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function howEnded(successors: readonly UnitId[]): string {
  return successors.length > 1 ? rosterTexts.how.divided : rosterTexts.how.merged
}

function namesOf(roster: Roster, units: readonly UnitId[]): string[] {
  return units.map((id) => unitNameIn(roster, id))
}

const Aside: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <section class="card roster-aside">
    <div class="card-head">
      <h2 class="card-title">{title}</h2>
    </div>
    {children}
  </section>
)
