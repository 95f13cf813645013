import { readFileSync } from 'node:fs'
import { faults, type CampaignProblem } from '../../core/campaigns/campaign-check.ts'
import { stateAfter } from '../../core/campaigns/campaign-life.ts'
import { remarks } from '../../core/campaigns/campaign-remarks.ts'
import { confirmDates, startable, uncertainties } from '../../core/campaigns/campaign-start.ts'
import type { Campaign, CampaignFile } from '../../core/campaigns/campaign.ts'
import { settableText } from '../../core/campaigns/campaign-texts.ts'
import { dayOf } from '../../core/calendar/day.ts'
import { campaignStateText } from '../../core/texts.ts'
import { calendarFrom } from '../../db/calendar.ts'
import {
  amendCampaign,
  campaignVersion,
  findCampaign,
  listCampaigns,
  moveCampaign,
  startCampaign,
  type RunningCampaign,
} from '../../db/campaigns.ts'
import { transact, type Tx } from '../../db/database.ts'
import { holidayRows } from '../../db/holidays-node.ts'
import { changed, checkShape, parseCampaign, type Changes, type FileFault } from '../campaign-file.ts'
import { hasOffice } from '../office-node.ts'
import { templateNames, templateText } from '../program-node.ts'
import { decodeText } from '../../console/papers/decode-text.ts'
import { texts } from '../texts.ts'
import { readArgs, readDayArg } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { commandLine, placeOf, withExisting, withOffice } from './office.ts'

const said = texts.campaign

export function check(args: readonly string[], io: Io): Status {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const parsed = parseCampaign(campaignText(operands[0] ?? ''))
  const shape = parsed.ok ? checkShape(parsed.raw, parsed.lineOf) : parsed
  if (!parsed.ok || !shape.ok) return cannotRun(io, shape.ok ? [] : shape.faults)
  const { doubts, hints, stops } = contradictions(shape.file)
  const inOrder = (problems: readonly CampaignProblem[]) =>
    problems.map((problem) => ({ line: parsed.lineOf(problem.path), ...problem })).sort(byLine)
  for (const fault of inOrder([...doubts, ...hints])) io.out(faultLine(fault))
  if (stops.length > 0) return cannotRun(io, inOrder(stops))
  io.out(doubts.length > 0 ? said.runsOnceConfirmed(doubts.length) : said.runs(hints.length))
  return 0
}

/** What has to be confirmed, what is only pointed out, and what the campaign can't run with. */
function contradictions(file: CampaignFile) {
  const doubts = uncertainties(file).map(({ path, original, reading, why }) => ({
    path,
    sentence: said.uncertain(original, reading, why),
  }))
  const hints = remarks(file, calendarFrom(holidayRows())).map(({ path, sentence }) => ({
    path,
    sentence: said.remark(sentence),
  }))
  return { doubts, hints, stops: faults(file) }
}

function byLine(one: FileFault, other: FileFault): number {
  return (one.line ?? 0) - (other.line ?? 0)
}

function cannotRun(io: Io, faults: readonly FileFault[]): Status {
  for (const fault of faults) io.error(faultLine(fault))
  io.error(said.cannotRun(faults.length))
  return 1
}

export function show(args: readonly string[], io: Io): Status {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const text = templateText(operands[0] ?? '')
  if (text === null) throw new Failed(said.noTemplate(operands[0] ?? '', templateNames()))
  io.out(text.trimEnd())
  return 0
}

const startOptions = {
  begin: { type: 'string' },
  set: { type: 'string', multiple: true },
  'confirm-dates': { type: 'boolean' },
} as const

export async function start(args: readonly string[], io: Io): Promise<Status> {
  const { values, operands } = readArgs(args, { options: startOptions, operands: [1, 1] })
  const begin = values.begin === undefined ? null : readDayArg('--begin', values.begin)
  const file = campaignFrom(operands[0] ?? '', { begin, set: (values.set ?? []).map(readSetting) })
  const result = startable(values['confirm-dates'] ? confirmDates(file) : file)
  if (!result.ok) throw new Failed(...result.problems.map(problemLine), ...(values['confirm-dates'] ? [] : hints(file)))
  const { campaign } = result
  await withOffice(io, ({ db }) => {
    const act = { actor: commandLine, now: io.now() }
    if (!transact(db, (tx) => startCampaign(tx, campaign, act))) throw new Failed(said.taken(campaign.code))
  })
  for (const line of said.started(campaign, phaseLines(campaign))) io.out(line)
  return 0
}

export async function list(args: readonly string[], io: Io): Promise<Status> {
  readArgs(args, { options: {}, operands: [0, 0] })
  if (!hasOffice(placeOf(io).data)) {
    io.out(said.none)
    return 0
  }
  const running = await withExisting(io, ({ db }) => listCampaigns(db))
  if (running.length === 0) io.out(said.none)
  for (const { code, campaign, startedAt, lastNumber, state } of running) {
    const stateName = campaignStateText[state]
    io.out(said.listed({ code, title: campaign.title, day: dayOf(startedAt), issues: lastNumber, state: stateName }))
  }
  return 0
}

/** 进行中 → 收尾, and asked again 收尾 → 已结束. */
export async function end(args: readonly string[], io: Io): Promise<Status> {
  const { values, operands } = readArgs(args, { options: { reason: { type: 'string' } }, operands: [1, 1] })
  const [code = ''] = operands
  const act = { actor: commandLine, now: io.now() }
  const ended = await withExisting(io, ({ db }) =>
    transact(db, (tx) => {
      const to = stateAfter(known(tx, code).state)
      const moved = to && moveCampaign(tx, { code, to, reason: values.reason?.trim() || null }, act)
      return to && moved ? { to, open: moved.open } : null
    }),
  )
  if (!ended) throw new Failed(said.alreadyEnded(code))
  for (const line of said.moved[ended.to](code, ended.open)) io.out(line)
  return 0
}

/** Changes what a running campaign says, for a reason; issues keep the dates they have. */
export async function change(args: readonly string[], io: Io): Promise<Status> {
  const options = { set: { type: 'string', multiple: true }, reason: { type: 'string' } } as const
  const { values, operands } = readArgs(args, { options, operands: [1, 1] })
  const [code = ''] = operands
  const amending = { set: (values.set ?? []).map(readSetting), reason: values.reason ?? '' }
  if (amending.set.length === 0) throw new WrongUse(said.nothingToSet)
  const act = { actor: commandLine, now: io.now() }
  const amended = await withExisting(io, ({ db }) =>
    transact(db, (tx) => {
      known(tx, code)
      return amendCampaign(tx, { code, seen: campaignVersion(tx, code), amending }, act)
    }),
  )
  if (!amended) throw new Failed(said.notRunning(code, []))
  if (!amended.ok) throw new Failed(...amended.problems.map(problemLine))
  for (const { path, before, after } of amended.changes)
    io.out(said.changed(path, settableText(before), settableText(after)))
  io.out(said.amended(code))
  return 0
}

function known(tx: Tx, code: string): RunningCampaign {
  const found = findCampaign(tx, code)
  if (found) return found
  throw new Failed(
    said.notRunning(
      code,
      listCampaigns(tx).map((one) => one.code),
    ),
  )
}

/** A built-in template by its name, else a file. */
function campaignText(name: string): string {
  const template = templateText(name)
  if (template !== null) return template
  const text = decodeText(bytesOf(name))
  if (text === null) throw new Failed(said.notText(name))
  return text
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Failed(said.noFile(path, templateNames()))
    }
    throw error
  }
}

function campaignFrom(name: string, changes: Changes): CampaignFile {
  const parsed = parseCampaign(campaignText(name))
  const result = parsed.ok ? changed(parsed.raw, changes, parsed.lineOf) : parsed
  if (!result.ok) throw new Failed(...result.faults.map(faultLine))
  return result.file
}

function readSetting(text: string): { path: string; value: string } {
  const at = text.indexOf('=')
  if (at < 1) throw new WrongUse(said.badSetting(text))
  return { path: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }
}

function hints(file: CampaignFile): string[] {
  return uncertainties(file).length > 0 ? [said.confirmHint] : []
}

function phaseLines({ phases }: Campaign): string[] {
  return phases.map(({ name, begin, end }) => said.phase(name, begin, end))
}

function problemLine({ path, sentence }: CampaignProblem): string {
  return `${path}：${sentence}`
}

function faultLine({ line, path, sentence }: FileFault): string {
  return [line === null ? '' : said.line(line), path, sentence].filter((part) => part !== '').join('：')
}
