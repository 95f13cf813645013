import { meterOf } from '../db/meters.ts'
import type { Row } from '../db/outbox.ts'
import { identitiesOf, type Identity } from '../db/people.ts'
import type { Office } from './office.ts'
import type { Platform, PlatformName, Sent } from './platform.ts'

export type Channel = { readonly platform: Platform; readonly account: string }

/** Where a person can't be reached at all: without an account, over accounts nothing reaches, over what isn't switched on. */
export type NoChannel = { readonly nowhere: 'unbound' | 'no platform' } | { readonly nowhere: 'lost'; why: string }

/**
 * The one chat a person hears in: where they last spoke to the bot, else where they were bound first; the other one while
 * that can't deliver. What may have arrived already stays where it may have, so that nothing is said in both.
 */
export function channelOf(office: Office, row: Pick<Row, 'person' | 'triedOn'>): Channel | NoChannel {
  const accounts = row.person === null ? [] : identitiesOf(office.db, row.person)
  const reachable = accounts.filter(({ unreachableWhy }) => unreachableWhy === null)
  const channels = reachable.flatMap((account) => channelsOver(office, account))
  const tried = channels.find(({ platform }) => platform.name === row.triedOn)
  const chosen = tried ?? channels.find(({ platform }) => !isOut(office, platform)) ?? channels[0]
  if (chosen) return chosen
  if (reachable.length > 0) return { nowhere: 'no platform' }
  const why = accounts[0]?.unreachableWhy ?? null
  return why === null ? { nowhere: 'unbound' } : { nowhere: 'lost', why }
}

function channelsOver({ platforms }: Office, { platform: name, externalId }: Identity): Channel[] {
  const platform = platforms.get(name as PlatformName)
  return platform ? [{ platform, account: externalId }] : []
}

/** Its calls of this month are used up, or it has just failed so that others will fail too. */
function isOut({ db, now }: Office, platform: Platform): boolean {
  return (outages.get(platform)?.until ?? 0) > now() || meterOf(db, platform.name, now()).exhausted
}

type Outage = { readonly misses: number; readonly until: number }

/** What this process has seen of a platform lately. */
const outages = new WeakMap<Platform, Outage>()

/** So many answers in a row that never came are no accident. */
const misses = 3
const OUT = 5 * 60_000

/** Takes note of how a platform does; what fails for one reader alone says nothing of it. */
export function noteOutage(platform: Platform, { outcome }: Sent, now: number): void {
  const before = outages.get(platform)?.misses ?? 0
  if (outcome === 'delivered') outages.delete(platform)
  else if (outcome === 'misconfigured') outages.set(platform, { misses, until: now + OUT })
  else if (outcome === 'unknown')
    outages.set(platform, { misses: before + 1, until: before + 1 >= misses ? now + OUT : 0 })
}
