import type { Actor } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import { listCampaigns } from '../db/campaigns.ts'
import { only, type Tx } from '../db/database.ts'
import { postsEnded } from '../db/handovers/departure.ts'
import { addPerson, addUnit, bind, setPosts } from '../db/people.ts'
import { changePerson, changeUnit, rosterOf } from '../db/roster.ts'
import { underTodaysNames } from './people-former.ts'
import { changesOf } from './people-changes.ts'
import { accountOf, planPeople, postsAfter, type PlannedPerson } from './people-plan.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import { chatAccounts, type PeopleRow } from './people-sheet.ts'
import type { PlannedUnit } from './people-units.ts'

type Act = { readonly actor: Actor; readonly now: number }
type Preview = { readonly lines: string[]; readonly warnings: string[]; readonly same: number }
type Import = { ok: true; preview: Preview } | { ok: false; faults: SheetFault[] }

/** Compares a sheet with the office and, unless `act` is null (a preview), makes it so: all of it or nothing. */
export function importPeople(tx: Tx, typed: readonly PeopleRow[], act: Act | null): Import {
  const roster = rosterOf(tx)
  const { rows, faults, notes } = underTodaysNames(typed, roster.former)
  if (faults.length > 0) return { ok: false, faults }
  const categories = listCampaigns(tx).flatMap(({ campaign }) => campaign.categories)
  const planning = planPeople(rows, { ...roster, categories })
  if (!planning.ok) return planning
  const { plan } = planning
  const changes = changesOf(plan, roster)
  const preview = { ...changes, warnings: [...notes, ...changes.warnings] }
  if (act !== null) {
    const ids = writeUnits(tx, plan.units, act)
    const unitId = (name: string) => only(ids.get(name), `unit ${name}`)
    for (const person of plan.people) writePerson(tx, person, { unitId, act })
  }
  return { ok: true, preview }
}

function writeUnits(tx: Tx, units: readonly PlannedUnit[], act: Act): Map<string, UnitId> {
  const ids = new Map<string, UnitId>()
  for (const { known, name, kind, parent: above } of units) {
    const parent = above === null ? null : only(ids.get(above), `unit ${above}`)
    ids.set(name, known?.id ?? addUnit(tx, { name, kind, parent }, act))
    if (known && (known.kind !== kind || known.parent !== parent)) changeUnit(tx, known.id, { kind, parent }, act)
  }
  return ids
}

function writePerson(
  tx: Tx,
  person: PlannedPerson,
  { unitId, act }: { unitId: (name: string) => UnitId; act: Act },
): void {
  const { known, name, title, phone, accounts } = person
  const posts = postsAfter(person, unitId)
  const id = known?.id ?? addPerson(tx, { name, title, phone }, act, posts)
  const change = {
    ...(known && title !== null && title !== known.title ? { title } : {}),
    ...(known && phone !== null && phone !== known.phone ? { phone } : {}),
  }
  if (Object.keys(change).length > 0) changePerson(tx, id, change, act)
  if (known && setPosts(tx, id, posts, act)) postsEnded(tx, id, known.posts, act)
  for (const platform of chatAccounts) {
    const [wanted, bound] = [accounts[platform], known === null ? null : accountOf(known, platform)]
    if (wanted !== null && wanted !== bound) bind(tx, { platform, externalId: wanted, person: id }, act)
  }
}
