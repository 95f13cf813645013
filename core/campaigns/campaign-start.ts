import { faults, firstBegin, readingOf, type CampaignProblem } from './campaign-check.ts'
import { contradictionText } from './campaign-texts.ts'
import { Campaign, isUncertain } from './campaign.ts'
import type { CampaignFile, FileDate } from './campaign.ts'
import { addDays, daysBetween, DaySchema, isDay } from '../calendar/day.ts'
import type { Day } from '../calendar/day.ts'
import { LISTS } from './campaign-set.ts'

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

type Startable =
  | { readonly ok: true; readonly campaign: Campaign }
  | { readonly ok: false; readonly problems: readonly CampaignProblem[] }

/** The campaign ready to run, or everything that keeps it from running. */
export function startable(file: CampaignFile): Startable {
  const problems = [...unconfirmed(file), ...faults(file)]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, campaign: Campaign.parse(file) }
}

function unconfirmed(file: CampaignFile): CampaignProblem[] {
  return uncertainties(file).map(({ path, original, reading, why }) => ({
    path,
    sentence: contradictionText.unconfirmed(original, reading, why),
  }))
}
