import { normal } from '../core/text.ts'
import { conversationOf } from '../db/conversations.ts'
import { findDraft } from '../db/drafts.ts'
import { chooserOf, numbersFor, offeredAs, type Chosen } from '../db/offers.ts'
import { rowOfMessage } from '../db/outbox.ts'
import { wishIn } from './ladder.ts'
import { ladderTexts } from './ladder-texts.ts'
import type { Act, Handled } from './platform.ts'
import type { Talk } from './talk.ts'
import { onTap } from './tap.ts'

type Message = Extract<Act, { type: 'message' }>

/**
 * A code or a bare number in answer to what a message offered: done as the tap it stands for, with the rights of this
 * moment. null where the words are something else. A code of somebody else reads as one that is over.
 */
export function onChoice(talk: Talk, { text, inReplyTo }: Message): Handled | null {
  const wish = wishIn(text)
  if (!wish) return null
  if ('number' in wish) return onNumber(talk, wish.number, inReplyTo)
  const { platform, sender } = talk.inbound
  const found = offeredAs(talk.tx, chooserOf(platform, { kind: 'person', id: sender.id }), wish.id)
  if (found && normal(found.words) === wish.words) return done(talk, found)
  // Under somebody's words 3号厂房 #12 is a remark.
  if (inReplyTo.length > 0) return null
  talk.reply({ type: 'mine', lead: ladderTexts.oldChoice })
  return {}
}

/** A number belongs to the message it was written under, else to the newest one, unless a question came after that. */
function onNumber(talk: Talk, number: number, inReplyTo: readonly string[]): Handled | null {
  const { platform, sender, chat } = talk.inbound
  const chooser = chooserOf(platform, chat.kind === 'group' ? chat : { kind: 'person', id: sender.id })
  const under = rowOfMessage(talk.tx, platform, inReplyTo)
  const offered = numbersFor(talk.tx, chooser, under ? { outbox: under.id } : {})
  if (!offered || (!under && isAskedSince(talk, offered.at))) return null
  const found = offered.choices[number - 1]
  if (found) return done(talk, found)
  talk.reply({ type: 'say', text: ladderTexts.noSuchNumber(offered.choices.length) })
  return {}
}

function isAskedSince({ tx, person, now }: Talk, at: number): boolean {
  const { draft: id } = conversationOf(tx, person.id, now)
  const draft = id === null ? null : findDraft(tx, id)
  return draft !== null && draft.usedAt === null && draft.asking !== null && draft.changedAt > at
}

/** What a button would only have flashed up is said. */
function done(talk: Talk, { value, messageId, outbox }: Chosen): Handled {
  let answered = false
  const watched: Talk = {
    ...talk,
    // As a button's: in words alone it would be answered with a line, and no next step.
    cardId: '',
    reply: (...said) => {
      answered = true
      talk.reply(...said)
    },
    replace: (...said) => {
      answered = true
      talk.replace(...said)
    },
  }
  const cardId = messageId ?? `offer:${outbox}`
  const { toast } = onTap(watched, { type: 'tap', cardId, value, form: {} })
  if (!answered && toast) talk.reply({ type: 'say', text: toast.text })
  return {}
}
