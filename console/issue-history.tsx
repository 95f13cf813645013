import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import type { Issue, Verification } from '../core/issue.ts'
import { type Story, type StoryNames, storyOf } from './story.ts'
import { eventText } from '../core/texts.ts'
import type { Logged } from '../db/history.ts'
import { EvidenceList } from './evidence.tsx'
import { Card, Fact, LongTyped, Typed } from './parts.tsx'
import { redactionTexts } from './redaction-texts.ts'
import { doorText, issueTexts } from './texts.ts'
import { whoDid } from './words.ts'

const shownAtOnce = 15

type Told = { readonly logged: Logged; readonly story: Story }

/** Who did what, when and through which door; newest first. */
type HistoryProps = {
  readonly history: readonly Logged[]
  readonly words: StoryNames
  /** Where 涂抹 of an entry is asked for; null for whoever has no part in it. */
  readonly redact: ((n: number) => string) | null
}

export const HistoryCard: FC<HistoryProps> = ({ history, words, redact }) => {
  const told = tell(history, words).reverse()
  const [latest, earlier] = [told.slice(0, shownAtOnce), told.slice(shownAtOnce)]
  return (
    <Card title={issueTexts.history} id="history" look="history-card">
      <Line items={latest} words={words} redact={redact} />
      {earlier.length > 0 ? (
        <details class="earlier">
          <summary>{issueTexts.earlier(earlier.length)}</summary>
          <Line items={earlier} words={words} redact={redact} />
        </details>
      ) : null}
    </Card>
  )
}

type LineProps = Pick<HistoryProps, 'words' | 'redact'> & { readonly items: readonly Told[] }

const Line: FC<LineProps> = ({ items, words, redact }) => (
  <ol class="line">
    {items.map((told) => (
      <EventView told={told} words={words} redact={redact} />
    ))}
  </ol>
)

/** One entry of the history; also what a stale form is shown. */
export type EventProps = { readonly told: Told; readonly words: StoryNames; readonly redact?: HistoryProps['redact'] }

export const EventView: FC<EventProps> = ({ told: { logged, story }, words, redact }) => (
  <li class={`event event-${logged.event.type}`}>
    <p class="event-head">
      <strong>{logged.redacted ? issueTexts.redactedTitle : story.title}</strong>
      <span class="event-who">{whoIn(logged, words)}</span>
      <span class="event-when">{`${showInstant(logged.at)} · ${doorText[logged.door]}`}</span>
      {redact ? (
        <a class="event-redact quiet" href={redact(logged.n)}>
          {redactionTexts.act}
        </a>
      ) : null}
    </p>
    {story.text ? (
      <div class="event-text">
        <LongTyped text={story.text} />
      </div>
    ) : null}
    {story.facts.length > 0 ? <EventFacts story={story} /> : null}
  </li>
)

/** A file from chat arrives by itself, some time after somebody sent it. */
function doerOf({ event, by }: Logged): Logged['by'] {
  return event.type === 'evidence-added' ? event.evidence.by : by
}

/** 王强; of what was taken down by phone 王强代刘具体报送. */
function whoIn(logged: Logged, words: StoryNames): string {
  const who = whoDid(doerOf(logged), words)
  const { event } = logged
  if (event.type !== 'reported' || event.onBehalfOf === undefined) return who
  return issueTexts.onBehalf(who, words.person(event.onBehalfOf))
}

const EventFacts: FC<{ story: Story }> = ({ story }) => (
  <dl class="event-facts">
    {story.facts.map(({ label, text, before }) => (
      <div>
        <dt>{label}</dt>
        <dd>
          {before === undefined ? null : (
            <>
              <del>
                <LongTyped text={before} />
              </del>
              <span class="arrow"> → </span>
            </>
          )}
          <LongTyped text={text} />
        </dd>
      </div>
    ))}
  </dl>
)

/** Events in words; files that came one after the other are one entry. */
export function tell(history: readonly Logged[], words: StoryNames): Told[] {
  const told: Told[] = []
  for (const logged of history) {
    const story = logged.redacted ? { title: '', facts: [], text: issueTexts.redacted } : storyOf(logged.event, words)
    const last = told.at(-1)
    if (last && isMoreOf(last.logged, logged)) told[told.length - 1] = { logged, story: withMore(last.story, story) }
    else told.push({ logged, story })
  }
  return told
}

const closeBy = 10 * 60_000

function isMoreOf(before: Logged, next: Logged): boolean {
  const files = before.event.type === 'evidence-added' && next.event.type === 'evidence-added'
  return files && before.by === next.by && before.door === next.door && next.at - before.at < closeBy
}

function withMore(before: Story, next: Story): Story {
  const count = before.facts.length + next.facts.length
  return { ...next, title: `${eventText['evidence-added']} ${count} 份`, facts: [...before.facts, ...next.facts] }
}

/** Every look of an issue, each with the photographs and files that came with it. */
export const VerificationsCard: FC<{ issue: Issue; words: StoryNames }> = ({ issue, words }) =>
  issue.verifications.length === 0 ? null : (
    <Card title={issueTexts.verifications}>
      {issue.verifications.map((verification) => (
        <dl class="facts verification">
          <Fact label="核查日期">{verification.on}</Fact>
          <Fact label="核查方式">{verification.method}</Fact>
          <Fact label="核查人员">{verification.inspectors.join('、')}</Fact>
          <Fact label="核查地点">{verification.place === null ? null : <Typed text={verification.place} />}</Fact>
          <Fact label="核查情况">
            <LongTyped text={verification.finding} />
          </Fact>
          <Photographs verification={verification} issue={issue} words={words} />
          <Fact label="回访结果">
            {verification.callback === null ? null : <LongTyped text={verification.callback} />}
          </Fact>
        </dl>
      ))}
    </Card>
  )

const Photographs: FC<{ verification: Verification; issue: Issue; words: StoryNames }> = (props) => {
  const { verification, issue, words } = props
  const ids = verification.photographs ?? []
  const files = issue.evidence.filter(({ id }) => ids.includes(id))
  if (files.length === 0) return null
  return (
    <Fact label="照片和文件">
      <EvidenceList issue={issue} files={files} words={words} />
    </Fact>
  )
}
