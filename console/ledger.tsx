import type { PersonId } from '../core/actor.ts'
import { isOffice, readsAll } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { mayReadSuggestions } from '../core/nudges/suggestion.ts'
import { nobodyVerifies } from '../core/separation.ts'
import { mayChangeUnits, type Unit } from '../core/people/unit.ts'
import { unarrangedYears } from '../db/calendar.ts'
import { campaignsTaking, listCampaigns, type RunningCampaign } from '../db/campaigns.ts'
import { officePeople } from '../db/desk.ts'
import {
  appealCount,
  type Counted,
  countIssues,
  dismissalCount,
  extensionCount,
  overdueCount,
  replanCount,
  statusCounts,
} from '../db/issue-counts.ts'
import { type IssueFilter, type IssueRow, listIssues } from '../db/issues.ts'
import { ownerlessCount } from '../db/handovers/holders.ts'
import { openSuggestionCount } from '../db/nudges/suggestions.ts'
import { allUnits, namesOf } from '../db/people.ts'
import { CalendarWarning } from './calendar-warning.tsx'
import type { Show } from './layout.tsx'
import { filterOf, type LedgerQuery, pageSize, readQuery } from './ledger-query.ts'
import { LedgerView } from './ledger-view.tsx'
import type { Office } from './office.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { texts } from './texts.ts'

/** The numbers on the tabs. */
type Counts = {
  readonly byState: ReadonlyMap<string, number>
  readonly overdue: number
  readonly extensions: number
  readonly appeals: number
  readonly dismissals: number
  readonly replans: number
  /** 督办建议 that wait for a decision; null for whoever doesn't read them. */
  readonly suggestions: number | null
  /** 无主: what names somebody who has gone. */
  readonly ownerless: number | null
}

/** Everything the ledger page shows; its cost doesn't grow with the ledger. */
export type Ledger = {
  readonly query: LedgerQuery
  readonly rows: readonly IssueRow[]
  readonly total: number
  /** How the issues found part into 存量 and 增量, whichever of them is shown. */
  readonly split: Counted
  /** Issues by state under the campaign and unit chosen; null where they don't apply (a search, a delegate). */
  readonly counts: Counts | null
  readonly names: ReadonlyMap<PersonId, string>
  /** Issues on this page that nobody of the office may verify. */
  readonly orphans: ReadonlySet<string>
  readonly campaigns: readonly RunningCampaign[]
  /** The one filtered by, else the latest. */
  readonly shown: RunningCampaign | undefined
  readonly units: readonly Unit[]
  readonly today: Day
  readonly mayReport: boolean
  /** Reads what the office suspects (标记). */
  readonly maySuspect: boolean
  readonly viewer: Viewer
  /** Some campaign still takes what this person reports. */
  readonly takesReports: boolean
}

/** GET / */
export async function ledgerPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const ledger = loadLedger(office, viewer, c.req.query())
  const subtitle = ledger.shown?.campaign.title ?? ''
  const warned = mayChangeUnits(viewer.actor) ? unarrangedYears(office.db, office.now()) : []
  const body = (
    <>
      <CalendarWarning years={warned} viewer={viewer} />
      <LedgerView ledger={ledger} viewer={viewer} />
    </>
  )
  return show(c, { title: texts.ledger, subtitle, body })
}

function loadLedger({ db, now }: Office, viewer: Viewer, typed: Record<string, string>): Ledger {
  const campaigns = listCampaigns(db)
  const units = allUnits(db)
  const today = dayOf(now())
  const query = readQuery(typed, { campaigns: campaigns.map(({ code }) => code), units: units.map(({ id }) => id) })
  const filter = { ...filterOf(query, today), ...(viewer.delegateOnly ? { delegate: viewer.id } : {}) }
  const { fresh, ...either } = filter
  const split = countIssues(db, viewer.actor, either)
  const total = (fresh === true ? 0 : split.existing) + (fresh === false ? 0 : split.fresh)
  const page = Math.min(query.page, Math.max(1, Math.ceil(total / pageSize)))
  const rows = listIssues(db, viewer.actor, { filter, sort: query.sort, page, size: pageSize })
  return {
    query: { ...query, page },
    rows,
    total,
    split,
    counts: viewer.delegateOnly || query.q !== '' || query.enterprise ? null : countsOf({ db, viewer, filter, today }),
    names: namesOf(db, rows.flatMap(responsibleFor)),
    orphans: orphansOf(db, rows),
    campaigns,
    shown: campaigns.find(({ code }) => code === query.campaign) ?? campaigns.at(-1),
    units,
    today,
    mayReport: isOffice(viewer.actor),
    maySuspect: readsAll(viewer.actor),
    viewer,
    takesReports: campaignsTaking(db, viewer.actor).length > 0,
  }
}

type Counting = {
  readonly db: Office['db']
  readonly viewer: Viewer
  readonly filter: IssueFilter
  readonly today: Day
}

/** Under the campaign and unit chosen, whatever state is. */
function countsOf({ db, viewer, filter, today }: Counting): Ledger['counts'] {
  const {
    statuses: _,
    overdueOn: __,
    extension: ___,
    replan: ____,
    appeal: _____,
    dismissal: ______,
    ...wider
  } = filter
  const byState = new Map(statusCounts(db, viewer.actor, wider).map(({ status, count }) => [status, count]))
  const overdue = overdueCount(db, viewer.actor, wider, today)
  const suggestions = mayReadSuggestions(viewer.actor) ? openSuggestionCount(db) : null
  const ownerless = mayReadSuggestions(viewer.actor) ? ownerlessCount(db) : null
  return {
    byState,
    overdue,
    extensions: extensionCount(db, viewer.actor, wider),
    replans: replanCount(db, viewer.actor, wider),
    appeals: appealCount(db, viewer.actor, wider),
    dismissals: dismissalCount(db, viewer.actor, wider),
    suggestions,
    ownerless,
  }
}

function responsibleFor({ issue: { plan, proposal } }: IssueRow): PersonId[] {
  const named = plan ?? proposal
  return named ? [named.first, named.responsible] : []
}

function orphansOf(db: Office['db'], rows: readonly IssueRow[]): Set<string> {
  const waiting = rows.map((row) => row.issue).filter(({ status }) => status === 'verifying')
  if (waiting.length === 0) return new Set()
  const office = officePeople(db)
  return new Set(waiting.filter((issue) => nobodyVerifies(issue, { office })).map(({ serial }) => serial))
}
