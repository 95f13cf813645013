import type { FC } from 'hono/jsx'
import type { CallBack, Outcome } from '../core/issue/call-back.ts'
import { showInstant } from '../core/calendar/day.ts'
import type { Issue } from '../core/issue.ts'
import { outcomeText } from '../core/texts.ts'
import { Card, LongTyped, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { StoryNames } from './story.ts'
import { issueTexts } from './texts.ts'

const tones: Readonly<Record<Outcome, string>> = { confirmed: 'good', denied: 'bad', unreached: 'quiet' }

type Props = { readonly issue: Issue; readonly words: StoryNames }

/** 企业回访: every try, the latest first, with what the enterprise said in its own words. */
export const CallBacksCard: FC<Props> = ({ issue, words }) =>
  issue.callBacks.length === 0 ? null : (
    <Card title={issueTexts.callBacks} id="call-backs">
      <ol class="calls">
        {issue.callBacks
          .toSorted((one, other) => other.on.localeCompare(one.on) || other.at - one.at)
          .map((call) => (
            <Call call={call} serial={issue.serial} words={words} />
          ))}
      </ol>
    </Card>
  )

const Call: FC<{ call: CallBack; serial: string; words: StoryNames }> = ({ call, serial, words }) => {
  const { on, outcome, contact, answer, by, at, earlier, overruled } = call
  return (
    <li class="call">
      <p class="call-head">
        <span class="day">{on}</span>
        <strong class={`call-outcome call-${overruled ? 'quiet' : tones[outcome]}`}>{outcomeText[outcome]}</strong>
        {contact === null ? null : (
          <span>
            <Typed text={contact} />
          </span>
        )}
        {earlier ? <span class="beside">{issueTexts.earlierCall}</span> : null}
      </p>
      {answer === null ? null : (
        <blockquote class="call-answer">
          <LongTyped text={answer} />
        </blockquote>
      )}
      {overruled ? (
        <div class="call-overruled">
          <p>
            <Words text={issueTexts.overruled(words.person(overruled.by), showInstant(overruled.at))} />
            {'：'}
            <a class="link" href={paths.evidence(serial, overruled.evidence)}>
              <bdi>{words.file(overruled.evidence)}</bdi>
            </a>
          </p>
          <LongTyped text={overruled.reason} />
        </div>
      ) : null}
      <p class="quiet">
        <Words text={issueTexts.caller(words.person(by), showInstant(at))} />
      </p>
    </li>
  )
}
