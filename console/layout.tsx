import type { Child, FC } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { holds, isOffice } from '../core/actor.ts'
import { secrecyText } from '../core/texts.ts'
import { strictest, thriftOf } from '../core/quota.ts'
import { alarmedConnections, type Alarmed } from '../db/connections.ts'
import { metersOf, type PlatformMeter } from '../db/meters.ts'
import { outboxCounts } from '../db/outbox.ts'
import { quietLines, type QuietLine } from '../db/quiet-lines.ts'
import { redactionsWaitingFor } from '../db/redactions.ts'
import { isPaused } from '../db/settings.ts'
import type { Assets } from './assets.ts'
import { ConnectionWarning, QuietWarning } from './connection-warning.tsx'
import { PushWarning, ThriftWarning } from './deliveries-warning.tsx'
import { deliveryTexts } from './delivery-texts.ts'
import { takeFlash } from './flash.ts'
import { favicon, Mark } from './icons.tsx'
import { Nav } from './nav.tsx'
import type { Office } from './office.ts'
import { Banner, Csrf, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Ctx, Viewer } from './session.ts'
import { texts } from './texts.ts'

export type Page = {
  readonly title: string
  readonly body: Child
  readonly status?: ContentfulStatusCode
  /** Beside the name in the bar. */
  readonly subtitle?: string
}

/** What every page asks of the office, beside its own. */
type Frame = {
  readonly viewer: Viewer | null
  /** The path that was asked for; empty where it is no page. */
  readonly here: string
  readonly flash: string | null
  readonly paused: boolean
  /** Messages that failed, or may not have arrived. */
  readonly lost: number
  readonly meters: readonly PlatformMeter[]
  readonly alarmed: readonly Alarmed[]
  readonly quiet: readonly QuietLine[]
  /** Redactions that wait for this viewer's word. */
  readonly toDecide: number
  readonly assets: Assets
}

export type Show = (c: Ctx, page: Page) => Promise<Response>

/** Answers with a whole page in the console's frame. */
export function shower(office: Office, assets: Assets): Show {
  return async (c, page) => {
    const viewer = c.get('viewer') ?? null
    const staff = viewer !== null && holds(viewer.actor, 'officer', 'director', 'administrator')
    const frame: Frame = {
      viewer,
      here: page.status === 404 ? '' : c.req.path,
      flash: takeFlash(c),
      paused: staff && isPaused(office.db),
      lost: staff ? lostIn(office) : 0,
      meters: staff ? metersOf(office.db, office.now()) : [],
      alarmed: staff ? alarmedConnections(office.db, office.now()) : [],
      quiet: staff ? quietLines(office.db, office.now()) : [],
      toDecide: viewer ? redactionsWaitingFor(office.db, viewer.actor) : 0,
      assets,
    }
    const html = await (<Document page={page} frame={frame} />).toString()
    return c.html(`<!doctype html>${html}`, page.status ?? 200, { 'cache-control': 'no-store' })
  }
}

function lostIn({ db }: Office): number {
  const { failed, unknown } = outboxCounts(db)
  return failed + unknown
}

const Document: FC<{ page: Page; frame: Frame }> = ({ page, frame }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${page.title} · ${texts.brand}`}</title>
      <link rel="icon" href={favicon} />
      <link rel="stylesheet" href={frame.assets.style.url} />
      <script type="module" src={frame.assets.script.url} />
    </head>
    <body>
      <TopBar frame={frame} subtitle={page.subtitle} />
      <main class="page">
        {frame.paused && frame.viewer ? <Paused viewer={frame.viewer} /> : null}
        <ConnectionWarning alarmed={frame.alarmed} />
        <QuietWarning quiet={frame.quiet} />
        <PushWarning meters={frame.meters} />
        <ThriftWarning thrift={strictest(frame.meters.map(thriftOf))} />
        {frame.flash ? (
          <Banner tone="good">
            <Words text={frame.flash} />
          </Banner>
        ) : null}
        {page.body}
      </main>
      <Foot lost={frame.lost} />
    </body>
  </html>
)

const TopBar: FC<{ frame: Frame; subtitle: string | undefined }> = ({
  frame: { viewer, here, toDecide },
  subtitle,
}) => (
  <header class="topbar">
    <a class="brand" href={paths.ledger}>
      <Mark />
      <span class="brand-name">{texts.brand}</span>
    </a>
    {viewer ? <Nav viewer={viewer} here={here} waiting={{ [paths.redactions]: toDecide }} /> : null}
    <span class="campaign" title={subtitle}>
      {subtitle}
    </span>
    {viewer ? <Who viewer={viewer} /> : null}
  </header>
)

const Who: FC<{ viewer: Viewer }> = ({ viewer }) => (
  <form class="who" method="post" action={paths.logout}>
    <Csrf viewer={viewer} />
    <span class="who-name">{viewer.name}</span>
    <span class="who-posts">{viewer.posts}</span>
    <button class="button button-quiet" type="submit">
      {texts.signOut}
    </button>
  </form>
)

const Paused: FC<{ viewer: Viewer }> = ({ viewer }) => (
  <Banner tone="warn">
    <form class="banner-form" method="post" action={paths.resume}>
      <Csrf viewer={viewer} />
      <span>{texts.paused}</span>
      {isOffice(viewer.actor) ? (
        <button class="button button-default" type="submit">
          {texts.resume}
        </button>
      ) : null}
    </form>
  </Banner>
)

const Foot: FC<{ lost: number }> = ({ lost }) => (
  <footer class="foot">
    <span>{secrecyText}</span>
    {lost > 0 ? (
      <span class="foot-failed">
        {deliveryTexts.banner(lost)} <a href={paths.deliveries}>{deliveryTexts.look}</a>
      </span>
    ) : null}
  </footer>
)
