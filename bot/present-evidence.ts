import { showTime } from '../core/calendar/day.ts'
import { isPicture } from '../core/evidence.ts'
import type { Issue } from '../core/issue.ts'
import type { Message } from '../core/message.ts'
import { evidenceLinkPath } from '../db/evidence-links.ts'
import { viewIssue } from '../db/issues.ts'
import type { Action, Content } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, evidenceTexts, say } from './texts.ts'

/** On the card of an issue, which nobody gets who may not see it; cards of groups have none. */
export function evidenceButton({ serial, evidence }: Issue): Action[] {
  if (evidence.length === 0) return []
  return [{ label: buttons.evidence, style: 'default', value: { do: 'evidence', serial } }]
}

/** The link that was asked for; what waited longer than it lives says so instead. */
export function presentEvidence(reader: Reader, message: Extract<Message, { type: 'evidence' }>): Content {
  const { serial, token, until } = message
  const view = viewIssue(reader.db, reader.actor, serial, reader.now)
  if (!view) return { kind: 'text', text: say.notFound(serial) }
  if (until <= reader.now) return { kind: 'text', text: evidenceTexts.late(serial) }
  const { evidence } = view.issue
  const pictures = evidence.filter(({ type }) => isPicture(type)).length
  const title = evidenceTexts.title(serial)
  const count = evidenceTexts.count(pictures, evidence.length - pictures)
  const note = evidenceTexts.note(showTime(until))
  const url = reader.publicUrl + evidenceLinkPath(token)
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [
      { type: 'text', text: count },
      { type: 'note', text: note },
    ],
    actions: [{ label: buttons.openEvidence, style: 'primary', url }],
    fallback: [title, count, note, url].join('\n'),
  }
}
