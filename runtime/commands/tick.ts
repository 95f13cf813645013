import type { Office } from '../../bot/office.ts'
import { previewDigest } from '../../bot/digest.ts'
import { previewDue } from '../../bot/preview.ts'
import { tick as round } from '../../bot/tick.ts'
import { cardTemplate } from '../../db/card-templates.ts'
import { editionsDue } from '../../db/digests.ts'
import { dueFetches } from '../../db/due.ts'
import { outboxCounts } from '../../db/outbox.ts'
import { isPaused } from '../../db/settings.ts'
import { readDingtalk, readLark } from '../config.ts'
import { jsonLog } from '../log.ts'
import type { OfficeFiles } from '../office-node.ts'
import { platformsOf } from '../platforms.ts'
import { texts } from '../texts.ts'
import { readArgs, readInstantArg } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { placeOf, withExisting } from './office.ts'

export async function tick(args: readonly string[], io: Io): Promise<Status> {
  const options = { at: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  const { values } = readArgs(args, { options, operands: [0, 0] })
  const at = values.at === undefined ? null : readInstantArg('--at', values.at)
  return withExisting(io, async (files) => {
    const office = officeOf(files, io)
    if (values['dry-run'] === true) return preview({ ...office, now: () => at ?? io.now() }, io)
    if (office.platforms.size === 0) throw new Failed(texts.tick.noPlatform)
    await round(at === null ? office : { ...office, dueBy: at })
    const { queued, failed } = outboxCounts(files.db)
    io.out(isPaused(files.db) ? texts.tick.paused(queued) : texts.tick.done(queued, failed))
    return 0
  })
}

/** JSON lines: what would be sent, as its reader would read it, and what would be downloaded. */
async function preview(office: Office, io: Io): Promise<Status> {
  for (const key of editionsDue(office.db, office.now())) {
    for (const digest of await previewDigest(office, key)) io.out(JSON.stringify({ would: 'send', ...digest }))
  }
  for (const message of previewDue(office)) io.out(JSON.stringify({ would: 'send', ...message }))
  for (const { id, platform, name, serial } of dueFetches(office.db, office.now())) {
    io.out(JSON.stringify({ would: 'download', id, platform, name, serial }))
  }
  return 0
}

export function officeOf({ db, blobs }: OfficeFiles, io: Io): Office {
  const [lark, dingtalk] = [readLark(io.env), readDingtalk(io.env)]
  if (!lark.ok || !dingtalk.ok) throw new Failed(...[lark, dingtalk].flatMap((one) => (one.ok ? [] : one.faults)))
  const { publicUrl } = placeOf(io)
  const platforms = platformsOf(
    { lark: lark.config, dingtalk: dingtalk.config },
    {
      publicUrl,
      cardTemplate: () => cardTemplate(db, 'dingtalk'),
    },
  )
  return {
    db,
    blobs,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    now: io.now,
    publicUrl,
    secret: null,
    log: jsonLog(io.error).from,
    count: () => undefined,
  }
}
