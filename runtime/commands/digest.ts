import type { Office } from '../../bot/office.ts'
import { previewDigest, sendDigest } from '../../bot/digest.ts'
import { deliverDue } from '../../bot/deliver.ts'
import { endOfWeek, lastWholeWeek } from '../../core/digest/figures.ts'
import type { Day } from '../../core/calendar/day.ts'
import { isMonday, showWeek } from '../../core/calendar/week.ts'
import { listCampaigns } from '../../db/campaigns.ts'
import { hasDigest, type EditionKey } from '../../db/digests.ts'
import { outboxCounts } from '../../db/outbox.ts'
import { isPaused } from '../../db/settings.ts'
import { texts } from '../texts.ts'
import { readArgs, readDayArg } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { commandLine, withExisting } from './office.ts'
import { officeOf } from './tick.ts'

/** The digests of one week, of every campaign that has one: frozen, sent and delivered, or only printed. */
export async function digest(args: readonly string[], io: Io): Promise<Status> {
  const options = { week: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  const { values } = readArgs(args, { options, operands: [0, 0] })
  const week = values.week === undefined ? lastWholeWeek(io.now()) : readMonday(values.week)
  return withExisting(io, async (files) => {
    if (endOfWeek(week) > io.now()) throw new Failed(texts.digest.notOver(week))
    const keys = listCampaigns(files.db)
      .filter((running) => hasDigest(files.db, running, week))
      .map(({ code }): EditionKey => ({ campaign: code, week }))
    if (keys.length === 0) throw new Failed(texts.digest.none(showWeek(week)))
    const office = officeOf(files, io)
    return values['dry-run'] === true ? preview(office, keys, io) : send(office, keys, io)
  })
}

function readMonday(text: string): Day {
  const day = readDayArg('--week', text)
  if (!isMonday(day)) throw new WrongUse(texts.digest.notMonday(text))
  return day
}

/** JSON lines: who would get what. */
async function preview(office: Office, keys: readonly EditionKey[], io: Io): Promise<Status> {
  for (const key of keys) {
    for (const one of await previewDigest(office, key)) io.out(JSON.stringify({ would: 'send', ...one }))
  }
  return 0
}

async function send(office: Office, keys: readonly EditionKey[], io: Io): Promise<Status> {
  if (office.platforms.size === 0) throw new Failed(texts.tick.noPlatform)
  for (const key of keys) {
    const people = await sendDigest(office, key, commandLine)
    io.out(people === null ? texts.digest.sentBefore(key.campaign) : texts.digest.sent(key.campaign, people))
  }
  await deliverDue(office)
  const { queued, failed } = outboxCounts(office.db)
  io.out(isPaused(office.db) ? texts.tick.paused(queued) : texts.tick.done(queued, failed))
  return 0
}
