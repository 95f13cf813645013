import { Hono, type Context } from 'hono'
import type { ListeningOffice } from '../bot/office.ts'
import type { Handled, Inbound, Platform, PlatformName } from '../bot/platform.ts'
import { pageRoutes } from '../bot/page/routes.tsx'
import { answering, chatRoutes } from '../bot/routes.ts'
import { enqueueDue, postman } from '../bot/tick.ts'
import { consoleRoutes } from '../console/routes.tsx'
import type { Asset, CardTemplate, WebLogin } from '../console/office.ts'
import type { Db } from '../db/database.ts'
import type { BlobStore } from '../db/evidence.ts'
import { nextDueAt } from '../db/outbox.ts'
import type { Config } from './config.ts'
import { explainFault } from './faults.ts'
import { databaseCheck, failingChecks, type ReadyCheck } from './health.ts'
import { faultPage, withSecurityHeaders } from './answers.ts'
import type { Log } from './log.ts'
import { mayReadMetrics, type Metrics, type Peer } from './metrics.ts'
import { texts } from './texts.ts'

export type OfficeParts = {
  readonly db: Db
  readonly blobs: BlobStore
  /** Leaves nothing in the database's file of what was redacted, where that takes more than a transaction. */
  readonly compact?: () => void
  readonly config: Pick<Config, 'secret' | 'publicUrl' | 'metricsToken'>
  readonly platforms: readonly Platform[]
  readonly cardTemplates?: readonly CardTemplate[]
  readonly now: () => number
  /** Keeps the process, or the Worker, alive for work that goes on after the answer. */
  readonly defer: (work: Promise<unknown>) => void
  readonly log: Log
  readonly metrics: Metrics
  /** A static file of the console or of the form page by its bare name. */
  readonly asset: (name: string) => Asset | null
  /** What must hold beside a writable database for the office to be ready. */
  readonly checks: readonly ReadyCheck[]
  /** Further pages, by the path they stand under. */
  readonly mounts?: (office: RunningOffice) => Readonly<Record<string, Hono>>
}

export type RunningOffice = {
  /** Handles one act of chat in its transaction and starts delivery; throws where the database can't be written. */
  handle(inbound: Inbound): Handled
  /** One round of what is due: downloads and deliveries. */
  tick(): Promise<void>
  /** Settles when no deferred work is left. */
  idle(): Promise<void>
}

export type Office = RunningOffice & { fetch(request: Request, peer?: Peer): Promise<Response> }

const unknownPeer: Peer = { address: null }

/** Puts an office together: chat, console, its clock and what watches it. The same on Node and elsewhere. */
export function createOffice(parts: OfficeParts): Office {
  const bot = botOffice(parts)
  const work = deferred(parts.defer)
  const post = postman(bot, { defer: work.defer, nextDueAt: (lane) => nextDueAt(parts.db, lane, parts.now()) })
  const handle = answering(bot, post.kick)
  // One round at a time, whoever asks for it.
  const deliver = () => {
    post.kick()
    return post.idle()
  }
  const round = async () => {
    await enqueueDue(bot)
    await deliver()
  }
  // Stopping waits for a round that is under way.
  const tick = () => {
    const running = round()
    work.defer(running)
    return running
  }
  const running: RunningOffice = { handle, tick, idle: work.idle }
  const app = new Hono<{ Bindings: Peer }>()
  app.use(measured(parts))
  app.use(withSecurityHeaders(parts.config.publicUrl))
  addWatching(app, parts)
  app.route('/chat', chatRoutes(bot, handle))
  app.route('/f', pageRoutes({ office: bot, style: pageStyle(parts), kick: post.kick }))
  for (const [path, mounted] of Object.entries(parts.mounts?.(running) ?? {})) app.route(path, mounted)
  const pages = consoleRoutes(consoleOffice(parts, { defer: work.defer, deliver }))
  app.all('*', (c) => pages.fetch(c.req.raw))
  app.notFound((c) => c.text(texts.answers.notFound, 404))
  app.onError((error, c) => faultPage(c, { error, log: parts.log }))
  return { ...running, fetch: async (request, peer = unknownPeer) => app.fetch(request, peer) }
}

function botOffice({ db, blobs, platforms, now, config, log, metrics }: OfficeParts): ListeningOffice {
  return {
    db,
    blobs,
    platforms: new Map(platforms.map((platform): [PlatformName, Platform] => [platform.name, platform])),
    now,
    publicUrl: config.publicUrl,
    secret: config.secret,
    log: (level, event, details = {}) => log.from(level, event, details),
    count: metrics.count,
  }
}

/** The form page has colours and sizes in common with the console. */
function pageStyle({ asset }: OfficeParts): string {
  const text = (body: string | Uint8Array) => (typeof body === 'string' ? body : new TextDecoder().decode(body))
  return ['tokens.css', 'form-page.css'].map((name) => text(asset(name)?.body ?? '')).join('\n')
}

type After = { defer: (work: Promise<unknown>) => void; deliver: () => Promise<void> }

function consoleOffice(parts: OfficeParts, { defer, deliver }: After) {
  const { db, blobs, compact, now, config, asset, log, cardTemplates = [] } = parts
  const { secret, publicUrl } = config
  const onFault = (error: unknown) => {
    log.error('console fault', {}, error)
    return explainFault(error)
  }
  const logins = loginsOf(parts.platforms)
  const pages = { db, blobs, now, secret, publicUrl, logins, cardTemplates, asset, defer, deliver, onFault }
  return compact ? { ...pages, compact } : pages
}

function loginsOf(platforms: readonly Platform[]): WebLogin[] {
  return platforms.flatMap(({ name, webLogin }) => (webLogin ? [{ platform: name, ...webLogin }] : []))
}

/** Counts what is under way, so that stopping can wait for it. A fault in it is the worker's own business. */
function deferred(outer: OfficeParts['defer']): { defer: OfficeParts['defer']; idle(): Promise<void> } {
  const under = new Set<Promise<unknown>>()
  const defer = (work: Promise<unknown>) => {
    const settled = work.catch(() => undefined).finally(() => under.delete(settled))
    under.add(settled)
    outer(settled)
  }
  const idle = async () => {
    while (under.size > 0) await Promise.all(under)
  }
  return { defer, idle }
}

function addWatching(app: Hono<{ Bindings: Peer }>, { db, now, checks, config, metrics }: OfficeParts): void {
  const all = [databaseCheck(db, now), ...checks]
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const failing = await failingChecks(all, (error) => explainFault(error) ?? texts.faults.unknown)
    return failing.length === 0 ? c.json({ status: 'ok' }) : c.json({ status: 'unavailable', failing }, 503)
  })
  app.get('/metrics', async (c) => {
    const { metricsToken: token, publicUrl } = config
    const { headers, url } = c.req.raw
    const host = headers.get('host') ?? new URL(url).host
    if (!mayReadMetrics({ headers, host, peer: c.env, token, publicUrl })) {
      return c.text(texts.answers.notAllowed, token === null ? 403 : 401)
    }
    const { type, body } = await metrics.text()
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' })
  })
}

function measured({ metrics }: OfficeParts) {
  return async (c: Context, next: () => Promise<void>): Promise<void> => {
    const began = performance.now()
    await next()
    const [, first = ''] = c.req.path.split('/')
    const route = ['chat', 'f', 'demo', 'healthz', 'readyz', 'metrics'].includes(first) ? first : 'console'
    metrics.request({ route, status: c.res.status, seconds: (performance.now() - began) / 1000 })
  }
}
