import cron from 'node-cron'
import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoPlatform } from '../bot/demo/index.ts'
import { demoRoutes } from '../bot/demo/routes.tsx'
import { memoryStore, type DemoStore } from '../bot/demo/store.ts'
import type { Platform } from '../bot/platform.ts'
import { transact, type Db } from '../db/database.ts'
import { compact, openReadOnly } from '../db/open-node.ts'
import { listCampaigns } from '../db/campaigns.ts'
import { createOffice, type RunningOffice } from './app.ts'
import { readPlace } from './config.ts'
import { demoClock, type DemoClock } from './demo-clock.ts'
import { demoCode, demoLink, groupOf, samplePeople } from './demo-people.ts'
import { isServed, keepServer, leaveServer, newHolder, takeServer } from './lease-node.ts'
import { jsonLog } from './log.ts'
import { prometheusMetrics } from './metrics-node.ts'
import { openOffice, placesIn, type OfficeFiles } from './office-node.ts'
import { die, dieOnFault, giveUp, startFault, stopWhenAsked } from './process-node.ts'
import { consoleAsset, demoAsset, templateNames, templateText } from './program-node.ts'
import { handSamplesIn } from './sample/hand-ins.ts'
import { tellStories } from './sample/issues.ts'
import { isEmpty, openSampleOffice, sampleCampaign } from './sample/office.ts'
import { serveOffice } from './serve-node.ts'
import { texts } from './texts.ts'

const FOLDER = join('data', 'demo')
const HOST = '127.0.0.1'
const said = texts.demo

// The terminal belongs to the newcomer: only what goes wrong is logged.
const log = jsonLog((line) => {
  if (!line.includes('"level":"info"')) console.error(line)
})

class Refused extends Error {}

type Wish = { readonly port: number; readonly template: string; readonly asked: boolean } & Flags
type Flags = { readonly fresh: boolean; readonly plain: boolean }

/** Only PORT is taken from the environment: a demo must never open the data of a real office. */
function readWish(): Wish | null {
  try {
    const options = { campaign: { type: 'string' }, fresh: { type: 'boolean' }, plain: { type: 'boolean' } } as const
    const { values } = parseArgs({ options, allowPositionals: false })
    const place = readPlace({ PORT: process.env.PORT })
    if (!place.ok) return refuse(1, ...place.faults)
    const template = values.campaign ?? 'luohe-2022'
    if (templateText(template) === null) return refuse(2, texts.campaign.noTemplate(template, templateNames()))
    const flags = { fresh: values.fresh === true, plain: values.plain === true }
    return { port: place.config.port, template, asked: values.campaign !== undefined, ...flags }
  } catch {
    return refuse(2, said.usage)
  }
}

function refuse(status: 1 | 2, ...lines: readonly string[]): null {
  giveUp(...lines)
  process.exitCode = status
  return null
}

async function main(wish: Wish): Promise<void> {
  let files: OfficeFiles | undefined
  const holder = newHolder()
  try {
    if (wish.fresh) throwAway()
    files = openOffice(FOLDER)
    if (!takeServer(files.db, holder, Date.now())) {
      giveUp(said.second)
      return files.close()
    }
    await run(wish, files, holder)
  } catch (error) {
    giveUp(error instanceof Refused ? error.message : startFault(error, { host: HOST, port: wish.port, data: FOLDER }))
    if (files) leaveServer(files.db, holder)
    files?.close()
  }
}

/** Not under a demo that is running. */
function throwAway(): void {
  const { database } = placesIn(FOLDER)
  if (existsSync(database)) {
    const opened = openReadOnly(database)
    const served = isServed(opened.db, Date.now())
    opened.close()
    if (served) throw new Refused(said.second)
  }
  rmSync(FOLDER, { recursive: true, force: true })
}

async function run(wish: Wish, files: OfficeFiles, holder: string): Promise<void> {
  const clock = demoClock(files.db, Date.now)
  clock.toWork()
  await fill(wish, files, clock.now())
  const store = storeIn(join(FOLDER, 'chats.jsonl'))
  const desk = { store, now: clock.now, groupOf: (account: string) => groupOf(files.db, account) }
  const platform = demoPlatform(desk, { plain: wish.plain })
  const config = {
    secret: secretIn(join(FOLDER, 'secret')),
    publicUrl: `http://${HOST}:${wish.port}`,
    metricsToken: null,
  }
  const office = createOffice({
    db: files.db,
    blobs: files.blobs,
    compact: () => compact(files.client),
    config,
    platforms: [platform],
    now: clock.now,
    defer: () => undefined,
    log,
    metrics: prometheusMetrics(files.db, clock.now),
    asset: consoleAsset,
    checks: [],
    mounts: (office) => ({ '/demo': demoPage({ db: files.db, store, platform, clock, office }) }),
  })
  const serving = await serveOffice(office, { host: HOST, port: wish.port })
  const everyMinute = () => {
    clock.toWork()
    return office.tick()
  }
  const minute = cron.schedule('* * * * *', everyMinute, { suppressMissedWarning: true })
  const lease = keepServer(files.db, holder, (cause) => die(log, 'lease lost', cause))
  await office.tick()
  const unit = samplePeople(files.db)[0]?.unit ?? ''
  for (const line of said.started(config.publicUrl, config.publicUrl + demoLink(files.db, clock.now()), unit))
    console.log(line)

  stopWhenAsked(log, async () => {
    await serving.stop()
    await minute.destroy()
    await office.idle()
    lease.stop()
    leaveServer(files.db, holder)
    files.close()
  })
}

/** The sample office, where the database is empty. */
async function fill({ template, asked }: Wish, { db, blobs }: OfficeFiles, now: number): Promise<void> {
  const campaign = sampleCampaign(templateText(template) ?? '', now)
  if (!isEmpty(db)) {
    const others = listCampaigns(db).filter(({ code }) => code !== campaign.code)
    if (asked && others.length > 0) throw new Refused(said.otherCampaign(template))
    return
  }
  const cast = transact(db, (tx) => openSampleOffice(tx, campaign, now))
  await tellStories({ db, blobs, campaign, cast, now })
  handSamplesIn({ db, campaign, cast, now })
}

type Page = { db: Db; store: DemoStore; platform: Platform; clock: DemoClock; office: RunningOffice }

function demoPage({ db, store, platform, clock, office }: Page) {
  return demoRoutes({
    store,
    platform,
    people: () => samplePeople(db),
    handle: async (inbound) => office.handle(inbound),
    clock: {
      now: clock.now,
      advance: async (ms) => {
        clock.advance(ms)
        clock.toWork()
        await office.tick()
      },
    },
    loginLink: (person) => demoLink(db, clock.now(), Number(person)),
    inviteCode: (person) => demoCode(db, clock.now(), Number(person)),
    asset: demoAsset,
    campaignTitle: () => listCampaigns(db)[0]?.campaign.title ?? '',
  })
}

/** The chats, kept over a restart as one line a change. */
function storeIn(path: string): DemoStore {
  const lines = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : []
  return memoryStore({ lines, onLine: (line) => appendFileSync(path, `${line}\n`) })
}

function secretIn(path: string): string {
  mkdirSync(FOLDER, { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

dieOnFault(log)
const wish = readWish()
if (wish) await main(wish)
