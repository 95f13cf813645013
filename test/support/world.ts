import type { Actor, Door, PersonId, Role } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { Command, IssueAct, ReportCommand } from '../../core/command.ts'
import type { Issue } from '../../core/issue.ts'
import { startCampaign } from '../../db/campaigns.ts'
import { transact, type Db } from '../../db/database.ts'
import { record, type Outcome } from '../../db/ledger.ts'
import { actorOf, addPerson, addUnit, bind, setPosts } from '../../db/people.ts'
import { campaign } from './campaign.ts'
import { day, evidence, particulars, plan, start, terms, verification } from './samples.ts'

export { day, evidence, particulars, plan, start, terms, verification }
export const oneDay = 86_400_000

const system: Actor = { kind: 'system', door: 'cli' }

export type World = ReturnType<typeof world>

/**
 * An office with one campaign, two units and everyone a campaign needs. `now` can be set; every command
 * is recorded at that moment.
 */
export function world(db: Db, running: Campaign = campaign) {
  const clock = { now: start }
  const cast = transact(db, (tx) => {
    const act = { actor: system, now: clock.now }
    startCampaign(tx, running, act)
    const unit = (name: string, parent: number | null = null) => addUnit(tx, { name, kind: null, parent }, act)
    const city = unit('市政府')
    const [office, port, park] = [unit('专项办', city), unit('临港区', city), unit('高新区', city)]
    const person = (name: string, at: number, role: Role, scope: string[] = []) => {
      const id = addPerson(tx, { name, title: null, phone: null }, act)
      setPosts(tx, id, [{ unit: at, role, scope }], act)
      bind(tx, { platform: 'demo', externalId: `demo-${id}`, person: id }, act)
      return id
    }
    return {
      units: { city, office, port, park },
      people: {
        officer: person('李敏', office, 'officer'),
        second: person('王强', office, 'officer'),
        director: person('赵主任', office, 'director'),
        administrator: person('钱管理', office, 'administrator'),
        auditor: person('孙监督', office, 'auditor'),
        leader: person('周市长', city, 'leader'),
        contact: person('陈联络', port, 'contact'),
        responsible: person('刘具体', port, 'responsible'),
        first: person('马主任', port, 'first'),
        stranger: person('高联络', park, 'contact'),
        above: person('郑秘书', city, 'contact'),
      },
    }
  })
  type Who = keyof typeof cast.people
  const as = (who: Who | PersonId, door: Door = 'console') =>
    actorOf(db, typeof who === 'number' ? who : cast.people[who], door)
  const run = (who: Who | PersonId, command: Command, draft?: string): Outcome =>
    transact(db, (tx) => record(tx, { actor: as(who), command, now: clock.now, draft: draft ?? null }))
  const report = (changes: Partial<ReportCommand> = {}): ReportCommand => ({
    type: 'report',
    campaign: running.code,
    unit: cast.units.port,
    source: 'self',
    particulars: particulars(),
    deadline: day('2023-03-31'),
    notDuplicate: true,
    ...changes,
  })
  const on = (issue: Pick<Issue, 'serial'>, act: IssueAct, seen: number | null = null): Command => ({
    serial: issue.serial,
    seen,
    ...act,
  })
  return { db, clock, ...cast, as, run, report, on, does, to }

  /** Runs a command that must be accepted. */
  function does(who: Who | PersonId, command: Command, draft?: string): Issue {
    const outcome = run(who, command, draft)
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.issue
  }

  /** An issue brought along the straight path up to a state. */
  function to(status: 'reported' | 'planning' | 'plan_review' | 'rectifying' | 'verifying' | 'closed'): Issue {
    const { first, responsible } = cast.people
    let issue = does('contact', report())
    const next = (who: Who, act: IssueAct) => (issue = does(who, on(issue, act)))
    if (status === 'reported') return issue
    next('officer', { type: 'confirm', ...terms() })
    if (status === 'planning') return issue
    next('responsible', plan({ first, responsible }))
    if (status === 'plan_review') return issue
    next('officer', { type: 'approve-plan' })
    if (status === 'rectifying') return issue
    next('responsible', { type: 'attach', evidence: evidence({ by: responsible }) })
    next('responsible', { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] })
    next('responsible', { type: 'submit', text: '已完成', waived: [], waiver: null })
    if (status === 'verifying') return issue
    return next('second', { type: 'close', verification: verification() })
  }
}
