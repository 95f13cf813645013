import { readingOf, type CampaignProblem } from './campaign-check.ts'
import { contradictionText as said } from './campaign-texts.ts'
import { ladderKinds, leafCategories, type CampaignFile } from './campaign.ts'
import type { Day } from '../calendar/day.ts'
import { isWorkday, type Calendar } from '../calendar/workday.ts'

/**
 * What contradicts itself in a campaign and yet runs, because a document may say so and an office may live with it.
 * Uncertain dates are taken as they are read; a day in a year without arrangement is said to be unchecked.
 */
export function remarks(file: CampaignFile, calendar: Calendar): CampaignProblem[] {
  return [
    ...phaseOrder(file),
    ...misplaced(file),
    ...daysOff(file, calendar),
    ...noTime(file),
    ...unanswered(file),
    ...ownWork(file),
    ...fallingLadder(file),
    ...leaderless(file),
  ]
}

type Span = { readonly id: string; readonly name: string; readonly begin: Day | null; readonly end: Day | null }

function spansOf({ phases }: CampaignFile): Span[] {
  return phases.map(({ id, name, begin, end }) => ({ id, name, begin: readingOf(begin), end: readingOf(end) }))
}

/** Each phase against every later one. */
function phaseOrder(file: CampaignFile): CampaignProblem[] {
  const spans = spansOf(file)
  return spans.flatMap((earlier, index) => spans.slice(index + 1).flatMap((later) => clashOf(earlier, later)))
}

function clashOf(earlier: Span, later: Span): CampaignProblem[] {
  const { name, begin, end } = earlier
  if (end && later.end && end > later.end) {
    return [
      {
        path: `phase.${earlier.id}.end`,
        sentence: said.endsAfterLater(name, end, { name: later.name, end: later.end }),
      },
    ]
  }
  const path = `phase.${later.id}.begin`
  if (begin && later.begin && later.begin < begin) {
    return [{ path, sentence: said.beginsBeforeEarlier(later.name, later.begin, { name, begin }) }]
  }
  if (!end || !later.begin || later.begin > end) return []
  return [{ path, sentence: said.overlaps(later.name, later.begin, { name, end }) }]
}

function misplaced(file: CampaignFile): CampaignProblem[] {
  const spans = spansOf(file)
  return file.deliverables.flatMap(({ id, name, due, phase }) => {
    const [day, span] = [readingOf(due), spans.find((one) => one.id === phase)]
    if (day === null || !span) return []
    const inside = (span.begin === null || span.begin <= day) && (span.end === null || day <= span.end)
    return inside ? [] : [{ path: `deliverable.${id}.due`, sentence: said.outsidePhase(name, day, span.name) }]
  })
}

function daysOff({ deliverables }: CampaignFile, calendar: Calendar): CampaignProblem[] {
  return deliverables.flatMap(({ id, name, due }) => {
    const day = readingOf(due)
    if (day === null) return []
    const { workday, certain } = isWorkday(calendar, day)
    const path = `deliverable.${id}.due`
    if (!certain) return [{ path, sentence: said.yearUnknown(name, day) }]
    return workday ? [] : [{ path, sentence: said.dayOff(name, day) }]
  })
}

/** Issues are found, then plans made, then the result reported: each needs time after the one before. */
const inTurn = ['issues', 'plan', 'report']

function noTime({ deliverables }: CampaignFile): CampaignProblem[] {
  const steps = deliverables
    .map(({ due, content, ...rest }) => ({ ...rest, due: readingOf(due), turn: inTurn.indexOf(content) }))
    .filter(({ turn }) => turn >= 0)
  return steps.flatMap((step) => {
    const { id, name, owes, due, turn } = step
    const before = steps.findLast((one) => one.owes === owes && one.turn < turn && one.due !== null)
    if (due === null || !before?.due || due > before.due) return []
    return [{ path: `deliverable.${id}.due`, sentence: said.noTimeBetween(before.name, name, due) }]
  })
}

function unanswered(file: CampaignFile): CampaignProblem[] {
  if (file.groups.length === 0) return []
  return leafCategories(file)
    .filter(({ id }) => !file.groups.some(({ categories }) => categories.includes(id)))
    .map(({ id, name }) => ({ path: `category.${id}`, sentence: said.nobodyAnswers(name) }))
}

function ownWork({ groups, office }: CampaignFile): CampaignProblem[] {
  return groups
    .filter(({ lead }) => lead === office.unit)
    .map(({ id, name, lead }) => ({ path: `group.${id}.lead`, sentence: said.ownWork(name, lead) }))
}

function fallingLadder({ supervision }: CampaignFile): CampaignProblem[] {
  return supervision.flatMap(({ kind, name }, index) => {
    const before = supervision[index - 1]
    if (!before || ladderKinds.indexOf(kind) >= ladderKinds.indexOf(before.kind)) return []
    return [{ path: `supervision[${index}]`, sentence: said.ladderFalls(name, before.name) }]
  })
}

function leaderless({ tasks }: CampaignFile): CampaignProblem[] {
  return tasks
    .filter(({ lead }) => Array.isArray(lead) && lead.length === 0)
    .map(({ id, name }) => ({ path: `task.${id}.lead`, sentence: said.noLead(name) }))
}
