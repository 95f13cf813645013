import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isOffice } from '../core/actor.ts'
import { transact } from '../db/database.ts'
import { resume } from '../db/settings.ts'
import { actPage } from './act.tsx'
import { postAct } from './actions.ts'
import { assetRoutes, readAssets } from './assets.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { changePage, postChange } from './campaign-change.tsx'
import { movePage, postMove } from './campaign-move.tsx'
import { campaignPage, campaignsPage } from './campaigns.tsx'
import { digestIssuesPage } from './digest-issues.tsx'
import { digestPage, postAgain, postFreeze, postParagraph } from './digest.tsx'
import { digestsPage } from './digests.tsx'
import { deliveriesPage, postDeliveriesAgain, postDeliveryAgain, postQuota } from './deliveries.tsx'
import { failed, faultPage, notFound } from './errors.tsx'
import { evidenceFile, picturePage } from './evidence.tsx'
import { linkedEvidenceRoutes } from './linked-evidence.tsx'
import { leaveFlash } from './flash.ts'
import { postHandIn } from './hand-in-acts.ts'
import { handInFile, handInPage, handInPaper } from './hand-in.tsx'
import { handInsPage, postPart } from './hand-ins.tsx'
import { importPage, postImport } from './import.tsx'
import { importsPage, postSheet } from './imports.tsx'
import { issuePage } from './issue.tsx'
import { type Show, shower } from './layout.tsx'
import { ledgerPage } from './ledger.tsx'
import { ledgerDownload } from './ledger-export.tsx'
import { howToSignIn, leave, offerSignIn, useLink } from './login.tsx'
import { moneyPage } from './money.tsx'
import { newPage, postNew } from './new.tsx'
import { type Office, sendOut } from './office.ts'
import { phaseReport } from './phase-report.ts'
import { paths } from './paths.ts'
import { rosterRoutes } from './roster-routes.tsx'
import { suggestionLetter } from './suggestion-letter.ts'
import { postSuggestion, suggestionsPage } from './suggestions.tsx'
import { secrecyRoutes } from './secrecy-routes.ts'
import { cardTemplateFile, cardTemplatePage, postCardTemplate } from './card-template.tsx'
import { webLoginRoutes } from './web-login.tsx'
import { type Ctx, type Env, isForeign, isOwnForm, rememberNext, viewerIn, withViewer } from './session.ts'

const MB = 1024 * 1024
const mostText = 2 * MB
const mostFiles = 100 * MB

/** The console, to be mounted at the root. Its pages, their posts and its own assets; everything needs a session but signing in. */
export function consoleRoutes(office: Office): Hono<Env> {
  const assets = readAssets(office)
  const show = shower(office, assets)
  const app = new Hono<Env>()
  app.route('/assets', assetRoutes(assets))
  app.use(withHeaders)
  linkedEvidenceRoutes(app, office, assets)
  app.use(withViewer(office), ownPosts(office, show))
  app.get('/login', (c) => howToSignIn(c, office, show))
  webLoginRoutes(app, office, show)
  app.get('/login/:token', (c) => offerSignIn(c, office, show))
  app.post('/login/:token', (c) => useLink(c, office, show))
  app.post('/logout', (c) => leave(c, office))
  app.use(signedIn(office, show))
  app.get('/', (c) => ledgerPage(c, office, show))
  app.get('/ledgers/:campaign/:format', (c) => ledgerDownload(c, office, show))
  app.post('/sending/resume', (c) => resumeSending(c, office, show))
  app.get('/platforms/:platform/card', (c) => cardTemplatePage(c, office, show))
  app.post('/platforms/:platform/card', (c) => postCardTemplate(c, office, show))
  app.get('/platforms/:platform/card/file', (c) => cardTemplateFile(c, office, show))
  app.get('/deliveries', (c) => deliveriesPage(c, office, show))
  app.post('/deliveries/again', (c) => postDeliveriesAgain(c, office, show))
  app.post('/deliveries/quota', (c) => postQuota(c, office, show))
  app.post('/deliveries/:id/again', (c) => postDeliveryAgain(c, office, show))
  app.get('/campaigns', (c) => campaignsPage(c, office, show))
  app.get('/campaigns/:code', (c) => campaignPage(c, office, show))
  app.get('/campaigns/:code/change', (c) => changePage(c, office, show))
  app.post('/campaigns/:code/change', (c) => postChange(c, office, show))
  app.get('/campaigns/:code/move', (c) => movePage(c, office, show))
  app.post('/campaigns/:code/move', (c) => postMove(c, office, show))
  app.get('/campaigns/:code/report/:phase', (c) => phaseReport(c, office, show))
  app.get('/imports', (c) => importsPage(c, office, show))
  app.post('/imports', (c) => postSheet(c, office, show))
  app.get('/imports/:id', (c) => importPage(c, office, show))
  app.post('/imports/:id', (c) => postImport(c, office, show))
  app.get(paths.money, (c) => moneyPage(c, office, show))
  issueRoutes(app, office, show)
  app.get('/hand-ins', (c) => handInsPage(c, office, show))
  app.post('/hand-ins/parts', (c) => postPart(c, office, show))
  app.get('/hand-ins/:id', (c) => handInPage(c, office, show))
  app.post('/hand-ins/:id', (c) => postHandIn(c, office, show))
  app.get('/hand-ins/:id/print', (c) => handInPaper(c, office, show))
  app.get('/hand-ins/:id/files/:sha256', (c) => handInFile(c, office, show))
  app.get('/digests', (c) => digestsPage(c, office, show))
  app.get('/digests/:campaign/:week', (c) => digestPage(c, office, show))
  app.get('/digests/:campaign/:week/:figure', (c) => digestIssuesPage(c, office, show))
  app.post('/digests/:campaign/:week/freeze', (c) => postFreeze(c, office, show))
  app.post('/digests/:campaign/:week/paragraph', (c) => postParagraph(c, office, show))
  app.post('/digests/:campaign/:week/again', (c) => postAgain(c, office, show))
  app.get('/suggestions', (c) => suggestionsPage(c, office, show))
  app.post('/suggestions/:id', (c) => postSuggestion(c, office, show))
  app.get('/suggestions/:id/letter', (c) => suggestionLetter(c, office, show))
  secrecyRoutes(app, office, show)
  rosterRoutes(app, office, show)
  calendarRoutes(app, office, show)
  app.notFound((c) => notFound(c, show))
  app.onError((error, c) => faultPage(c, office, { error, show }))
  return app
}

/** One issue: reported, looked at, acted on, and what proves it. */
function issueRoutes(app: Hono<Env>, office: Office, show: Show): void {
  app.get('/issues/new', (c) => newPage(c, office, show))
  app.post('/issues/new', (c) => postNew(c, office, show))
  app.get('/issues/:serial', (c) => issuePage(c, office, show))
  app.get('/issues/:serial/act/:type', (c) => actPage(c, office, show))
  app.post('/issues/:serial/act/:type', (c) => postAct(c, office, show))
  app.get('/issues/:serial/evidence/:id', (c) => evidenceFile(c, office, show))
  app.get('/issues/:serial/evidence/:id/view', (c) => picturePage(c, office, show))
}

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const withHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

/** No post from another site, and none too large to hold. */
function ownPosts(office: Office, show: Show): MiddlewareHandler<Env> {
  const tooLarge = (c: Ctx) => failed(c, show, { kind: 'tooLarge', status: 413 })
  const text = bodyLimit({ maxSize: mostText, onError: tooLarge })
  const files = bodyLimit({ maxSize: mostFiles, onError: tooLarge })
  return async (c, next) => {
    if (c.req.method !== 'POST') return next()
    if (isForeign(c, office)) return failed(c, show, { kind: 'foreign', status: 403 })
    const withFiles = c.get('viewer') && c.req.header('content-type')?.startsWith('multipart/form-data')
    return (withFiles ? files : text)(c, next)
  }
}

/** Reading needs a session; a post also the word that only our own forms know. */
function signedIn(office: Office, show: Show): MiddlewareHandler<Env> {
  return async (c, next) => {
    const viewer = c.get('viewer')
    if (c.req.method === 'POST') {
      if (!viewer) return failed(c, show, { kind: 'expired', status: 401 })
      const data = await c.req.formData().catch(() => null)
      if (!data) return failed(c, show, { kind: 'unreadable', status: 400 })
      if (!(await isOwnForm(viewer, data.get('csrf')))) return failed(c, show, { kind: 'foreign', status: 403 })
      return next()
    }
    if (viewer) return next()
    rememberNext(c, office)
    return c.redirect(paths.login, 302)
  }
}

/** POST /sending/resume: 继续发送, by the office. */
async function resumeSending(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!isOffice(viewerIn(c).actor)) return notFound(c, show)
  transact(office.db, (tx) => resume(tx))
  sendOut(office)
  leaveFlash(c, 'resumed', null)
  return c.redirect(paths.ledger, 303)
}
