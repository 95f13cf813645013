import type { FC } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ActType } from '../core/command.ts'
import { showInstant } from '../core/calendar/day.ts'
import type { Faults } from '../core/faults.ts'
import type { FormValues } from '../core/forms/form.ts'
import { type Form, formOf } from '../core/forms.ts'
import { isVerification } from '../core/forms/verification.ts'
import type { Issue } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import type { Refusal } from '../core/refusal.ts'
import { actText, eventText, statusText } from '../core/texts.ts'
import { formContext } from '../db/form-context.ts'
import type { IssueView } from '../db/issues.ts'
import { ActForm, SubmitButton } from './act-panel.tsx'
import { AskedQuotes } from './asked.tsx'
import { concealmentFor } from './concealment.tsx'
import { CallBacksCard } from './call-backs.tsx'
import { notFound } from './errors.tsx'
import { EvidenceCard } from './evidence.tsx'
import { FaultList, Fields, filled } from './form.tsx'
import { DescriptionCard, FactsCard, KeyFacts } from './issue-facts.tsx'
import { IssueHead, type IssuePage, pageOf, Plans, RefusedBanner, showIssue } from './issue.tsx'
import { VerificationsCard } from './issue-history.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Words } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'
import { formTexts, texts } from './texts.ts'
import { signalsFor } from './signals.tsx'
import { FileField } from './upload-field.tsx'
import { noUploads, type Uploads } from '../db/uploads.ts'
import { VerifyForm } from './verify.tsx'
import { whoDid } from './words.ts'

/** An act whose form is being filled in. */
export type Filling = {
  readonly type: ActType
  readonly values: FormValues
  readonly faults: Faults
  readonly draft: string
  readonly refusal: Refusal | null
  /** Days that were typed in words, read back; they stand in the form as days. */
  readonly understood?: string
  readonly uploads: Uploads
  /** Tokens of the kept files, in their order. */
  readonly tokens: readonly string[]
}

export type ActPage = {
  readonly page: IssuePage
  readonly viewer: Viewer
  readonly filling: Filling
  readonly form: Form | null
  /** What the verifier should have seen before deciding. */
  readonly signals: readonly string[]
}

/** GET /issues/:serial/act/:type: the form of one act; where it can't be done, the issue says why. */
export async function actPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  const view = seeIssue(office, viewer, c.req.param('serial') ?? '')
  const type = actTypeOf(c.req.param('type'))
  if (!view || !type) return notFound(c, show)
  const refusal = permit(type, view.issue, viewer.actor, view.facts)
  if (refusal) return showIssue(c, office, { show, view, refused: { refusal, typed: [] } })
  const form = formFor(office, viewer, { view, type })
  const values = { ...form?.initial, ...besidesInitial(c, office, { view, type }) }
  const filling = { type, values, faults: new Map(), draft: crypto.randomUUID() }
  return showAct(c, office, { show, view, filling: { ...filling, refusal: null, uploads: noUploads, tokens: [] } })
}

/** What stands in a form because of where one came from. */
function besidesInitial(c: Ctx, office: Office, { view, type }: { view: IssueView; type: ActType }): FormValues {
  if (type === 'link') return { to: c.req.query('to') ?? '' }
  const hint = type === 'flag' ? concealmentFor(office, viewerIn(c), view) : null
  return hint ? { reason: hint.seen } : {}
}

export function actTypeOf(word: string | undefined): ActType | null {
  return word !== undefined && Object.hasOwn(actText, word) ? (word as ActType) : null
}

/** The fields of an act, with everything they draw on; null where it has files only. Verifying has one form for both ends. */
export function formFor(
  { db, now }: Office,
  { actor }: Viewer,
  { view: { issue }, type }: { view: IssueView; type: ActType },
): Form | null {
  if (type === 'attach') return null
  const kind = isVerification(type) ? 'send-back' : type
  const context = formContext(db, { actor, kind, issue, now: now() })
  return context && formOf(kind, context)
}

type Showing = {
  readonly show: Show
  readonly view: IssueView
  readonly filling: Filling
  readonly status?: ContentfulStatusCode
}

export async function showAct(c: Ctx, office: Office, { show, view, filling, status }: Showing): Promise<Response> {
  const viewer = viewerIn(c)
  const form = formFor(office, viewer, { view, type: filling.type })
  const page = pageOf(office, viewer, view)
  const signals = isVerification(filling.type) ? signalsFor(office, viewer, page) : []
  const body = <ActView act={{ page, viewer, filling, form, signals }} />
  const title = `${actText[filling.type]} ${view.issue.serial}`
  return show(c, { title, subtitle: view.facts.campaign.title, body, ...(status ? { status } : {}) })
}

const ActView: FC<{ act: ActPage }> = ({ act }) => {
  const { page, filling } = act
  const { issue, facts } = page.view
  const { refusal, understood } = filling
  return (
    <>
      <IssueHead page={page} back="issue" />
      {refusal ? <RefusedBanner page={page} refused={{ refusal, typed: [] }} /> : null}
      {understood === undefined ? null : (
        <Banner tone="warn">
          <p>{understood}</p>
        </Banner>
      )}
      <div class="columns columns-form">
        <div class="column-main">
          <section class="card form-card">
            <div class="card-head">
              <h2 class="card-title">{titleOf(filling.type, issue)}</h2>
            </div>
            <div class="card-body">
              {isVerification(filling.type) ? <VerifyForm act={act} /> : <PlainForm act={act} />}
            </div>
          </section>
        </div>
        <div class="column-side" aria-label={formTexts.besides}>
          <KeyFacts issue={issue} words={page.words} today={page.today} dates={page.dates} />
          <CallBacksCard issue={issue} words={page.words} />
          <VerificationsCard issue={issue} words={page.words} />
          <Plans page={page} />
          <DescriptionCard issue={issue} />
          <EvidenceCard issue={issue} pending={facts.pendingFiles} words={page.words} />
          <FactsCard issue={issue} words={page.words} today={page.today} dates={page.dates} />
        </div>
      </div>
    </>
  )
}

function titleOf(type: ActType, { stage }: Issue): string {
  if (!isVerification(type)) return actText[type]
  return stage === 'director' ? formTexts.decide : formTexts.verify
}

/** Which step 撤销 takes back, whose it was, and what is so again afterwards. */
const WhatIsUndone: FC<{ page: IssuePage }> = ({ page: { view, history, words } }) => {
  const { ending } = view.issue
  const step = history.findLast(({ event }) => event.type === ending?.what)
  if (!ending || !step) return null
  const { status } = ending.was
  const done = formTexts.undone(`${whoDid(step.by, words)} ${showInstant(step.at)}`, eventText[ending.what])
  return (
    <p>
      <Words text={`${done}${status ? formTexts.undoneTo(statusText[status]) : ''}${formTexts.undoneHarmless}`} />
    </p>
  )
}

const PlainForm: FC<{ act: ActPage }> = ({ act: { page, viewer, filling, form } }) => {
  const { issue } = page.view
  const { type, draft } = filling
  const fields = filled(form?.fields ?? [], filling.values, filling.faults)
  return (
    <ActForm issue={issue} type={type} viewer={viewer} draft={draft} files={type === 'attach'} look="act-form">
      <FaultList fields={fields} />
      {type === 'undo' ? <WhatIsUndone page={page} /> : null}
      <AskedQuotes issue={issue} words={page.words} viewer={viewer} act={type} />
      <Fields fields={fields} />
      {type === 'attach' ? <FileField filling={filling} /> : null}
      <div class="buttons form-buttons">
        <SubmitButton type={type} primary />
        <a class="button button-quiet" href={paths.issue(issue.serial)}>
          {texts.cancel}
        </a>
      </div>
    </ActForm>
  )
}
