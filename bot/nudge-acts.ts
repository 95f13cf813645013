import { showTime } from '../core/calendar/day.ts'
import { findDraft, startDraft, useDraft } from '../db/drafts.ts'
import { mine, viewIssue } from '../db/issues.ts'
import { acknowledge, bySubject, nudgesIn, type Nudge } from '../db/nudges/bundles.ts'
import { rowOfMessage } from '../db/outbox.ts'
import type { Serial } from '../core/issue.ts'
import { onRemark } from './act.ts'
import type { Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'
import { nudged, say } from './texts.ts'

/** 已知悉: a receipt the office sees; it is not progress and stops nothing. */
export function acknowledged(talk: Talk, cardId: string): Handled {
  const row = rowOfMessage(talk.tx, talk.inbound.platform, [cardId])
  const own = row !== null && row.person === talk.person.id
  if (!own) return toast('warn', say.deadButton)
  const count = acknowledge(talk.tx, { outboxId: row.id, person: talk.person.id, now: talk.now })
  if (count === 0) return toast('plain', say.alreadyDone)
  const lead = nudged.acknowledged(showTime(talk.now))
  talk.replace({ type: 'nudges-again', outbox: row.id, lead }, row.serial)
  return toast('good', lead)
}

/** Whether something is said under one of this person's own messages of nudges. */
export function isUnderBundle(talk: Talk, inReplyTo: readonly string[]): boolean {
  const row = rowOfMessage(talk.tx, talk.inbound.platform, inReplyTo)
  return row?.message.type === 'nudges' && row.person === talk.person.id
}

/** A reply to a message about several issues: which one is asked by buttons. false where it was no such message. */
export function askWhichIssue(talk: Talk, text: string, inReplyTo: readonly string[]): boolean {
  const row = rowOfMessage(talk.tx, talk.inbound.platform, inReplyTo)
  if (row?.message.type !== 'nudges' || row.person !== talk.person.id) return false
  return askWhich(talk, text, bySubject(nudgesIn(talk.tx, row.id)).flatMap(issueOf))
}

/**
 * A reply alone with the bot to a message that its platform names by nothing we know, as DingTalk's cards: what it is
 * about is asked rather than guessed. false where it was no reply, or could be about nothing.
 */
export function askWhichOfMine(talk: Talk, text: string, inReplyTo: readonly string[]): boolean {
  if (inReplyTo.length === 0 || talk.inbound.chat.kind === 'group') return false
  if (rowOfMessage(talk.tx, talk.inbound.platform, inReplyTo)) return false
  const own = mine(talk.tx, talk.actor, mostAsked).map(({ issue }) => issue.serial)
  return askWhich(talk, text, own)
}

const mostAsked = 10

function askWhich(talk: Talk, text: string, serials: readonly Serial[]): boolean {
  if (serials.length === 0) return false
  const draft = startDraft(talk.tx, {
    id: crypto.randomUUID(),
    person: talk.person.id,
    form: 'remark',
    serial: null,
    seen: null,
    values: { text },
    now: talk.now,
  })
  talk.reply({ type: 'remark-which', draft: draft.id, serials })
  return true
}

function issueOf([nudge]: readonly Nudge[]): Serial[] {
  return nudge?.subjectKind === 'issue' ? [nudge.subject] : []
}

/** The issue a reply was about: it is said of that one, once. */
export function remarkOn(talk: Talk, { draft: id, serial }: { draft: string; serial: Serial }): Handled {
  const draft = findDraft(talk.tx, id)
  const text = draft?.values['text']
  if (draft?.person !== talk.person.id || typeof text !== 'string') return toast('bad', say.notYourDraft)
  if (draft.usedAt !== null) return toast('plain', say.alreadyDone)
  const view = viewIssue(talk.tx, talk.actor, serial, talk.now)
  if (!view) return toast('warn', say.notFound(serial))
  useDraft(talk.tx, { id, person: talk.person.id, serial, now: talk.now })
  onRemark(talk, view, text)
  return {}
}
