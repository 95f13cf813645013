import type { Child, FC } from 'hono/jsx'
import { flagStateText } from '../core/after-texts.ts'
import { isOverdue } from '../core/calendar/clock.ts'
import { flagsFor } from '../core/issue/flag.ts'
import type { Issue } from '../core/issue.ts'
import type { Fen } from '../core/money.ts'
import { isFresh } from '../core/campaigns/stock.ts'
import { stockText } from '../core/texts.ts'
import type { IssueRow } from '../db/issues.ts'
import type { Ledger } from './ledger.tsx'
import { Amount, beginning, decimalsOf, DueWord, StateWord } from './parts.tsx'
import { paths } from './paths.ts'
import { besideState, issueTexts, ledgerTexts, texts } from './texts.ts'

const { columns } = ledgerTexts

/** Like the annex form of the campaign, with state and amounts beside it. */
export const LedgerTable: FC<{ ledger: Ledger }> = ({ ledger }) => {
  const places = placesOf(ledger)
  return (
    <>
      <div class="print-head">
        <p class="print-title">{titleOf(ledger)}</p>
        <p>{ledgerTexts.printed(ledger.today)}</p>
      </div>
      <table class="rows" data-rows>
        <thead>
          <tr>
            {heads.map(({ name, label }) => (
              <th class={`col-${name}`} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.rows.map((row) => (
            <Row row={row} ledger={ledger} places={places} />
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The most decimals in each column of amounts on this page. */
type Places = { readonly involved: number; readonly settled: number }

function placesOf({ rows }: Ledger): Places {
  return {
    involved: Math.max(...rows.map(({ issue }) => decimalsOf(involvedIn(issue)))),
    settled: Math.max(...rows.map(({ issue }) => decimalsOf(issue.settled))),
  }
}

function involvedIn({ involved, confirmed }: Issue): Fen | null {
  return involved ?? confirmed
}

const heads = Object.entries(columns).map(([name, label]) => ({ name, label }))

/** The annex of the one campaign shown; with several, the ledger of them all. */
function titleOf({ query, campaigns }: Ledger): string {
  const [only] = campaigns.length === 1 ? campaigns : campaigns.filter(({ code }) => code === query.campaign)
  return only ? only.campaign.annex.title : texts.ledger
}

type RowProps = { row: IssueRow; ledger: Ledger; places: Places }

const Row: FC<RowProps> = ({ row: { issue, unitName }, ledger, places }) => {
  const named = issue.plan ?? issue.proposal
  const nameOf = (id: number | undefined) => (id === undefined ? undefined : ledger.names.get(id))
  const day = issue.deadline ?? issue.proposedDeadline
  const late = isOverdue(issue, ledger.today)
  return (
    <tr class={late ? 'row-late' : ''} data-serial={issue.serial} data-state={issue.status}>
      <Cell name="serial">
        {issue.serial}
        <span class="beside">{stockText(isFresh(issue))}</span>
      </Cell>
      <td class="col-description">
        <a class="row-title" href={paths.issue(issue.serial)}>
          <bdi>{beginning(issue.title, 120)}</bdi>
        </a>
        <span class="row-cause">
          <bdi>{beginning(issue.cause, 160)}</bdi>
        </span>
      </td>
      <Cell name="unit">{unitName}</Cell>
      <Cell name="deadline">
        {day ? <span class="day">{day}</span> : <span class="none">{texts.none}</span>}
        {issue.deadline === null && issue.proposedDeadline ? <span class="beside">{ledgerTexts.proposed}</span> : null}
        <DueWord issue={issue} today={ledger.today} />
        {issue.reopenings > 0 ? <span class="beside">{issueTexts.reopenings(issue.reopenings)}</span> : null}
        {issue.extension ? <span class="beside">{ledgerTexts.asksUntil(issue.extension.to)}</span> : null}
      </Cell>
      <Cell name="first">
        <Name name={nameOf(named?.first)} />
      </Cell>
      <Cell name="responsible">
        <Name name={nameOf(named?.responsible)} />
      </Cell>
      <Cell name="involved">
        <Amount fen={involvedIn(issue)} places={places.involved} />
      </Cell>
      <Cell name="settled">
        <Amount fen={involvedIn(issue) === null ? null : issue.settled} places={places.settled} />
      </Cell>
      <Cell name="state">
        <StateWord status={issue.status} />
        {flagsFor(ledger.viewer.actor, issue).map((flag) => (
          <span class="beside beside-bad">{flagStateText(flag)}</span>
        ))}
        <BesideState issue={issue} orphan={ledger.orphans.has(issue.serial)} />
      </Cell>
    </tr>
  )
}

const BesideState: FC<{ issue: IssueRow['issue']; orphan: boolean }> = ({ issue, orphan }) => {
  const text = orphan ? ledgerTexts.nobodyToVerify : besideState(issue)
  return text ? <span class={orphan ? 'beside beside-bad' : 'beside'}>{text}</span> : null
}

const Name: FC<{ name: string | undefined }> = ({ name }) =>
  name ? <>{name}</> : <span class="none">{texts.none}</span>

/** The label comes back on a phone, where there is no head row. */
const Cell: FC<{ name: keyof typeof columns; children?: Child }> = ({ name, children }) => (
  <td class={`col-${name}`} data-label={columns[name]}>
    {children}
  </td>
)
