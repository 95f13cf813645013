import type { FC } from 'hono/jsx'
import { z } from 'zod'
import { isOffice } from '../core/actor.ts'
import { longestReason } from '../core/campaigns/campaign-amend.ts'
import { pathOf, valueAt } from '../core/campaigns/campaign-shape.ts'
import type { CampaignProblem } from '../core/campaigns/campaign-check.ts'
import type { Faults } from '../core/faults.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { writtenDay } from '../core/calendar/read-day.ts'
import { amendCampaign, campaignVersion } from '../db/campaigns.ts'
import { transact } from '../db/database.ts'
import { amendables, campaignTexts as said, type Amendable } from './campaign-texts.ts'
import { loadCampaign, type CampaignPage } from './campaigns.tsx'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { FaultList, Fields, filled } from './form.tsx'
import { BackIcon } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { readValues } from './posted.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { texts } from './texts.ts'

type Changing = {
  readonly page: CampaignPage
  readonly viewer: Viewer
  readonly values: FormValues
  readonly faults: Faults
  /** The version of the campaign the form was drawn from. */
  readonly seen: number
  /** What is wrong beside the fields. */
  readonly said: readonly string[]
}

/** GET /campaigns/:code/change: the office moves dates and terms, for a reason. */
export async function changePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const page = loadCampaign(office, c.req.param('code') ?? '', viewer)
  if (!page || !isOffice(viewer.actor)) return notFound(c, show)
  return showChange(c, show, { ...fresh(office, page, viewer), faults: new Map(), said: [] })
}

function fresh({ db }: Office, page: CampaignPage, viewer: Viewer): Omit<Changing, 'faults' | 'said'> {
  const { campaign, code } = page.running
  const values = Object.fromEntries(amendables(campaign).map(({ path }) => [path, standingIn(page, path)]))
  return { page, viewer, values, seen: campaignVersion(db, code) }
}

function standingIn({ running: { campaign } }: CampaignPage, path: string): string {
  const value = valueAt(campaign, path === 'rectify_by' ? ['rectify_by', 'day'] : pathOf(path, campaign))
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** POST /campaigns/:code/change */
export async function postChange(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const page = loadCampaign(office, c.req.param('code') ?? '', viewer)
  if (!page || !isOffice(viewer.actor)) return notFound(c, show)
  const data = await c.req.formData()
  const seen = z.coerce.number().int().min(0).safeParse(data.get('seen')).data
  if (seen === undefined) return failed(c, show, { kind: 'unreadable', status: 400 })
  const values = readValues(data)
  const { code } = page.running
  const amending = { set: settingsIn(page, values), reason: textOf(values['reason']) }
  const act = { actor: viewer.actor, now: office.now() }
  const amended = transact(office.db, (tx) => amendCampaign(tx, { code, seen, amending }, act))
  if (!amended) return showChange(c, show, overtaken(fresh(office, page, viewer), values))
  if (!amended.ok) return showChange(c, show, { page, viewer, values, seen, ...faultsIn(page, amended.problems) })
  leaveFlash(c, 'campaign-amended', null)
  return c.redirect(paths.campaign(code), 303)
}

/** Somebody was faster: how it stands now, and beside it what this person had typed. */
function overtaken(now: Omit<Changing, 'faults' | 'said'>, typed: FormValues): Changing {
  const lost = amendables(now.page.running.campaign).flatMap(({ path, label }) => {
    const text = textOf(typed[path])
    return text === now.values[path] ? [] : [said.typed(label, text)]
  })
  const values = { ...now.values, reason: textOf(typed['reason']) }
  return { ...now, values, faults: new Map(), said: [said.changed, ...lost] }
}

/** What differs from how it stands; a day as people write it is read as one. */
function settingsIn(page: CampaignPage, values: FormValues): { path: string; value: string }[] {
  return amendables(page.running.campaign)
    .filter(({ path }) => Object.hasOwn(values, path))
    .map((one) => ({ path: one.path, value: valueOf(one, textOf(values[one.path]), page) }))
    .filter(({ path, value }) => value !== standingIn(page, path))
}

function valueOf({ kind }: Amendable, text: string, { today }: CampaignPage): string {
  return (kind === 'day' ? writtenDay(text, today) : null) ?? text
}

function textOf(value: FormValues[string] | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** A problem stands at its field; what belongs to none stands above. */
function faultsIn(page: CampaignPage, problems: readonly CampaignProblem[]): Pick<Changing, 'faults' | 'said'> {
  const names = [...amendables(page.running.campaign).map(({ path }) => path), 'reason']
  const nameOf = ({ path }: CampaignProblem) => names.find((name) => path === name || path === `${name}.day`)
  const placed = problems.flatMap((problem) => {
    const name = nameOf(problem)
    return name === undefined ? [] : [[name, problem.sentence] as const]
  })
  return { faults: new Map(placed), said: problems.filter((one) => !nameOf(one)).map(({ sentence }) => sentence) }
}

function showChange(c: Ctx, show: Show, changing: Changing): Promise<Response> {
  const wrong = changing.faults.size + changing.said.length > 0
  return show(c, { title: said.changeTitle, body: <ChangeView changing={changing} />, status: wrong ? 422 : 200 })
}

const reason: Field = {
  name: 'reason',
  label: said.reason,
  kind: 'paragraph',
  required: true,
  max: longestReason,
  hint: said.reasonHint,
}

const ChangeView: FC<{ changing: Changing }> = ({ changing }) => {
  const { page, viewer, values, faults, seen } = changing
  const { campaign, code } = page.running
  const own = amendables(campaign).map(({ path, ...rest }): Field => ({ name: path, ...rest, required: false }))
  const fields = filled([...own, reason], values, faults)
  return (
    <div class="narrow">
      <a class="back" href={paths.campaign(code)} data-back>
        <BackIcon />
        {campaign.title}
      </a>
      <div class="page-head">
        <h1>{said.changeTitle}</h1>
      </div>
      <section class="card form-card">
        <form class="card-body act-form" method="post" action={paths.campaignChange(code)} novalidate>
          <Csrf viewer={viewer} />
          <input type="hidden" name="seen" value={String(seen)} />
          <p class="quiet">{said.changeHint}</p>
          {changing.said.map((sentence) => (
            <Banner tone="bad">{sentence}</Banner>
          ))}
          <FaultList fields={fields} />
          <Fields fields={fields} />
          <div class="buttons form-buttons">
            <button class="button button-primary button-large" type="submit">
              {texts.submit}
            </button>
            <a class="button button-quiet" href={paths.campaign(code)}>
              {texts.cancel}
            </a>
          </div>
        </form>
      </section>
    </div>
  )
}
