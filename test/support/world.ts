import type { Actor, Door, PersonId, Role } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaign.ts'
import type { Command, IssueAct, ReportCommand } from '../../core/command.ts'
import { DaySchema, MonthSchema, type Day } from '../../core/day.ts'
import type { Evidence, Issue, Particulars, Verification } from '../../core/issue.ts'
import { startCampaign } from '../../db/campaigns.ts'
import { transact, type Db } from '../../db/database.ts'
import { record, type Outcome } from '../../db/ledger.ts'
import { actorOf, addPerson, addUnit, bind, setPosts } from '../../db/people.ts'
import { campaign } from './campaign.ts'

/** 2022-12-01 10:00 Asia/Shanghai, a Thursday. */
export const start = Date.UTC(2022, 11, 1, 2)
export const oneDay = 86_400_000

export const day = (text: string): Day => DaySchema.parse(text)

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

export function particulars(changes: Partial<Particulars> = {}): Particulars {
  return {
    title: '临港产业园标准厂房补贴',
    cause: '财政资金未安排',
    course: '2021年签订协议，承诺补贴300万元，至今未兑现',
    happened: MonthSchema.parse('2021-03'),
    category: 'C2',
    enterprise: '某某科技有限公司',
    creditCode: null,
    involved: 300_000_000,
    caseNumber: null,
    remark: null,
    ...changes,
  }
}

export function terms() {
  return { planDue: day('2022-12-08'), deadline: day('2023-03-31'), confirmed: 300_000_000, category: 'C2' }
}

export function plan(
  who: { first: PersonId; responsible: PersonId },
  changes = {},
): Extract<IssueAct, { type: 'plan' }> {
  const measures = [
    { text: '核对补贴金额', due: day('2022-12-31') },
    { text: '拨付到位', due: day('2023-03-15') },
  ]
  return { type: 'plan', disposition: 'fulfil', measures, ...who, caseNumber: null, courtDate: null, ...changes }
}

export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    sha256: 'a'.repeat(64),
    name: '付款凭证.jpg',
    size: 1234,
    type: 'image/jpeg',
    purpose: 'progress',
    by: 1,
    at: start,
    ...changes,
  }
}

export function verification(changes: Partial<Verification> = {}): Verification {
  return {
    method: '现场',
    on: day('2022-12-01'),
    place: '临港产业园',
    inspectors: ['王强', '李敏'],
    finding: '补贴已到账，凭证齐全',
    callback: null,
    ...changes,
  }
}
