import type { FC } from 'hono/jsx'
import { isOffice } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import { type Faults, faultsOf, placed } from '../core/faults.ts'
import type { FormValues } from '../core/forms/form.ts'
import { type FormContext, formOf } from '../core/forms.ts'
import type { Issue } from '../core/issue.ts'
import { readReport } from '../core/read-form.ts'
import type { Refusal } from '../core/refusal.ts'
import { refusalText } from '../core/texts.ts'
import { understoodText } from '../core/calendar/clock-texts.ts'
import { understoodDays, withDays } from '../core/calendar/understood-days.ts'
import { transact } from '../db/database.ts'
import { formContext } from '../db/form-context.ts'
import { record } from '../db/ledger.ts'
import { seal } from '../db/seals.ts'
import { ErrorView, failed } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { FaultList, Fields, filled } from './form.tsx'
import { BackIcon } from './icons.tsx'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { Banner, Csrf, Empty, StateWord, Words } from './parts.tsx'
import { paths } from './paths.ts'
import { readTicket, readValues } from './posted.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { sealBeside, SealFields } from './seal.tsx'
import { seeIssue } from './sight.ts'
import { errorTexts, formTexts, ledgerTexts, texts } from './texts.ts'

/** A report being filled in by the office. */
type Reporting = {
  readonly context: FormContext
  readonly values: FormValues
  readonly faults: Faults
  readonly draft: string
  readonly refusal: Refusal | null
  /** Days that were typed in words, read back; they stand in the form as days. */
  readonly understood?: string
  /** Issues that look the same. */
  readonly similar: readonly Issue[]
}

/** GET /issues/new */
export async function newPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!isOffice(viewer.actor)) return notOffice(c, office, show)
  const context = contextFor(office, viewer, c.req.query('campaign'))
  if (!context) return show(c, { title: formTexts.newTitle, body: <NoCampaign /> })
  const { initial } = formOf('report', context)
  const values = { ...initial, campaign: context.campaign.code }
  const reporting = { context, values, faults: new Map(), draft: crypto.randomUUID(), refusal: null, similar: [] }
  return showNew(c, show, { reporting, status: 200 })
}

/** POST /issues/new */
export async function postNew(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!isOffice(viewer.actor)) return notOffice(c, office, show)
  const data = await c.req.formData()
  const [ticket, values] = [readTicket(data), readValues(data)]
  const context = contextFor(office, viewer, String(values['campaign'] ?? ''))
  if (!ticket || !context) return failed(c, show, { kind: 'unreadable', status: 400 })
  const days = understoodDays(formOf('report', context).fields, values, context)
  const understood = days.length > 0 ? { understood: understoodText(days) } : {}
  const again = { context, values: withDays(values, days), draft: ticket.draft, refusal: null, similar: [] }
  const read = readReport(again.values, context)
  const selfCheck = context.campaign.sources.some(({ id, selfCheck }) => selfCheck && id === values['source'])
  const beside = sealBeside(values, office, { selfCheck })
  const faults = new Map([...(read.ok ? [] : faultsOf(read.faults)), ...beside.faults])
  if (!read.ok || days.length > 0 || beside.faults.size > 0)
    return showNew(c, show, { reporting: { ...again, ...understood, faults }, status: 422 })
  const { actor } = viewer
  const entry = { actor, command: read.act, now: office.now(), draft: ticket.draft }
  const outcome = transact(office.db, (tx) => {
    const reported = record(tx, entry)
    if (reported.ok && !reported.repeated && beside.sealed) seal(tx, reported.issue.serial, beside.sealed, entry)
    return reported
  })
  if (!outcome.ok)
    return showNew(c, show, {
      reporting: refusedReport(office, viewer, { again, refusal: outcome.refusal }),
      status: 422,
    })
  if (!outcome.repeated) sendOut(office)
  leaveFlash(c, outcome.repeated ? 'repeated' : 'report', outcome.repeated ? null : outcome.issue.serial)
  return c.redirect(paths.issue(outcome.issue.serial), 303)
}

type Again = Omit<Reporting, 'faults'>

function refusedReport(
  office: Office,
  viewer: Viewer,
  { again, refusal }: { again: Again; refusal: Refusal },
): Reporting {
  const serials = refusal.code === 'likely-duplicate' ? refusal.serials.slice(0, 10) : []
  const similar = serials.flatMap((serial) => seeIssue(office, viewer, serial)?.issue ?? [])
  const { context } = again
  const { faults, above } = placed(refusal, formOf('report', context).fields, context.today)
  return { ...again, refusal: above, similar, faults }
}

function contextFor({ db, now }: Office, { actor }: Viewer, campaign: string | undefined): FormContext | null {
  return formContext(db, { actor, kind: 'report', issue: null, now: now(), ...(campaign ? { campaign } : {}) })
}

function notOffice(c: Ctx, office: Office, show: Show): Promise<Response> {
  const text = refusalText({ code: 'not-yours', whose: 'office' }, dayOf(office.now()))
  return show(c, {
    title: errorTexts.foreign.title,
    body: <ErrorView title={formTexts.newTitle} text={text} />,
    status: 403,
  })
}

function showNew(
  c: Ctx,
  show: Show,
  { reporting, status }: { reporting: Reporting; status: 200 | 422 },
): Promise<Response> {
  const subtitle = reporting.context.campaign.title
  return show(c, {
    title: formTexts.newTitle,
    subtitle,
    body: <NewView reporting={reporting} viewer={viewerIn(c)} />,
    status,
  })
}

const NewView: FC<{ reporting: Reporting; viewer: Viewer }> = ({ reporting, viewer }) => {
  const { context, values, faults, draft } = reporting
  // The campaign is chosen above the form, since its categories and sources stand in the form.
  const fields = formOf('report', context).fields.filter(({ name }) => name !== 'campaign')
  const drawn = filled(fields, values, faults)
  return (
    <div class="narrow">
      <a class="back" href={paths.ledger} data-back>
        <BackIcon />
        {texts.back}
      </a>
      <div class="page-head">
        <h1>{formTexts.newTitle}</h1>
      </div>
      <CampaignLinks context={context} />
      <section class="card form-card">
        <form class="card-body act-form" method="post" action={paths.newIssue} novalidate>
          <Csrf viewer={viewer} />
          <input type="hidden" name="draft" value={draft} />
          <input type="hidden" name="campaign" value={context.campaign.code} />
          <p class="quiet">{formTexts.newHint}</p>
          <RefusedReport reporting={reporting} />
          {reporting.understood === undefined ? null : (
            <Banner tone="warn">
              <p>{reporting.understood}</p>
            </Banner>
          )}
          <FaultList fields={drawn} />
          <Fields fields={drawn} />
          <SealFields values={values} faults={faults} />
          <div class="buttons form-buttons">
            <button class="button button-primary button-large" type="submit">
              {texts.submit}
            </button>
            <a class="button button-quiet" href={paths.ledger}>
              {texts.cancel}
            </a>
          </div>
        </form>
      </section>
    </div>
  )
}

const CampaignLinks: FC<{ context: FormContext }> = ({ context: { campaigns, campaign } }) =>
  campaigns.length < 2 ? null : (
    <nav class="tabs" aria-label={ledgerTexts.campaign}>
      {campaigns.map(({ value, label }) => (
        <a
          class="tab"
          href={`${paths.newIssue}?campaign=${encodeURIComponent(value)}`}
          {...(value === campaign.code ? { 'aria-current': 'page' as const } : {})}
        >
          {label}
        </a>
      ))}
    </nav>
  )

/** Why it was not taken; what looks the same, to look at first. */
const RefusedReport: FC<{ reporting: Reporting }> = ({ reporting: { refusal, similar, context } }) => {
  if (!refusal) return null
  return (
    <Banner tone={similar.length > 0 ? 'warn' : 'bad'}>
      <p class="banner-title">
        <Words text={refusalText(refusal, context.today)} />
      </p>
      {similar.length > 0 ? (
        <>
          <ul class="similar">
            {similar.map((issue) => (
              <li>
                <a href={paths.issue(issue.serial)} target="_blank">
                  <span class="serial">{issue.serial}</span>
                  <bdi>{issue.title.slice(0, 120)}</bdi>
                </a>
                <StateWord status={issue.status} />
              </li>
            ))}
          </ul>
          <button class="button button-default" type="submit" name="notDuplicate" value="yes">
            {formTexts.notDuplicate}
          </button>
        </>
      ) : null}
    </Banner>
  )
}

const NoCampaign: FC = () => (
  <section class="card">
    <Empty title={ledgerTexts.noCampaignTitle} text={ledgerTexts.noCampaignText}>
      <code class="command">{ledgerTexts.noCampaignCommand}</code>
    </Empty>
  </section>
)
