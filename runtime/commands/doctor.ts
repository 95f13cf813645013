import { statfs } from 'node:fs/promises'
import type { PlatformName } from '../../bot/platform.ts'
import { alarmOf, faultOf } from '../../core/connection.ts'
import { showInstant } from '../../core/calendar/day.ts'
import { officeCalendar, unarrangedYears } from '../../db/calendar.ts'
import { pushAlarmOf, thriftOf, type Pushes } from '../../core/quota.ts'
import { head } from '../../db/chain.ts'
import type { Db } from '../../db/database.ts'
import { lastEventAt } from '../../db/due.ts'
import { metersOf } from '../../db/meters.ts'
import { outboxCounts } from '../../db/outbox.ts'
import { quietLines } from '../../db/quiet-lines.ts'
import { connectionsNow } from '../../db/connections.ts'
import { officeHours } from '../../db/office-hours.ts'
import { isPaused } from '../../db/settings.ts'
import { readConfig, readDingtalk, readLark, readPlace, type Environment } from '../config.ts'
import { badEvidence, evidencePath } from '../evidence-node.ts'
import { explainFault } from '../faults.ts'
import { isServed } from '../lease-node.ts'
import { isLoopback } from '../metrics.ts'
import { hasOffice, openOffice, type OfficeFiles } from '../office-node.ts'
import { platformsOf } from '../platforms.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import type { Io, Status } from './io.ts'

const said = texts.doctor

/** `bad` keeps the office from working, `mind` wants looking at. */
type Finding = { readonly mark: 'good' | 'mind' | 'bad'; readonly line: string }

const good = (line: string): Finding => ({ mark: 'good', line })
const mind = (line: string): Finding => ({ mark: 'mind', line })
const bad = (line: string): Finding => ({ mark: 'bad', line })

export async function doctor(args: readonly string[], io: Io): Promise<Status> {
  readArgs(args, { options: {}, operands: [0, 0] })
  const findings = [...program(), ...configuration(io.env), ...(await office(io)), ...(await platforms(io.env))]
  for (const { mark, line } of findings) io.out(`${said.marks[mark]} ${line}`)
  const worst = findings.filter(({ mark }) => mark === 'bad').length
  if (worst > 0) io.error(said.wrong(worst))
  return worst > 0 ? 1 : 0
}

function program(): Finding[] {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return [major >= 22 ? good(said.node(process.version)) : bad(said.nodeOld(process.version))]
}

const known =
  /^(XIAOHAO_(DATA|SECRET|METRICS_TOKEN|DEBUG)|LARK_(APP_ID|APP_SECRET|ENCRYPT_KEY|VERIFICATION_TOKEN|TRANSPORT|BASE_URL|ACCOUNTS_URL)|DINGTALK_(CLIENT_ID|CLIENT_SECRET|ROBOT_CODE|TRANSPORT|API_URL|OAPI_URL|LOGIN_URL|CARD_TEMPLATE_ID))$/

function configuration(env: Environment): Finding[] {
  const reading = readConfig(env)
  const unknown = Object.keys(env).filter((name) => /^(XIAOHAO|LARK|DINGTALK)_/.test(name) && !known.test(name))
  const open =
    reading.ok && /^http:/.test(reading.config.publicUrl) && !isLoopback(new URL(reading.config.publicUrl).hostname)
  const nowhere = reading.ok && /^http:\/\/(0\.0\.0\.0|\[::\]):/.test(reading.config.publicUrl)
  return [
    ...(reading.ok ? [good(said.config)] : reading.faults.map(bad)),
    ...unknown.map((name) => mind(said.unknownVariable(name))),
    ...(open ? [mind(said.plainHttp)] : []),
    ...(nowhere ? [mind(said.noPublicUrl)] : []),
  ]
}

async function office(io: Io): Promise<Finding[]> {
  const place = readPlace(io.env)
  if (!place.ok) return []
  const { data } = place.config
  try {
    if (!hasOffice(data)) return [mind(said.noDatabase(data))]
    const files = openOffice(data)
    try {
      const now = io.now()
      const kept = [...database(files), ...(await evidence(files)), ...(await disk(files))]
      return [...kept, ...clock(files.db, now), ...work(files.db, now)]
    } finally {
      files.close()
    }
  } catch (error) {
    return [bad(explainFault(error, data) ?? texts.faults.unknown)]
  }
}

function database({ db, client }: OfficeFiles): Finding[] {
  const check = String(client.pragma('quick_check(1)', { simple: true }))
  return [check === 'ok' ? good(said.database(head(db).n)) : bad(said.databaseBroken)]
}

const MOST_NAMED = 20

async function evidence({ db, places }: OfficeFiles): Promise<Finding[]> {
  const { count, read, bad: files } = await badEvidence(db, places.evidence)
  if (files.length === 0) return [good(read ? said.evidence(count) : said.evidenceBySize(count))]
  const named = files.slice(0, MOST_NAMED)
  return [
    ...named.map((file) => bad(texts.evidence.bad(file, evidencePath(places.evidence, file.sha256)).trim())),
    ...(files.length > MOST_NAMED ? [bad(texts.evidence.more(files.length - MOST_NAMED).trim())] : []),
  ]
}

const MEBIBYTE = 1024 * 1024

async function disk({ places }: OfficeFiles): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(places.folder)
  const free = Math.floor((bavail * bsize) / MEBIBYTE)
  return [free < 64 ? bad(said.diskFull(free)) : free < 1024 ? mind(said.diskLow(free)) : good(said.disk(free))]
}

/** Nothing outside is asked for the time: the log and the program itself say when it can't be right. */
function clock(db: Db, now: number): Finding[] {
  const last = lastEventAt(db)
  if (now < Date.UTC(2026, 0, 1)) return [bad(said.clockPast)]
  if (last !== null && last > now + 60_000) return [bad(said.clockBehind)]
  return [good(said.clock)]
}

function work(db: Db, now: number): Finding[] {
  const { queued, failed, unknown } = outboxCounts(db)
  return [
    ...(isServed(db, now) ? [good(said.served), ...connections(db, now), ...quiet(db, now)] : [mind(said.notServed)]),
    failed > 0 ? mind(said.failed(failed)) : good(said.outbox(queued)),
    ...(unknown > 0 ? [mind(said.unknownOutcome(unknown))] : []),
    ...quotas(db, now),
    ...(isPaused(db) ? [mind(said.paused)] : []),
    ...unarrangedYears(db, now).map((one) => mind(said.noHolidays(one))),
  ]
}

/** How the running server's long connections stand: outside office hours nobody need get up for one. */
function connections(db: Db, now: number): Finding[] {
  const clock = { calendar: officeCalendar(db), hours: officeHours(db), now }
  return connectionsNow(db).map((connection) => {
    const { platform, heardAt, since, why } = connection
    const name = said.connection.platforms[platform as PlatformName]
    const [fault, heard] = [faultOf(connection, now), heardAt ?? since]
    if (fault === null) return good(said.connection.well(name, showInstant(heard)))
    const line = said.connection[fault](name, showInstant(fault === 'silent' ? heard : since))
    return (alarmOf(connection, clock) ? bad : mind)(`${line}${why === null ? said.connection.itself : `：${why}`}`)
  })
}

function quiet(db: Db, now: number): Finding[] {
  return quietLines(db, now).map(({ platform, from }) =>
    mind(said.connection.quiet(said.connection.platforms[platform as PlatformName], showInstant(from))),
  )
}

/** Platforms whose calls or pushes of this month run out, or have. */
function quotas(db: Db, now: number): Finding[] {
  return metersOf(db, now).flatMap((meter) => {
    const calls =
      thriftOf(meter) === 'none' ? [] : [mind(said.quota(meter.calls, meter.exhausted ? null : meter.quota))]
    return [...calls, ...pushesOf(meter.platform, meter.pushes)]
  })
}

function pushesOf(platform: string, pushes: Pushes | null): Finding[] {
  const name = said.connection.platforms[platform as PlatformName]
  if (pushes === null || pushAlarmOf(pushes) === null) return []
  const { count, quota, endedAt } = pushes
  if (endedAt !== null) return [bad(said.pushesEnded(name, showInstant(endedAt)))]
  return [mind(said.pushesScarce(name, count, quota ?? 0))]
}

async function platforms(env: Environment): Promise<Finding[]> {
  const [lark, dingtalk] = [readLark(env), readDingtalk(env)]
  const settings = { lark: lark.ok ? lark.config : null, dingtalk: dingtalk.ok ? dingtalk.config : null }
  const all = platformsOf(settings, { publicUrl: '', cardTemplate: () => null })
  if (all.length === 0) return lark.ok && dingtalk.ok ? [mind(said.noPlatform)] : []
  return Promise.all(
    all.map(async (platform) => {
      const name = said.connection.platforms[platform.name]
      const reach = await platform.probe()
      return reach.ok ? good(said.reaches(name)) : bad(said.reachFails(name, reach.why))
    }),
  )
}
