import { readsAll } from '../core/actor.ts'
import { type IssueEvent, stillTypes } from '../core/event.ts'
import type { Serial } from '../core/issue.ts'
import type { FC } from 'hono/jsx'
import { type Day, dayOf } from '../core/calendar/day.ts'
import { flagsFor, type Flag, mayReadEvent } from '../core/issue/flag.ts'
import type { Issue } from '../core/issue.ts'
import type { Reckoned } from '../core/calendar/reckoning.ts'
import { sideOf } from '../core/redaction.ts'
import { hasNewPlan } from '../core/issue/plan-approval.ts'
import type { Refusal } from '../core/refusal.ts'
import type { StoryNames } from './story.ts'
import { flagStateText } from '../core/after-texts.ts'
import { refusalText } from '../core/texts.ts'
import { historyOf, type Logged } from '../db/history.ts'
import type { IssueView } from '../db/issues.ts'
import { ActPanel, type Acts, actsFor } from './act-panel.tsx'
import { CallBacksCard } from './call-backs.tsx'
import { type Concealment, concealmentFor, ConcealmentHint } from './concealment.tsx'
import { casesFor, type Cases, EnterpriseCard, MatterCard } from './cases.tsx'
import { notFound } from './errors.tsx'
import { EvidenceCard } from './evidence.tsx'
import { BackIcon } from './icons.tsx'
import { EventView, HistoryCard, tell, VerificationsCard } from './issue-history.tsx'
import { DescriptionCard, FactsCard, KeyFacts, PlanCard } from './issue-facts.tsx'
import type { Show } from './layout.tsx'
import { nudgeRecordFor, type NudgeRecord } from './nudge-record.ts'
import { NudgeRecordCard } from './nudge-record-view.tsx'
import { NewPlanCard } from './new-plan.tsx'
import type { Office } from './office.ts'
import { Banner, DueWord, StateWord, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import { PaymentsCard } from './payments.tsx'
import { reckonedIn } from './reckoned.tsx'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { SealCard, sealsBeside, type SealsBeside } from './seal.tsx'
import { seeIssue } from './sight.ts'
import { Signals, signalsFor } from './signals.tsx'
import { besideState, formTexts, issueTexts, texts } from './texts.ts'
import { wordsFor } from './words.ts'

/** What the page of an issue shows beside the issue itself. */
export type IssuePage = {
  readonly view: IssueView
  readonly history: readonly Logged[]
  readonly words: StoryNames
  readonly today: Day
  readonly dates: readonly Reckoned[]
}

/** A refusal to show above the page, with what the person had typed. */
export type Refused = { readonly refusal: Refusal; readonly typed: readonly Typing[] }
export type Typing = { readonly label: string; readonly text: string }

/** GET /issues/:serial */
export async function issuePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const view = seeIssue(office, viewerIn(c), c.req.param('serial') ?? '')
  return view ? showIssue(c, office, { show, view }) : notFound(c, show)
}

type Showing = { readonly show: Show; readonly view: IssueView; readonly refused?: Refused }

/** The page of an issue, and above it why something was not done. */
export async function showIssue(c: Ctx, office: Office, { show, view, refused }: Showing): Promise<Response> {
  const viewer = viewerIn(c)
  const page = pageOf(office, viewer, view)
  const { issue, facts } = view
  const body = (
    <IssuePageView
      page={page}
      viewer={viewer}
      acts={actsFor(office, viewer, view)}
      cases={casesFor(office, viewer, issue)}
      signals={signalsFor(office, viewer, page)}
      concealment={concealmentFor(office, viewer, view)}
      seals={sealsBeside(office, viewer, issue)}
      nudges={nudgesOf(c, office, page)}
      refused={refused ?? null}
    />
  )
  const title = `${issue.serial} ${issue.title.slice(0, 40).toWellFormed()}`
  return show(c, { title, subtitle: facts.campaign.title, body, ...(refused ? { status: 409 } : {}) })
}

function nudgesOf(c: Ctx, office: Office, { view: { issue, facts } }: IssuePage): NudgeRecord | null {
  const spoken = { kind: 'issue', id: issue.serial } as const
  const all = c.req.query('nudges') === 'all'
  return nudgeRecordFor(office, viewerIn(c), { spoken, plan: facts.campaign.nudges, issue, all })
}

export function pageOf(office: Office, viewer: Viewer, view: IssueView): IssuePage {
  const all = historyOf(office.db, view.issue.serial)
  const history = all.filter(({ event }) => mayReadOf(office, viewer, { issue: view.issue, event }))
  const words = wordsFor(office, view, history)
  return { view, history, words, today: dayOf(office.now()), dates: reckonedIn(view, all) }
}

function otherIn(event: IssueEvent): Serial | null {
  if (event.type === 'linked') return event.to
  if (event.type === 'merged') return event.into
  return event.type === 'unlinked' || event.type === 'absorbed' || event.type === 'parted' ? event.from : null
}

/** A suspicion is the office's own; what names another issue is told to those who may see that too; leaders hear of no seal. */
function mayReadOf(office: Office, viewer: Viewer, { issue, event }: { issue: Issue; event: IssueEvent }): boolean {
  if (!mayReadEvent(viewer.actor, issue, event)) return false
  if (event.type === 'sealed') return readsAll(viewer.actor)
  const other = otherIn(event)
  return other === null || seeIssue(office, viewer, other) !== null
}

type ViewProps = {
  readonly page: IssuePage
  readonly viewer: Viewer
  readonly acts: Acts
  readonly cases: Cases
  readonly signals: readonly string[]
  readonly concealment: Concealment | null
  readonly seals: SealsBeside | null
  readonly nudges: NudgeRecord | null
  readonly refused: Refused | null
}

const IssuePageView: FC<ViewProps> = (props) => {
  const { page, viewer, acts, cases, signals, concealment, seals, nudges, refused } = props
  const { view, history, words, today, dates } = page
  const { issue, facts } = view
  return (
    <>
      <IssueHead page={page} flags={flagsFor(viewer.actor, issue)} />
      {refused ? <RefusedBanner page={page} refused={refused} /> : null}
      <KeyFacts issue={issue} words={words} today={today} dates={dates} />
      <div class="columns">
        <div class="column-side">
          <Signals sentences={signals} />
          {concealment ? <ConcealmentHint serial={issue.serial} hint={concealment} /> : null}
          <ActPanel view={view} acts={acts} words={words} viewer={viewer} draft={crypto.randomUUID()} />
          <FactsCard issue={issue} words={words} today={today} dates={dates} />
        </div>
        <div class="column-main">
          <Plans page={page} />
          <PaymentsCard issue={issue} words={words} />
          <DescriptionCard issue={issue} />
          {seals ? <SealCard serial={issue.serial} seals={seals} viewer={viewer} /> : null}
          <MatterCard issue={issue} cases={cases} />
          <EnterpriseCard issue={issue} cases={cases} />
          <EvidenceCard issue={issue} pending={facts.pendingFiles} words={words} />
          <CallBacksCard issue={issue} words={words} />
          <VerificationsCard issue={issue} words={words} />
          {nudges ? <NudgeRecordCard record={nudges} all={paths.nudgesOf(paths.issue(issue.serial))} /> : null}
          <HistoryCard history={history} words={words} redact={redactIn(issue.serial, viewer)} />
        </div>
      </div>
    </>
  )
}

function redactIn(serial: Serial, { actor }: Viewer): ((n: number) => string) | null {
  return sideOf(actor) === null ? null : (n) => paths.redact(serial, n)
}

/** Serial, state and title: on the issue's page and above its forms. */
type HeadProps = { readonly page: IssuePage; readonly back?: 'issue'; readonly flags?: readonly Flag[] }

export const IssueHead: FC<HeadProps> = ({ page: { view, today }, back, flags = [] }) => {
  const { issue } = view
  const beside = besideState(issue)
  return (
    <header class="issue-head">
      <a class="back" href={back ? paths.issue(issue.serial) : paths.ledger} data-back>
        <BackIcon />
        {back ? issueTexts.backToIssue : texts.back}
      </a>
      <p class="issue-line">
        <span class="serial">{issue.serial}</span>
        <StateWord status={issue.status} />
        {beside ? <span class="beside">{beside}</span> : null}
        <DueWord issue={issue} today={today} />
        {flags.map((flag) => (
          <span class="beside beside-bad">{flagStateText(flag)}</span>
        ))}
      </p>
      <h1>
        <Typed text={issue.title} />
      </h1>
    </header>
  )
}

/** A plan that waits for review comes first; the one in force stays beside it. */
export const Plans: FC<{ page: IssuePage }> = ({ page: { view, words, today, dates } }) => {
  const { issue } = view
  const { plan, proposal, status, former } = issue
  const waits = status === 'plan_review' ? issueTexts.proposal : issueTexts.proposalAgain
  return (
    <>
      {proposal && hasNewPlan(issue) ? <NewPlanCard issue={issue} proposal={proposal} words={words} /> : null}
      {proposal && !hasNewPlan(issue) ? (
        <PlanCard plan={proposal} title={waits} words={words} today={today} dates={plan ? [] : dates} />
      ) : null}
      {plan ? <PlanCard plan={plan} title={issueTexts.measures} words={words} today={today} dates={dates} /> : null}
      {former.map(({ plan: old, unit, until }) =>
        old ? (
          <PlanCard plan={old} title={issueTexts.formerPlan(words.unit(unit), until)} words={words} today={until} />
        ) : null,
      )}
    </>
  )
}

/** Why it was not done; after someone faster, what they did; and what was typed, so that nothing is lost. */
export const RefusedBanner: FC<{ page: IssuePage; refused: Refused }> = ({ page, refused: { refusal, typed } }) => {
  const move = refusal.code === 'stale' ? lastMove(page) : undefined
  return (
    <>
      <Banner tone={refusal.code === 'stale' ? 'warn' : 'bad'}>
        <p class="banner-title">
          <Words text={refusalText(refusal, page.today)} />
        </p>
        {move ? (
          <ol class="line">
            <EventView told={move} words={page.words} />
          </ol>
        ) : null}
      </Banner>
      {typed.length > 0 ? (
        <details class="typing" open>
          <summary>{formTexts.typed}</summary>
          <dl class="event-facts">
            {typed.map(({ label, text }) => (
              <div>
                <dt>{label}</dt>
                <dd>
                  <Typed text={text} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </>
  )
}

function lastMove({ history, words }: IssuePage) {
  const moves = history.filter(({ event }) => !stillTypes.includes(event.type))
  return tell(moves.slice(-1), words)[0]
}
