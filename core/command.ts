import type { PersonId } from './actor.ts'
import type { Called } from './issue/call-back.ts'
import type { Corrections } from './event.ts'
import type { AppealSubject } from './issue/appeal.ts'
import type { Day } from './calendar/day.ts'
import type { FlagKind } from './issue/flag.ts'
import type { Disposition, Evidence, Particulars, Plan, Serial, Status, UnitId, Verification } from './issue.ts'
import type { Fen } from './money.ts'

/** Dates and amount the office sets when it takes an issue on. */
export type Terms = {
  readonly planDue: Day
  readonly deadline: Day
  readonly confirmed: Fen | null
  readonly category: string
}

export type ReportCommand = {
  readonly type: 'report'
  readonly campaign: string
  readonly unit: UnitId
  readonly source: string
  /** 代谁报送: the name, as typed, of whoever of the unit the office writes it down for. */
  readonly onBehalfOf?: string
  readonly particulars: Particulars
  readonly deadline: Day | null
  /** The reporter has seen the likely duplicates and means another one. */
  readonly notDuplicate: boolean
}

/** One row of a ledger kept elsewhere, to be taken on in the state it has come to there. */
export type ImportCommand = {
  readonly type: 'import'
  readonly campaign: string
  readonly unit: UnitId
  readonly source: string
  readonly particulars: Particulars
  readonly status: Status
  readonly deadline: Day | null
  readonly confirmed: Fen | null
  readonly settled: Fen
  readonly plan: Plan | null
  /** 进展情况, the latest there is. */
  readonly progress: string | null
  readonly file: string
  readonly row: number
}

/**
 * What a person wants done to one issue. `seen` is the stateVersion the person looked at; null where they
 * looked at none (a typed command): then only the state itself is checked.
 */
export type IssueCommand = { readonly serial: Serial; readonly seen: number | null } & IssueAct

export type IssueAct =
  | { readonly type: 'ask'; readonly question: string }
  | { readonly type: 'supplement'; readonly text: string; readonly changed: Corrections }
  | { readonly type: 'withdraw'; readonly reason: string | null }
  | ({ readonly type: 'confirm' } & Terms)
  | ({ readonly type: 'assign'; readonly unit: UnitId; readonly signoffDue: Day } & Terms)
  /** 交牵头单位 */
  | { readonly type: 'refer'; readonly note: string | null }
  | { readonly type: 'dismiss'; readonly reason: string }
  | { readonly type: 'ask-dismissal'; readonly reason: string }
  | { readonly type: 'refuse-dismissal'; readonly reason: string }
  | { readonly type: 'merge'; readonly into: Serial }
  | { readonly type: 'accept' }
  | { readonly type: 'decline'; readonly reason: string }
  | ReassignAct
  | PlanAct
  | ReplanAct
  /** `deadline`: where it ends a legal way, another one than the days of the pause give. */
  | { readonly type: 'approve-plan'; readonly deadline?: Day }
  | { readonly type: 'return-plan'; readonly reason: string }
  | ProgressAct
  | { readonly type: 'extend'; readonly to: Day; readonly reason: string }
  | { readonly type: 'grant-extension'; readonly to: Day }
  | { readonly type: 'refuse-extension'; readonly reason: string }
  | { readonly type: 'attach'; readonly evidence: Evidence }
  | SubmitAct
  | { readonly type: 'unsubmit'; readonly reason: string | null }
  | { readonly type: 'pass-review' }
  | { readonly type: 'return-review'; readonly reason: string }
  | ({ readonly type: 'verify' } & Looked)
  | ({ readonly type: 'close' } & Looked)
  | ({ readonly type: 'send-back'; readonly reason: string; readonly deadline: Day } & Looked)
  | ({ readonly type: 'call-back' } & Called)
  | { readonly type: 'overrule'; readonly evidence: string; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string; readonly deadline: Day }
  | { readonly type: 'undo'; readonly reason: string }
  | { readonly type: 'flag'; readonly kind: FlagKind; readonly reason: string; readonly evidence: readonly string[] }
  | { readonly type: 'confirm-flag'; readonly kind: FlagKind; readonly reason: string }
  | { readonly type: 'withdraw-flag'; readonly kind: FlagKind; readonly reason: string }
  | AppealAct
  | { readonly type: 'decide-appeal'; readonly upheld: boolean; readonly reason: string }
  | { readonly type: 'name-verifier'; readonly person: PersonId; readonly reason: string }
  | { readonly type: 'correct'; readonly changed: Corrections; readonly reason: string }
  | { readonly type: 'link'; readonly to: Serial }
  | { readonly type: 'unlink'; readonly from: Serial; readonly reason: string }
  | { readonly type: 'comment'; readonly text: string }

export type ReassignAct = {
  readonly type: 'reassign'
  readonly unit: UnitId
  readonly signoffDue: Day
  readonly planDue: Day
  readonly reason: string
}

/** A look at an issue, and what the enterprise said if it was called on the same occasion. */
export type Looked = { readonly verification: Verification; readonly called?: Called }

export type PlanAct = {
  readonly type: 'plan'
  readonly disposition: Disposition
  readonly measures: readonly { readonly text: string; readonly due: Day }[]
  readonly first: PersonId
  readonly responsible: PersonId
  readonly caseNumber: string | null
  /** 法院或仲裁机构 */
  readonly court?: string | null
  readonly courtDate: Day | null
}

/** 调整方案: `no` is that of an open measure, null of a new one; open ones that aren't there are given up. */
export type ReplanAct = Omit<PlanAct, 'type' | 'measures'> & {
  readonly type: 'replan'
  readonly measures: readonly { readonly no: number | null; readonly text: string; readonly due: Day }[]
  /** 裁决结果, of a legal way. */
  readonly outcome: string | null
  readonly reason: string
}

export type ProgressAct = {
  readonly type: 'progress'
  readonly text: string
  readonly percent: number | null
  /** 已兑现金额 in all so far, in fen; null = nothing said about money. */
  readonly settled: Fen | null
  /** 本次兑现, where it is told apart from the total. */
  readonly payment?: PaymentEntry
  /** Numbers of the measures done with this. */
  readonly done: readonly number[]
  /** The next day in court; null or left out: nothing said. */
  readonly courtDate?: Day | null
}

/** One payment as it is entered, or a voucher for one entered before. */
export type PaymentEntry = {
  /** 本次兑现金额; null where only the total is given, or nothing was paid now. */
  readonly amount: Fen | null
  /** 兑现日期; null = today. */
  readonly on: Day | null
  /** 凭证: a file of the issue by its id. */
  readonly voucher: Evidence['id'] | null
  /** The payment the voucher is for, by its number; null = the one entered here, else the only one that waits. */
  readonly vouches: number | null
}

export type AppealAct = {
  readonly type: 'appeal'
  readonly about: AppealSubject
  readonly reason: string
  /** Ids of evidence of the issue. */
  readonly evidence: readonly string[]
}

export type SubmitAct = {
  readonly type: 'submit'
  readonly text: string | null
  /** Measures that will not be done, with one reason for them. */
  readonly waived: readonly number[]
  readonly waiver: string | null
}

export type Command = ReportCommand | IssueCommand
export type ActType = IssueAct['type']
