import type { FC } from 'hono/jsx'
import type { PersonId } from '../core/actor.ts'
import { showInstant } from '../core/calendar/day.ts'
import type { Handover } from '../core/handovers/handover.ts'
import { badCancel } from '../core/handovers/handover-rules.ts'
import { causeText, handoverRefusalText, handoverStatusText } from '../core/handovers/handover-texts.ts'
import type { Issue } from '../core/issue.ts'
import { mayReadSuggestions } from '../core/nudges/suggestion.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact, type Db } from '../db/database.ts'
import { pastHandovers, runningHandovers } from '../db/handovers/find.ts'
import { issuesHeld, ownerless, type Holding } from '../db/handovers/holders.ts'
import { cancelHandover } from '../db/handovers/record.ts'
import { namesOf, unitName } from '../db/people.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { handoverTexts as said } from './handover-texts.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Card, Csrf, Typed } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

type Gone = Holding & { readonly unitName: string; readonly issues: readonly Issue[] }
type Page = {
  readonly viewer: Viewer
  readonly names: ReadonlyMap<PersonId, string>
  readonly gone: readonly Gone[]
  readonly running: readonly Handover[]
  readonly past: readonly Handover[]
  readonly refused: string | null
}

/** GET /handovers: what is nobody's, what waits for a signature, and what is over. */
export async function handoversPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayReadSuggestions(viewer.actor)) return notFound(c, show)
  return showPage(c, show, load(office.db, viewer, null))
}

/** POST /handovers/:id/cancel */
export async function postCancel(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const id = Number(/^\d{1,9}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
  const act = { actor: viewer.actor, now: office.now() }
  const outcome = transact(office.db, (tx) => cancelHandover(tx, { id, reason: null }, act))
  if (outcome.ok) {
    leaveFlash(c, 'handover-cancelled', null)
    return c.redirect(paths.person(outcome.handover.from), 303)
  }
  const { refusal } = outcome
  if (refusal.code === 'not-found' || !mayReadSuggestions(viewer.actor)) return notFound(c, show)
  const sentence = handoverRefusalText(refusal, (person) => namesOf(office.db, [person]).get(person) ?? '')
  return showPage(c, show, load(office.db, viewer, sentence))
}

const shown = 30

function load(db: Db, viewer: Viewer, refused: string | null): Page {
  const gone = ownerless(db).map((one) => {
    return { ...one, unitName: unitName(db, one.unit), issues: issuesHeld(db, one) }
  })
  const [running, past] = [runningHandovers(db), pastHandovers(db, shown)]
  const parties = [...running, ...past].flatMap(({ from, to, startedBy }) => [
    from,
    to,
    ...(startedBy ? [startedBy] : []),
  ])
  const names = namesOf(db, [...gone.map(({ person }) => person), ...parties])
  return { viewer, names, gone, running, past, refused }
}

function showPage(c: Ctx, show: Show, page: Page): Promise<Response> {
  const status = page.refused === null ? {} : { status: 409 as const }
  return show(c, { title: said.title, body: <HandoversView page={page} />, ...status })
}

const HandoversView: FC<{ page: Page }> = ({ page }) => {
  const { gone, running, past, refused } = page
  const count = gone.reduce((sum, one) => sum + one.count, 0)
  return (
    <>
      <div class="page-head">
        <h1>{said.title}</h1>
        <p class="quiet">{said.about}</p>
      </div>
      {refused === null ? null : (
        <Banner tone="warn">
          <p class="banner-title">{refused}</p>
        </Banner>
      )}
      <Card title={said.ownerless(count)} id="ownerless" look="handover-part">
        <p class="quiet">{count === 0 ? said.noOwnerless : said.ownerlessHint}</p>
        {gone.map((one) => (
          <GoneRows page={page} one={one} />
        ))}
      </Card>
      <Card title={said.waiting(running.length)} look="handover-part">
        {running.length === 0 ? <p class="quiet">{said.noWaiting}</p> : <HandoverRows rows={running} {...page} />}
      </Card>
      {past.length === 0 ? null : (
        <Card title={said.past} look="handover-part">
          <HandoverRows rows={past} {...page} />
        </Card>
      )}
    </>
  )
}

/** One who has gone, with everything that names them; a verification the director gives out anew. */
const GoneRows: FC<{ page: Page; one: Gone }> = ({ page: { viewer, names }, one }) => (
  <section class="gone">
    <p>
      <a href={paths.person(one.person)}>
        <bdi>{names.get(one.person) ?? ''}</bdi>
      </a>
      <span class="quiet">{one.as === 'unit' ? one.unitName : said.verifying}</span>
      {mayChangeUnits(viewer.actor) ? (
        <a class="button button-default" href={paths.handover(one.person)}>
          {said.name}
        </a>
      ) : null}
    </p>
    <ul class="substitutes">
      {one.issues.map(({ serial, title }) => (
        <li>
          <a class="serial" href={paths.issue(serial)}>
            {serial}
          </a>
          <Typed text={title} />
        </li>
      ))}
    </ul>
  </section>
)

type Rows = Pick<Page, 'viewer' | 'names'> & { readonly rows: readonly Handover[] }

const tones = { running: 'warn', done: 'good', lapsed: 'plain', cancelled: 'plain' } as const

/** Handovers in words, with the button that calls one off for whoever may. */
export const HandoverRows: FC<Rows> = ({ viewer, names, rows }) => (
  <ul class="substitutes">
    {rows.map((one) => (
      <li>
        <span class={`tag tone-${tones[one.status]}`}>{handoverStatusText[one.status]}</span>
        <bdi>{said.parties(names.get(one.from) ?? '', names.get(one.to) ?? '')}</bdi>
        <span class="quiet">{countsText(one)}</span>
        <span class="quiet">
          {said.since(
            showInstant(one.startedAt),
            one.startedBy === null ? said.byItself : (names.get(one.startedBy) ?? ''),
          )}
        </span>
        {one.cause === 'asked' ? null : <span class="quiet">{causeText[one.cause]}</span>}
        {one.reason === null ? null : <Typed text={one.reason} />}
        {badCancel(viewer.actor, one) === null ? (
          <form method="post" action={paths.cancelHandover(one.id)}>
            <Csrf viewer={viewer} />
            <button class="button button-quiet" type="submit">
              {said.cancel}
            </button>
          </form>
        ) : null}
      </li>
    ))}
  </ul>
)

function countsText({ items }: Handover): string {
  const count = (wanted: string) => items.filter(({ state }) => state === wanted).length
  return said.counts(count('open'), count('signed'), count('returned'))
}
