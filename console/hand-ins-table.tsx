import type { FC } from 'hono/jsx'
import type { Cell, CoverageRow } from '../core/hand-ins/coverage.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import type { Item } from '../core/hand-ins/duty.ts'
import { handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import { handInTexts, stateLooks } from './hand-in-texts.ts'
import type { HandInsPage } from './hand-ins.tsx'
import { isWanted, narrowed } from './hand-ins-query.ts'
import { paths } from './paths.ts'

type TableProps = {
  readonly page: HandInsPage
  readonly title: string
  readonly rows: readonly CoverageRow[]
  /** Each row is a task with its own periods, the current one first. */
  readonly byPeriod?: boolean
}

/** Units (groups, tasks) × what they owe; on a phone each row is a small list of its own. */
export const CoverageTable: FC<TableProps> = ({ page, title, rows: all, byPeriod }) => {
  const rows = narrowed(page.query, all).map((row) => (byPeriod ? latest(row) : row))
  const [widest] = rows
  if (all.length === 0 || !widest) return null
  const filtered = page.query.state !== undefined
  return (
    <section class="card cover">
      <table class="cover-table">
        <caption>{`${title}（${rows.length}）`}</caption>
        <thead>
          <tr>
            <th scope="col">{title === handInTexts.units ? handInTexts.unit : title}</th>
            {byPeriod
              ? handInTexts.periods
                  .slice(0, Math.max(...rows.map(({ cells }) => cells.length)))
                  .map((label) => <th scope="col">{label}</th>)
              : widest.cells.map(({ item }) => <Head item={item} today={page.today} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.label ?? row.unitName}
                {row.label === null ? null : <span class="cover-owner">{row.unitName}</span>}
              </th>
              {row.cells.map((cell) => (
                <CellView
                  cell={cell}
                  dim={filtered && !isWanted(page.query, cell)}
                  today={page.today}
                  byPeriod={byPeriod === true}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The last four periods, the current one first. */
function latest(row: CoverageRow): CoverageRow {
  return { ...row, cells: row.cells.slice(-handInTexts.periods.length).reverse() }
}

const Head: FC<{ item: Item; today: Day }> = ({ item, today }) => (
  <th scope="col">
    {item.name}
    <span class="cover-due">
      {item.due === null ? handInTexts.undated : handInTexts.dueHead(showDay(item.due, today))}
    </span>
  </th>
)

type CellProps = { readonly cell: Cell; readonly dim: boolean; readonly today: Day; readonly byPeriod: boolean }

/** A state in words and colour; the whole cell leads to the hand-in. */
const CellView: FC<CellProps> = ({ cell, dim, today, byPeriod }) => {
  const { id, item, state, late, zero } = cell
  const word = state === 'overdue' ? handInTexts.states.overdue : handInStatusText[state]
  const beside = [...(zero && state !== 'claimed' ? [handInTexts.zero] : []), ...(late ? [handInTexts.late] : [])]
  const due = byPeriod && item.due !== null ? showDay(item.due, today) : null
  return (
    <td class={dim ? 'cover-dim' : ''} data-label={item.name}>
      {id === null ? (
        <span class="none">{handInTexts.unknownUnit}</span>
      ) : (
        <a class="cover-cell" href={paths.handIn(id)}>
          <span class={`state state-${stateLooks[state]}`}>{word}</span>
          {beside.length > 0 ? <span class={late ? 'beside beside-bad' : 'beside'}>{beside.join(' · ')}</span> : null}
          {due === null ? null : <span class="beside">{due}</span>}
        </a>
      )}
    </td>
  )
}
