import type { FC } from 'hono/jsx'
import { isSameMinute, showInstant } from '../core/calendar/day.ts'
import { dateKindText, hearersText, originText, rungText } from '../core/nudges/nudge-texts.ts'
import { dutyOf } from '../core/nudges/watch.ts'
import type { NudgeRecord, Told, Watched } from './nudge-record.ts'
import { nudgeRecordTexts as said, saidStateText, whoseText } from './nudge-record-texts.ts'
import { Words } from './parts.tsx'

type Props = {
  readonly record: NudgeRecord
  /** Where all of it is listed. */
  readonly all: string
}

/** 催办记录: what is watched, and who was told what, the newest first. */
export const NudgeRecordCard: FC<Props> = ({ record, all }) => (
  <section class="card told" id="nudges">
    <div class="card-head">
      <h2 class="card-title">{said.title}</h2>
    </div>
    <div class="card-body">
      <WatchedPart record={record} />
      <h3 class="told-part">{said.told}</h3>
      {record.told.length === 0 ? <p class="quiet">{said.nothingTold}</p> : null}
    </div>
    {record.told.length > 0 ? <ToldTable record={record} /> : null}
    {record.more > 0 ? (
      <p class="told-more">
        {said.more(record.more)}
        <a href={all}>{said.moreShow}</a>
      </p>
    ) : null}
  </section>
)

const WatchedPart: FC<{ record: NudgeRecord }> = ({ record: { plan, watched, issue } }) => (
  <>
    <h3 class="told-part">{said.watched}</h3>
    {issue?.suspended && issue.status === 'rectifying' ? (
      <p>
        <Words text={said.standing(issue.suspended.since)} />
      </p>
    ) : null}
    {issue?.status === 'verifying' ? <p>{said.submitted}</p> : null}
    {watched.length === 0 ? <p class="quiet">{said.nothingWatched}</p> : null}
    <ul class="told-dates">
      {watched.map((one) => (
        <WatchedDate watched={one} />
      ))}
    </ul>
    <p class="quiet">{said.rule(originText(plan))}</p>
  </>
)

const WatchedDate: FC<{ watched: Watched }> = ({ watched: { kind, date, measure, held, ahead } }) => (
  <li>
    <strong>
      <Words text={[dateKindText(kind, measure), date ?? ''].join(' ').trim()} />
    </strong>
    <span class="told-by">{whoseText[dutyOf(kind)]}</span>
    {held ? <span class="told-why">{said.held}</span> : null}
    {ahead.map(({ day, rung, hearers }, index) => (
      <span class="told-by">
        {index === 0 ? said.nextLabel : ''}
        <Words text={said.next(day, rungText(rung), hearersText(hearers))} />
      </span>
    ))}
  </li>
)

const ToldTable: FC<{ record: NudgeRecord }> = ({ record: { told, nameOf } }) => (
  <table class="told-table">
    <thead>
      <tr>
        <th scope="col">{said.columns.receiver}</th>
        <th scope="col">{said.columns.what}</th>
        <th scope="col">{said.columns.state}</th>
        <th scope="col">{said.columns.time}</th>
      </tr>
    </thead>
    <tbody>
      {together(told).map(([one, ...others]) => (
        <tr>
          <th scope="row">
            {one.to}
            {one.standsFor === null ? null : <span class="told-by">{said.standsFor(nameOf(one.standsFor))}</span>}
          </th>
          <td>
            {[one, ...others].map(({ kind, measure, date, rung, urgent }) => (
              <p class="told-what">
                <Words text={`${dateKindText(kind, measure)} ${date}`} />
                <span class="told-by">{rungText(rung)}</span>
                {urgent ? <span class="due due-bad">{said.urgent}</span> : null}
              </p>
            ))}
          </td>
          <td>{saidStateText(one)}</td>
          <td>
            <Times told={one} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What one message carried, to one receiver and with one outcome, in one row. */
function together(told: readonly Told[]): [Told, ...Told[]][] {
  const rows = Map.groupBy(told, ({ to, outbox, state, why, readAt, id }) =>
    [to, outbox ?? id, state, why, readAt].join(' '),
  )
  return [...rows.values()].flatMap(([one, ...others]) => (one ? [[one, ...others] satisfies [Told, ...Told[]]] : []))
}

const Times: FC<{ told: Told }> = ({ told: { state, raisedAt, sentAt, seenAt, readAt } }) => (
  <>
    {(
      [
        [said.raised, state === 'sent' && isSameMinute(raisedAt, sentAt) ? null : raisedAt],
        [said.sent, state === 'sent' ? sentAt : null],
        [said.seen, state === 'sent' ? seenAt : null],
        [said.known, readAt],
      ] as const
    ).map(([label, at]) => (at === null ? null : <span class="told-time">{`${label} ${showInstant(at)}`}</span>))}
  </>
)
