import type { FC } from 'hono/jsx'
import { z } from 'zod'
import { stateAfter } from '../core/campaigns/campaign-life.ts'
import type { Field } from '../core/forms/form.ts'
import { moveCampaign } from '../db/campaigns.ts'
import { transact } from '../db/database.ts'
import { campaignTexts as said } from './campaign-texts.ts'
import { mayMove } from './campaign-view.tsx'
import { loadCampaign, type CampaignPage } from './campaigns.tsx'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { Fields, filled } from './form.tsx'
import { BackIcon } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { texts } from './texts.ts'

type Moving = { readonly page: CampaignPage; readonly viewer: Viewer; readonly to: 'closing' | 'ended' }

/** GET /campaigns/:code/move: what 收尾 or 结束 means, before it is done. */
export async function movePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const page = loadCampaign(office, c.req.param('code') ?? '', viewer)
  const to = page && stateAfter(page.running.state)
  if (!page || !to || !mayMove(viewer, to)) return notFound(c, show)
  return show(c, { title: said.moveTitle[to], body: <MoveView moving={{ page, viewer, to }} /> })
}

const Posted = z.object({ to: z.enum(['closing', 'ended']), reason: z.string().trim().max(500) })

/** POST /campaigns/:code/move: the state stands in the form, so that pressing twice leads on only once. */
export async function postMove(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const page = loadCampaign(office, c.req.param('code') ?? '', viewer)
  if (!page) return notFound(c, show)
  const data = await c.req.formData()
  const posted = Posted.safeParse({ to: data.get('to'), reason: data.get('reason') ?? '' }).data
  if (!posted) return failed(c, show, { kind: 'unreadable', status: 400 })
  const { to, reason } = posted
  if (!mayMove(viewer, to)) return notFound(c, show)
  const { code } = page.running
  const act = { actor: viewer.actor, now: office.now() }
  const moved = transact(office.db, (tx) => moveCampaign(tx, { code, to, reason: reason || null }, act))
  leaveFlash(c, moved ? `campaign-${to}` : 'campaign-moved', null)
  return c.redirect(paths.campaign(code), 303)
}

const reason: Field = { name: 'reason', label: said.moveReason, kind: 'paragraph', required: false, max: 500 }

const MoveView: FC<{ moving: Moving }> = ({ moving: { page, viewer, to } }) => {
  const { campaign, code } = page.running
  return (
    <div class="narrow">
      <a class="back" href={paths.campaign(code)} data-back>
        <BackIcon />
        {campaign.title}
      </a>
      <div class="page-head">
        <h1>{said.moveTitle[to]}</h1>
      </div>
      <section class="card form-card">
        <form class="card-body act-form" method="post" action={paths.campaignMove(code)}>
          <Csrf viewer={viewer} />
          <input type="hidden" name="to" value={to} />
          <Banner tone="warn">
            <p>{said.moveText[to]}</p>
            <p>{said.stillOpen(page.open)}</p>
          </Banner>
          <Fields fields={filled([reason], {}, new Map())} />
          <div class="buttons form-buttons">
            <button class="button button-primary button-large" type="submit">
              {said.move[to]}
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
