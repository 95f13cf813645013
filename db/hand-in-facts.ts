import { and, desc, eq, notInArray, sql, type SQL } from 'drizzle-orm'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { itemsOf, type Duty, type Item } from '../core/hand-ins/duty.ts'
import { leavesBelow, type Campaign } from '../core/campaigns/campaign.ts'
import type { HandInEvent } from '../core/hand-ins/hand-in.ts'
import type { HandInFacts, ListedIssue } from '../core/hand-ins/hand-in-rules.ts'
import type { Status, UnitId } from '../core/issue.ts'
import { beginOf } from '../core/campaigns/stock.ts'
import { findCampaign, type RunningCampaign } from './campaigns.ts'
import { head } from './chain.ts'
import type { Db } from './database.ts'
import { peopleAround } from './facts.ts'
import { formerUnits, standingUnits } from './people.ts'
import { campaignUnits, events, issues, units } from './schema.ts'

/** What deciding about a hand-in needs; null where nobody owes such a thing. */
export function factsForHandIn(db: Db, duty: Duty & { id: string }, now: number): HandInFacts | null {
  const running = findCampaign(db, duty.campaign)
  if (!running) return null
  const { campaign } = running
  const [today, began] = [dayOf(now), campaignBegan(running)]
  const item = itemsOf(campaign, began, today).find(({ id, period }) => id === duty.item && period === duty.period)
  const owner = item && ownerOf(db, campaign, { item, duty })
  if (!item || !owner) return null
  const { unit, categories } = owner
  return {
    now,
    today,
    began,
    item,
    unit,
    categories,
    asLead: item.owes !== 'unit',
    ...peopleAround(db, unit ?? 0),
    // Most questions ask for none of these, so they are read when one does.
    get issues() {
      return listedIssues(
        db,
        campaign.code,
        duty.group === null ? eq(issues.unit, duty.unit) : ofCategories(categories),
      )
    },
    get head() {
      const { n, hash } = head(db)
      return { count: n, hash }
    },
    get lastMove() {
      return lastMoveOf(db, duty.id)
    },
    get returnedOn() {
      const last = lastMoveOf(db, duty.id, 'returned')
      return last && dayOf(last.at)
    },
  }
}

export function campaignBegan({ campaign, startedAt }: Pick<RunningCampaign, 'campaign' | 'startedAt'>): Day {
  return beginOf(campaign, dayOf(startedAt))
}

type Owing = { readonly unit: UnitId | null; readonly categories: readonly string[] }

function ownerOf(db: Db, campaign: Campaign, { item, duty }: { item: Item; duty: Duty }): Owing | null {
  if (duty.unit === null) {
    const group = item.owes === 'group' ? campaign.groups.find(({ id }) => id === duty.group) : undefined
    if (!group) return null
    return { unit: unitsByName(db)(group.lead), categories: leavesBelow(campaign, group.categories) }
  }
  if (item.owes === 'group' || (item.owes === 'unit' && isTakenOut(db, campaign.code, duty.unit))) return null
  const unit = db.select({ id: units.id, name: units.name }).from(units).where(eq(units.id, duty.unit)).get()
  const leads = campaign.tasks.find(({ id }) => id === item.id)?.lead.map(unitsByName(db))
  return unit && (item.owes === 'unit' || leads?.includes(unit.id)) ? { unit: unit.id, categories: [] } : null
}

/** The unit each name means today, also by an old name that one unit alone took over; null where there is none. */
export function unitsByName(db: Db): (name: string) => UnitId | null {
  const standing = new Map(standingUnits(db).map(({ id, name }) => [name, id]))
  const former = formerUnits(db)
  return (name) => {
    const [heir, ...others] = former.get(name)?.now ?? []
    return standing.get(name) ?? (others.length === 0 ? (heir?.id ?? null) : null)
  }
}

/** Whether the office has taken a unit out of a campaign by hand. */
export function isTakenOut(db: Db, campaign: string, unit: UnitId): boolean {
  const here = and(eq(campaignUnits.campaign, campaign), eq(campaignUnits.unit, unit))
  return db.select().from(campaignUnits).where(here).get()?.takesPart === false
}

function ofCategories(categories: readonly string[]): SQL {
  return sql`issues.category in (select value from json_each(${JSON.stringify(categories)}))`
}

const aside: Status[] = ['withdrawn', 'merged', 'dismissed']

/** Issues that their unit knows of: a lead not yet assigned is nobody's list to show. */
function listedIssues(db: Db, campaign: string, whose: SQL): ListedIssue[] {
  const known = sql`(issue ->> 'selfChecked' = 1 or issue ->> 'deadline' is not null)`
  return db
    .select({
      serial: issues.serial,
      status: issues.status,
      happened: sql<ListedIssue['happened']>`issue ->> 'happened'`,
      began: sql<Day>`issue ->> 'began'`,
      selfChecked: sql`issue ->> 'selfChecked' = 1`.mapWith(Boolean),
      planned: sql`issue ->> 'plan' is not null or issue ->> 'proposal' is not null`.mapWith(Boolean),
    })
    .from(issues)
    .where(and(eq(issues.campaign, campaign), whose, notInArray(issues.status, aside), known))
    .orderBy(issues.id)
    .all()
}

function lastMoveOf(db: Db, id: string, type?: HandInEvent['type']): HandInFacts['lastMove'] {
  const such = type === undefined ? undefined : eq(events.type, type)
  const own = and(eq(events.subjectKind, 'handin'), eq(events.subjectId, id), such)
  const row = db
    .select({ type: sql<HandInEvent['type']>`type`, by: events.actor, at: events.at })
    .from(events)
    .where(own)
    .orderBy(desc(events.seq))
    .limit(1)
    .get()
  return row ?? null
}
