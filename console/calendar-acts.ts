import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Faults } from '../core/faults.ts'
import type { FormValues } from '../core/forms/form.ts'
import { longestReason, mayChangeCalendar } from '../core/office-event.ts'
import { readHours } from '../core/calendar/office-hours.ts'
import { writtenDay } from '../core/calendar/read-day.ts'
import { mendDay, type MendedDay } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import { setOfficeHours } from '../db/office-hours.ts'
import { showCalendar } from './calendar.tsx'
import { calendarTexts, hoursFault } from './calendar-texts.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { readValues } from './posted.ts'
import { type Ctx, viewerIn } from './session.ts'

/** POST /calendar/day: one day by hand. */
export async function postDay(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeCalendar(viewer.actor)) return notFound(c, show)
  const values = readValues(await c.req.formData())
  const now = office.now()
  const read = readMend(values, dayOf(now))
  const refuse = (faults: Faults) => showCalendar(c, office, { show, refused: { name: 'day', values, faults } })
  if ('faults' in read) return refuse(read.faults)
  const { mend } = read
  const done = transact(office.db, (tx) => mendDay(tx, mend, { actor: viewer.actor, now }))
  if (!done) return refuse(new Map([['day', calendarTexts.day.already(mend.day, mend.workday)]]))
  leaveFlash(c, 'calendar-mended', null)
  return c.redirect(paths.calendarOf(Number(mend.day.slice(0, 4))), 303)
}

function readMend(values: FormValues, today: Day): { mend: MendedDay } | { faults: Faults } {
  const said = calendarTexts.day
  const day = writtenDay(textOf(values['day']), today)
  const [to, reason] = [textOf(values['to']), textOf(values['reason']).slice(0, longestReason)]
  const faults: (readonly [string, string])[] = [
    ...(day !== null ? [] : [['day', said.badDay] as const]),
    ...(to === 'off' || to === 'work' ? [] : [['to', said.chooseTo] as const]),
    ...(reason === '' ? [['reason', said.noReason] as const] : []),
  ]
  if (faults.length > 0 || day === null) return { faults: new Map(faults) }
  return { mend: { day, workday: to === 'work', reason } }
}

/** POST /calendar/hours */
export async function postHours(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeCalendar(viewer.actor)) return notFound(c, show)
  const values = readValues(await c.req.formData())
  const read = readHours(textOf(values['opens']), textOf(values['closes']))
  if ('fault' in read) {
    const field = read.fault === 'from' ? 'opens' : 'closes'
    const faults = new Map([[field, hoursFault[read.fault]]])
    return showCalendar(c, office, { show, refused: { name: 'hours', values, faults } })
  }
  const set = transact(office.db, (tx) => setOfficeHours(tx, read.hours, { actor: viewer.actor, now: office.now() }))
  leaveFlash(c, set ? 'hours-set' : 'hours-same', null)
  return c.redirect(paths.calendar, 303)
}

function textOf(value: FormValues[string] | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
