import type { FC } from 'hono/jsx'
import type { PersonId } from '../core/actor.ts'
import { dayOf, showInstant } from '../core/calendar/day.ts'
import { type Faults, faultsOf } from '../core/faults.ts'
import type { FormValues } from '../core/forms/form.ts'
import { sealedOf, sealFields } from '../core/forms/seal.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { fieldReader } from '../core/forms/read-field.ts'
import { isEmpty, mayOpenSeals, type Sealed } from '../core/issue/seal.ts'
import { officeCalendar } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import { namesOf } from '../db/people.ts'
import { openSeals, seal, sealsOn, type SealedEntry } from '../db/seals.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { Fields, filled } from './form.tsx'
import { BackIcon } from './icons.tsx'
import { showIssue } from './issue.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Card, Csrf, Fact, LongTyped, Typed } from './parts.tsx'
import { paths } from './paths.ts'
import { readValues } from './posted.ts'
import { sealText } from './seal-texts.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'

/** What the page of an issue says of its seals to whoever may open them; null for everybody else. */
export type SealsBeside = {
  readonly count: number
  /** How often it was looked at, and who did last. */
  readonly looks: { readonly count: number; readonly who: string; readonly at: number } | null
}

export function sealsBeside({ db }: Office, { actor }: Viewer, issue: Issue): SealsBeside | null {
  if (issue.selfChecked || !mayOpenSeals(actor)) return null
  const { count, looks } = sealsOn(db, issue.serial)
  const last = looks.at(-1)
  const who = last?.by ? (namesOf(db, [last.by]).get(last.by) ?? '') : ''
  return { count, looks: last ? { count: looks.length, who, at: last.at } : null }
}

type CardProps = { readonly serial: Serial; readonly seals: SealsBeside; readonly viewer: Viewer }

/** That something is sealed and who has looked; what it says is on a page of its own. */
export const SealCard: FC<CardProps> = ({ serial, seals: { count, looks }, viewer }) => (
  <Card title={sealText.title} id="sealed">
    <p class="quiet">{count === 0 ? sealText.none : sealText.count(count)}</p>
    {looks ? <p class="quiet">{sealText.looks(looks.count, looks.who, looks.at)}</p> : null}
    {count > 0 ? (
      <form method="post" action={paths.openSeals(serial)}>
        <Csrf viewer={viewer} />
        <button class="button button-default" type="submit">
          {sealText.open}
        </button>
      </form>
    ) : null}
    <details class="earlier">
      <summary>{sealText.add}</summary>
      <form method="post" action={paths.seal(serial)} novalidate>
        <Csrf viewer={viewer} />
        <Fields fields={filled(sealFields, {}, new Map())} />
        <div class="buttons form-buttons">
          <button class="button button-default" type="submit">
            {sealText.submit}
          </button>
        </div>
      </form>
    </details>
  </Card>
)

/** POST /issues/:serial/seals/open: the look is recorded first, which is why this is no link. */
export async function postOpenSeals(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeIssue(office, viewer, c.req.param('serial') ?? '')
  if (!view || !mayOpenSeals(viewer.actor)) return notFound(c, show)
  const { serial } = view.issue
  const act = { actor: viewer.actor, now: office.now() }
  const entries = transact(office.db, (tx) => openSeals(tx, serial, act)) ?? []
  const names = namesOf(
    office.db,
    entries.flatMap(({ by }) => by ?? []),
  )
  return show(c, { title: `${sealText.title} ${serial}`, body: <SealsView {...{ serial, entries, names }} /> })
}

type ViewProps = {
  readonly serial: Serial
  readonly entries: readonly SealedEntry[]
  readonly names: ReadonlyMap<PersonId, string>
}

const SealsView: FC<ViewProps> = ({ serial, entries, names }) => (
  <div class="narrow">
    <a class="back" href={paths.issue(serial)}>
      <BackIcon />
      {sealText.back}
    </a>
    <div class="page-head">
      <h1>{`${sealText.title} ${serial}`}</h1>
    </div>
    <p class="quiet">{sealText.opened}</p>
    {entries.map(({ at, by, ...sealed }) => (
      <Card title={`${by === null ? '' : (names.get(by) ?? '')} ${showInstant(at)}`}>
        <Contents sealed={sealed} />
      </Card>
    ))}
  </div>
)

const Contents: FC<{ sealed: Pick<SealedEntry, 'complainant' | 'contact' | 'note'> }> = ({ sealed }) => {
  const { complainant, contact, note } = sealed
  if (complainant === null && contact === null && note === null) return <p class="quiet">{sealText.gone}</p>
  return (
    <dl class="facts">
      <Fact label={sealText.complainant}>{complainant === null ? null : <Typed text={complainant} />}</Fact>
      <Fact label={sealText.contact}>{contact === null ? null : <Typed text={contact} />}</Fact>
      <Fact label={sealText.note}>{note === null ? null : <LongTyped text={note} />}</Fact>
    </dl>
  )
}

/** POST /issues/:serial/seals */
export async function postSeal(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeIssue(office, viewer, c.req.param('serial') ?? '')
  if (!view || !mayOpenSeals(viewer.actor)) return notFound(c, show)
  const { serial } = view.issue
  const { sealed, faults } = readSeal(readValues(await c.req.formData()), office)
  const [fault] = faults
  const refusal = fault
    ? ({ code: 'invalid', label: fault.label, sentence: fault.sentence } as const)
    : transact(office.db, (tx) => seal(tx, serial, sealed, { actor: viewer.actor, now: office.now() }))
  if (refusal) return showIssue(c, office, { show, view, refused: { refusal, typed: [] } })
  leaveFlash(c, 'sealed', serial)
  return c.redirect(`${paths.issue(serial)}#sealed`, 303)
}

/** What was typed to be sealed, on an issue's page. */
function readSeal(values: FormValues, { now, db }: Office) {
  const read = fieldReader(sealFields, values, { today: dayOf(now()), calendar: () => officeCalendar(db) })
  return { sealed: sealedOf(read), faults: read.faults }
}

/** The same beside a report: nobody complained of what a unit found by itself. null where there is nothing to seal. */
export function sealBeside(
  values: FormValues,
  office: Office,
  { selfCheck }: { selfCheck: boolean },
): { readonly sealed: Sealed | null; readonly faults: Faults } {
  const { sealed, faults } = readSeal(values, office)
  if (isEmpty(sealed)) return { sealed: null, faults: faultsOf(faults) }
  return { sealed, faults: selfCheck ? new Map([['complainant', sealText.own]]) : faultsOf(faults) }
}

/** Under the fields of a report, which many read: what goes no further than the office. */
export const SealFields: FC<{ values: FormValues; faults: Faults }> = ({ values, faults }) => (
  <fieldset class="seal-fields">
    <legend>{sealText.beside}</legend>
    <Fields fields={filled(sealFields, values, faults)} />
  </fieldset>
)
