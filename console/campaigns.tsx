import type { FC } from 'hono/jsx'
import { readsAll, type PersonId } from '../core/actor.ts'
import type { CampaignState } from '../core/campaigns/campaign-life.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { campaignStateText } from '../core/texts.ts'
import {
  campaignEvents,
  countsIn,
  findCampaign,
  listCampaigns,
  type CampaignEvent,
  type RunningCampaign,
} from '../db/campaigns.ts'
import { namesOf } from '../db/people.ts'
import { CampaignView } from './campaign-view.tsx'
import { campaignTexts } from './campaign-texts.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Empty } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { ledgerTexts } from './texts.ts'

/** A campaign with what a page about it shows. */
export type CampaignPage = {
  readonly running: RunningCampaign
  /** Issues in hand, and struck off. */
  readonly open: number
  readonly closed: number
  readonly events: readonly CampaignEvent[]
  readonly names: ReadonlyMap<PersonId, string>
  readonly today: Day
}

/** GET /campaigns: everyone who signs in may read what their campaigns say. */
export async function campaignsPage(c: Ctx, { db }: Office, show: Show): Promise<Response> {
  const counted = readsAll(viewerIn(c).actor)
  const campaigns = listCampaigns(db).map((running) => ({ running, ...countsIn(db, running.code) }))
  return show(c, { title: campaignTexts.title, body: <CampaignList campaigns={campaigns} counted={counted} /> })
}

/** GET /campaigns/:code */
export async function campaignPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const page = loadCampaign(office, c.req.param('code') ?? '', viewerIn(c))
  if (!page) return notFound(c, show)
  return show(c, { title: page.running.campaign.title, body: <CampaignView page={page} viewer={viewerIn(c)} /> })
}

export function loadCampaign({ db, now }: Office, code: string, { actor }: Viewer): CampaignPage | null {
  const running = findCampaign(db, code)
  if (!running) return null
  const events = campaignEvents(db, code).filter(({ type }) => scopeOf(actor) !== null || !ofDigest.includes(type))
  const names = namesOf(
    db,
    events.flatMap(({ by }) => by ?? []),
  )
  return { running, ...countsIn(db, code), events, names, today: dayOf(now()) }
}

/** Only for those who get the digest. */
const ofDigest = ['instructed', 'digest-sent', 'digest-worded']

type Listed = Pick<CampaignPage, 'running' | 'open' | 'closed'>

/** How many issues there are is for whoever sees them all: the number tells of leads, too. */
const CampaignList: FC<{ campaigns: readonly Listed[]; counted: boolean }> = ({ campaigns, counted }) => (
  <>
    <div class="page-head">
      <h1>{campaignTexts.title}</h1>
    </div>
    {campaigns.length === 0 ? (
      <section class="card">
        <Empty title={ledgerTexts.noCampaignTitle} text={ledgerTexts.noCampaignText}>
          <code class="command">{ledgerTexts.noCampaignCommand}</code>
        </Empty>
      </section>
    ) : (
      <ul class="campaign-list">
        {campaigns.toReversed().map((listed) => (
          <Row listed={listed} counted={counted} />
        ))}
      </ul>
    )}
  </>
)

const Row: FC<{ listed: Listed; counted: boolean }> = ({ listed: { running, open, closed }, counted }) => {
  const { code, campaign, startedAt, lastNumber, state } = running
  return (
    <li class="card campaign-row">
      <a class="campaign-link" href={paths.campaign(code)}>
        {campaign.title}
      </a>
      <CampaignStateWord state={state} />
      <span class="campaign-about">
        <span class="serial">{code}</span>
        <span>{campaign.document.number}</span>
        <span>{campaignTexts.startedOn(dayOf(startedAt))}</span>
        {counted ? <span>{campaignTexts.issues({ all: lastNumber, open, closed })}</span> : null}
      </span>
    </li>
  )
}

/** 进行中, 收尾, 已结束: a word, its tone beside it. */
export const CampaignStateWord: FC<{ state: CampaignState }> = ({ state }) => (
  <span class={`state campaign-${state}`}>{campaignStateText[state]}</span>
)
