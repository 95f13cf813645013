import type { ActingPerson, Person } from '../../../core/actor.ts'
import { standingDenial } from '../../../core/issue/call-back.ts'
import type { ActType } from '../../../core/command.ts'
import { addDays, dayOf } from '../../../core/calendar/day.ts'
import { decide, decideNew } from '../../../core/decide.ts'
import type { IssueFacts } from '../../../core/facts.ts'
import type { Issue } from '../../../core/issue.ts'
import { permit } from '../../../core/permit.ts'
import { accepted, factsFor, report } from '../facts.ts'
import { start } from '../samples.ts'
import { contents } from './contents.ts'
import { acting, isOffice, outside, withDirector, type Office } from './offices.ts'

const oneDay = 86_400_000
/** Moments in the life of an issue: at first, past its deadline, past the campaign's last day. */
const moments = [start, start + 130 * oneDay, start + 300 * oneDay] as const
const days = moments.map(dayOf)
const lastMoment = moments.length - 1

export type Node = { readonly issue: Issue; readonly moment: number }
export type Walk = {
  readonly nodes: ReadonlyMap<string, Node>
  /** From which standings one act leads to this one. */
  readonly before: ReadonlyMap<string, readonly string[]>
  readonly done: ReadonlySet<ActType>
  /** Endings that nobody can take back to where it was before. */
  readonly forGood: readonly Node[]
}

/** What makes one standing of the issue another one for the way on: not its dates and texts. */
function keyOf({ issue, moment }: Node): string {
  const { status, stage, delegate, unit, referred, extension, dismissal, plan, proposal } = issue
  const today = days[moment] ?? dayOf(start)
  const flags = [
    ...[extension === null, issue.extensions > 0, issue.settled === issue.confirmed, issue.suspended === null],
    ...[(issue.deadline ?? today) < today, status === 'reported' && issue.selfChecked],
    ...[issue.declinedBy.includes(unit), issue.appeal !== null, issue.assignment?.appealed === false],
    issue.evidence.some(({ purpose }) => purpose === 'progress'),
    plan?.measures.some(({ state }) => state === 'open'),
    proposal?.measures.some(({ due }) => due < today),
    standingDenial(issue.callBacks) ? 'denied' : issue.callBacks.length > 0,
  ]
  const handlers = issue.handlers.filter((id) => !outside.some((one) => one.id === id)).sort()
  const people = [delegate, dismissal?.by, stage === 'director' && issue.verifiedBy, handlers]
  return JSON.stringify([
    moment,
    status,
    stage,
    unit,
    referred,
    flags,
    people,
    plan?.disposition,
    proposal?.disposition,
  ])
}

/** Everything reachable from here by these acts, with what leads where; time passes too. */
export function walk(all: Office, from: readonly Node[], acts: readonly ActType[]): Walk {
  const nodes = new Map<string, Node>()
  const before = new Map<string, string[]>()
  const done = new Set<ActType>()
  const forGood: Node[] = []
  const found: [string, Node][] = []
  const meet = (node: Node): string => {
    const key = keyOf(node)
    if (!nodes.has(key)) {
      nodes.set(key, node)
      found.push([key, node])
    }
    return key
  }
  const ways = (to: string): string[] => {
    const known = before.get(to) ?? []
    before.set(to, known)
    return known
  }
  from.forEach(meet)
  const look = lookAround(all)
  for (let next = found.pop(); next; next = found.pop()) {
    const [key, node] = next
    for (const { type, issue } of look(node, acts)) {
      done.add(type)
      const to = { issue, moment: node.moment }
      if (
        !node.issue.ending &&
        issue.ending &&
        !look(to, ['undo']).some((back) => keyOf({ ...to, issue: back.issue }) === key)
      )
        forGood.push(to)
      const met = meet(to)
      ways(met).push(key)
    }
    if (node.moment < lastMoment) meet({ ...node, moment: node.moment + 1 })
  }
  return { nodes, before, done, forGood }
}

/** How an issue comes into the office: reported by its unit, or entered from a letter. */
export function begin({ staff, around }: Office, source: 'self' | 'letters'): Node {
  const reporter = source === 'self' ? staff[0] : staff.find(isOffice)
  const deadline = source === 'self' ? addDays(dayOf(start), 120) : null
  const command = report({ source, deadline })
  const facts = { state: 'running' as const, serial: 'LH2022-0001', began: addDays(dayOf(start), -20), open: [] }
  const known = { ...factsFor(command, { ...around, staff }), ...facts, unitExists: true, actingNamed: () => [] }
  return { issue: accepted(decideNew(command, acting(reporter as Person), known)), moment: 0 }
}

type Scene = { office: Office; people: ActingPerson[]; facts: IssueFacts }

/** Who is there at this moment, and what is known then of an issue of this unit. */
function scenes(all: Office) {
  const made = new Map<string, Scene>()
  return ({ issue: { unit }, moment }: Node) => {
    const key = `${unit} ${moment}`
    const office = moment === lastMoment ? withDirector(all) : all
    const around = { ...all.around, staff: office.staff, now: moments[moment] ?? start }
    const scene = made.get(key) ?? { office, people: office.staff.map(acting), facts: factsFor({ unit }, around) }
    made.set(key, scene)
    return scene
  }
}

/** What is known of an issue at its moment. */
export function factsOf(all: Office, node: Node): IssueFacts {
  return scenes(all)(node).facts
}

/** What everybody present can make of an issue. */
function lookAround(all: Office) {
  const sceneOf = scenes(all)
  return (node: Node, acts: readonly ActType[]) => {
    const { issue } = node
    const { office, people, facts } = sceneOf(node)
    return people.flatMap((person) =>
      acts.flatMap((type) => {
        if (permit(type, issue, person, facts)) return []
        return (contents[type]?.(issue, facts.today, person, office) ?? []).flatMap((act) => {
          const decision = decide(issue, { ...act, serial: issue.serial, seen: null }, person, facts)
          return decision.ok ? [{ type, issue: decision.issue }] : []
        })
      }),
    )
  }
}

/** Standings from which 销号 can't be reached by somebody's act on the same day. Only what was withdrawn has no way on. */
export function stuck({ nodes, before }: Walk): Node[] {
  const fine = new Set([...nodes].filter(([, { issue }]) => issue.status === 'closed').map(([key]) => key))
  const reached = [...fine]
  for (let key = reached.pop(); key !== undefined; key = reached.pop()) {
    const fresh = (before.get(key) ?? []).filter((one) => !fine.has(one))
    for (const one of new Set(fresh)) {
      fine.add(one)
      reached.push(one)
    }
  }
  return [...nodes].flatMap(([key, node]) => (fine.has(key) || node.issue.status === 'withdrawn' ? [] : [node]))
}
