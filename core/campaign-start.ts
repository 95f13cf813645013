import { Campaign, isUncertain } from './campaign.ts'
import type { CampaignFile, FileDate } from './campaign.ts'
import { addDays, daysBetween, DaySchema, isDay } from './day.ts'
import type { Day } from './day.ts'
import { LISTS } from './campaign-set.ts'

/** Something in a campaign file, at a path as --set takes it, in one sentence. */
export type CampaignProblem = { readonly path: string; readonly sentence: string }

/**
 * All dates moved by the same number of days, so that the first phase with a beginning begins on `begin`. Where
 * no phase has one, the first phase begins then and the dates move by whole years, the earliest not before it.
 */
export function shift(file: CampaignFile, begin: Day): CampaignFile {
  const first = firstBegin(file)
  const days = first === undefined ? yearsAfter(file, begin) : daysBetween(first, begin)
  const moved = (date: FileDate): FileDate => {
    if (date === null) return null
    if (typeof date === 'string') return addDays(date, days)
    return { ...date, reading: date.reading && addDays(date.reading, days) }
  }
  const begun = (date: FileDate, index: number) => (first === undefined && index === 0 ? begin : moved(date))
  return {
    ...file,
    phases: file.phases.map((phase, at) => ({ ...phase, begin: begun(phase.begin, at), end: moved(phase.end) })),
    deliverables: file.deliverables.map((deliverable) => ({ ...deliverable, due: moved(deliverable.due) })),
    rectify_by: { ...file.rectify_by, day: moved(file.rectify_by.day) },
  }
}

/** How many days on the earliest date of a file has its first anniversary that isn't before `begin`. */
function yearsAfter({ phases, deliverables, rectify_by }: CampaignFile, begin: Day): number {
  const dates = [...phases.map(({ end }) => end), ...deliverables.map(({ due }) => due), rectify_by.day]
  const [earliest] = dates.flatMap((date) => readingOf(date) ?? []).sort()
  if (earliest === undefined) return 0
  const year = Number(begin.slice(0, 4)) + (begin.slice(4) > earliest.slice(4) ? 1 : 0)
  const anniversary = `${year}${earliest.slice(4)}`
  return daysBetween(earliest, isDay(anniversary) ? anniversary : DaySchema.parse(`${year}-03-01`))
}

/** Everything uncertain settled as the file reads it. */
export function confirmDates(file: CampaignFile): CampaignFile {
  return settledIn(file) as CampaignFile
}

function settledIn(node: unknown): unknown {
  if (isUncertain(node)) return node.reading
  if (Array.isArray(node)) return node.map(settledIn)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, settledIn(value)]))
}

/** What the document says, and how the file reads it: null where nothing is said and the thing stays open. */
export type Doubt = {
  readonly path: string
  readonly original: string
  readonly reading: string | null
  readonly why: string
}

/** Everything in the file that somebody has to confirm or set, in the order of the file. */
export function uncertainties(file: CampaignFile): Doubt[] {
  return doubtsIn(file, '')
}

function doubtsIn(node: unknown, path: string): Doubt[] {
  if (isUncertain(node)) {
    const { uncertain: original, reading, why } = node
    return [{ path: path === 'rectify_by.day' ? 'rectify_by' : path, original, reading: shown(reading), why }]
  }
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => doubtsIn(value, pathInto(node, { path, key, value })))
}

function shown(reading: unknown): string | null {
  if (Array.isArray(reading)) return reading.join('、') || null
  return typeof reading === 'string' ? reading : null
}

/** An entry of a list goes by its id and the word for one of them: phase.P1, not phases.0. */
function pathInto(node: object, { path, key, value }: { path: string; key: string; value: unknown }): string {
  if (!Array.isArray(node)) return path === '' ? key : `${path}.${key}`
  const one = Object.keys(LISTS).find((word) => LISTS[word] === path)
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
  return one !== undefined && id !== undefined ? `${one}.${id}` : `${path}[${key}]`
}

type Startable = { ok: true; campaign: Campaign } | { ok: false; problems: CampaignProblem[] }

/** The campaign ready to run, or everything that keeps it from running. */
export function startable(file: CampaignFile): Startable {
  const problems = [
    ...unconfirmed(file),
    ...duplicates(file),
    ...selfCheckProblems(file),
    ...phaseProblems(file),
    ...capProblems(file),
    ...stageProblems(file),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, campaign: Campaign.parse(file) }
}

function unconfirmed(file: CampaignFile): CampaignProblem[] {
  return uncertainties(file).map(({ path, original, reading, why }) => ({
    path,
    sentence: `原文“${original}”暂读作 ${reading ?? '不设'}（${why}），请确认，或另行指定`,
  }))
}

function duplicates(file: CampaignFile): CampaignProblem[] {
  return Object.values(LISTS).flatMap((list) => {
    const ids = entriesOf(file, list)
    const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) < index))
    return [...repeated].map((id) => ({ path: list, sentence: `编号 ${id} 用了不止一次，请改成不同的编号` }))
  })
}

function entriesOf(file: CampaignFile, list: string): string[] {
  const entries = file[list as 'phases']
  return entries.map(({ id }) => id)
}

function selfCheckProblems(file: CampaignFile): CampaignProblem[] {
  const count = file.sources.filter((source) => source.selfCheck).length
  if (count === 1) return []
  return [{ path: 'sources', sentence: `自查来源（selfCheck: true）应当有且只有一个，现有 ${count} 个` }]
}

function phaseProblems(file: CampaignFile): CampaignProblem[] {
  return file.phases.flatMap(({ id, name, begin, end }) => {
    const [first, last] = [readingOf(begin), readingOf(end)]
    if (first === null || last === null || first <= last) return []
    return [{ path: `phase.${id}.end`, sentence: `${name}阶段的结束日期 ${last} 早于开始日期 ${first}` }]
  })
}

function capProblems(file: CampaignFile): CampaignProblem[] {
  const cap = readingOf(file.rectify_by.day)
  const begin = firstBegin(file)
  if (begin === undefined || cap === null) return []
  if (cap >= begin) return []
  return [{ path: 'rectify_by', sentence: `最迟完成整改的日期 ${cap} 早于专项行动开始的 ${begin}` }]
}

/** A rule that isn't kept must not be promised: the office verifies once, and nobody closes it a second time. */
function stageProblems({ verification: { stages } }: CampaignFile): CampaignProblem[] {
  const order = stages.map(({ by }) => by)
  const said = { path: 'verification.stages' }
  if (!order.includes('office')) return [{ ...said, sentence: '核查要有办公室（by: office）这一步' }]
  if (order.includes('director')) {
    return [{ ...said, sentence: '本版本核查由一人办结，还不能再由主任复核，请去掉 by: director 这一步' }]
  }
  const inOrder = order.length === 1 || (order.length === 2 && order[0] === 'lead')
  return inOrder ? [] : [{ ...said, sentence: '核查的顺序是牵头单位（lead）、办公室（office），每一步只能有一次' }]
}

/** The day a file's first dated phase begins; undefined where none is dated. */
function firstBegin(file: CampaignFile): Day | undefined {
  return file.phases.flatMap(({ begin }) => readingOf(begin) ?? [])[0]
}

function readingOf(date: FileDate): Day | null {
  return date === null || typeof date === 'string' ? date : date.reading
}
