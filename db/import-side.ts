import { eq, inArray } from 'drizzle-orm'
import type { Role } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import type { Serial } from '../core/issue.ts'
import type { LedgerSide } from '../core/sheets/ledger-import.ts'
import { withoutGaps, type KnownUnit } from '../core/sheets/ledger-line.ts'
import type { LedgerEntry } from '../core/sheets/ledger-sheet.ts'
import { findCampaign } from './campaigns.ts'
import type { Db } from './database.ts'
import { findIssue } from './ledger.ts'
import { allUnits, formerUnits, namesOf, standingUnits } from './people.ts'
import { people, posts } from './schema.ts'

type About = { readonly campaign: string; readonly file: string; readonly now: number }

/** The office's side of a ledger sheet: its units, by old names too, with their people; issues as the export writes them. */
export function ledgerSide(db: Db, { campaign: code, file, now }: About): LedgerSide | null {
  const campaign = findCampaign(db, code)?.campaign
  if (!campaign) return null
  const units = knownUnits(db)
  const byName = new Map(units.map((unit) => [withoutGaps(unit.name), unit]))
  const formerly = formerUnits(db)
  const names = new Map(allUnits(db).map(({ id, name }) => [id, name]))
  return {
    campaign,
    today: dayOf(now),
    file,
    unitNamed: (name) => {
      const [heir, ...others] = formerly.get(name)?.now ?? []
      return byName.get(name) ?? (others.length === 0 ? (units.find(({ id }) => id === heir?.id) ?? null) : null)
    },
    entryOf: (serial) => entryOf(db, serial, { campaign, today: dayOf(now), names }),
  }
}

const acting: readonly Role[] = ['contact', 'responsible', 'first']

function knownUnits(db: Db): KnownUnit[] {
  const held = db
    .select({ unit: posts.unit, id: people.id, name: people.name, role: posts.role })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.person))
    .where(inArray(posts.role, [...acting]))
    .all()
  const byUnit = Map.groupBy(held, ({ unit }) => unit)
  return standingUnits(db).map(({ id, name }) => {
    const own = Map.groupBy(byUnit.get(id) ?? [], (post) => post.id)
    const staff = [...own].map(([person, rows]) => ({
      id: person,
      name: rows[0]?.name ?? '',
      roles: rows.map(({ role }) => role),
    }))
    return { id, name, people: staff }
  })
}

type Around = Pick<LedgerEntry, 'campaign' | 'today'> & { readonly names: ReadonlyMap<number, string> }

function entryOf(db: Db, serial: Serial, { campaign, today, names }: Around): LedgerEntry | null {
  const issue = findIssue(db, serial)
  if (!issue) return null
  const plan = issue.plan ?? issue.proposal
  const staff = namesOf(db, plan ? [plan.first, plan.responsible] : [])
  const nameOf = (id: number) => staff.get(id) ?? ''
  return { campaign, today, issue, ordinal: 0, unit: names.get(issue.unit) ?? '', nameOf }
}
