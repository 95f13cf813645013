import { Campaign } from './campaign.ts'
import type { CampaignFile, FileDate } from './campaign.ts'
import { addDays, daysBetween } from './day.ts'
import type { Day } from './day.ts'

/** Something in a campaign file, at a path as --set takes it, in one sentence. */
export type CampaignProblem = { readonly path: string; readonly sentence: string }

/** All dates moved by the same number of days, so that the first phase with a beginning begins on `begin`. */
export function shift(file: CampaignFile, begin: Day): CampaignFile {
  const first = firstBegin(file)
  if (first === undefined) return mapDates(file, (date, path) => (path === firstPath(file) ? begin : date))
  const days = daysBetween(first, begin)
  return mapDates(file, (date) => {
    if (date === null) return null
    return typeof date === 'string' ? addDays(date, days) : { ...date, reading: addDays(date.reading, days) }
  })
}

/** Every uncertain date settled as the file reads it. */
export function confirmDates(file: CampaignFile): CampaignFile {
  return mapDates(file, readingOf)
}

type UncertainDate = { path: string; original: string; reading: Day; why: string }

export function uncertainDates(file: CampaignFile): UncertainDate[] {
  return datesOf(file).flatMap(({ path, date }) =>
    date === null || typeof date === 'string'
      ? []
      : [{ path, original: date.uncertain, reading: date.reading, why: date.why }],
  )
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
    ...directorProblems(file),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, campaign: Campaign.parse(file) }
}

function unconfirmed(file: CampaignFile): CampaignProblem[] {
  return uncertainDates(file).map(({ path, original, reading, why }) => ({
    path,
    sentence: `原文“${original}”暂读作 ${reading}（${why}），请确认，或另行指定日期`,
  }))
}

function duplicates(file: CampaignFile): CampaignProblem[] {
  return (['phases', 'categories', 'sources'] as const).flatMap((list) => {
    const ids = file[list].map(({ id }) => id)
    const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) < index))
    return [...repeated].map((id) => ({ path: list, sentence: `编号 ${id} 用了不止一次，请改成不同的编号` }))
  })
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
  if (begin === undefined) return []
  if (cap === null) return [{ path: 'rectify_by', sentence: '阶段有日期，却没有最迟完成整改的日期，请指定' }]
  if (cap >= begin) return []
  return [{ path: 'rectify_by', sentence: `最迟完成整改的日期 ${cap} 早于专项行动开始的 ${begin}` }]
}

/** A rule that isn't kept must not be promised: closing is one eligible person's act today. */
function directorProblems({ verification }: CampaignFile): CampaignProblem[] {
  if (!verification.director) return []
  return [{ path: 'verification.director', sentence: '本版本核查由一人办结，还不能再由主任复核，请改为 false' }]
}

function firstBegin(file: CampaignFile): Day | undefined {
  return file.phases.flatMap(({ begin }) => readingOf(begin) ?? [])[0]
}

function firstPath(file: CampaignFile): string {
  return `phase.${file.phases[0]?.id}.begin`
}

function readingOf(date: FileDate): Day | null {
  return date === null || typeof date === 'string' ? date : date.reading
}

function datesOf(file: CampaignFile): { path: string; date: FileDate }[] {
  const dates: { path: string; date: FileDate }[] = []
  mapDates(file, (date, path) => {
    dates.push({ path, date })
    return date
  })
  return dates
}

function mapDates(file: CampaignFile, change: (date: FileDate, path: string) => FileDate): CampaignFile {
  return {
    ...file,
    phases: file.phases.map((phase) => ({
      ...phase,
      begin: change(phase.begin, `phase.${phase.id}.begin`),
      end: change(phase.end, `phase.${phase.id}.end`),
    })),
    rectify_by: { ...file.rectify_by, day: change(file.rectify_by.day, 'rectify_by') },
  }
}
