import type { FC } from 'hono/jsx'
import { isOffice } from '../core/actor.ts'
import { dayOf, showInstant, type Day } from '../core/calendar/day.ts'
import { lastWholeWeek } from '../core/digest/figures.ts'
import { digestTexts } from '../core/digest/digest-texts.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { mondayOf, showWeek } from '../core/calendar/week.ts'
import { listCampaigns, type RunningCampaign } from '../db/campaigns.ts'
import { digestNumber, findEdition, hasDigest, listEditions, type EditionRow } from '../db/digests.ts'
import { digestPageTexts as said } from './digest-texts.ts'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Csrf, Empty } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

type Listed = {
  readonly running: RunningCampaign
  readonly editions: readonly EditionRow[]
  /** The week that is running; null once the campaign has ended. */
  readonly week: Day | null
  /** Last week's, where it isn't frozen yet and this viewer may do that. */
  readonly toPreview: Day | null
}

/** GET /digests: every campaign's editions, for whoever gets them. */
export async function digestsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!scopeOf(viewer.actor)) return notFound(c, show)
  return show(c, { title: said.title, body: <DigestList campaigns={loadAll(office, viewer)} viewer={viewer} /> })
}

function loadAll({ db, now }: Office, { actor }: Viewer): Listed[] {
  const editions = Map.groupBy(listEditions(db), ({ campaign }) => campaign)
  const last = lastWholeWeek(now())
  return listCampaigns(db)
    .toReversed()
    .map((running) => {
      const missing = hasDigest(db, running, last) && !findEdition(db, { campaign: running.code, week: last })
      return {
        running,
        editions: editions.get(running.code) ?? [],
        week: running.state === 'ended' ? null : mondayOf(dayOf(now())),
        toPreview: isOffice(actor) && missing ? last : null,
      }
    })
}

const DigestList: FC<{ campaigns: readonly Listed[]; viewer: Viewer }> = ({ campaigns, viewer }) => (
  <>
    <div class="page-head">
      <h1>{said.title}</h1>
    </div>
    {campaigns.length === 0 ? <Empty title={said.none} text={said.noneText} /> : null}
    {campaigns.map((listed) => (
      <CampaignEditions listed={listed} viewer={viewer} />
    ))}
  </>
)

const CampaignEditions: FC<{ listed: Listed; viewer: Viewer }> = ({ listed, viewer }) => {
  const { running, editions, week, toPreview } = listed
  return (
    <section class="card">
      <div class="card-head">
        <h2 class="card-title">{running.campaign.title}</h2>
        {week === null ? null : (
          <a class="button button-default" href={paths.digest(running.code, week)}>
            {said.soFar}
          </a>
        )}
        {toPreview === null ? null : <PreviewForm code={running.code} week={toPreview} viewer={viewer} />}
      </div>
      <div class="card-body">
        {toPreview === null ? null : <p class="quiet">{said.previewHint}</p>}
        {editions.length === 0 ? <p class="quiet">{said.noneText}</p> : <Editions listed={listed} />}
      </div>
    </section>
  )
}

/** Freezing writes, so it is a post. */
const PreviewForm: FC<{ code: string; week: Day; viewer: Viewer }> = ({ code, week, viewer }) => (
  <form method="post" action={paths.digestFreeze(code, week)}>
    <Csrf viewer={viewer} />
    <button class="button button-primary" type="submit">
      {said.preview}
    </button>
  </form>
)

const Editions: FC<{ listed: Listed }> = ({ listed: { running, editions } }) => (
  <table class="table digest-table">
    <thead>
      <tr>
        <th scope="col">{said.columns.number}</th>
        <th scope="col">{said.columns.week}</th>
        <th scope="col">{said.columns.frozen}</th>
        <th scope="col">{said.columns.sent}</th>
      </tr>
    </thead>
    <tbody>
      {editions.map(({ week, frozenAt, sentAt }) => (
        <tr>
          <th scope="row">
            <a href={paths.digest(running.code, week)}>{digestTexts.number(digestNumber(running, week))}</a>
          </th>
          <td>{showWeek(week)}</td>
          <td>{showInstant(frozenAt)}</td>
          <td>{sentAt === null ? said.notSent : showInstant(sentAt)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
