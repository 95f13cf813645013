import type { PersonId } from './actor.ts'
import type { CallBack } from './issue/call-back.ts'
import type { Day, Month } from './calendar/day.ts'
import type { Appeal, Assignment } from './issue/appeal.ts'
import type { Flag } from './issue/flag.ts'
import type { Fen } from './money.ts'
import type { Instalment } from './issue/instalment.ts'
import type { IssueEvent } from './event.ts'

/** `LH2022-0007`: the campaign's code and a number that is never used again. It is the issue's identity everywhere. */
export type Serial = string
export type UnitId = number

export const statuses = [
  'reported',
  'assigned',
  'planning',
  'plan_review',
  'rectifying',
  'verifying',
  'closed',
  'dismissed',
  'merged',
  'withdrawn',
] as const
export type Status = (typeof statuses)[number]

export const openStatuses: readonly Status[] = statuses.slice(0, 6)

/** Events that end an issue and can be taken back (撤销). */
export const endings = ['closed', 'dismissed', 'merged'] as const

/** What ended it, who did that, and whatever it changed as it was before. */
export type Ending = {
  readonly what: (typeof endings)[number]
  readonly by: PersonId | null
  readonly was: Partial<Issue>
}

/** 处置方式: 限期兑现, 兑现方案+时限, 诉讼/复议/裁决/调解. */
export type Disposition = 'fulfil' | 'schedule' | 'legal'

/** What an issue says about itself, as a form fills it in. Text is kept exactly as typed. */
export type Particulars = {
  readonly title: string
  readonly cause: string
  readonly course: string
  readonly happened: Month
  readonly category: string
  readonly enterprise: string | null
  readonly creditCode: string | null
  /** Amount involved; null where the issue is not about money. */
  readonly involved: Fen | null
  readonly caseNumber: string | null
  readonly remark: string | null
}

export type Measure = {
  readonly no: number
  readonly text: string
  readonly due: Day
  readonly state: 'open' | 'done' | 'waived'
}

export type Plan = {
  readonly disposition: Disposition
  readonly measures: readonly Measure[]
  readonly first: PersonId
  readonly responsible: PersonId
  readonly caseNumber: string | null
  /** 法院或仲裁机构, where it was named. */
  readonly court?: string
  readonly courtDate: Day | null
  /** The highest number a measure ever had, also of those no longer there. */
  readonly last?: number
}

/** A unit that answered for the issue before 转办, how far it had come, and its plan, which can be read and is no longer in force. */
export type Former = {
  readonly unit: UnitId
  readonly until: Day
  readonly status: Status
  readonly plan: Plan | null
}

export type Evidence = {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly purpose: 'report' | 'progress' | 'verification'
  /** The day an original photograph says it was taken. */
  readonly takenOn?: Day
  readonly by: PersonId
  readonly at: number
}

/** What a unit says to a new plan; outcome: what the court decided. */
export type Replan = {
  readonly reason: string
  readonly outcome: string | null
  readonly on: Day
  readonly by: PersonId | null
}

/** `from`: the days of the pause count from here, where the deadline was set anew after it began. */
export type Suspension = { readonly since: Day; readonly courtDate: Day | null; readonly from?: Day }

/** A request for more time; `inTime`: it came by the deadline, and holds the late rungs while it waits. */
export type Extension = {
  readonly to: Day
  readonly reason: string
  readonly askedOn: Day
  readonly askedAt: number
  readonly by: PersonId
  readonly inTime: boolean
}

/** 提请不予列入: an officer holds that it is no issue, and the director hasn't decided. */
export type Dismissal = { readonly reason: string; readonly on: Day; readonly by: PersonId }

/** How an issue was looked at: 核查方式、核查人员、核查地点、核查情况、回访结果. */
export type Verification = {
  readonly method: string
  readonly on: Day
  readonly place: string | null
  readonly inspectors: readonly string[]
  readonly finding: string
  readonly callback: string | null
  /** Ids of the evidence that came with this look. */
  readonly photographs?: readonly string[]
}

/** One row of the ledger, as the fold of its events. Overdue is derived (see clock.ts), never stored. */
export type Issue = Particulars & {
  readonly serial: Serial
  readonly campaign: string
  /** The day its campaign began: what happened before is 存量 (see stock.ts). */
  readonly began: Day
  readonly source: string
  /** Found by the unit's own self-check; anything else is a lead (线索). */
  readonly selfChecked: boolean
  readonly unit: UnitId
  /** Units that handed it back (退办), which each may do once. */
  readonly declinedBy: readonly UnitId[]
  /** Units it was taken from (转办), the earliest first. */
  readonly former: readonly Former[]
  /** null where the command line took it on from a sheet. */
  readonly reporter: PersonId | null
  readonly reportedAt: number
  readonly proposedDeadline: Day | null
  readonly status: Status
  /** The lead unit that shall assign it in the office's place (交牵头单位). */
  readonly referred: UnitId | null
  /** The office's open question to the reporter (退回补充). */
  readonly asked: string | null
  /** 核定金额: what the office holds to be owed. */
  readonly confirmed: Fen | null
  readonly settled: Fen
  /** What was paid when, and what proves it; adds up to `settled`. */
  readonly instalments: readonly Instalment[]
  readonly signoffDue: Day | null
  readonly planDue: Day | null
  readonly deadline: Day | null
  /** The deadline first set; later ones stand beside it. */
  readonly firstDeadline: Day | null
  /** 延期: what the unit asked for and nobody has decided. */
  readonly extension: Extension | null
  /** How often more time was granted. */
  readonly extensions: number
  /** 提请不予列入 that waits for the director. */
  readonly dismissal: Dismissal | null
  readonly plan: Plan | null
  /** A plan handed in and not yet approved; the one in force stays until then. */
  readonly proposal: Plan | null
  /** Why the plan in force shall give way to the proposal, while nobody has decided (调整方案). */
  readonly replan: Replan | null
  /** The clock stands still: a legal way was approved. */
  readonly suspended: Suspension | null
  readonly latest: { readonly text: string; readonly at: number; readonly percent: number | null } | null
  readonly evidence: readonly Evidence[]
  /** Whoever entered or submitted progress: barred from verifying. */
  readonly handlers: readonly PersonId[]
  readonly submittedOn: Day | null
  /** Whose turn an application is while it is verified: the lead unit's, the office's, the director's. */
  readonly stage: 'lead' | 'office' | 'director'
  /** Who has verified what the director is to close. */
  readonly verifiedBy: PersonId | null
  /** Named by the director for this issue only (委托核查). */
  readonly delegate: PersonId | null
  /** 交接 under way: until its successor has signed, both answer for the issue. */
  readonly handovers: readonly { readonly handover: number; readonly from: PersonId; readonly to: PersonId }[]
  /** Who answers for the report where its reporter wrote it down for them (代录) or handed it over. */
  readonly heir: PersonId | null
  readonly verifications: readonly Verification[]
  /** What the enterprise said of the result, in the order it was entered. */
  readonly callBacks: readonly CallBack[]
  /** 合并办理: the issue it goes on in, and those that were merged into this one. */
  readonly mergedInto: Serial | null
  readonly absorbed: readonly Serial[]
  /** Whoever brought up what was merged into it: they hear what its reporter hears. */
  readonly followers: readonly PersonId[]
  /** Issues of the same matter (关联), each of which has this one among its own. */
  readonly links: readonly Serial[]
  readonly closed: { readonly on: Day; readonly by: PersonId; readonly inTime: boolean } | null
  /** What 撤销 takes back; null where nothing has ended it, or a sheet brought it in like that. */
  readonly ending: Ending | null
  /** How often it was put back onto the ledger after 销号 (重新挂账): counts against the unit. */
  readonly reopenings: number
  /** Why it was put aside (不予列入), sent back last or put back onto the ledger. */
  readonly reason: string | null
  /** 标记: what the office suspects or has confirmed; see flag.ts for who may know. */
  readonly flags: readonly Flag[]
  /** Who gave it to its unit; null where nobody did. */
  readonly assignment: Assignment | null
  /** 异议 that waits for an answer. */
  readonly appeal: Appeal | null
  /** Events so far. */
  readonly version: number
  /** Counts changes of state, unit and dates, and of what was reported: what two people can collide on. */
  readonly stateVersion: number
}

/** An event with what the ledger adds to it. `at` is epoch milliseconds. */
export type Happened = {
  readonly seq: number
  readonly at: number
  readonly by: PersonId | null
  readonly event: IssueEvent
}
