import { compact } from '../db/open-node.ts'
import cron from 'node-cron'
import { statfs } from 'node:fs/promises'
import type { LarkPlatform } from '../bot/lark/index.ts'
import { openLongConnection } from '../bot/lark/long-connection-node.ts'
import { createOffice, type OfficeParts } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { connectionLines, type Line } from './connections.ts'
import { loadDotEnv } from './env-node.ts'
import type { ReadyCheck } from './health.ts'
import { keepServer, leaveServer, newHolder, takeServer } from './lease-node.ts'
import { jsonLog } from './log.ts'
import { prometheusMetrics } from './metrics-node.ts'
import { openOffice, type OfficeFiles } from './office-node.ts'
import { larkOf } from './platforms.ts'
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
  const lark = config.lark && larkOf(config.lark)
  const lines = connectionLines(files.db, linesOf(config, lark), Date.now)
  const checks = [diskCheck(files.places.folder), ...lines.checks]
  const office = createOffice(partsOf({ config, files, lark, checks }))
  const serving = await serveOffice(office, config)
  lines.open(office.handle)
  const round = async () => {
    lines.look()
    await office.tick()
  }
  const clock = cron.schedule('* * * * *', round, { suppressMissedWarning: true })
  const lease = keepServer(files.db, holder, (cause) => die(log, 'lease lost', cause))
  log.info('listening', { host: config.host, port: config.port, lark: config.lark?.transport ?? 'off' })
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

type Built = { config: Config; files: OfficeFiles; lark: LarkPlatform | null; checks: readonly ReadyCheck[] }

function partsOf({ config, files: { db, client, blobs }, lark, checks }: Built): OfficeParts {
  const metrics = prometheusMetrics(db)
  const platforms = lark ? [lark] : []
  return {
    db,
    blobs,
    compact: () => compact(client),
    config,
    platforms,
    now: Date.now,
    defer: () => undefined,
    log,
    metrics,
    asset: consoleAsset,
    checks,
  }
}

/** The long connections the environment asks for. */
function linesOf({ lark: settings }: Config, platform: LarkPlatform | null): Line[] {
  if (!platform || settings?.transport !== 'websocket') return []
  const open: Line['open'] = (handle, failed) =>
    openLongConnection({
      config: settings,
      platform,
      handle: async (inbound) => handle(inbound),
      onFailure: (why) => {
        failed(why)
        log.error('long connection failed', { platform: platform.name, why })
      },
      log: (said) => log.warn('long connection', { said }),
    })
  return [{ platform: platform.name, open }]
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
