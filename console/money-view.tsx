import type { Child, FC } from 'hono/jsx'
import type { Fen } from '../core/money.ts'
import type { Money } from '../db/money-totals.ts'
import { BackIcon } from './icons.tsx'
import { ledgerPath, wholeLedger } from './ledger-query.ts'
import type { MoneyLine, MoneyPage } from './money.tsx'
import { moneyTexts as said } from './money-texts.ts'
import { Amount, Card, decimalsOf, Empty } from './parts.tsx'
import { paths } from './paths.ts'
import { grouped, ledgerTexts, texts } from './texts.ts'

/** 金额汇总: what is owed, paid and left in all, then by unit, category and campaign. */
export const MoneyView: FC<{ page: MoneyPage }> = ({ page }) => {
  const { sum, units, categories, byCampaign, chosen } = page
  return (
    <>
      <a class="back" href={paths.ledger}>
        <BackIcon />
        {texts.back}
      </a>
      <div class="page-head">
        <h1>{said.title}</h1>
        {page.campaigns.length > 1 ? <Choice page={page} /> : null}
      </div>
      {sum.count === 0 ? (
        <section class="card">
          <Empty title={said.emptyTitle} text={said.emptyText} />
        </section>
      ) : (
        <>
          <Totals title={said.by.unit} lines={units} page={page} />
          <Totals title={said.by.category} lines={categories} page={page} />
          {chosen === undefined && byCampaign.length > 1 ? (
            <Totals title={said.by.campaign} lines={byCampaign} page={page} />
          ) : null}
        </>
      )}
      <p class="quiet">{said.note}</p>
    </>
  )
}

/** A plain GET form: the address is the filter. */
const Choice: FC<{ page: MoneyPage }> = ({ page: { campaigns, chosen } }) => (
  <form class="cover-choices" method="get" action={paths.money} data-filters>
    <select class="input select" name="campaign" aria-label={ledgerTexts.campaign}>
      <option value="">{ledgerTexts.anyCampaign}</option>
      {campaigns.map(({ code, campaign }) => (
        <option value={code} selected={code === chosen}>
          {campaign.title}
        </option>
      ))}
    </select>
    <button class="button button-default find" type="submit">
      {ledgerTexts.find}
    </button>
  </form>
)

const columns = ['involved', 'confirmed', 'settled', 'left', 'unproven'] as const
type Column = (typeof columns)[number]

type TableProps = { readonly title: string; readonly lines: readonly MoneyLine[]; readonly page: MoneyPage }

const Totals: FC<TableProps> = ({ title, lines, page }) => {
  const places = Object.fromEntries(
    columns.map((column) => [
      column,
      Math.max(...[...lines, { money: page.sum }].map(({ money }) => decimalsOf(money[column]))),
    ]),
  ) as Record<Column, number>
  return (
    <Card title={title} look="money-totals">
      <div class="money-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{said.name}</th>
              <th class="col-amount" scope="col">
                {said.count}
              </th>
              {columns.map((column) => (
                <th class="col-amount" scope="col">
                  {said.total[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line money={line.money} places={places}>
                <LineName line={line} chosen={page.chosen} />
              </Line>
            ))}
          </tbody>
          <tfoot>
            <Line money={page.sum} places={places}>
              {said.sum}
            </Line>
          </tfoot>
        </table>
      </div>
    </Card>
  )
}

type LineProps = { readonly money: Money; readonly places: Record<Column, number>; readonly children?: Child }

const Line: FC<LineProps> = ({ money, places, children }) => (
  <tr>
    <th scope="row">{children}</th>
    <td class="col-amount" data-label={said.count}>
      {grouped(money.count)}
    </td>
    {columns.map((column) => (
      <td class={`col-amount money-${column}`} data-label={said.total[column]}>
        <Cell fen={money[column]} places={places[column]} />
      </td>
    ))}
  </tr>
)

/** Nothing at all is told apart from an amount at a glance. */
const Cell: FC<{ fen: Fen; places: number }> = ({ fen, places }) =>
  fen === 0 ? (
    <span class="none">
      0<span class={`frac frac-${places}`} />
    </span>
  ) : (
    <Amount fen={fen} places={places} />
  )

/** Leads to these issues in the ledger where it can be filtered like that. */
const LineName: FC<{ line: MoneyLine; chosen: string | undefined }> = ({ line: { name, unit, campaign }, chosen }) =>
  unit === undefined && campaign === undefined ? (
    <>{name}</>
  ) : (
    <a class="link" href={ledgerPath(wholeLedger, { unit, campaign: campaign ?? chosen })}>
      {name}
    </a>
  )
