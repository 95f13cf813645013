import type { Campaign } from '../campaigns/campaign.ts'
import type { Day } from '../calendar/day.ts'
import { lastWorkdayUpTo, workdayAfter, workdayBefore, type Calendar } from '../calendar/workday.ts'

/**
 * When something with a date is spoken of (domain: section 5). A rung is counted in workdays from its date: -3 is the
 * third workday before it, 0 the last workday up to it, 1 the first after it.
 */
export type Rung = number

export type NudgePlan = Campaign['nudges']

/**
 * Whose date it is, which decides who hears when: the unit's, the lead unit's reviewer's, the office's own, in it the
 * director's, or a court's, for which nobody here can be late. monthly: nobody's; the unit is asked how it stands.
 * consent: the director's word on what an officer proposes. handover: a successor's, to sign; the head of the unit hears as soon as it is due.
 */
export type Duty = 'unit' | 'reviewer' | 'office' | 'director' | 'consent' | 'court' | 'monthly' | 'handover'

/** Who hears of a rung. `group`: the unit's chat group; `office-group`: the office's. */
export type Hearer = PersonHearer | 'group' | 'office-group'
export type PersonHearer = 'responsible' | 'first' | 'reviewer' | 'officer' | 'director' | 'delegate'

/** After its last step a date is spoken of this many times as rarely, for as long as it stands. */
const BACKOFF = 4
/** Workdays in a month: how often an issue before a court is asked about. */
export const MONTH = 20

/** The first rung after one, or the very first; there is always a next one. */
export function nextRung(plan: NudgePlan, duty: Duty, after: Rung | null = null): Rung {
  const floor = after ?? -Infinity
  const fixed = fixedRungs(plan, duty).find((rung) => rung > floor)
  return fixed ?? repeated(plan, duty, floor)
}

function fixedRungs({ ahead, late, repeat }: NudgePlan, duty: Duty): Rung[] {
  if (duty === 'monthly') return [0]
  const before = duty === 'unit' || duty === 'court' ? ahead.map((days) => -days) : []
  if (duty === 'court') return ascending([...before, 0])
  const [from, last] = [late[1], late.at(-1)]
  const between = from === undefined || last === undefined ? [] : steps(from, last, repeat)
  return ascending([...before, 0, ...late, ...between])
}

/** Beyond the last fixed rung: ever more rarely, never not. */
function repeated({ late, repeat }: NudgePlan, duty: Duty, floor: Rung): Rung {
  const atCourt = duty === 'court' || duty === 'monthly'
  const [base, every] = atCourt ? [0, MONTH] : [late.at(-1) ?? 0, repeat * BACKOFF]
  return base + (Math.floor((Math.max(floor, base) - base) / every) + 1) * every
}

function steps(from: Rung, to: Rung, every: number): Rung[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / every)) }, (_, step) => from + step * every)
}

function ascending(rungs: readonly Rung[]): Rung[] {
  return [...new Set(rungs)].sort((a, b) => a - b)
}

/** The day on which a rung of a date arises. The date itself never moves to suit a holiday. */
export function rungDay(calendar: Calendar, date: Day, rung: Rung): Day {
  if (rung > 0) return workdayAfter(calendar, date, rung).day
  return workdayBefore(calendar, lastWorkdayUpTo(calendar, date).day, -rung).day
}

/** Who hears of a rung: everyone from the lower steps, and who joins here. */
export function hearersAt({ late }: NudgePlan, duty: Duty, rung: Rung): Hearer[] {
  const [first = Infinity, second = Infinity, third = Infinity] = late
  return joining[duty]
    .filter(([step]) => rung >= { ahead: -Infinity, due: 0, first, second, third }[step])
    .flatMap(([, who]) => who)
}

type Step = 'ahead' | 'due' | 'first' | 'second' | 'third'

const joining: Readonly<Record<Duty, readonly (readonly [Step, readonly Hearer[]])[]>> = {
  unit: [
    ['ahead', ['responsible']],
    ['due', ['group']],
    ['first', ['first']],
    ['second', ['reviewer', 'officer', 'office-group']],
    ['third', ['director']],
  ],
  reviewer: [
    ['due', ['reviewer']],
    ['first', ['officer', 'office-group']],
    ['third', ['director']],
  ],
  office: [
    ['due', ['officer', 'office-group']],
    ['first', ['director']],
  ],
  director: [['due', ['director', 'delegate']]],
  consent: [['due', ['director']]],
  court: [
    ['ahead', ['responsible']],
    ['first', ['first']],
  ],
  monthly: [['due', ['responsible']]],
  handover: [
    ['due', ['responsible', 'first']],
    ['second', ['officer']],
    ['third', ['director']],
  ],
}

/** What the next step up would be: who hears then, and how many workdays after the date; null at the top. */
export function nextStep(plan: NudgePlan, duty: Duty, rung: Rung): { rung: Rung; hearers: Hearer[] } | null {
  if (duty === 'court') return null
  // The later a date, the more people hear of it: whoever isn't among them yet joins at a step to come.
  const now = hearersAt(plan, duty, rung)
  for (const step of plan.late) {
    const joined = hearersAt(plan, duty, step).filter((hearer) => !now.includes(hearer))
    if (joined.length > 0) return { rung: step, hearers: joined }
  }
  return null
}

/** What the office is advised to do about a unit's date that is so late (domain: section 6). Only a person does it. */
export type Advice = 'letter' | 'talk' | 'publicise'

/** 督办函 at the second step, 约谈 at the third, 通报 at the last; nothing between them, and for no date but a unit's. */
export function adviceAt({ late }: NudgePlan, duty: Duty, rung: Rung): Advice | null {
  if (duty !== 'unit') return null
  const advices: readonly (Advice | null)[] = [null, 'letter', 'talk', 'publicise']
  return advices[late.indexOf(rung)] ?? null
}
