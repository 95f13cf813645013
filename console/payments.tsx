import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { remainderOf, unvouched, type Instalment } from '../core/issue/instalment.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { showWan } from '../core/money.ts'
import { moneyTexts as said } from './money-texts.ts'
import { Amount, Card, decimalsOf, Fact, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { StoryNames } from './story.ts'
import { whoDid } from './words.ts'

type Props = { readonly issue: Issue; readonly words: StoryNames }

/** 兑现情况: what is owed, paid and left, and every payment with what proves it. Nothing where it isn't about money. */
export const PaymentsCard: FC<Props> = ({ issue, words }) => {
  const { involved, confirmed, settled, instalments } = issue
  const left = remainderOf(issue)
  if (left === null && instalments.length === 0) return null
  const unproven = unvouched(issue)
  return (
    <Card title={said.account} id="payments">
      <dl class="facts money-sums">
        <Fact label={said.sums.involved}>{involved === null ? null : showWan(involved)}</Fact>
        <Fact label={said.sums.confirmed}>{confirmed === null ? null : showWan(confirmed)}</Fact>
        <Fact label={said.sums.settled}>{showWan(settled)}</Fact>
        <Fact label={said.sums.left}>{left === null ? null : showWan(left)}</Fact>
      </dl>
      {instalments.length === 0 ? <p class="quiet">{said.none}</p> : <Instalments issue={issue} words={words} />}
      {unproven > 0 ? (
        <p class="money-unproven">
          <Words text={said.unproven(showWan(unproven))} />
        </p>
      ) : null}
    </Card>
  )
}

const Instalments: FC<Props> = ({ issue: { serial, instalments }, words }) => {
  const places = Math.max(...instalments.map(({ amount }) => decimalsOf(amount)))
  return (
    <table class="table payments">
      <thead>
        <tr>
          <th scope="col">{said.columns.on}</th>
          <th class="col-amount" scope="col">
            {said.columns.amount}
          </th>
          <th scope="col">{said.columns.voucher}</th>
          <th scope="col">{said.columns.by}</th>
        </tr>
      </thead>
      <tbody>
        {instalments.map((one) => (
          <Row one={one} serial={serial} places={places} words={words} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = {
  readonly one: Instalment
  readonly serial: Serial
  readonly places: number
  readonly words: StoryNames
}

const Row: FC<RowProps> = ({ one, serial, places, words }) => (
  <tr>
    <td class="whole">{one.on ?? <span class="none">{said.undated}</span>}</td>
    <td class="col-amount">
      <Amount fen={one.amount} places={places} />
    </td>
    <td>
      <Proof one={one} serial={serial} words={words} />
    </td>
    <td class="quiet">
      <Words text={`${whoDid(one.by, words)}，${showInstant(one.at)}`} />
    </td>
  </tr>
)

/** What proves a payment; of a correction why it was made. */
const Proof: FC<Omit<RowProps, 'places'>> = ({ one: { kind, voucher, reason, amount }, serial, words }) => {
  if (kind === 'corrected') {
    return (
      <>
        {`${said.corrected}：`}
        <Typed text={reason ?? ''} />
      </>
    )
  }
  return (
    <>
      {kind === 'taken' ? `${said.taken}，` : null}
      {voucher === null ? (
        <span class={amount > 0 ? 'due due-warn' : 'none'}>{said.noVoucher}</span>
      ) : (
        <a class="link" href={paths.evidence(serial, voucher)}>
          <bdi>{words.file(voucher)}</bdi>
        </a>
      )}
    </>
  )
}
