import type { FC } from 'hono/jsx'
import { isSameMinute, showInstant } from '../core/calendar/day.ts'
import { deliveryState, type DeliveryState } from '../db/deliveries.ts'
import type { DeliveriesPage, Told } from './deliveries.tsx'
import { deliveryStateText, deliveryTexts as said, platformName, subjectText, whyText } from './delivery-texts.ts'
import { Meters } from './meters-view.tsx'
import { Csrf, Empty } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

export const DeliveriesView: FC<{ page: DeliveriesPage }> = ({ page }) => (
  <>
    <div class="page-head">
      <h1>{said.title}</h1>
      <p class="quiet">{said.about}</p>
    </div>
    <div class="columns">
      <div class="column-main">
        <Trouble page={page} />
        <Find page={page} />
        <All page={page} />
      </div>
      <div class="column-side">
        <Meters page={page} />
      </div>
    </div>
  </>
)

const Trouble: FC<{ page: DeliveriesPage }> = ({ page: { trouble, failed, viewer, mayAct } }) =>
  trouble.length === 0 ? null : (
    <section class="card told">
      <div class="card-head">
        <h2 class="card-title">{said.trouble}</h2>
        {mayAct && failed > 0 ? (
          <form method="post" action={paths.deliveriesAgain}>
            <Csrf viewer={viewer} />
            <button class="button button-default" type="submit">
              {said.allAgain(failed)}
            </button>
          </form>
        ) : null}
      </div>
      <Table rows={trouble} viewer={viewer} mayAct={mayAct} />
      <p class="told-more">
        {(['failed', 'unknown'] as const).map((state) => (
          <a href={paths.deliveriesIn({ state })}>{`${said.moreTrouble}：${deliveryStateText[state]}`}</a>
        ))}
      </p>
    </section>
  )

const Find: FC<{ page: DeliveriesPage }> = ({ page: { query } }) => (
  <form class="told-find" method="get" action={paths.deliveries}>
    <label>
      <span class="label">{said.state}</span>
      <select class="input select" name="state">
        <option value="">{said.anyState}</option>
        {(Object.keys(deliveryStateText) as DeliveryState[]).map((state) => (
          <option value={state} selected={state === query.state}>
            {deliveryStateText[state]}
          </option>
        ))}
      </select>
    </label>
    <label>
      <span class="label">{said.person}</span>
      <input class="input" name="name" value={query.name} maxlength={50} autocomplete="off" />
    </label>
    <button class="button button-default" type="submit">
      {said.find}
    </button>
  </form>
)

const All: FC<{ page: DeliveriesPage }> = ({ page: { query, rows, older, nobody, viewer, mayAct } }) => {
  if (rows.length === 0)
    return (
      <section class="card told">
        <Empty title={nobody ? said.nobody(query.name) : said.none} text={said.noneText} />
      </section>
    )
  return (
    <section class="card told">
      <div class="card-head">
        <h2 class="card-title">{query.state === null ? said.list : deliveryStateText[query.state]}</h2>
      </div>
      <Table rows={rows} viewer={viewer} mayAct={mayAct} />
      <p class="told-more">
        {query.before === null ? null : <a href={paths.deliveriesIn({ ...query, before: null })}>{said.newest}</a>}
        {older === null ? null : (
          <a href={paths.deliveriesIn({ ...query, before: older })} rel="next">
            {said.older}
          </a>
        )}
      </p>
    </section>
  )
}

type TableProps = { readonly rows: readonly Told[]; readonly viewer: Viewer; readonly mayAct: boolean }

/** On a phone each row is a small list of its own. */
const Table: FC<TableProps> = ({ rows, viewer, mayAct: may }) => {
  const mayAct = may && rows.some(isLost)
  return (
    <table class="told-table">
      <thead>
        <tr>
          <th scope="col">{said.to}</th>
          <th scope="col">{said.what}</th>
          <th scope="col">{said.state}</th>
          <th scope="col">{said.time}</th>
          {mayAct ? <th scope="col">{said.act}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line row={row} viewer={viewer} mayAct={mayAct} />
        ))}
      </tbody>
    </table>
  )
}

const Line: FC<{ row: Told; viewer: Viewer; mayAct: boolean }> = ({ row, viewer, mayAct }) => (
  <tr>
    <th scope="row">
      {row.to}
      {row.platform === null ? null : <span class="told-by">{platformName(row.platform)}</span>}
    </th>
    <td>
      {row.serial === null ? null : (
        <a class="whole" href={paths.issue(row.serial)}>
          {row.serial}
        </a>
      )}{' '}
      {subjectText[row.message.type]}
      {row.urgent ? <span class="due due-bad">{` ${said.urgent}`}</span> : null}
    </td>
    <td>
      <DeliveryWord row={row} />
    </td>
    <td>
      <Times row={row} />
    </td>
    {mayAct ? <td>{isLost(row) ? <Again row={row} viewer={viewer} /> : null}</td> : null}
  </tr>
)

const looks: Readonly<Record<DeliveryState, string>> = {
  queued: 'verifying',
  sent: 'closed',
  read: 'closed',
  failed: 'overdue',
  unknown: 'planning',
  unbound: 'aside',
  dropped: 'aside',
}

/** The state as a coloured word; why, where it hasn't arrived. */
const DeliveryWord: FC<{ row: Told }> = ({ row }) => {
  const state = deliveryState(row)
  const why = row.lastError === null || state === 'sent' || state === 'read' ? null : whyText(row.lastError)
  return (
    <>
      <span class={`state state-${looks[state]}`}>{deliveryStateText[state]}</span>
      {why === null ? null : <span class="told-why">{why}</span>}
      {state === 'unknown' ? <span class="told-why">{said.unknownHint}</span> : null}
    </>
  )
}

const Times: FC<{ row: Told }> = ({ row: { state, createdAt, nextAt, sentAt, readAt } }) => (
  <>
    {(
      [
        [said.made, isSameMinute(createdAt, sentAt) ? null : createdAt],
        [said.next, state === 'queued' && nextAt !== null && nextAt > createdAt ? nextAt : null],
        [said.sent, sentAt],
        [said.read, readAt],
      ] as const
    ).map(([label, at]) => (at === null ? null : <span class="told-time">{`${label} ${showInstant(at)}`}</span>))}
  </>
)

const Again: FC<{ row: Told; viewer: Viewer }> = ({ row, viewer }) => (
  <form method="post" action={paths.deliveryAgain(row.id)}>
    <Csrf viewer={viewer} />
    <button class="button button-default" type="submit">
      {said.again}
    </button>
  </form>
)

function isLost({ state }: Told): boolean {
  return state === 'failed' || state === 'unknown'
}
