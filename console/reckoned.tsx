import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { reckon, type DateKind, type Reckoned } from '../core/calendar/reckoning.ts'
import type { Logged } from '../db/history.ts'
import type { IssueView } from '../db/issues.ts'
import { eventText } from '../core/texts.ts'
import { Typed, Words } from './parts.tsx'
import { reckoningTexts as said, whyText } from './reckoning-texts.ts'
import type { StoryNames } from './story.ts'
import { whoDid } from './words.ts'

/** How the dates of an issue came about; none where words are redacted, since nobody can say any more. */
export function reckonedIn({ facts }: IssueView, history: readonly Logged[]): Reckoned[] {
  return history.some(({ redacted }) => redacted) ? [] : reckon(history, facts)
}

type Props = {
  readonly dates: readonly Reckoned[]
  readonly kind: DateKind
  readonly no?: number
  readonly words: StoryNames
}

/** 怎么算的, behind a date: every step by which it came about, the latest last. */
export const HowReckoned: FC<Props> = ({ dates, kind, no = null, words }) => {
  const date = dates.find((known) => known.kind === kind && known.no === no)
  if (!date) return null
  return (
    <details class="reckoned">
      <summary>{said.how}</summary>
      <ol>
        {date.steps.map(({ to, why, event: { at, by, event } }) => (
          <li>
            <span class="day">{to}</span>
            <Typed text={whyText(why)} />
            <span class="reckoned-by">
              <Words text={`${eventText[event.type]}，${whoDid(by, words)}，${showInstant(at)}`} />
            </span>
          </li>
        ))}
        {date.pauses.map((pause) => (
          <li>
            <Words text={said.pause(pause)} />
          </li>
        ))}
      </ol>
    </details>
  )
}
