import { describe, expect, test, vi } from 'vitest'
import { belongsTo, type ActingPerson, type Person, type PersonId, type Post, type Role } from '../../core/actor.ts'
import type { ActType, IssueAct } from '../../core/command.ts'
import { addDays, dayOf, type Day } from '../../core/day.ts'
import { decideNew } from '../../core/decide.ts'
import type { Issue, UnitId } from '../../core/issue.ts'
import { permitted } from '../../core/permit.ts'
import { fitToVerify } from '../../core/separation.ts'
import { accepted, factsFor, report, reviewedCampaign, tries, units, type Around } from '../support/facts.ts'
import { evidence, plan, start, verification } from '../support/samples.ts'

// Thousands of decisions take their time on a busy machine; how long is not what is tested.
vi.setConfig({ testTimeout: 120_000 })

const oneDay = 86_400_000
/** Moments in the life of an issue: at first, past its deadline, past the campaign's last day. */
const moments = [start, start + 130 * oneDay, start + 300 * oneDay] as const

type Office = { readonly staff: readonly Person[]; readonly around: Around }

const someone = (id: PersonId, ...posts: (readonly [UnitId, Role])[]): Person => ({
  id,
  posts: posts.map(([unit, role]): Post => ({ unit, role, scope: [] })),
})
const port = [
  someone(11, [units.port, 'contact']),
  someone(12, [units.port, 'responsible']),
  someone(13, [units.port, 'first']),
]
/** Somebody of another unit, who has nothing to do with it. */
const elsewhere = someone(42, [units.park, 'contact'])
const director = someone(23, [units.office, 'director'])
const officer = someone(21, [units.office, 'officer'])
const second = someone(22, [units.office, 'officer'])
const administrator = someone(24, [units.office, 'administrator'])
const auditor = someone(25, [units.office, 'auditor'])

const office = (staff: readonly Person[], around: Around = {}): Office => ({
  staff: [...port, elsewhere, ...staff],
  around,
})
const leadUnit = (unit: UnitId, ...reviewers: Person[]): Around => ({
  campaign: reviewedCampaign,
  lead: { unit, reviewers },
})

const offices: Readonly<Record<string, Office>> = {
  'an office of five': office([director, officer, second, administrator, auditor]),
  'one officer and the administrator': office([officer, administrator]),
  'one officer who is the administrator too': office([
    someone(21, [units.office, 'officer'], [units.office, 'administrator']),
  ]),
  'a director alone': office([director]),
  'no director': office([officer, second, administrator]),
  'no administrator': office([officer, director]),
  'an office inside the bureau it watches': office([
    someone(23, [units.port, 'director']),
    someone(21, [units.port, 'officer']),
    someone(24, [units.port, 'administrator']),
  ]),
  'contact and officer one person': office([
    someone(21, [units.office, 'officer'], [units.port, 'contact']),
    administrator,
  ]),
  'a lead unit that reviews first': office(
    [director, officer, second, administrator, someone(44, [units.park, 'reviewer'])],
    leadUnit(units.park, someone(44, [units.park, 'reviewer'])),
  ),
  'the lead unit is the responsible unit': office(
    [officer, administrator, someone(44, [units.port, 'reviewer'])],
    leadUnit(units.port, someone(44, [units.port, 'reviewer'])),
  ),
  'a lead unit without a reviewer': office([officer, administrator], leadUnit(units.park)),
}

const acting = (person: Person): ActingPerson => ({ kind: 'person', door: 'console', ...person })
const amount = 300_000_000

/**
 * What is tried: the ways on, and what makes them harder (progress typed by the office, a request for more time, a
 * moved deadline). Acts that leave the issue where it is (a comment, a link) are left out.
 */
const contents: Partial<Readonly<Record<ActType, (issue: Issue, today: Day, by: Person, all: Office) => IssueAct[]>>> =
  {
    confirm: (_, today) => [{ type: 'confirm', ...terms(today) }],
    assign: (_, today) => [{ type: 'assign', unit: units.port, signoffDue: addDays(today, 3), ...terms(today) }],
    refer: () => [{ type: 'refer', note: null }],
    accept: () => [{ type: 'accept' }],
    decline: () => [{ type: 'decline', reason: '不是本单位的承诺' }],
    plan: (issue, today, by) => [
      plan({ first: 13, responsible: by.id }, { measures: [{ text: '拨付', due: issue.deadline ?? today }] }),
      plan(
        { first: 13, responsible: by.id },
        {
          ...{ disposition: 'legal', caseNumber: '（2022）1号' },
          measures: [{ text: '应诉', due: issue.deadline ?? today }],
        },
      ),
    ],
    'approve-plan': () => [{ type: 'approve-plan' }],
    'return-plan': () => [{ type: 'return-plan', reason: '不具体' }],
    progress: (issue, _today, by) =>
      issue.handlers.includes(by.id) && issue.settled === issue.confirmed
        ? []
        : [
            {
              type: 'progress',
              text: '已拨付',
              percent: 100,
              settled: issue.confirmed,
              done: (issue.plan?.measures ?? []).flatMap(({ no, state }) => (state === 'open' ? [no] : [])),
            },
          ],
    extend: (issue, today) => [{ type: 'extend', to: addDays(later(issue.deadline, today), 10), reason: '资金未到位' }],
    'grant-extension': (issue) => (issue.extension ? [{ type: 'grant-extension', to: issue.extension.to }] : []),
    'refuse-extension': () => [{ type: 'refuse-extension', reason: '抓紧' }],
    attach: (issue, _today, by) =>
      issue.evidence.some(({ purpose }) => purpose === 'progress')
        ? []
        : [{ type: 'attach', evidence: evidence({ by: by.id, sha256: `${issue.version}`.padStart(64, '0') }) }],
    submit: () => [{ type: 'submit', text: null, waived: [], waiver: null }],
    unsubmit: () => [{ type: 'unsubmit', reason: null }],
    'pass-review': () => [{ type: 'pass-review' }],
    'return-review': () => [{ type: 'return-review', reason: '缺凭证' }],
    close: (_, today) => [{ type: 'close', verification: verification({ on: today }) }],
    'send-back': (_, today) => [
      {
        type: 'send-back',
        verification: verification({ on: today }),
        reason: '缺凭证',
        deadline: addDays(today, 20),
      },
    ],
    'name-verifier': (issue, _today, _by, { staff }) => {
      const fit = staff.find((one) => one.posts.length > 0 && !belongsTo(one, issue.unit) && fitToVerify(issue, one))
      return fit && issue.delegate === null ? [{ type: 'name-verifier', person: fit.id, reason: '都经手过' }] : []
    },
    correct: (issue, today) =>
      (issue.deadline ?? today) < today
        ? [{ type: 'correct', changed: { deadline: addDays(today, 20) }, reason: '已过时限' }]
        : [],
    dismiss: () => [{ type: 'dismiss', reason: '不属实' }],
  }

function later(deadline: Day | null, today: Day): Day {
  return deadline !== null && deadline > today ? deadline : today
}

function terms(today: Day) {
  return { planDue: addDays(today, 5), deadline: addDays(today, 30), confirmed: amount, category: 'C2' }
}

type Node = { readonly issue: Issue; readonly moment: number }

/** What makes one standing of the issue another one for the way on: not its dates and texts. */
function keyOf({ issue, moment }: Node): string {
  const { status, stage, delegate, extensions, unit, referred } = issue
  const today = dayOf(moments[moment] ?? start)
  const handlers = [...new Set(issue.handlers)].sort()
  const measures = issue.plan?.measures.map(({ state }) => state) ?? null
  const flags = [
    issue.extension === null,
    issue.settled === issue.confirmed,
    issue.evidence.some(({ purpose }) => purpose === 'progress'),
    issue.suspended === null,
    (issue.deadline ?? today) < today,
    issue.proposal?.measures.some(({ due }) => due < today) ?? false,
  ]
  return JSON.stringify({ status, stage, delegate, extensions, unit, referred, handlers, measures, flags, moment })
}

/** Everything reachable from a new issue, with who gets from where to where; time passes too. */
function walk(all: Office, source: 'self' | 'letters') {
  const nodes = new Map<string, Node>()
  const ways = new Map<string, string[]>()
  const found: Node[] = [{ issue: begin(all, source), moment: 0 }]
  const meet = (node: Node): string => {
    const key = keyOf(node)
    if (!nodes.has(key)) {
      nodes.set(key, node)
      found.push(node)
    }
    return key
  }
  meet(found.pop() as Node)
  for (let node = found.pop(); node; node = found.pop()) {
    const next = stepsFrom(all, node).map(meet)
    if (node.moment + 1 < moments.length) meet({ ...node, moment: node.moment + 1 })
    ways.set(keyOf(node), next)
  }
  return { nodes, ways }
}

function begin({ staff, around }: Office, source: 'self' | 'letters'): Issue {
  const reporter = source === 'self' ? port[0] : staff.find(({ posts }) => posts.some(({ role }) => isOffice(role)))
  const command = report({
    source,
    deadline: null,
    ...(source === 'self' ? { deadline: addDays(dayOf(start), 120) } : {}),
  })
  const facts = { state: 'running' as const, serial: 'LH2022-0001', began: addDays(dayOf(start), -20), open: [] }
  const known = { ...factsFor(command, { ...around, staff }), ...facts, unitExists: true, actingNamed: () => [] }
  return accepted(decideNew(command, acting(reporter as Person), known))
}

const isOffice = (role: Role) => role === 'officer' || role === 'director'

/**
 * Past the campaign's last day only the director sets a deadline (跨期). An office that has none gives an officer the
 * post, which is no act on an issue.
 */
function standIn(all: Office, moment: number): Office {
  const has = (role: Role) => (one: Person) => one.posts.some((post) => post.role === role)
  if (moment + 1 < moments.length || all.staff.some(has('director'))) return all
  const named = all.staff.find(has('officer'))
  const post: Post = { unit: units.office, role: 'director', scope: [] }
  return { ...all, staff: all.staff.map((one) => (one === named ? { ...one, posts: [...one.posts, post] } : one)) }
}

function stepsFrom(those: Office, { issue, moment }: Node): Node[] {
  const all = standIn(those, moment)
  const now = moments[moment] ?? start
  const today = dayOf(now)
  const around = { ...all.around, staff: all.staff, now }
  const facts = factsFor(issue, around)
  return all.staff.flatMap((person) =>
    permitted(issue, acting(person), facts).flatMap((type) =>
      (contents[type]?.(issue, today, person, all) ?? []).flatMap((act): Node[] => {
        const decision = tries(acting(person), issue, act, around)
        return decision.ok ? [{ issue: decision.issue, moment }] : []
      }),
    ),
  )
}

/** Standings from which 销号 can't be reached by somebody's act on the same day; what was put aside on purpose is none. */
function stuck({ nodes, ways }: ReturnType<typeof walk>): string[] {
  const fine = new Set([...nodes].filter(([, { issue }]) => issue.status === 'closed').map(([key]) => key))
  for (let before = -1; before < fine.size;) {
    before = fine.size
    for (const [key, next] of ways) if (next.some((one) => fine.has(one))) fine.add(key)
  }
  const aside = ({ issue }: Node) => issue.status === 'dismissed' || issue.status === 'withdrawn'
  return [...nodes].filter(([key, node]) => !fine.has(key) && !aside(node)).map(([key]) => key)
}

const passed = ['closed', 'dismissed', 'plan_review', 'planning', 'rectifying', 'reported', 'verifying'] as const

describe.each(Object.entries(offices))('%s', (_name, all) => {
  test.each(['self', 'letters'] as const)('an issue from %s can be struck off from wherever it came to', (source) => {
    const walked = walk(all, source)
    const met = new Set([...walked.nodes.values()].map(({ issue }) => issue.status))
    expect([...met]).toEqual(expect.arrayContaining([...passed]))
    expect(stuck(walked)).toEqual([])
  })
})
