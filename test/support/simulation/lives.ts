import type { PersonId } from '../../../core/actor.ts'
import type { Command, IssueAct } from '../../../core/command.ts'
import { addDays, dayOf, type Day } from '../../../core/calendar/day.ts'
import type { Issue } from '../../../core/issue.ts'
import { watchedOf, type DateKind, type Watched } from '../../../core/nudges/watch.ts'
import { workdayAfter, type Calendar } from '../../../core/calendar/workday.ts'
import { transact, type Db } from '../../../db/database.ts'
import { record } from '../../../db/ledger.ts'
import { actorOf } from '../../../db/people.ts'
import { evidence, particulars, verification } from '../samples.ts'
import type { Dice } from './dice.ts'
import type { Cast, Unit } from './people.ts'

/** A date that stood from one instant to another; `to` is null while it does. */
export type Stood = {
  readonly serial: string
  readonly unit: Unit
  readonly kind: DateKind
  readonly date: Day
  readonly held: boolean
  readonly from: number
  to: number | null
}

export type Lives = {
  /** What people do within one hour. */
  readonly hour: (now: number) => void
  readonly stood: readonly Stood[]
}

type World = { readonly db: Db; readonly cast: Cast; readonly dice: Dice; readonly calendar: Calendar }

/** `share` of the issues are reported an hour; what becomes of them is left to chance. */
export function lives(
  { db, cast, dice, calendar }: World,
  { issues, hours }: { issues: number; hours: number },
): Lives {
  const stood: Stood[] = []
  const standing = new Map<string, Stood[]>()
  const open = new Map<string, { issue: Issue; unit: Unit }>()
  let reported = 0

  const run = (who: PersonId, command: Command, now: number): Issue | null => {
    const outcome = transact(db, (tx) => record(tx, { actor: actorOf(tx, who, 'demo'), command, now, draft: null }))
    return outcome.ok ? outcome.issue : null
  }

  function note(issue: Issue, unit: Unit, now: number): void {
    const watched = new Map(watchedOf(issue).map((one) => [one.kind, one]))
    const before = standing.get(issue.serial) ?? []
    const kept = before.filter((old) => {
      const same = watched.get(old.kind)
      if (!same || !isSame(old, same)) return false
      watched.delete(old.kind)
      return true
    })
    for (const old of before) if (!kept.includes(old)) old.to = now
    const begun = [...watched.values()].map((one): Stood => {
      const date = 'date' in one ? one.date : workdayAfter(calendar, dayOf(now), one.within).day
      return { serial: issue.serial, unit, kind: one.kind, date, held: isHeld(one), from: now, to: null }
    })
    stood.push(...begun)
    standing.set(issue.serial, [...kept, ...begun])
  }

  function report(now: number): void {
    const unit = dice.pick(cast.units)
    const title = `第${(reported += 1)}件事`
    const command: Command = {
      type: 'report',
      campaign: 'LH2022',
      unit: unit.id,
      source: 'self',
      particulars: particulars({ title }),
      deadline: null,
      notDuplicate: true,
    }
    const issue = run(unit.contact, command, now)
    if (!issue) return
    open.set(issue.serial, { issue, unit })
    note(issue, unit, now)
  }

  function live(serial: string, now: number): void {
    const known = open.get(serial)
    if (!known) return
    const [who, act] = nextAct({ ...known, cast, dice, today: dayOf(now), now })
    const issue = run(who, { serial, seen: null, ...act }, now)
    if (!issue) return
    note(issue, known.unit, now)
    if (issue.status === 'closed') open.delete(serial)
    else open.set(serial, { issue, unit: known.unit })
  }

  function hour(now: number): void {
    const wanted = Math.min(issues, Math.ceil((issues / hours) * 2 * (reported / issues < 1 ? 1 : 0)))
    for (let count = 0; count < wanted && reported < issues; count += 1) report(now)
    for (const serial of [...open.keys()]) if (dice.chance(0.02)) live(serial, now)
  }
  return { hour, stood }
}

function isHeld(watched: Watched): boolean {
  return 'held' in watched && watched.held === true
}

function isSame(old: Stood, now: Watched): boolean {
  return 'date' in now ? old.date === now.date && old.held === isHeld(now) : old.kind === now.kind
}

type Turn = { issue: Issue; unit: Unit; cast: Cast; dice: Dice; today: Day; now: number }

/** The likely next act on an issue; some dates are met, some moved, many missed. */
function nextAct({ issue, unit, cast, dice, today, now }: Turn): [PersonId, IssueAct] {
  const officer = dice.pick(cast.officers)
  const soon = (from: number, to: number) => addDays(today, from + dice.below(to - from))
  switch (issue.status) {
    case 'reported': {
      const terms = { planDue: soon(3, 15), deadline: soon(20, 120), confirmed: 300_000_000, category: 'C2' }
      return [officer, { type: 'confirm', ...terms }]
    }
    case 'planning': {
      const due = issue.deadline !== null && issue.deadline > today ? issue.deadline : today
      const measures = [{ text: '拨付', due: addDays(today, 1) <= due ? addDays(today, 1 + dice.below(10)) : due }]
      const { first, responsible } = unit
      const kept = measures.map((measure) => (measure.due > due ? { ...measure, due } : measure))
      const plan = { disposition: 'fulfil' as const, measures: kept, first, responsible }
      return [responsible, { type: 'plan', ...plan, caseNumber: null, courtDate: null }]
    }
    case 'plan_review':
      return [officer, dice.chance(0.8) ? { type: 'approve-plan' } : { type: 'return-plan', reason: '不够具体' }]
    case 'rectifying':
      return rectifying({ issue, unit, cast, dice, today, now })
    case 'verifying':
      return dice.chance(0.8)
        ? [officer, { type: 'close', verification: verification({ on: today }) }]
        : [
            officer,
            { type: 'send-back', reason: '凭证不全', deadline: soon(5, 30), verification: verification({ on: today }) },
          ]
    default:
      return [officer, { type: 'comment', text: '请抓紧' }]
  }
}

function rectifying({ issue, unit, cast, dice, today, now }: Turn): [PersonId, IssueAct] {
  const officer = dice.pick(cast.officers)
  const later = addDays(issue.deadline !== null && issue.deadline > today ? issue.deadline : today, 5 + dice.below(30))
  if (issue.extension !== null) {
    const refused = dice.chance(0.5)
    return [
      officer,
      refused ? { type: 'refuse-extension', reason: '不具备条件' } : { type: 'grant-extension', to: later },
    ]
  }
  if (dice.chance(0.2)) return [unit.responsible, { type: 'extend', to: later, reason: '资金月底到位' }]
  if (dice.chance(0.1)) return [officer, { type: 'correct', changed: { deadline: later }, reason: '顺延' }]
  if (issue.evidence.length === 0)
    return [unit.responsible, { type: 'attach', evidence: evidence({ by: unit.responsible, at: now }) }]
  if (issue.settled === 0) {
    return [unit.responsible, { type: 'progress', text: '已拨付', percent: 100, settled: 300_000_000, done: [1] }]
  }
  return [unit.responsible, { type: 'submit', text: '已完成', waived: [], waiver: null }]
}
