import { cardTemplate } from '../db/card-templates.ts'
import type { Db } from '../db/database.ts'
import { compact } from '../db/open-node.ts'
import cron from 'node-cron'
import { statfs } from 'node:fs/promises'
import type { DingTalkPlatform } from '../bot/dingtalk/index.ts'
import { openStream } from '../bot/dingtalk/stream-node.ts'
import type { LarkPlatform } from '../bot/lark/index.ts'
import { openLongConnection } from '../bot/lark/long-connection-node.ts'
import type { Handled, Inbound, LongConnection } from '../bot/platform.ts'
import { createOffice, type OfficeParts } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { connectionLines, type Line } from './connections.ts'
import { loadDotEnv } from './env-node.ts'
import type { ReadyCheck } from './health.ts'
import { keepServer, leaveServer, newHolder, takeServer } from './lease-node.ts'
import { jsonLog } from './log.ts'
import type { Metrics } from './metrics.ts'
import { prometheusMetrics } from './metrics-node.ts'
import { openOffice, type OfficeFiles } from './office-node.ts'
import { cardTemplatesOf, dingtalkOf, larkOf } from './platforms.ts'
import { die, dieOnFault, giveUp, startFault, stopWhenAsked } from './process-node.ts'
import { consoleAsset } from './program-node.ts'
import { serveOffice } from './serve-node.ts'
import { texts } from './texts.ts'

const log = jsonLog((line) => process.stdout.write(`${line}\n`))

async function main(config: Config): Promise<void> {
  let files: OfficeFiles | undefined
  const holder = newHolder()
  try {
    files = openOffice(config.data)
    if (takeServer(files.db, holder, Date.now())) return await run(config, files, holder)
    giveUp(texts.server.second(config.data))
  } catch (error) {
    giveUp(startFault(error, config))
    if (files) leaveServer(files.db, holder)
  }
  files?.close()
}

async function run(config: Config, files: OfficeFiles, holder: string): Promise<void> {
  const metrics = prometheusMetrics(files.db)
  const platforms = chatOf(config, files.db, metrics)
  const lines = connectionLines(files.db, linesOf(config, platforms), Date.now)
  const checks = [diskCheck(files.places.folder), ...lines.checks]
  const office = createOffice(partsOf({ config, files, platforms, metrics, checks }))
  const serving = await serveOffice(office, config)
  lines.open(office.handle)
  const round = async () => {
    lines.look()
    await office.tick()
  }
  const clock = cron.schedule('* * * * *', round, { suppressMissedWarning: true })
  const lease = keepServer(files.db, holder, (cause) => die(log, 'lease lost', cause))
  const chat = { lark: config.lark?.transport ?? 'off', dingtalk: config.dingtalk?.transport ?? 'off' }
  log.info('listening', { host: config.host, port: config.port, ...chat })
  void round()

  stopWhenAsked(log, async () => {
    log.info('stopping')
    await serving.stop()
    await clock.destroy()
    await lines.close()
    await office.idle()
    lease.stop()
    leaveServer(files.db, holder)
    files.close()
    log.info('stopped')
  })
}

type Chat = { readonly lark: LarkPlatform | null; readonly dingtalk: DingTalkPlatform | null }

/** The platforms that are switched on. */
function chatOf({ lark, dingtalk, publicUrl }: Config, db: Db, metrics: Metrics): Chat {
  const noteOn = (platform: string) => (reason: string) => metrics.count('chat_rejected', { platform, reason })
  const around = { publicUrl, note: noteOn('dingtalk'), cardTemplate: () => cardTemplate(db, 'dingtalk') }
  return { lark: lark && larkOf(lark, noteOn('lark')), dingtalk: dingtalk && dingtalkOf(dingtalk, around) }
}

type Built = {
  config: Config
  files: OfficeFiles
  platforms: Chat
  metrics: ReturnType<typeof prometheusMetrics>
  checks: readonly ReadyCheck[]
}

function partsOf({ config, files: { db, client, blobs }, platforms, metrics, checks }: Built): OfficeParts {
  return {
    db,
    blobs,
    compact: () => compact(client),
    config,
    cardTemplates: cardTemplatesOf(config),
    platforms: Object.values(platforms).filter((platform) => platform !== null),
    now: Date.now,
    defer: () => undefined,
    log,
    metrics,
    asset: consoleAsset,
    checks,
  }
}

/** The long connections the environment asks for. */
function linesOf({ lark: larkSettings, dingtalk: dingtalkSettings }: Config, { lark, dingtalk }: Chat): Line[] {
  const said = (line: string) => log.warn('long connection', { said: line })
  return [
    ...(lark && larkSettings?.transport === 'websocket'
      ? [
          lineOf('lark', (handle, onFailure) =>
            openLongConnection({ config: larkSettings, platform: lark, handle, onFailure, log: said }),
          ),
        ]
      : []),
    ...(dingtalk && dingtalkSettings?.transport === 'stream'
      ? [
          lineOf('dingtalk', (handle, onFailure) =>
            openStream({ config: dingtalkSettings, platform: dingtalk, handle, onFailure, log: said }),
          ),
        ]
      : []),
  ]
}

type Opening = (handle: (inbound: Inbound) => Promise<Handled>, failed: (why: string) => void) => LongConnection

function lineOf(platform: Line['platform'], open: Opening): Line {
  return {
    platform,
    open: (handle, failed) =>
      open(
        async (inbound) => handle(inbound),
        (why) => {
          failed(why)
          log.error('long connection failed', { platform, why })
        },
      ),
  }
}

/** Below this many bytes a photo or two would fill the disk. */
const LEAST_FREE = 64 * 1024 * 1024

function diskCheck(folder: string): ReadyCheck {
  const check = async () => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize < LEAST_FREE ? texts.server.diskLow : null
  }
  return { name: 'disk', check }
}

dieOnFault(log)
loadDotEnv()
const reading = readConfig(process.env)
if (reading.ok) await main(reading.config)
else giveUp(texts.config.heading, ...reading.faults)
