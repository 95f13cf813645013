import type { Hono } from 'hono'
import { postDay, postHours } from './calendar-acts.ts'
import { postNotice } from './calendar-notice.tsx'
import { calendarPage } from './calendar.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import type { Env } from './session.ts'

/** 工作日历, at /calendar. */
export function calendarRoutes(app: Hono<Env>, office: Office, show: Show): void {
  app.get('/calendar', (c) => calendarPage(c, office, show))
  app.post('/calendar/day', (c) => postDay(c, office, show))
  app.post('/calendar/hours', (c) => postHours(c, office, show))
  app.post('/calendar/notice', (c) => postNotice(c, office, show))
}
