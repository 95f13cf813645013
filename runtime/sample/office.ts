import { officeGroup, unitGroup } from '../../bot/demo/chats.ts'
import type { PersonId } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import { confirmDates, shift, startable } from '../../core/campaigns/campaign-start.ts'
import { addDays, dayOf, startOfDay } from '../../core/calendar/day.ts'
import type { UnitId } from '../../core/issue.ts'
import { listCampaigns, startCampaign } from '../../db/campaigns.ts'
import type { Db, Tx } from '../../db/database.ts'
import { bindGroup } from '../../db/groups.ts'
import { addPerson, addUnit, bind, setPosts } from '../../db/people.ts'
import { checkShape, parseCampaign } from '../campaign-file.ts'
import { sampleUnits, type SampleUnit } from './places.ts'

const system = { kind: 'system', door: 'demo' } as const

/** How many days ago the campaign of the demo began. */
const BEGAN = 20

export type Cast = {
  readonly person: (who: string) => PersonId
  readonly unit: (key: string) => UnitId
  /** What a unit is called here. */
  readonly place: (key: string) => string
}

export function isEmpty(db: Db): boolean {
  return listCampaigns(db).length === 0
}

/** A built-in campaign as it would run had it begun 20 days before `now`. */
export function sampleCampaign(yaml: string, now: number): Campaign {
  const parsed = parseCampaign(yaml)
  const shape = parsed.ok ? checkShape(parsed.raw, parsed.lineOf) : parsed
  if (!shape.ok) throw new Error('a built-in campaign is broken')
  const result = startable(confirmDates(shift(shape.file, addDays(dayOf(now), -BEGAN))))
  if (!result.ok) throw new Error('a built-in campaign cannot run')
  return result.campaign
}

/** Starts the campaign and puts everyone in place, each on the demo's chat platform. */
export function openSampleOffice(tx: Tx, campaign: Campaign, now: number): Cast {
  const act = { actor: system, now: startOfDay(addDays(dayOf(now), -BEGAN)) + 9 * 3_600_000 }
  startCampaign(tx, campaign, act)
  const unitIds = new Map<string, UnitId>()
  const people = new Map<string, PersonId>()
  const places = new Map<string, string>()
  const add = ({ key, name, kind, people: staff }: SampleUnit, parent: UnitId | null): UnitId => {
    const unit = addUnit(tx, { name, kind, parent }, act)
    unitIds.set(key, unit)
    places.set(key, name)
    for (const { who, name, title, roles, scope = [] } of staff) {
      const id = addPerson(tx, { name, title, phone: null }, act)
      setPosts(
        tx,
        id,
        roles.map((role) => ({ unit, role, scope })),
        act,
      )
      bind(tx, { platform: 'demo', externalId: demoAccount(id), person: id }, act)
      people.set(who, id)
    }
    const works = staff.some(({ roles }) => roles.includes('responsible') || roles.includes('contact'))
    if (works) bindGroup(tx, { platform: 'demo', chatId: unitGroup(unit), unit }, act)
    return unit
  }
  const [above, ...others] = sampleUnits(campaign)
  const top = above ? add(above, null) : null
  for (const unit of others) add(unit, top)
  bindGroup(tx, { platform: 'demo', chatId: officeGroup, unit: null }, act)
  return {
    person: (who) => known(people, who),
    unit: (key) => known(unitIds, key),
    place: (key) => known(places, key),
  }
}

/** A person's account on the demo's chat platform. */
export function demoAccount(person: PersonId): string {
  return `demo-${person}`
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name)
  if (value === undefined) throw new Error(`nobody in the sample is called ${name}`)
  return value
}
