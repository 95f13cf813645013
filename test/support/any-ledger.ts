import fc from 'fast-check'
import type { IssueAct } from '../../core/command.ts'
import type { Issue } from '../../core/issue.ts'
import { day, evidence, particulars, plan, terms, verification, type World } from './world.ts'

/** One thing somebody tries, some time after the last; refused ones change nothing. */
export type Try = { readonly hours: number; readonly what: number; readonly issue: number }

/** Any order of reports and acts, spread over some weeks. */
export const anyTries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    hours: fc.integer({ min: 0, max: 60 }),
    what: fc.integer({ min: 0, max: 17 }),
    issue: fc.integer({ min: 0, max: 7 }),
  }),
  { minLength: 5, maxLength: 45 },
)

/** Plays them in a world, on issues of two units, and moves its clock on. */
export function play(w: World, tries: readonly Try[]): void {
  const issues: Issue[] = []
  for (const one of tries) {
    w.clock.now += one.hours * 3_600_000
    const target = issues[one.issue % Math.max(1, issues.length)]
    const acts = actsOn(w)
    const act = acts[one.what - 4]
    if (target && act) w.run(act.who, w.on(target, act.act))
    else issues.push(report(w, one))
  }
}

function report(w: World, { what, issue }: Try): Issue {
  const kind = issue % 2 === 0 ? {} : { category: 'C9', caseNumber: '（2022）豫1102民初123号' }
  const fresh = particulars({ ...kind, ...(what % 2 === 0 ? {} : { happened: inDecember }) })
  const atPark = what === 3
  return w.does(
    atPark ? 'stranger' : what === 2 ? 'officer' : 'contact',
    w.report({
      ...(atPark ? { unit: w.units.park } : {}),
      ...(what === 2 ? { source: 'letters' } : {}),
      particulars: fresh,
    }),
  )
}

const inDecember = '2022-12' as Issue['happened']

type Attempt = { readonly who: keyof World['people']; readonly act: IssueAct }

function actsOn(w: World): Attempt[] {
  const { first, responsible } = w.people
  const soon = day('2022-12-20')
  return [
    { who: 'officer', act: { type: 'confirm', ...terms(), deadline: soon } },
    { who: 'officer', act: { type: 'confirm', ...terms(), deadline: day('2022-12-28') } },
    {
      who: 'responsible',
      act: plan({ first, responsible }, { measures: [{ text: '核对并拨付补贴', due: day('2022-12-15') }] }),
    },
    { who: 'officer', act: { type: 'approve-plan' } },
    { who: 'responsible', act: { type: 'attach', evidence: evidence({ by: responsible }) } },
    { who: 'responsible', act: { type: 'progress', text: '首期已拨付', percent: 50, settled: 100_000_000, done: [1] } },
    { who: 'responsible', act: { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1] } },
    { who: 'responsible', act: { type: 'submit', text: '已完成', waived: [], waiver: null } },
    { who: 'second', act: { type: 'close', verification: verification() } },
    {
      who: 'second',
      act: { type: 'send-back', verification: verification(), reason: '缺凭证', deadline: day('2023-01-10') },
    },
    { who: 'officer', act: { type: 'dismiss', reason: '经核实不属实' } },
    { who: 'officer', act: { type: 'reopen', reason: '企业反映没有收到', deadline: day('2023-01-20') } },
    { who: 'second', act: { type: 'undo', reason: '点错了' } },
    { who: 'contact', act: { type: 'withdraw', reason: '报错了' } },
  ]
}

/** Instants within a run, to look back at. */
export const anyInstants: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 0, max: 40 * 24 }), {
  minLength: 1,
  maxLength: 4,
})
