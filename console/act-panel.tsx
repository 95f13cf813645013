import type { Child, FC } from 'hono/jsx'
import type { ActType } from '../core/command.ts'
import { dayOf } from '../core/calendar/day.ts'
import { type Form, formOf } from '../core/forms.ts'
import type { Issue } from '../core/issue.ts'
import { barredFromAnswer, barredFromStep, permitted } from '../core/permit.ts'
import { endsPause } from '../core/issue/plan-approval.ts'
import { actText, refusalText } from '../core/texts.ts'
import { formContext } from '../db/form-context.ts'
import type { IssueView } from '../db/issues.ts'
import { AskedQuotes } from './asked.tsx'
import { Fields, filled } from './form.tsx'
import type { Office } from './office.ts'
import { Csrf, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import type { StoryNames } from './story.ts'
import { issueTexts, nextText } from './texts.ts'

/** What a person may do to an issue now, the likeliest first. */
export type Acts = {
  readonly types: readonly ActType[]
  readonly primary: ActType | null
  /** The likeliest act's form where it is short enough to stand beside the issue. */
  readonly form: Form | null
  /** Why somebody of the office can't take what waits for it. */
  readonly barred: readonly string[]
}

const likeliest: readonly ActType[] = [
  'confirm',
  'assign',
  'approve-plan',
  'grant-extension',
  'pass-review',
  'decide-appeal',
  'verify',
  'close',
  'name-verifier',
  'accept',
  'plan',
  'submit',
  'supplement',
  'unsubmit',
]
/** Done on a press, without a form. */
const bare: readonly ActType[] = ['approve-plan', 'pass-review', 'accept']
const inline: readonly ActType[] = ['confirm', 'assign', 'grant-extension', 'dismiss']
const grave: readonly ActType[] = [
  ...(['decline', 'reassign', 'merge', 'dismiss', 'withdraw', 'reopen', 'undo', 'flag', 'confirm-flag'] as const),
  ...(['ask-dismissal', 'withdraw-flag', 'overrule', 'return-review', 'send-back'] as const),
]
/** Stand beside the likeliest act rather than among the others. */
const pairs: Readonly<Partial<Record<ActType, ActType>>> = {
  confirm: 'ask',
  assign: 'ask',
  accept: 'decline',
  'approve-plan': 'return-plan',
  'grant-extension': 'refuse-extension',
  dismiss: 'refuse-dismissal',
  'pass-review': 'return-review',
  verify: 'send-back',
  close: 'send-back',
}

export function actsFor(office: Office, viewer: Viewer, { issue, facts }: IssueView): Acts {
  const types = permitted(issue, viewer.actor, facts)
  // What an officer proposes waits for the director, whatever else there is to do.
  const decides = issue.dismissal !== null && types.includes('dismiss')
  const primary = decides ? 'dismiss' : (likeliest.find((type) => types.includes(type)) ?? null)
  return {
    types,
    primary,
    form:
      primary && (inline.includes(primary) || asksDeadline(issue, primary))
        ? formFor(office, viewer, { issue, type: primary })
        : null,
    barred: barredTexts(office, viewer, { issue, facts }),
  }
}

/** 措施通过 asks for a deadline only where it ends a legal way. */
function asksDeadline(issue: Issue, type: ActType): boolean {
  return type === 'approve-plan' && endsPause(issue)
}

function formFor(
  { db, now }: Office,
  { actor }: Viewer,
  { issue, type }: { issue: Issue; type: ActType },
): Form | null {
  if (type === 'attach') return null
  const context = formContext(db, { actor, kind: type, issue, now: now() })
  return context && formOf(type, context)
}

function barredTexts({ now }: Office, { actor }: Viewer, { issue, facts }: IssueView): string[] {
  const refusals = [barredFromStep(issue, actor, facts), barredFromAnswer(issue, actor, facts)]
  return refusals.filter((refusal) => refusal !== null).map((refusal) => refusalText(refusal, dayOf(now())))
}

type PanelProps = {
  readonly view: IssueView
  readonly acts: Acts
  readonly words: StoryNames
  readonly viewer: Viewer
  readonly draft: string
}

/** What comes next, and what this person can do about it. */
export const ActPanel: FC<PanelProps> = ({ view: { issue, facts }, acts, words, viewer, draft }) => {
  const { types, primary, form, barred } = acts
  const partner = primary ? pairs[primary] : undefined
  const beside = partner && types.includes(partner) ? partner : null
  const others = types.filter((type) => type !== primary && type !== beside)
  return (
    <section class="card panel" aria-label={issueTexts.toDo}>
      <p class="panel-next">
        <Words text={nextText(issue, facts.campaign)} />
      </p>
      <AskedQuotes issue={issue} words={words} viewer={viewer} />
      {barred.map((sentence) => (
        <p class="panel-barred">{sentence}</p>
      ))}
      {primary && form ? (
        <ActForm issue={issue} type={primary} viewer={viewer} draft={draft} look="panel-form">
          <Fields fields={filled(form.fields, form.initial, new Map())} />
          <div class="buttons">
            <SubmitButton type={primary} primary />
            {beside ? <ActLink issue={issue} type={beside} look="button-default" /> : null}
          </div>
        </ActForm>
      ) : null}
      {primary ? (
        <div class={form ? 'buttons only-phone' : 'buttons'}>
          <ActButton issue={issue} type={primary} viewer={viewer} draft={draft} />
          {beside ? <ActLink issue={issue} type={beside} look={lookOf(beside)} /> : null}
        </div>
      ) : null}
      {others.length > 0 ? (
        <div class="panel-others">
          <h2>{primary ? issueTexts.otherActs : issueTexts.toDo}</h2>
          {[everyday(others), others.filter((type) => grave.includes(type))].map((group) =>
            group.length === 0 ? null : (
              <div class="buttons">
                {group.map((type) => (
                  <ActLink issue={issue} type={type} look={lookOf(type)} />
                ))}
              </div>
            ),
          )}
        </div>
      ) : null}
    </section>
  )
}

type ActFormProps = PanelActs & { readonly look?: string; readonly files?: boolean; readonly children?: Child }
type PanelActs = { readonly issue: Issue; readonly type: ActType; readonly viewer: Viewer; readonly draft: string }

/** The form of an act: where it posts to, and what every form carries. */
export const ActForm: FC<ActFormProps> = ({ issue, type, viewer, draft, look, files, children }) => (
  <form
    class={look ?? ''}
    method="post"
    action={paths.act(issue.serial, type)}
    novalidate
    {...(files ? { enctype: 'multipart/form-data' } : {})}
    data-act={type}
  >
    <Csrf viewer={viewer} />
    <input type="hidden" name="seen" value={String(issue.stateVersion)} />
    <input type="hidden" name="draft" value={draft} />
    {children}
  </form>
)

/** The likeliest act: done on the press where it asks for nothing, else the way to its form. */
const ActButton: FC<PanelActs> = ({ issue, type, viewer, draft }) =>
  bare.includes(type) && !asksDeadline(issue, type) ? (
    <ActForm issue={issue} type={type} viewer={viewer} draft={draft}>
      <SubmitButton type={type} primary />
    </ActForm>
  ) : (
    <ActLink issue={issue} type={type} look="button-primary" />
  )

export const SubmitButton: FC<{ type: ActType; primary?: boolean }> = ({ type, primary }) => (
  <button class={`button ${primary ? 'button-primary' : lookOf(type)}`} type="submit">
    {actText[type]}
  </button>
)

const ActLink: FC<{ issue: Issue; type: ActType; look: string }> = ({ issue, type, look }) => (
  <a class={`button ${look}`} href={paths.act(issue.serial, type)}>
    {actText[type]}
  </a>
)

/** What is done every day, a step of the issue itself first; what is hard to take back stands apart below it. */
function everyday(types: readonly ActType[]): ActType[] {
  const light = types.filter((type) => !grave.includes(type))
  const isStep = (type: ActType) => likeliest.includes(type)
  return [...light.filter(isStep), ...light.filter((type) => !isStep(type))]
}

function lookOf(type: ActType): string {
  return grave.includes(type) ? 'button-danger' : 'button-default'
}
