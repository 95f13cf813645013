import type { ActingPerson } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Serial } from '../core/issue.ts'
import type { ChatAddress, Message } from '../core/message.ts'
import type { Tx } from '../db/database.ts'
import { groupMayHear } from '../db/nudges/sight.ts'
import { enqueue } from '../db/outbox.ts'
import { actorOf, type PersonRow } from '../db/people.ts'
import type { ListeningOffice } from './office.ts'
import type { Handled, Inbound, Tone } from './platform.ts'
import { say } from './texts.ts'

/** One person's act being handled: who, when, and the ways to answer. Lives as long as its transaction. */
export type Talk = {
  readonly tx: Tx
  readonly now: number
  readonly today: Day
  readonly inbound: Inbound
  readonly person: PersonRow
  readonly actor: ActingPerson
  /** What signs links, and the address they begin with. */
  readonly signer: Pick<ListeningOffice, 'secret' | 'publicUrl'>
  /** The card a tap came from; answers replace it. */
  readonly cardId: string | null
  /** Answers the person alone, in a new message. */
  reply(message: Message, serial?: Serial | null): void
  /** Puts the answer in the place of the tapped card; a new message where there is none. */
  replace(message: Message, serial?: Serial | null): void
  /**
   * What the group reads instead, where this happened in a group: no details, and of an issue only where the group may
   * know of it, since whoever speaks there may know of more than those who listen.
   */
  tellGroup(text: string, about?: Serial): void
}

/** A card is replaced only after the tap on it was answered: earlier, Lark's client puts the old one back. */
const AFTER_ANSWER = 500

type With = Pick<Talk, 'person' | 'now' | 'signer'>

export function talkWith(tx: Tx, inbound: Inbound, { person, now, signer }: With): { talk: Talk; finish(): void } {
  const { platform, act, chat } = inbound
  const cardId = act.type === 'tap' && chat.kind === 'p2p' ? act.cardId : null
  let answers = 0
  let inGroup: string = say.toldPrivately
  const send = (address: ChatAddress, message: Message, serial: Serial | null, wait = 0) => {
    const key = `answer:${platform}:${inbound.id}:${answers++}`
    const to = { platform, address, person: person.id }
    enqueue(tx, { key, to, message, rank: 'reply', serial, now, notBefore: now + wait })
  }
  const reply: Talk['reply'] = (message, serial = null) =>
    send({ kind: 'person', id: inbound.sender.id }, message, serial)
  const replace: Talk['replace'] = (message, serial = null) =>
    cardId ? send({ kind: 'update', messageId: cardId }, message, serial, AFTER_ANSWER) : reply(message, serial)
  const tellGroup: Talk['tellGroup'] = (text, about) => {
    if (about === undefined || hearsOf(about)) inGroup = text
  }
  const hearsOf = (subject: Serial) =>
    groupMayHear(tx, `g:${platform}:${chat.id}`, { subjectKind: 'issue', subject }, now)
  const actor = actorOf(tx, person.id, platform)
  const about = { now, today: dayOf(now), inbound, person, actor, signer, cardId }
  const talk: Talk = { tx, ...about, reply, replace, tellGroup }
  const finish = () => {
    if (chat.kind === 'group') send(addressInGroup(inbound), { type: 'say', text: inGroup }, null)
  }
  return { talk, finish }
}

/** Under the message that was written, else into the group. */
export function addressInGroup({ act, chat, answerBy: by }: Inbound): ChatAddress {
  if (!('messageId' in act)) return { kind: 'group', id: chat.id }
  return { kind: 'reply', messageId: act.messageId, ...(by === undefined ? {} : { by }) }
}

export function toast(tone: Tone, text: string): Handled {
  return { toast: { tone, text } }
}
