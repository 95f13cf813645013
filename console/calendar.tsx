import { readsAll } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Faults } from '../core/faults.ts'
import { mayChangeCalendar } from '../core/office-event.ts'
import type { Hours } from '../core/calendar/office-hours.ts'
import type { Calendar } from '../core/calendar/workday.ts'
import type { FormValues } from '../core/forms/form.ts'
import {
  daysOf,
  mendedDaysOf,
  officeCalendar,
  unarrangedYears,
  type CalendarDay,
  type MendedDay,
} from '../db/calendar.ts'
import { officeStory, type OfficeStory } from '../db/office-events.ts'
import { officeHours } from '../db/office-hours.ts'
import { namesOf } from '../db/people.ts'
import { calendarTexts } from './calendar-texts.ts'
import { CalendarView } from './calendar-view.tsx'
import { notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

/** A form of the page that was refused: what was typed, and what is wrong with it. */
export type CalendarForm = {
  readonly name: 'day' | 'hours' | 'notice'
  readonly values: FormValues
  readonly faults: Faults
}

export type CalendarPage = {
  readonly viewer: Viewer
  readonly year: number
  readonly today: Day
  readonly calendar: Calendar
  readonly days: readonly CalendarDay[]
  readonly mended: readonly MendedDay[]
  /** Years that are flagged: those that matter by now, and the one looked at. */
  readonly unarranged: readonly number[]
  readonly hours: Hours
  readonly story: readonly OfficeStory[]
  readonly names: ReadonlyMap<number, string>
  readonly mayChange: boolean
  readonly refused: CalendarForm | null
}

/** GET /calendar?year= */
export async function calendarPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!readsAll(viewerIn(c).actor)) return notFound(c, show)
  return showCalendar(c, office, { show, refused: null })
}

/** The page, with a refused form where there is one. */
export async function showCalendar(
  c: Ctx,
  office: Office,
  { show, refused, year }: { show: Show; refused: CalendarForm | null; year?: number },
): Promise<Response> {
  const page = loadCalendar(office, viewerIn(c), { year: year ?? yearAsked(c), refused })
  return show(c, {
    title: calendarTexts.title,
    body: <CalendarView page={page} />,
    ...(refused ? { status: 422 } : {}),
  })
}

const [earliest, latest] = [2000, 2099]

function yearAsked(c: Ctx): number | undefined {
  const year = Number(/^\d{4}$/.exec(c.req.query('year') ?? '')?.[0])
  return year >= earliest && year <= latest ? year : undefined
}

type Asked = { readonly year: number | undefined; readonly refused: CalendarForm | null }

const storyShown = 20

function loadCalendar({ db, now }: Office, viewer: Viewer, { year, refused }: Asked): CalendarPage {
  const today = dayOf(now())
  const shown = year ?? Number(today.slice(0, 4))
  const calendar = officeCalendar(db)
  const story = officeStory(db, storyShown)
  const flagged = [...unarrangedYears(db, now()), ...(calendar.years.has(shown) ? [] : [shown])]
  return {
    viewer,
    year: shown,
    today,
    calendar,
    days: daysOf(db),
    mended: mendedDaysOf(db),
    unarranged: [...new Set(flagged)].sort(),
    hours: officeHours(db),
    story,
    names: namesOf(
      db,
      story.flatMap(({ by }) => (by === null ? [] : [by])),
    ),
    mayChange: mayChangeCalendar(viewer.actor),
    refused,
  }
}
