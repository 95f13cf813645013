import type { FC } from 'hono/jsx'
import { mayChangeCalendar } from '../core/office-event.ts'
import { commonHours, readHours, showHours, showMinutes, type Hours } from '../core/calendar/office-hours.ts'
import { transact } from '../db/database.ts'
import { groupOf, ownHours, setGroupHours, type Group } from '../db/groups.ts'
import { officeHours } from '../db/office-hours.ts'
import { hoursFault } from './calendar-texts.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { Hidden, showGroups, type Groups } from './roster-groups.tsx'
import { groupTexts } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'

/** POST /roster/groups/hours: a group's own hours; both fields empty give it the office's. */
export async function postGroupHours(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  if (!mayChangeCalendar(actor)) return notFound(c, show)
  const data = await c.req.formData()
  const [platform, chatId, opens, closes] = ['platform', 'chat', 'opens', 'closes'].map((name) =>
    String(data.get(name) ?? '').trim(),
  ) as [string, string, string, string]
  if (!groupOf(office.db, platform, chatId)) return failed(c, show, { kind: 'notFound', status: 404 })
  const read = opens === '' && closes === '' ? { hours: null } : readHours(opens, closes)
  if ('fault' in read) return showGroups(c, office, { show, refused: groupTexts.badHours(hoursFault[read.fault]) })
  const { hours } = read
  if (hours && !commonHours(hours, officeHours(office.db)))
    return showGroups(c, office, { show, refused: groupTexts.badHours(groupTexts.apart) })
  transact(office.db, (tx) => setGroupHours(tx, { platform, chatId }, hours, { actor, now: office.now() }))
  leaveFlash(c, 'group-hours', null)
  return c.redirect(paths.groups, 303)
}

/** When messages leave for a group, and where that can be set. */
export const GroupHours: FC<{ groups: Groups; group: Group }> = ({ groups, group }) => {
  const own = ownHours(group)
  const words = groupTexts.hours(showHours(own ?? groups.officeHours), own !== null)
  if (!groups.maySetHours) return <span class="quiet">{words}</span>
  return (
    <details class="group-hours">
      <summary>
        <span class="quiet">{words}</span> <span class="link">{groupTexts.setHours}</span>
      </summary>
      <form class="group-confirm" method="post" action={paths.groupHours}>
        <Hidden groups={groups} place={group} />
        <Time name="opens" label={groupTexts.opens} minutes={own?.from} standing={groups.officeHours.from} />
        <Time name="closes" label={groupTexts.closes} minutes={own?.to} standing={groups.officeHours.to} />
        <button class="button button-default" type="submit">
          {groupTexts.saveHours}
        </button>
      </form>
      <span class="hint">{groupTexts.hoursHint}</span>
    </details>
  )
}

type TimeProps = { name: string; label: string; minutes: Hours['from'] | undefined; standing: Hours['from'] }

const Time: FC<TimeProps> = ({ name, label, minutes, standing }) => (
  <input
    class="input"
    name={name}
    aria-label={label}
    placeholder={showMinutes(standing)}
    value={minutes === undefined ? '' : showMinutes(minutes)}
    autocomplete="off"
  />
)
