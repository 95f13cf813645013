import { contradictionText as said } from './campaign-texts.ts'
import type { CampaignFile, FileDate } from './campaign.ts'
import { LISTS } from './campaign-set.ts'
import type { Day } from '../calendar/day.ts'

/** Something in a campaign file, at a path as --set takes it, in one sentence. */
export type CampaignProblem = { readonly path: string; readonly sentence: string }

/**
 * What a campaign cannot run with: an id used twice or referring to nothing, so that nobody could say which phase,
 * category or group is meant; a span of days that holds none; a verification nobody does; a nudge on the wrong side
 * of its deadline. Uncertain dates are taken as they are read. All else that contradicts itself is in `remarks`.
 */
export function faults(file: CampaignFile): CampaignProblem[] {
  return [
    ...duplicates(file),
    ...dangling(file),
    ...circles(file),
    ...selfChecks(file),
    ...backwards(file),
    ...capTooEarly(file),
    ...stages(file),
    ...answering(file),
    ...nudges(file),
  ]
}

function duplicates(file: CampaignFile): CampaignProblem[] {
  const ids = Object.entries(LISTS).flatMap(([one, list]) =>
    repeated(file[list as 'phases'].map(({ id }) => id)).map((id) => ({
      path: `${one}.${id}`,
      sentence: said.idTwice(id),
    })),
  )
  const kinds = repeated(file.dispositions.map(({ kind }) => kind))
  return [...ids, ...kinds.map((kind) => ({ path: 'dispositions', sentence: said.kindTwice(kind) }))]
}

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) < index))]
}

function dangling({ phases, deliverables, categories, groups }: CampaignFile): CampaignProblem[] {
  const known = new Set(categories.map(({ id }) => id))
  const parents = categories.filter(({ parent }) => parent !== undefined && !known.has(parent))
  return [
    ...deliverables
      .filter(({ phase }) => phase !== null && !phases.some(({ id }) => id === phase))
      .map(({ id, phase }) => ({ path: `deliverable.${id}.phase`, sentence: said.noPhase(phase ?? '') })),
    ...parents.map(({ id, parent }) => ({ path: `category.${id}.parent`, sentence: said.noCategory(parent ?? '') })),
    ...groups.flatMap(({ id, categories: own }) =>
      own
        .filter((category) => !known.has(category))
        .map((category) => ({ path: `group.${id}.categories`, sentence: said.noCategory(category) })),
    ),
  ]
}

function circles({ categories }: CampaignFile): CampaignProblem[] {
  return categories
    .filter(({ id, parent }) => parent !== undefined && lineFrom(categories, parent).includes(id))
    .map(({ id, name }) => ({ path: `category.${id}.parent`, sentence: said.circle(name) }))
}

/** A category and what it is a kind of, nearest first; a circle ends the walk. */
function lineFrom(categories: CampaignFile['categories'], id: string): string[] {
  const line = [id]
  for (const own of line) {
    const parent = categories.find((category) => category.id === own)?.parent
    if (parent !== undefined && !line.includes(parent)) line.push(parent)
  }
  return line
}

function selfChecks({ sources }: CampaignFile): CampaignProblem[] {
  const count = sources.filter(({ selfCheck }) => selfCheck).length
  return count === 1 ? [] : [{ path: 'sources', sentence: said.selfChecks(count) }]
}

function backwards({ phases }: CampaignFile): CampaignProblem[] {
  return phases.flatMap(({ id, name, begin, end }) => {
    const [first, last] = [readingOf(begin), readingOf(end)]
    if (first === null || last === null || first <= last) return []
    return [{ path: `phase.${id}.end`, sentence: said.endsBeforeBegin(name, last, first) }]
  })
}

function capTooEarly(file: CampaignFile): CampaignProblem[] {
  const cap = readingOf(file.rectify_by.day)
  const begin = firstBegin(file)
  if (begin === undefined || cap === null || cap >= begin) return []
  return [{ path: 'rectify_by', sentence: said.capBeforeBegin(cap, begin) }]
}

/** The office verifies; the lead unit may look before it, the director close after it. */
function stages({ verification, groups }: CampaignFile): CampaignProblem[] {
  const order = verification.stages.map(({ by }) => by)
  const path = 'verification.stages'
  if (!order.includes('office')) return [{ path, sentence: said.noOfficeStage }]
  const known = (['lead', 'office', 'director'] as const).filter((by) => order.includes(by))
  if (known.join() !== order.join()) return [{ path, sentence: said.stageOrder }]
  return order.includes('lead') && groups.length === 0 ? [{ path, sentence: said.leadOfNobody }] : []
}

/** An issue belongs to one group, by its category; what groups owe needs groups. */
function answering(file: CampaignFile): CampaignProblem[] {
  const { groups, categories, deliverables } = file
  const owed = groups.length > 0 ? [] : deliverables.filter(({ owes }) => owes === 'group')
  const taken = categories.flatMap(({ id, name }) => {
    const [first, second] = groups.filter((group) => group.categories.includes(id))
    const path = `group.${(second ?? first)?.id}.categories`
    if (first && categories.some(({ parent }) => parent === id)) return [{ path, sentence: said.notALeaf(name) }]
    return first && second ? [{ path, sentence: said.twoGroups(name, first.name, second.name) }] : []
  })
  return [
    ...owed.map(({ id, name }) => ({ path: `deliverable.${id}.owes`, sentence: said.owedByNobody(name) })),
    ...taken,
  ]
}

function nudges({ nudges: { ahead, late, urgent = [] } }: CampaignFile): CampaignProblem[] {
  const at = (list: string, index: number) => `nudges.${list}[${index}]`
  const tooLate = ahead.flatMap((days, index) =>
    days < 1 ? [{ path: at('ahead', index), sentence: said.nudgeAfter(days) }] : [],
  )
  const wrong = late.flatMap((days, index) => {
    const before = late[index - 1]
    if (days < 1) return [{ path: at('late', index), sentence: said.nudgeBefore(days) }]
    if (before === undefined || days > before) return []
    return [{ path: at('late', index), sentence: said.lateFalls(days, before) }]
  })
  const days = [...ahead.map((day) => -day), 0, ...late]
  const never = urgent.flatMap((day, index) =>
    days.includes(day) ? [] : [{ path: at('urgent', index), sentence: said.urgentNever(day) }],
  )
  return [...tooLate, ...wrong, ...never]
}

/** The day a file's first dated phase begins; undefined where none is dated. */
export function firstBegin(file: CampaignFile): Day | undefined {
  return file.phases.flatMap(({ begin }) => readingOf(begin) ?? [])[0]
}

/** A date as the file reads it. */
export function readingOf(date: FileDate): Day | null {
  return date === null || typeof date === 'string' ? date : date.reading
}
