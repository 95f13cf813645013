import type { FC } from 'hono/jsx'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Unit } from '../core/people/unit.ts'
import { findCampaign } from '../db/campaigns.ts'
import { allUnits } from '../db/people.ts'
import { attached } from './attached.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Ledger } from './ledger.tsx'
import type { Office } from './office.ts'
import { type LedgerFormat, ledgerFormats, ledgerPaper, ledgerStream } from './papers/ledger-file.ts'
import { paths } from './paths.ts'
import { type Ctx, viewerIn } from './session.ts'
import { exportTexts } from './texts.ts'

/** 导出: the ledger of the campaign shown, of one unit where one is chosen, in each format. */
export const ExportMenu: FC<{ ledger: Ledger }> = ({ ledger: { shown, query, units } }) => {
  if (!shown) return null
  const unit = units.find(({ id }) => id === query.unit)
  return (
    <details class="menu" data-menu>
      <summary class="button button-default">{exportTexts.open}</summary>
      <div class="menu-list">
        <p class="menu-about">{exportTexts.what(shown.campaign.title, unit?.name ?? null)}</p>
        {ledgerFormats.map((format) => (
          <a class="menu-item" href={paths.exported(shown.code, format, unit?.id)} download>
            <span class="menu-name">{exportTexts.formats[format].name}</span>
            <span class="menu-hint">{exportTexts.formats[format].hint}</span>
          </a>
        ))}
      </div>
    </details>
  )
}

/** GET /ledgers/:campaign/:format, ?unit=ID for one unit's: the issues the viewer may see, as the ledger page shows them. */
export async function ledgerDownload(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const wish = wishOf(c, office)
  if (!wish || viewer.delegateOnly) return notFound(c, show)
  const { campaign, unit, format } = wish
  const now = office.now()
  const paper = ledgerPaper(office.db, { campaign, unit, format, actor: viewer.actor, now })
  const name = fileName({ campaign, unit, today: dayOf(now) })
  return c.body(ledgerStream(paper, format), 200, attached({ plain: campaign.code, name, format }))
}

type Wish = { readonly campaign: Campaign; readonly unit: Unit | null; readonly format: LedgerFormat }

/** What the address asks for, as far as it exists. */
function wishOf(c: Ctx, { db }: Office): Wish | null {
  const campaign = findCampaign(db, c.req.param('campaign') ?? '')?.campaign
  const format = ledgerFormats.find((one) => one === c.req.param('format'))
  const id = c.req.query('unit')
  const unit = id === undefined ? null : allUnits(db).find((one) => String(one.id) === id)
  return campaign && format && unit !== undefined ? { campaign, unit, format } : null
}

type Named = { readonly campaign: Campaign; readonly unit: Unit | null; readonly today: Day }

/** The annex's title, whose it is and of which day. */
function fileName({ campaign, unit, today }: Named): string {
  const whose = unit === null ? '' : `（${unit.name}）`
  return `${campaign.annex.title}${whose}${today}`
}
