import type { FC } from 'hono/jsx'
import { allRows, type Cell, type CoverageRow } from '../core/hand-ins/coverage.ts'
import { daysBetween, showDay } from '../core/calendar/day.ts'
import type { Item } from '../core/hand-ins/duty.ts'
import { handInTexts, stateLooks } from './hand-in-texts.ts'
import type { HandInsPage } from './hand-ins.tsx'
import { handInsPath, isIn, itemKey, narrowed, type StateFilter } from './hand-ins-query.ts'
import { EndedUnits } from './hand-ins-ended.tsx'
import { HandInParts } from './hand-ins-parts.tsx'
import { CoverageTable } from './hand-ins-table.tsx'
import { TickIcon } from './icons.tsx'
import { Card, Empty } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { grouped } from './texts.ts'

/** 全覆盖、无遗漏: who is missing first, then every unit with everything it owes. */
export const HandInsView: FC<{ page: HandInsPage; viewer: Viewer }> = ({ page, viewer }) => {
  const { coverage } = page
  const nothing = allRows(coverage).every(({ cells }) => cells.length === 0)
  return (
    <>
      <div class="page-head">
        <h1>{handInTexts.title}</h1>
        <Choices page={page} />
      </div>
      {nothing ? <Empty title={handInTexts.noItems} text="" /> : <Tables page={page} />}
      <HandInParts page={page} viewer={viewer} />
    </>
  )
}

const Tables: FC<{ page: HandInsPage }> = ({ page }) => {
  const { units, groups, tasks, ended } = page.coverage
  return (
    <>
      <Missing page={page} />
      <Tabs page={page} />
      <CoverageTable page={page} title={handInTexts.units} rows={units} />
      <CoverageTable page={page} title={handInTexts.groups} rows={groups} />
      <CoverageTable page={page} title={handInTexts.tasks} rows={tasks} byPeriod />
      <EndedUnits rows={ended} />
    </>
  )
}

const Choices: FC<{ page: HandInsPage }> = ({ page: { query, campaigns, coverage } }) => {
  const items = new Map(allRows(coverage).flatMap(({ cells }) => cells.map(({ item }) => [itemKey(item), item.name])))
  return (
    <form class="cover-choices" method="get" action={paths.handIns} data-filters>
      {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
      {campaigns.length > 1 ? (
        <select class="input select" name="campaign" aria-label={handInTexts.campaign}>
          {campaigns.map(({ code, campaign }) => (
            <option value={code} selected={code === query.campaign}>
              {campaign.title}
            </option>
          ))}
        </select>
      ) : null}
      <select class="input select" name="item" aria-label={handInTexts.item}>
        <option value="">{handInTexts.anyItem}</option>
        {[...items].map(([key, name]) => (
          <option value={key} selected={key === query.item}>
            {name}
          </option>
        ))}
      </select>
      <button class="button button-default find" type="submit">
        {handInTexts.find}
      </button>
    </form>
  )
}

const tabs: readonly StateFilter[] = ['overdue', 'missing', 'claimed', 'returned', 'handed', 'accepted', 'late']

const Tabs: FC<{ page: HandInsPage }> = ({ page: { query, coverage } }) => {
  const cells = narrowed({ ...query, state: undefined }, allRows(coverage)).flatMap((row) => row.cells)
  const counts = tabs.map((state) => ({ state, count: cells.filter((cell) => isIn(state, cell)).length }))
  const look = (state: StateFilter) => (state === 'overdue' ? 'tab-overdue' : state === 'handed' ? 'tab-office' : '')
  return (
    <nav class="tabs" aria-label={handInTexts.title}>
      <a class="tab" href={handInsPath(query, { state: undefined })} {...currently(query.state === undefined)}>
        {handInTexts.states.all}
        <span class="tab-count">{grouped(cells.length)}</span>
      </a>
      {counts.map(({ state, count }) => (
        <a
          class={`tab ${look(state)} ${count === 0 ? 'tab-none' : ''}`}
          href={handInsPath(query, { state })}
          {...currently(query.state === state)}
        >
          {handInTexts.states[state]}
          <span class="tab-count">{grouped(count)}</span>
        </a>
      ))}
    </nav>
  )
}

function currently(here: boolean): { 'aria-current'?: 'page' } {
  return here ? { 'aria-current': 'page' } : {}
}

type Absent = { readonly item: Item; readonly overdue: boolean; readonly cells: readonly Named[] }
type Named = { readonly cell: Cell; readonly row: CoverageRow }

/** What nobody has handed in yet, by paper: overdue first, then what is due soonest. */
function absentIn(rows: readonly CoverageRow[]): Absent[] {
  const named = rows.flatMap((row) => row.cells.map((cell) => ({ row, cell })))
  const owed = named.filter(({ cell }) => cell.state !== 'handed' && cell.state !== 'accepted')
  const byItem = Map.groupBy(owed, ({ cell }) => itemKey(cell.item))
  return [...byItem.values()]
    .flatMap((cells) => {
      const item = cells[0]?.cell.item
      return item ? [{ item, overdue: cells.some(({ cell }) => cell.state === 'overdue'), cells }] : []
    })
    .sort((a, b) => (a.item.due ?? '9999').localeCompare(b.item.due ?? '9999'))
}

const shownAtOnce = 24
/** Days: what is due later than this is counted, not named. */
const soon = 31

const Missing: FC<{ page: HandInsPage }> = ({ page }) => {
  const absent = absentIn(narrowed({ ...page.query, state: undefined }, allRows(page.coverage)))
  if (absent.length === 0) {
    return (
      <div class="banner tone-good" role="status">
        <TickIcon />
        <div class="banner-body">{handInTexts.noneMissing}</div>
      </div>
    )
  }
  return (
    <Card title={handInTexts.missingTitle} look="missing">
      {absent.map((one) => (
        <MissingItem absent={one} page={page} />
      ))}
    </Card>
  )
}

const MissingItem: FC<{ absent: Absent; page: HandInsPage }> = ({ absent, page: { query, today } }) => {
  const { item, overdue, cells } = absent
  const far = item.due === null || daysBetween(today, item.due) > soon
  const day = item.due === null ? null : showDay(item.due, today)
  const when = day === null ? handInTexts.undated : overdue ? handInTexts.overdueHead(day) : handInTexts.dueHead(day)
  return (
    <div class="missing-item">
      <p class="missing-head">
        <strong>{item.name}</strong>
        <span class={overdue ? 'due due-bad' : 'due due-quiet'}>{when}</span>
        <a class="missing-count" href={handInsPath(query, { item: itemKey(item) })}>
          {handInTexts.count(cells.length)}
        </a>
      </p>
      {far ? null : <MissingUnits absent={absent} query={query} />}
    </div>
  )
}

const MissingUnits: FC<{ absent: Absent; query: HandInsPage['query'] }> = ({ absent: { item, cells }, query }) => (
  <p class="missing-units">
    {cells.slice(0, shownAtOnce).map(({ row, cell }) => (
      <MissingUnit row={row} cell={cell} />
    ))}
    {cells.length > shownAtOnce ? (
      <a href={handInsPath(query, { item: itemKey(item) })}>{handInTexts.more(cells.length)}</a>
    ) : null}
  </p>
)

const MissingUnit: FC<Named> = ({ row, cell }) => {
  const name = row.label === null ? row.unitName : `${row.label}（${row.unitName}）`
  const beside = cell.state === 'claimed' || cell.state === 'returned' ? handInTexts.states[cell.state] : null
  if (cell.id === null)
    return <span class="missing-unit missing-unknown">{`${row.unitName}：${handInTexts.unknownUnit}`}</span>
  return (
    <a class={`missing-unit missing-${stateLooks[cell.state]}`} href={paths.handIn(cell.id)}>
      {name}
      {beside ? <span class="beside">{beside}</span> : null}
    </a>
  )
}
