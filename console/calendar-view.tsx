import type { FC } from 'hono/jsx'
import { isWeekend, showInstant, type Day } from '../core/calendar/day.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { longestNotice } from '../core/calendar/holiday-notice.ts'
import { longestReason } from '../core/office-event.ts'
import { showHours, showMinutes, type Hours } from '../core/calendar/office-hours.ts'
import { isWorkday, workdaysBetween } from '../core/calendar/workday.ts'
import type { CalendarForm, CalendarPage } from './calendar.tsx'
import { datesText, weeksOf } from './calendar-months.ts'
import { calendarTexts as said, officeEventText } from './calendar-texts.ts'
import { CalendarWarning } from './calendar-warning.tsx'
import { Fields, filled } from './form.tsx'
import { Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { texts } from './texts.ts'

export const CalendarView: FC<{ page: CalendarPage }> = ({ page }) => (
  <>
    <div class="page-head calendar-head">
      <h1>{said.title}</h1>
      <Years page={page} />
    </div>
    <CalendarWarning years={page.unarranged} viewer={page.viewer} here />
    <div class="columns calendar-columns">
      <div class="column-main">
        <section class="card">
          <Legend page={page} />
          <div class="months">
            {Array.from({ length: 12 }, (_, index) => (
              <Month page={page} number={index + 1} />
            ))}
          </div>
        </section>
      </div>
      <div class="column-side">
        {page.mayChange ? <NoticeForm page={page} /> : null}
        {page.mayChange ? <DayForm page={page} /> : null}
        {page.mayChange ? <HoursForm page={page} /> : <HoursFact page={page} />}
        <Story page={page} />
      </div>
    </div>
  </>
)

const Years: FC<{ page: CalendarPage }> = ({ page: { year, today } }) => {
  const current = Number(today.slice(0, 4))
  const around = [...new Set([year - 1, year, year + 1, current, current + 1])].sort()
  return (
    <nav class="calendar-years" aria-label={said.yearLabel}>
      {around.map((one) => (
        <a
          class="button button-default"
          href={paths.calendarOf(one)}
          {...(one === year ? { 'aria-current': 'page' as const } : {})}
        >
          {said.year(one)}
        </a>
      ))}
    </nav>
  )
}

const Legend: FC<{ page: CalendarPage }> = ({ page: { calendar, year } }) => {
  const [before, last] = [`${year - 1}-12-31` as Day, `${year}-12-31` as Day]
  return (
    <div class="legend">
      <span class="legend-year">{said.year(year)}</span>
      <span class="quiet">{said.workdays(workdaysBetween(calendar, before, last))}</span>
      <span class="legend-key">
        <span class="cal-word cal-word-off">{said.off}</span>
        {said.legend.off}
      </span>
      <span class="legend-key">
        <span class="cal-word cal-word-worked">{said.worked}</span>
        {said.legend.worked}
      </span>
      <span class="legend-key">
        <span class="cal-mended-mark" aria-hidden="true" />
        {said.legend.mended}
      </span>
    </div>
  )
}

const Month: FC<{ page: CalendarPage; number: number }> = ({ page, number }) => (
  <section class="month">
    <h2>{said.month(number)}</h2>
    <table>
      <thead>
        <tr>
          {said.week.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(page.year, number).map((week) => (
          <tr>{week.map((day) => (day === null ? <td /> : <DayCell page={page} day={day} />))}</tr>
        ))}
      </tbody>
    </table>
    <Named page={page} number={number} />
  </section>
)

const DayCell: FC<{ page: CalendarPage; day: Day }> = ({ page: { calendar, days, mended, today }, day }) => {
  const { workday } = isWorkday(calendar, day)
  const byHand = mended.find((one) => one.day === day)
  const name = byHand?.reason ?? days.find((one) => one.day === day)?.name
  const isHoliday = calendar.holidays.has(day)
  const looks = [
    workday ? (isWeekend(day) ? 'cal-worked' : '') : isHoliday ? 'cal-off' : 'cal-weekend',
    byHand ? 'cal-mended' : '',
    day === today ? 'cal-today' : '',
  ]
  const word = workday ? (isWeekend(day) ? said.worked : null) : isHoliday ? said.off : null
  return (
    <td
      class={looks.filter((look) => look !== '').join(' ')}
      {...(name ? { title: name } : {})}
      {...(day === today ? { 'aria-current': 'date' as const } : {})}
    >
      <span class="cal-date">{Number(day.slice(8))}</span>
      {word === null ? null : <span class="cal-word">{word}</span>}
    </td>
  )
}

/** Below a month: which festival its days are, since a phone shows no tooltips. */
const Named: FC<{ page: CalendarPage; number: number }> = ({ page: { year, days, mended }, number }) => {
  const month = `${year}-${String(number).padStart(2, '0')}-`
  const byHand = new Set(mended.map(({ day }) => day))
  const own = days.filter(({ day }) => day.startsWith(month) && !byHand.has(day))
  const lines = [...Map.groupBy(own, ({ name }) => name)].map(([name, list]) => {
    const of = (workday: boolean) => datesText(list.filter((one) => one.workday === workday).map(({ day }) => day))
    const parts = [of(false) && said.offDays(of(false)), of(true) && said.workedDays(of(true))]
    return { name, text: parts.filter((part) => part !== '').join('，') }
  })
  const hand = mended.filter(({ day }) => day.startsWith(month))
  return (
    <ul class="month-names">
      {lines.map(({ name, text }) => (
        <li>
          {name} <span class="quiet">{text}</span>
        </li>
      ))}
      {hand.map(({ day, workday, reason }) => (
        <li>
          {said.day.list(datesText([day]), workday)} <bdi class="quiet">{reason}</bdi>
        </li>
      ))}
    </ul>
  )
}

function typedIn({ refused }: CalendarPage, name: CalendarForm['name'], standing: FormValues) {
  const own = refused?.name === name ? refused : null
  return { values: own?.values ?? standing, faults: own?.faults ?? new Map<string, string>() }
}

const noticeField: Field = {
  name: 'text',
  label: said.notice.field,
  kind: 'paragraph',
  required: true,
  hint: said.notice.hint,
  max: longestNotice,
}

const NoticeForm: FC<{ page: CalendarPage }> = ({ page }) => {
  const { values, faults } = typedIn(page, 'notice', {})
  return (
    <Card title={said.notice.title} look="calendar-notice">
      <form class="act-form" method="post" action={paths.calendarNotice} novalidate>
        <Csrf viewer={page.viewer} />
        <Fields fields={filled([noticeField], values, faults)} />
        <div class="buttons">
          <button class="button button-primary" type="submit">
            {said.notice.read}
          </button>
        </div>
      </form>
    </Card>
  )
}

const dayFields: readonly Field[] = [
  { name: 'day', label: said.day.day, kind: 'day', required: true },
  {
    name: 'to',
    label: said.day.to,
    kind: 'choice',
    required: true,
    options: [
      { value: 'off', label: said.day.choices.off },
      { value: 'work', label: said.day.choices.work },
    ],
  },
  {
    name: 'reason',
    label: said.day.reason,
    kind: 'line',
    required: true,
    max: longestReason,
    hint: said.day.reasonHint,
  },
]

const DayForm: FC<{ page: CalendarPage }> = ({ page }) => {
  const { values, faults } = typedIn(page, 'day', {})
  return (
    <Card title={said.day.title}>
      <form class="act-form" method="post" action={paths.calendarDay} novalidate>
        <Csrf viewer={page.viewer} />
        <p class="quiet">{said.day.hint}</p>
        <Fields fields={filled(dayFields, values, faults)} />
        <div class="buttons">
          <button class="button button-default" type="submit">
            {said.day.submit}
          </button>
        </div>
      </form>
    </Card>
  )
}

const hoursFields: readonly Field[] = [
  { name: 'opens', label: said.hours.from, kind: 'line', required: true },
  { name: 'closes', label: said.hours.to, kind: 'line', required: true },
]

const HoursForm: FC<{ page: CalendarPage }> = ({ page }) => {
  const { values, faults } = typedIn(page, 'hours', hoursValues(page.hours))
  return (
    <Card title={said.hours.title}>
      <form class="act-form" method="post" action={paths.calendarHours} novalidate>
        <Csrf viewer={page.viewer} />
        <p class="quiet">{said.hours.hint}</p>
        <Fields fields={filled(hoursFields, values, faults)} />
        <div class="buttons">
          <button class="button button-default" type="submit">
            {said.hours.submit}
          </button>
        </div>
      </form>
    </Card>
  )
}

function hoursValues({ from, to }: Hours): FormValues {
  return { opens: showMinutes(from), closes: showMinutes(to) }
}

const HoursFact: FC<{ page: CalendarPage }> = ({ page: { hours } }) => (
  <Card title={said.hours.title}>
    <p>{showHours(hours)}</p>
    <p class="quiet">{said.hours.hint}</p>
    <p class="quiet">{said.onlyRead}</p>
  </Card>
)

const Story: FC<{ page: CalendarPage }> = ({ page: { story, names } }) => (
  <Card title={said.story}>
    {story.length === 0 ? (
      <p class="quiet">{said.noStory}</p>
    ) : (
      <ul class="calendar-story">
        {story.map(({ at, by, event }) => (
          <li>
            <bdi>{officeEventText(event)}</bdi>
            <span class="quiet">{`${by === null ? texts.none : (names.get(by) ?? texts.none)}，${showInstant(at)}`}</span>
          </li>
        ))}
      </ul>
    )}
  </Card>
)
