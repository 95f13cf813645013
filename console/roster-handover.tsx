import type { FC } from 'hono/jsx'
import { actsFor } from '../core/actor.ts'
import type { Field } from '../core/forms/form.ts'
import { handoverRefusalText, postsStay } from '../core/handovers/handover-texts.ts'
import type { Issue } from '../core/issue.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact } from '../db/database.ts'
import { issuesNaming } from '../db/handovers/find.ts'
import { startHandover } from '../db/handovers/record.ts'
import type { RosterPerson } from '../db/roster.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { handoverTexts as said } from './handover-texts.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Typed } from './parts.tsx'
import { paths } from './paths.ts'
import { readTicket, readValues } from './posted.ts'
import { colleagueFields, colleagueIn, textOf } from './roster-colleague.ts'
import { Back, fresh, PostForm, refusedForm, type Filling } from './roster-form.tsx'
import { personAt, type Roster } from './roster-load.ts'
import { nameIn } from './roster-substitutes.tsx'
import { type Ctx, viewerIn } from './session.ts'

type Page = {
  readonly roster: Roster
  readonly person: RosterPerson
  /** What names the person and nobody takes over yet. */
  readonly issues: readonly Issue[]
  readonly filling: Filling
}

/** GET /roster/people/:id/handover */
export async function handoverPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const page = pageAt(c, office)
  return page ? showPage(c, show, page) : notFound(c, show)
}

/** POST /roster/people/:id/handover: begun for somebody else. Sent twice it begins one. */
export async function postHandover(c: Ctx, office: Office, show: Show): Promise<Response> {
  const page = pageAt(c, office)
  if (!page) return notFound(c, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  if (!ticket) return failed(c, show, { kind: 'unreadable', status: 400 })
  const filling = { ...fresh(values, null), draft: ticket.draft }
  const who = colleagueIn(office, values, said)
  if ('fault' in who)
    return showPage(c, show, { ...page, filling: { ...filling, faults: new Map([[who.field, who.fault]]) } })
  const reason = textOf(values['reason']).slice(0, longestReason)
  const wanted = { from: page.person.id, to: who.id, reason: reason === '' ? null : reason }
  const act = { actor: viewerIn(c).actor, now: office.now() }
  const outcome = transact(office.db, (tx) => startHandover(tx, wanted, act))
  if (!outcome.ok) {
    const sentence = handoverRefusalText(outcome.refusal, (id) => nameIn(page.roster, id))
    return showPage(c, show, { ...page, filling: refusedForm(filling, sentence, null) })
  }
  leaveFlash(c, 'handover-started', null)
  return c.redirect(paths.person(page.person.id), 303)
}

function pageAt(c: Ctx, office: Office): Page | null {
  const found = personAt(c, office)
  if (!found || !mayChangeUnits(viewerIn(c).actor)) return null
  const issues = issuesNaming(office.db, found.person.id)
  const free = issues.filter(({ handovers }) => !handovers.some(({ from }) => from === found.person.id))
  return { ...found, issues: free, filling: fresh({}, null) }
}

/** Characters. */
const longestReason = 200

/** Whoever acts for a unit whose work it is. */
function fieldsFor({ roster, person, issues }: Page): Field[] {
  const units = [...new Set(issues.map(({ unit }) => unit))]
  const able = roster.people.filter((one) => one.id !== person.id && units.some((unit) => actsFor(one, unit)))
  return [
    ...colleagueFields(able, said),
    { name: 'reason', label: said.reason, kind: 'paragraph', required: false, max: longestReason },
  ]
}

function showPage(c: Ctx, show: Show, page: Page): Promise<Response> {
  const { filling, person } = page
  const wrong = filling.refused !== null || filling.faults.size > 0
  return show(c, { title: said.formTitle(person.name), body: <HandoverView page={page} />, status: wrong ? 422 : 200 })
}

const listed = 10

const HandoverView: FC<{ page: Page }> = ({ page }) => {
  const { roster, person, issues, filling } = page
  return (
    <div class="narrow">
      <Back href={paths.person(person.id)} label={person.name} />
      <div class="page-head">
        <h1>{said.formTitle(person.name)}</h1>
      </div>
      <section class="card form-card">
        <div class="card-body">
          {issues.length === 0 ? (
            <p>{said.nothing}</p>
          ) : (
            <PostForm
              viewer={roster.viewer}
              filling={filling}
              fields={fieldsFor(page)}
              action={paths.handover(person.id)}
              submit={said.submit}
              cancel={paths.person(person.id)}
            >
              <Own issues={issues} />
              <p class="quiet">{said.about}</p>
              <p class="quiet">{postsStay}</p>
            </PostForm>
          )}
        </div>
      </section>
    </div>
  )
}

const Own: FC<{ issues: readonly Issue[] }> = ({ issues }) => (
  <>
    <p>{said.own(issues.length)}</p>
    <ul class="substitutes">
      {issues.slice(0, listed).map(({ serial, title }) => (
        <li>
          <a class="serial" href={paths.issue(serial)}>
            {serial}
          </a>
          <Typed text={title} />
        </li>
      ))}
      {issues.length > listed ? <li>{said.more(issues.length)}</li> : null}
    </ul>
  </>
)
