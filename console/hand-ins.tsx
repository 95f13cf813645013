import { z } from 'zod'
import { isOffice } from '../core/actor.ts'
import type { Coverage } from '../core/hand-ins/coverage.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Unit } from '../core/people/unit.ts'
import { listCampaigns, type RunningCampaign } from '../db/campaigns.ts'
import { transact } from '../db/database.ts'
import { coverage, setTakingPart } from '../db/hand-ins.ts'
import { standingUnits } from '../db/people.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { handInTexts } from './hand-in-texts.ts'
import { handInsPath, readHandInsQuery, type HandInsQuery } from './hand-ins-query.ts'
import { HandInsView } from './hand-ins-view.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

/** Everything the page of hand-ins shows. */
export type HandInsPage = {
  readonly query: HandInsQuery
  readonly running: RunningCampaign
  readonly campaigns: readonly RunningCampaign[]
  readonly coverage: Coverage
  readonly today: Day
  /** To choose from when a unit is put in or taken out; null where the viewer may not. */
  readonly units: readonly Unit[] | null
  /** What was wrong with that. */
  readonly partFault: string | null
}

/** GET /hand-ins */
export async function handInsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const page = loadPage(office, viewer, readHandInsQuery(c.req.query()))
  return page && !viewer.delegateOnly ? showPage(c, show, page) : notFound(c, show)
}

function showPage(c: Ctx, show: Show, page: HandInsPage): Promise<Response> {
  const body = <HandInsView page={page} viewer={viewerIn(c)} />
  const status = page.partFault === null ? {} : { status: 422 as const }
  return show(c, { title: handInTexts.title, subtitle: page.running.campaign.title, body, ...status })
}

/** null where no campaign has been started. */
function loadPage({ db, now }: Office, viewer: Viewer, query: HandInsQuery): HandInsPage | null {
  const campaigns = listCampaigns(db)
  const running = campaigns.find(({ code }) => code === query.campaign) ?? campaigns.at(-1)
  if (!running) return null
  const units = isOffice(viewer.actor) ? standingUnits(db) : null
  const about = { query: { ...query, campaign: running.code }, running, campaigns, units, partFault: null }
  return { ...about, coverage: coverage(db, viewer.actor, running, now()), today: dayOf(now()) }
}

const PartForm = z.object({
  campaign: z.string(),
  unit: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  part: z.enum(['in', 'out']),
  reason: z.string().trim().min(1).max(500),
})

/** POST /hand-ins/parts: a unit put into the campaign or taken out of it, by the office, with a reason. */
export async function postPart(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!isOffice(viewer.actor)) return notFound(c, show)
  const typed = Object.fromEntries(await c.req.formData())
  const { data } = PartForm.safeParse(typed)
  const campaign = typeof typed['campaign'] === 'string' ? typed['campaign'] : undefined
  const page = loadPage(office, viewer, { campaign, item: undefined, state: undefined })
  if (!page) return failed(c, show, { kind: 'unreadable', status: 400 })
  if (!data || !page.units?.some(({ id }) => id === data.unit))
    return showPage(c, show, { ...page, partFault: handInTexts.partMissing })
  const command = { campaign: page.running.code, unit: data.unit, takesPart: data.part === 'in', reason: data.reason }
  transact(office.db, (tx) => setTakingPart(tx, command, { actor: viewer.actor, now: office.now() }))
  leaveFlash(c, 'part-set', null)
  return c.redirect(handInsPath(page.query), 303)
}
