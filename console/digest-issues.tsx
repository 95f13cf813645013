import type { FC } from 'hono/jsx'
import { showDay, type Day } from '../core/calendar/day.ts'
import { dayOf } from '../core/calendar/day.ts'
import { digestTexts, figureText } from '../core/digest/digest-texts.ts'
import { endOfWeek, isFigure, type Figure } from '../core/digest/figures.ts'
import type { UnitId } from '../core/issue.ts'
import { findCampaign, type RunningCampaign } from '../db/campaigns.ts'
import { digestNumber, findEdition } from '../db/digests.ts'
import { issuesBehind, lineBehind, type LineBehind } from '../db/digest-view.ts'
import { namesOf, unitName } from '../db/people.ts'
import { inSlices } from '../db/slices.ts'
import { cutoffIn, keyIn } from './digest.tsx'
import { digestPageTexts as said } from './digest-texts.ts'
import { notFound } from './errors.tsx'
import { BackIcon } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { StateWord } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, viewerIn } from './session.ts'
import { texts } from './texts.ts'

const size = 50

type ListPage = {
  readonly running: RunningCampaign
  readonly week: Day
  readonly figure: Figure
  readonly unit: { readonly id: UnitId; readonly name: string } | null
  readonly cutoff: number
  /** null: the edition is frozen, so its moment need not be named. */
  readonly at: number | undefined
  readonly total: number
  readonly page: number
  readonly rows: readonly Row[]
  readonly today: Day
}
type Row = (LineBehind & { readonly unit: string; readonly firstName: string | null }) | null

/** GET /digests/:campaign/:week/:figure, ?unit=ID, ?at=INSTANT, ?page=N: exactly the issues behind a figure. */
export async function digestIssuesPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { db, now } = office
  const key = keyIn(c)
  const figure = c.req.param('figure') ?? ''
  const running = key && findCampaign(db, key.campaign)
  if (!running || !isFigure(figure)) return notFound(c, show)
  const at = cutoffIn(c, key, now())
  const cutoff = findEdition(db, key) ? endOfWeek(key.week) : at
  const unit = numberIn(c.req.query('unit'))
  if (cutoff === null) return notFound(c, show)
  const ids = await inSlices(
    issuesBehind(db, viewerIn(c).actor, { campaign: running.code, week: key.week, cutoff, figure, unit }),
  )
  if (ids === null) return notFound(c, show)
  const page = Math.min(numberIn(c.req.query('page')) ?? 1, Math.max(1, Math.ceil(ids.length / size)))
  const rows = ids.slice((page - 1) * size, page * size).map((id) => rowOf(c, office, { id, cutoff }))
  const known = unit === null ? null : { id: unit, name: unitName(db, unit) }
  const about = { running, week: key.week, figure, cutoff, unit: known, total: ids.length, page, rows }
  const list = { ...about, at: cutoff === endOfWeek(key.week) ? undefined : cutoff, today: dayOf(now()) }
  return show(c, { title: figureText[figure], subtitle: running.campaign.title, body: <ListView list={list} /> })
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

function rowOf(c: Ctx, { db }: Office, { id, cutoff }: { id: number; cutoff: number }): Row {
  const line = lineBehind(db, viewerIn(c).actor, id, cutoff)
  if (!line) return null
  const firstName = line.first === null ? null : (namesOf(db, [line.first]).get(line.first) ?? null)
  return { ...line, unit: unitName(db, line.issue.unit), firstName }
}

const ListView: FC<{ list: ListPage }> = ({ list }) => {
  const { running, week, figure, unit, cutoff, at, total, rows, today } = list
  const number = at === undefined ? digestNumber(running, week) : null
  return (
    <>
      <a class="back" href={`${paths.digest(running.code, week)}${at === undefined ? '' : `?at=${at}`}`}>
        <BackIcon />
        {said.backToEdition}
      </a>
      <div class="digest-head">
        <h1>{`${unit === null ? '' : unit.name}${said.listTitle(figureText[figure], total)}`}</h1>
        <p class="quiet">
          {`${digestTexts.heading(number, week)}，${digestTexts.until(cutoff, today)}`}{' '}
          {unit === null ? null : <a href={paths.digestIssues(running.code, week, figure, { at })}>{said.allUnits}</a>}
        </p>
      </div>
      <section class="card">
        {total === 0 ? <p class="card-body quiet">{said.emptyList}</p> : <Rows rows={rows} today={today} />}
        {total > size ? <Turn list={list} /> : null}
      </section>
    </>
  )
}

const Rows: FC<{ rows: readonly Row[]; today: Day }> = ({ rows, today }) => (
  <table class="table digest-table digest-issues">
    <thead>
      <tr>
        {Object.values(said.list).map((label) => (
          <th scope="col">{label}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) =>
        row === null ? (
          <tr>
            <td colspan={6}>{said.gone}</td>
          </tr>
        ) : (
          <tr data-serial={row.issue.serial}>
            <th scope="row">
              <a href={paths.issue(row.issue.serial)}>{row.issue.serial}</a>
            </th>
            <td>
              <bdi>{row.issue.title}</bdi>
            </td>
            <td>{row.unit}</td>
            <td>
              <StateWord status={row.issue.status} />
            </td>
            <td>{row.issue.deadline === null ? texts.none : showDay(row.issue.deadline, today)}</td>
            <td>{row.firstName ?? texts.none}</td>
          </tr>
        ),
      )}
    </tbody>
  </table>
)

const Turn: FC<{ list: ListPage }> = ({ list: { running, week, figure, unit, at, total, page, rows } }) => {
  const to = (wanted: number) => paths.digestIssues(running.code, week, figure, { unit: unit?.id, at, page: wanted })
  const from = (page - 1) * size + 1
  return (
    <div class="pager">
      <p class="pager-total">{said.range(total, from, from + rows.length - 1)}</p>
      <nav class="pages">
        {page > 1 ? (
          <a class="page-link" href={to(page - 1)} rel="prev">
            {said.previous}
          </a>
        ) : null}
        {page * size < total ? (
          <a class="page-link" href={to(page + 1)} rel="next">
            {said.next}
          </a>
        ) : null}
      </nav>
    </div>
  )
}
