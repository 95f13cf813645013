import type { FC } from 'hono/jsx'
import { doubtTexts, missingText, noticeFaultText } from '../core/calendar/calendar-texts.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Field } from '../core/forms/form.ts'
import { isFatal, readNotice, type Arrangement, type Holiday } from '../core/calendar/holiday-notice.ts'
import { mayChangeCalendar } from '../core/office-event.ts'
import { arrangeYear, mendedDaysOf, officeCalendar, outcomeOf, type Arranged, type MendedDay } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import { showCalendar } from './calendar.tsx'
import { runsText } from './calendar-months.ts'
import { calendarTexts } from './calendar-texts.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { Fields, filled } from './form.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { Back } from './roster-form.tsx'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

const said = calendarTexts.notice

type Preview = {
  readonly viewer: Viewer
  readonly text: string
  readonly arrangement: Arrangement
  readonly outcome: Arranged
  /** The year was arranged before. */
  readonly begun: boolean
  /** Days of the year set by hand, which stay. */
  readonly mended: readonly MendedDay[]
  /** It was to be saved, and its doubts were not looked at. */
  readonly unchecked: boolean
}

/** POST /calendar/notice: what was read is shown first, and saved by 确认 alone. */
export async function postNotice(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeCalendar(viewer.actor)) return notFound(c, show)
  const data = await c.req.formData()
  const text = String(data.get('text') ?? '')
  const reading = readNotice(text)
  if ('fault' in reading) {
    const faults = new Map([['text', noticeFaultText[reading.fault]]])
    const kept = reading.fault === 'too-long' ? '' : text
    return showCalendar(c, office, { show, refused: { name: 'notice', values: { text: kept }, faults } })
  }
  const wanted = data.get('confirm') === 'yes'
  const unchecked = wanted && looksOf(reading).length > 0 && data.get('checked') !== 'yes'
  if (!wanted || unchecked) return showPreview(c, show, { ...loaded(office, viewer, reading), text, unchecked })
  const act = { actor: viewer.actor, now: office.now() }
  const done = transact(office.db, (tx) => arrangeYear(tx, reading, act))
  if (done === 'doubtful' || done === 'incomplete')
    return showPreview(c, show, { ...loaded(office, viewer, reading), text, unchecked: false })
  leaveFlash(c, done === 'same' ? 'calendar-same' : 'calendar-arranged', null)
  return c.redirect(paths.calendarOf(reading.year), 303)
}

function loaded({ db }: Office, viewer: Viewer, arrangement: Arrangement): Omit<Preview, 'text' | 'unchecked'> {
  const { year } = arrangement
  return {
    viewer,
    arrangement,
    outcome: outcomeOf(db, arrangement),
    begun: officeCalendar(db).years.has(year),
    mended: mendedDaysOf(db).filter(({ day }) => day.startsWith(`${year}-`)),
  }
}

/** Doubts that don't keep it from being saved, and want a look. */
function looksOf({ doubts }: Arrangement): string[] {
  return doubtTexts(doubts.filter((doubt) => !isFatal(doubt)))
}

function showPreview(c: Ctx, show: Show, preview: Preview): Promise<Response> {
  const { outcome, unchecked } = preview
  const refused = outcome === 'doubtful' || outcome === 'incomplete' || unchecked
  const title = said.preview(preview.arrangement.year)
  return show(c, { title, body: <PreviewView preview={preview} />, status: refused ? 422 : 200 })
}

const PreviewView: FC<{ preview: Preview }> = ({ preview }) => (
  <div class="narrow notice-page">
    <Back href={paths.calendarOf(preview.arrangement.year)} label={said.back} />
    <div class="page-head">
      <h1>{said.preview(preview.arrangement.year)}</h1>
    </div>
    <Doubts preview={preview} />
    <section class="card">
      <HolidayTable holidays={preview.arrangement.holidays} />
      <div class="card-body">
        <Remarks preview={preview} />
        {preview.outcome === 'arranged' ? <Confirm preview={preview} /> : null}
      </div>
    </section>
    <Again preview={preview} />
  </div>
)

const Doubts: FC<{ preview: Preview }> = ({ preview: { arrangement, outcome, begun } }) => {
  const fatal = doubtTexts(arrangement.doubts.filter(isFatal))
  const incomplete = outcome === 'incomplete' ? [missingText(arrangement, false)] : []
  const looks = [
    ...looksOf(arrangement),
    ...(begun && arrangement.missing.length > 0 ? [missingText(arrangement, true)] : []),
  ]
  return (
    <>
      <Sentences tone="bad" title={said.wrong} sentences={[...fatal, ...incomplete]} />
      <Sentences tone="warn" title={said.look} sentences={looks} />
      {outcome === 'same' ? <Banner tone="plain">{said.same}</Banner> : null}
    </>
  )
}

const Sentences: FC<{ tone: 'bad' | 'warn'; title: string; sentences: readonly string[] }> = ({
  tone,
  title,
  sentences,
}) =>
  sentences.length === 0 ? null : (
    <Banner tone={tone}>
      <p class="banner-title">{title}</p>
      <ul class="doubts">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Banner>
  )

const HolidayTable: FC<{ holidays: readonly Holiday[] }> = ({ holidays }) => (
  <table class="holidays">
    <thead>
      <tr>
        <th scope="col">{said.columns.name}</th>
        <th scope="col">{said.columns.off}</th>
        <th scope="col" class="number">
          {said.columns.count}
        </th>
        <th scope="col">{said.columns.worked}</th>
      </tr>
    </thead>
    <tbody>
      {holidays.map(({ names, off, worked }) => (
        <tr>
          <th scope="row">{names.join('、')}</th>
          <td>
            <Runs days={off} />
          </td>
          <td class="number">{off.length}</td>
          <td>
            <Runs days={worked} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** Runs of days, none of them broken at a line's end. */
const Runs: FC<{ days: readonly Day[] }> = ({ days }) => (
  <>
    {days.length === 0 ? said.none : null}
    {runsText(days).map((run, index) => (
      <>
        {index === 0 ? null : '、'}
        <span class="whole">{run}</span>
      </>
    ))}
  </>
)

const Remarks: FC<{ preview: Preview }> = ({ preview: { arrangement, outcome, begun, mended } }) => {
  const { holidays } = arrangement
  const total = (kind: 'off' | 'worked') => holidays.reduce((sum, holiday) => sum + holiday[kind].length, 0)
  return (
    <p class="quiet">
      {said.total(total('off'), total('worked'))}
      {begun && outcome === 'arranged' ? said.replaces : null}
      {mended.length > 0 ? said.mended(runsText(mended.map(({ day }) => day)).join('、')) : null}
    </p>
  )
}

const Confirm: FC<{ preview: Preview }> = ({ preview: { viewer, text, arrangement, unchecked } }) => (
  <form class="act-form notice-confirm" method="post" action={paths.calendarNotice}>
    <Csrf viewer={viewer} />
    <input type="hidden" name="text" value={text} />
    <input type="hidden" name="confirm" value="yes" />
    {unchecked ? <Banner tone="bad">{said.mustCheck}</Banner> : null}
    {looksOf(arrangement).length > 0 ? (
      <label class="choice">
        <input type="checkbox" name="checked" value="yes" />
        <span>{said.checked}</span>
      </label>
    ) : null}
    <div class="buttons">
      <button class="button button-primary button-large" type="submit">
        {said.confirm}
      </button>
    </div>
  </form>
)

const field: Field = { name: 'text', label: said.field, kind: 'paragraph', required: true }

/** The text as it was pasted, to be mended and read once more. */
const Again: FC<{ preview: Preview }> = ({ preview: { viewer, text, outcome } }) => (
  <details class="card notice-again" open={outcome === 'doubtful' || outcome === 'incomplete'}>
    <summary class="card-head">{said.change}</summary>
    <form class="card-body act-form calendar-notice" method="post" action={paths.calendarNotice} novalidate>
      <Csrf viewer={viewer} />
      <Fields fields={filled([field], { text }, new Map())} />
      <div class="buttons">
        <button class="button button-default" type="submit">
          {said.readAgain}
        </button>
      </div>
    </form>
  </details>
)
