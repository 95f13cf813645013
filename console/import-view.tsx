import type { FC } from 'hono/jsx'
import type { PersonId } from '../core/actor.ts'
import { showInstant, type Day } from '../core/calendar/day.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import type { ChangedRow } from '../core/sheets/ledger-import.ts'
import type { Refusal } from '../core/refusal.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import { refusalText } from '../core/texts.ts'
import { tickOf, type Import, type KeptRow } from '../db/imports.ts'
import { BackIcon } from './icons.tsx'
import { importPageTexts as said } from './import-texts.ts'
import { Faults } from './imports.tsx'
import { Banner, Card, Csrf, LongTyped, StateWord, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { texts } from './texts.ts'

/** An import with what its page shows. */
export type ImportPage = {
  readonly viewer: Viewer
  readonly kept: Import
  readonly rows: readonly KeptRow[]
  /** Why it could not be taken on just now. */
  readonly faults: readonly SheetFault[]
  readonly ticks: ReadonlySet<string>
  readonly today: Day
  /** Changed rows that could not be corrected as things stand. */
  readonly refusals: ReadonlyMap<number, Refusal>
  readonly person: (id: PersonId | null) => string
  readonly unit: (id: UnitId) => string
}

type New = Extract<KeptRow['data'], { kind: 'new' }>
type Changed = Extract<KeptRow['data'], { kind: 'changed' }>
type RowOf<Data> = Omit<KeptRow, 'data'> & { readonly data: Data }

export const ImportView: FC<{ page: ImportPage }> = ({ page }) => {
  const { kept, rows, viewer } = page
  const news = rows.filter((row): row is RowOf<New> => row.data.kind === 'new')
  const changed = rows.filter((row): row is RowOf<Changed> => row.data.kind === 'changed')
  const waits = kept.doneAt === null
  return (
    <div class="import">
      <a class="back" href={paths.imports} data-back>
        <BackIcon />
        {said.title}
      </a>
      <div class="page-head">
        <h1>
          <bdi>{kept.file}</bdi>
        </h1>
      </div>
      <Summary page={page} news={news.length} changed={changed.length} />
      <form class="import-form panel-form" method="post" action={paths.import(kept.id)}>
        <Csrf viewer={viewer} />
        {news.length > 0 ? <News rows={news} page={page} /> : null}
        {changed.length > 0 ? <ChangedRows rows={changed} page={page} waits={waits} /> : null}
        {waits ? (
          <Confirm news={kept.takenAt === null ? news.length : 0} any={news.length + changed.length > 0} />
        ) : null}
      </form>
    </div>
  )
}

const Summary: FC<{ page: ImportPage; news: number; changed: number }> = ({ page, news, changed }) => {
  const { kept, rows, faults, person } = page
  const sheet = rows.map(({ data }) => data).find((data) => data.kind === 'sheet')
  return (
    <>
      {faults.length > 0 ? (
        <>
          <Banner tone="bad">{said.notTaken}</Banner>
          <Faults faults={faults} />
        </>
      ) : null}
      <p>{news + changed === 0 ? said.nothing : said.counts(news, changed, sheet?.same ?? 0)}</p>
      {kept.doneAt === null || news + changed === 0 ? null : (
        <p>{said.over(person(kept.doneBy), showInstant(kept.doneAt))}</p>
      )}
      {kept.doneAt === null && kept.takenAt !== null ? <p>{said.taken}</p> : null}
      {(sheet?.notes ?? []).map((note) => (
        <p class="quiet">
          <Words text={note} />
        </p>
      ))}
      {kept.takenAt === null && rows.some(({ data }) => data.kind === 'new' && isWorkedOn(data.command)) ? (
        <Banner tone="warn">{said.barred}</Banner>
      ) : null}
    </>
  )
}

function isWorkedOn({ settled, progress, status, plan }: New['command']): boolean {
  const worked = plan?.measures.some(({ state }) => state !== 'open') ?? false
  return status !== 'closed' && (settled > 0 || progress !== null || status === 'verifying' || worked)
}

const MOST_SHOWN = 300

const News: FC<{ rows: readonly RowOf<New>[]; page: ImportPage }> = ({ rows, page }) => (
  <Card title={said.news}>
    <table class="table import-table">
      <thead>
        <tr>
          <th scope="col">{said.columns.row}</th>
          <th scope="col">{said.columns.title}</th>
          <th scope="col">{said.columns.unit}</th>
          <th scope="col">{said.columns.state}</th>
          <th scope="col">{said.columns.deadline}</th>
          <th scope="col">{said.columns.result}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_SHOWN).map(({ row, data: { command }, outcome }) => (
          <tr>
            <td class="import-row">{row}</td>
            <td>
              <bdi>{command.particulars.title}</bdi>
            </td>
            <td>{page.unit(command.unit)}</td>
            <td>
              <StateWord status={command.status} />
            </td>
            <td>{command.deadline ?? texts.none}</td>
            <td>{outcome?.kind === 'done' ? <IssueLink serial={outcome.serial} /> : texts.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {rows.length > MOST_SHOWN ? <p class="quiet">{said.more(rows.length - MOST_SHOWN)}</p> : null}
  </Card>
)

const IssueLink: FC<Pick<Issue, 'serial'>> = ({ serial }) => (
  <a class="serial" href={paths.issue(serial)}>
    {serial}
  </a>
)

type ChangedProps = { rows: readonly RowOf<Changed>[]; page: ImportPage; waits: boolean }

const ChangedRows: FC<ChangedProps> = ({ rows, page, waits }) => (
  <Card title={said.changed}>
    {waits ? <p class="quiet">{said.changedHint}</p> : null}
    {rows.map((row) => (
      <fieldset class="import-issue">
        <legend>
          <IssueLink serial={row.data.changed.serial} /> <bdi>{row.data.changed.title}</bdi>
        </legend>
        <Outcome row={row} page={page} />
        <Changes changed={row.data.changed} ticks={waits ? page.ticks : null} />
      </fieldset>
    ))}
  </Card>
)

/** What came of the row, or what stands in its way. */
const Outcome: FC<{ row: RowOf<Changed>; page: ImportPage }> = ({ row, page: { refusals, today } }) => {
  const { outcome } = row
  if (outcome?.kind === 'refused') return <p class="fault">{refusalText(outcome.refusal, today)}</p>
  if (outcome) return <p class="quiet">{said.outcomes[outcome.kind]}</p>
  const refusal = refusals.get(row.row)
  return refusal ? <p class="fault">{`${said.refusedNow}${refusalText(refusal, today)}`}</p> : null
}

/** A line a cell that differs; `ticks` null: nothing can be ticked any more. */
const Changes: FC<{ changed: ChangedRow; ticks: ReadonlySet<string> | null }> = ({ changed, ticks }) => (
  <table class="table import-table import-changes">
    <thead>
      <tr>
        <th scope="col">{said.columns.column}</th>
        <th scope="col">{said.before}</th>
        <th scope="col">{said.after}</th>
      </tr>
    </thead>
    <tbody>
      {changed.changes.map(({ label, before, after, correction }, index) => {
        const tick = tickOf(changed.row, index)
        return (
          <tr>
            <th scope="row" class="import-label">
              <label>
                {ticks && correction ? (
                  <input type="checkbox" name="tick" value={tick} checked={ticks.has(tick)} />
                ) : null}
                {label}
              </label>
            </th>
            <td>
              <Value text={before} />
            </td>
            <td>
              <Value text={after} />
              {correction ? null : <p class="hint">{said.fixed}</p>}
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

const Value: FC<{ text: string }> = ({ text }) => (text === '' ? <>{said.empty}</> : <LongTyped text={text} />)

const Confirm: FC<{ news: number; any: boolean }> = ({ news, any }) =>
  any ? (
    <div class="buttons form-buttons">
      <button class="button button-primary button-large" type="submit">
        {said.confirm(news)}
      </button>
      <a class="button button-quiet" href={paths.imports}>
        {texts.cancel}
      </a>
    </div>
  ) : null
