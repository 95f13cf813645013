import { categoryName } from '../core/campaigns/campaign.ts'
import { scopeOf } from '../core/digest/digest.ts'
import type { UnitId } from '../core/issue.ts'
import { listCampaigns, type RunningCampaign } from '../db/campaigns.ts'
import { moneyCells, sumOfMoney, type Money, type MoneyCell } from '../db/money-totals.ts'
import { allUnits } from '../db/people.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import { moneyTexts } from './money-texts.ts'
import { MoneyView } from './money-view.tsx'
import type { Office } from './office.ts'
import { type Ctx, viewerIn } from './session.ts'
import { texts } from './texts.ts'

/** One line of a table of totals; `unit` and `campaign` where the ledger can show just these. */
export type MoneyLine = {
  readonly name: string
  readonly money: Money
  readonly unit?: UnitId
  readonly campaign?: string
}

export type MoneyPage = {
  readonly campaigns: readonly RunningCampaign[]
  /** The one chosen; undefined: all of them. */
  readonly chosen: string | undefined
  readonly sum: Money
  readonly units: readonly MoneyLine[]
  readonly categories: readonly MoneyLine[]
  readonly byCampaign: readonly MoneyLine[]
}

/** GET /money: for whoever gets the digest, as far as their scope goes. */
export async function moneyPage(c: Ctx, { db }: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  if (scopeOf(actor) === null) return notFound(c, show)
  const campaigns = listCampaigns(db)
  const chosen = campaigns.find(({ code }) => code === c.req.query('campaign'))
  const cells = moneyCells(db, actor, chosen?.code)
  const names = new Map(allUnits(db).map(({ id, name }) => [id, name]))
  const page: MoneyPage = {
    campaigns,
    chosen: chosen?.code,
    sum: sumOfMoney(cells),
    units: linesBy(
      cells,
      ({ unit }) => String(unit),
      ({ unit }) => ({ name: names.get(unit) ?? texts.none, unit }),
    ),
    categories: linesBy(
      cells,
      (cell) => nameOfCategory(campaigns, cell),
      (cell) => ({ name: nameOfCategory(campaigns, cell) }),
    ),
    byCampaign: linesBy(
      cells,
      ({ campaign }) => campaign,
      ({ campaign }) => ({ name: titleOf(campaigns, campaign), campaign }),
    ),
  }
  const subtitle = chosen?.campaign.title ?? moneyTexts.anyCampaign
  return show(c, { title: moneyTexts.title, subtitle, body: <MoneyView page={page} /> })
}

/** Cells that share a key as one line, the most that is still to be paid first. */
function linesBy(
  cells: readonly MoneyCell[],
  key: (cell: MoneyCell) => string,
  about: (cell: MoneyCell) => Omit<MoneyLine, 'money'>,
): MoneyLine[] {
  return [...Map.groupBy(cells, key).values()]
    .flatMap((own) => (own[0] ? [{ ...about(own[0]), money: sumOfMoney(own) }] : []))
    .sort((one, other) => other.money.left - one.money.left || other.money.count - one.money.count)
}

/** Campaigns may name the same category: then it is one line. */
function nameOfCategory(campaigns: readonly RunningCampaign[], { campaign, category }: MoneyCell): string {
  const running = campaigns.find(({ code }) => code === campaign)
  return running ? categoryName(running.campaign, category) : category
}

function titleOf(campaigns: readonly RunningCampaign[], code: string): string {
  return campaigns.find((known) => known.code === code)?.campaign.title ?? code
}
