import type { FC } from 'hono/jsx'
import { unarrangedText } from '../core/calendar/calendar-texts.ts'
import { mayChangeCalendar } from '../core/office-event.ts'
import { calendarTexts } from './calendar-texts.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

/** Years whose holidays nobody has entered yet, and who is to. */
export const CalendarWarning: FC<{ years: readonly number[]; viewer: Viewer; here?: boolean }> = ({
  years,
  viewer,
  here = false,
}) => (
  <>
    {years.map((year) => (
      <Banner tone="warn">
        <p>
          {`${unarrangedText(year)}。`}
          {mayChangeCalendar(viewer.actor) ? (
            here ? null : (
              <a href={paths.calendarOf(year)}>{calendarTexts.arrange}</a>
            )
          ) : (
            calendarTexts.askAdministrator
          )}
        </p>
      </Banner>
    ))}
  </>
)
