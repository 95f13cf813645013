import type { Person, PersonId } from './actor.ts'
import type { CampaignState } from './campaigns/campaign-life.ts'
import type { Campaign } from './campaigns/campaign.ts'
import type { Day } from './calendar/day.ts'
import type { Issue, Serial, UnitId } from './issue.ts'
import type { Lead } from './lead.ts'
import type { Fen } from './money.ts'
import type { Move } from './refusal.ts'
import type { Calendar } from './calendar/workday.ts'

/** What a decision needs to know beside the issue itself; the ledger gathers it in the same transaction. */
export type Facts = {
  readonly now: number
  readonly today: Day
  readonly campaign: Campaign
  /** The issue's unit, then its parent, and so on up. */
  readonly lineage: readonly UnitId[]
  /** People with a post in the issue's unit. */
  readonly unitPeople: readonly Person[]
  /** Everyone with an office post (经办人, 主任, 管理员), with all their posts. */
  readonly office: readonly Person[]
  /** The lead unit of the issue's category; null where there is none or it isn't among the office's units. */
  readonly lead: Lead | null
  readonly calendar: Calendar
}

/** For a report only: the serial it would get and what the unit has open already. */
export type ReportFacts = Facts & {
  readonly state: CampaignState
  readonly serial: Serial
  /** The day the campaign began. */
  readonly began: Day
  readonly unitExists: boolean
  /** Whoever acts for the unit and has this name, or is labelled by it among namesakes. */
  readonly actingNamed: (name: string) => readonly { readonly id: PersonId; readonly label: string }[]
  readonly open: readonly Likeness[]
}

/** For a row of a sheet: the serial it would get and which issues of the unit have the same title, whatever became of them. */
export type ImportFacts = Facts & {
  readonly serial: Serial
  readonly state: CampaignState
  readonly began: Day
  readonly unitExists: boolean
  readonly namesakes: readonly Serial[]
}

export type Likeness = {
  readonly serial: Serial
  readonly title: string
  readonly enterprise: string | null
  readonly involved: Fen | null
  /** A lead not yet assigned: its unit may not learn of it. */
  readonly hidden: boolean
}

export type IssueFacts = Facts & {
  /** Files promised for this issue and still downloading. */
  readonly pendingFiles: number
  readonly lastMove: Move | null
  /** Whether this name is that of somebody who acts for the issue's unit, and of nobody in the office. */
  readonly isUnitName: (name: string) => boolean
  /** Another issue that a command names, or null where there is none. */
  readonly other: (serial: Serial) => Issue | null
  /** The unit that took over the work of one that has ended; null while it stands. */
  readonly heirOf: (unit: UnitId) => UnitId | null
  /** Whoever a command names: their posts, or null where nobody has that number. */
  readonly named: (id: PersonId) => Person | null
  /** People with a post in a unit a command names, or null where there is no such unit. */
  readonly staffOf: (unit: UnitId) => readonly Person[] | null
}
