import type { PersonId } from '../core/actor.ts'
import type { IssueEvent } from '../core/event.ts'
import type { Issue, Plan } from '../core/issue.ts'
import type { StoryNames } from './story.ts'
import type { Logged } from '../db/history.ts'
import type { IssueView } from '../db/issues.ts'
import { allUnits, namesOf } from '../db/people.ts'
import type { Office } from './office.ts'
import { issueTexts, texts } from './texts.ts'

/** Words for the people, units, categories and sources that an issue and its history name. */
export function wordsFor({ db }: Office, { issue, facts }: IssueView, history: readonly Logged[]): StoryNames {
  const people = namesOf(db, [
    ...peopleIn(issue),
    ...history.flatMap(({ by, event }) => [...named(by), ...peopleInEvent(event)]),
  ])
  const units = new Map(allUnits(db).map(({ id, name }) => [id, name]))
  const { categories, sources } = facts.campaign
  return {
    person: (id) => people.get(id) ?? texts.none,
    unit: (id) => units.get(id) ?? texts.none,
    category: (id) => categories.find((known) => known.id === id)?.name ?? id,
    file: (id) => issue.evidence.find((known) => known.id === id)?.name ?? texts.none,
    source: (id) => sources.find((known) => known.id === id)?.name ?? id,
  }
}

/** Who did something: a person, or the system itself. */
export function whoDid(by: PersonId | null, words: StoryNames): string {
  return by === null ? issueTexts.system : words.person(by)
}

function peopleIn({
  reporter,
  plan,
  proposal,
  former,
  delegate,
  closed,
  evidence,
  handovers,
  callBacks,
  dismissal,
}: Issue): PersonId[] {
  const plans = [plan, proposal, ...former.map((one) => one.plan)].flatMap(peopleOf)
  return [
    ...named(reporter),
    ...plans,
    ...named(delegate),
    ...named(dismissal?.by ?? null),
    ...named(closed?.by ?? null),
    ...evidence.map(({ by }) => by),
    ...handovers.flatMap(({ from, to }) => [from, to]),
    ...callBacks.flatMap(({ by, overruled }) => [by, ...named(overruled?.by ?? null)]),
  ]
}

function peopleInEvent(event: IssueEvent): PersonId[] {
  if (event.type === 'planned' || event.type === 'replanned') return peopleOf(event.plan)
  if (event.type === 'reported') return named(event.onBehalfOf ?? null)
  if (event.type === 'imported') return peopleOf(event.plan ?? event.proposal)
  if ('handover' in event) return [event.from, event.to]
  if (event.type === 'dismissal-refused') return [event.proposer]
  return event.type === 'verifier-named' ? [event.person] : []
}

function peopleOf(plan: Plan | null): PersonId[] {
  return plan ? [plan.first, plan.responsible] : []
}

function named(id: PersonId | null): PersonId[] {
  return id === null ? [] : [id]
}
