import type { FC } from 'hono/jsx'
import { flagStateText, subjectText } from '../core/after-texts.ts'
import type { ActType } from '../core/command.ts'
import { flagsFor } from '../core/issue/flag.ts'
import type { Issue } from '../core/issue.ts'
import { hasNewPlan } from '../core/issue/plan-approval.ts'
import { Typed } from './parts.tsx'
import { paths } from './paths.ts'
import { replanTexts } from './replan-texts.ts'
import type { Viewer } from './session.ts'
import type { StoryNames } from './story.ts'
import { issueTexts } from './texts.ts'

/** Why somebody wants something of the office, in their words, and the acts that answer it. */
type Asked = {
  readonly label: string
  readonly text: string
  /** Ids of the files it rests on. */
  readonly evidence?: readonly string[]
  readonly by: readonly ActType[]
}

type About = { readonly issue: Issue; readonly words: StoryNames; readonly viewer: Viewer }

function askedIn({ issue, words, viewer }: About): Asked[] {
  const { asked, appeal, dismissal, extension, replan, reason } = issue
  const plans = ['approve-plan', 'return-plan'] as const
  const given = (text: string | null | undefined, rest: Omit<Asked, 'text'>): Asked[] =>
    text ? [{ text, ...rest }] : []
  const proposer = dismissal ? issueTexts.dismissalReason(words.person(dismissal.by), dismissal.on) : ''
  const disputed = appeal ? issueTexts.appealReason(subjectText(appeal.about)) : ''
  return [
    ...given(asked, { label: issueTexts.question, by: ['supplement'] }),
    ...given(appeal?.reason, { label: disputed, evidence: appeal?.evidence ?? [], by: ['decide-appeal'] }),
    ...flagsFor(viewer.actor, issue).map((flag): Asked => {
      const by = [
        'confirm-flag',
        'withdraw-flag',
        ...(appeal?.about === flag.kind ? ['decide-appeal' as const] : []),
      ] as const
      return { label: issueTexts.flagReason(flagStateText(flag)), text: flag.reason, evidence: flag.evidence, by }
    }),
    ...given(dismissal?.reason, { label: proposer, by: ['dismiss', 'refuse-dismissal'] }),
    ...given(extension?.reason, { label: issueTexts.extensionReason, by: ['grant-extension', 'refuse-extension'] }),
    ...(hasNewPlan(issue) ? given(replan?.reason, { label: replanTexts.reason, by: plans }) : []),
    ...given(replan?.outcome, { label: replanTexts.outcome, by: plans }),
    ...given(reason, { label: reasonLabel(issue), by: [] }),
  ]
}

function reasonLabel({ status, reopenings }: Issue): string {
  return issueTexts.reasons[status] ?? (reopenings > 0 ? issueTexts.reasonAgain : issueTexts.reason)
}

/** Everything said in an issue that waits or counts; above the form of an act only what that act answers. */
export const AskedQuotes: FC<About & { readonly act?: ActType }> = ({ act, ...about }) => (
  <>
    {askedIn(about)
      .filter(({ by }) => act === undefined || by.includes(act))
      .map((asked) => (
        <Quoted asked={asked} issue={about.issue} />
      ))}
  </>
)

const Quoted: FC<{ asked: Asked; issue: Issue }> = ({ asked: { label, text, evidence = [] }, issue }) => {
  const files = issue.evidence.filter(({ id }) => evidence.includes(id))
  return (
    <blockquote class="quoted">
      <span class="quoted-label">{label}</span>
      <Typed text={text} />
      {files.length > 0 ? (
        <span class="quoted-files">
          {issueTexts.restsOn}
          {files.map(({ id, name }) => (
            <a class="link" href={paths.evidence(issue.serial, id)}>
              <bdi>{name}</bdi>
            </a>
          ))}
        </span>
      ) : null}
    </blockquote>
  )
}
