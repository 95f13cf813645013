import type { Hono } from 'hono'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { postRedact, postRedaction, redactionsPage, redactPage } from './redactions.tsx'
import { postOpenSeals, postSeal } from './seal.tsx'
import type { Env } from './session.ts'

/** 密封内容 of an issue, and 涂抹. */
export function secrecyRoutes(app: Hono<Env>, office: Office, show: Show): void {
  app.post('/issues/:serial/seals', (c) => postSeal(c, office, show))
  app.post('/issues/:serial/seals/open', (c) => postOpenSeals(c, office, show))
  app.get('/issues/:serial/redact/:n', (c) => redactPage(c, office, show))
  app.post('/issues/:serial/redact/:n', (c) => postRedact(c, office, show))
  app.get('/redactions', (c) => redactionsPage(c, office, show))
  app.post('/redactions/:id', (c) => postRedaction(c, office, show))
}
