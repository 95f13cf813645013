import type { PersonId } from '../core/actor.ts'
import type { ChatAddress } from '../core/message.ts'
import { transact, type Tx } from '../db/database.ts'
import { burn, redeem } from '../db/codes.ts'
import { officePeople } from '../db/desk.ts'
import { askForGroup, groupOf, groupRequestsOf } from '../db/groups.ts'
import { remember } from '../db/inbox.ts'
import { enqueue } from '../db/outbox.ts'
import { markRead } from '../db/outbox-ends.ts'
import { actorOf, findPerson, personOf, unbind } from '../db/people.ts'
import { personLeft } from '../db/handovers/departure.ts'
import { hear, losePerson, prefer } from '../db/unreachable.ts'
import { intentOf } from './intent.ts'
import { onMessage } from './message.ts'
import type { ListeningOffice } from './office.ts'
import type { Handled, Inbound } from './platform.ts'
import { addressInGroup, talkWith, toast } from './talk.ts'
import { onTap } from './tap.ts'
import { say } from './texts.ts'
import { countUseOf } from './use.ts'

type Hearing = Pick<ListeningOffice, 'db' | 'platforms' | 'now' | 'secret' | 'publicUrl'>

/**
 * One thing a person did in chat, from dedupe to queued answer in one transaction. Returns what a tap is
 * answered with at once. A repeated event is counted and does nothing else. Throws where the database can't be written.
 */
export function handle(office: Hearing, inbound: Inbound): Handled {
  const { db, platforms } = office
  const at = office.now()
  return transact(db, (tx) => {
    countUseOf(tx, platforms.get(inbound.platform), at)
    if (!isNew(tx, inbound, at)) return {}
    const { act, chat, platform, sender } = inbound
    if (act.type === 'left') return onLeft(tx, inbound, at)
    hear(tx, { platform, sender: sender.id, group: chat.kind === 'group' ? chat.id : null })
    if (act.type === 'read') {
      markRead(tx, { platform, reader: sender.id, messageIds: act.messageIds, at: inbound.at })
      return {}
    }
    if (chat.kind === 'p2p' && act.type !== 'joined') prefer(tx, { platform, sender: sender.id, now: at })
    const code = codeInGroup(inbound)
    if (code !== null) return onCodeInGroup(tx, inbound, { code, at })
    if (!isForUs(inbound)) return {}
    const person = personOf(tx, inbound.platform, inbound.sender.id)
    const unknown = unknownGroup(tx, inbound, { person: person?.id ?? null, at })
    if (act.type === 'joined') return unknown === null ? {} : answerPlainly(tx, inbound, { text: unknown, at })
    if (bindsGroup(inbound)) return answerPlainly(tx, inbound, { text: unknown ?? say.groupKnown, at })
    if (!person) return onStranger(tx, inbound, at)
    if (unknown !== null) return answerPlainly(tx, inbound, { text: unknown, at })
    const binding = onBinding(tx, inbound, { person, at })
    if (binding) return binding
    const { talk, finish } = talkWith(tx, inbound, { person, now: at, signer: office })
    const handled = act.type === 'tap' ? onTap(talk, act) : onMessage(talk, act)
    finish()
    return handled
  })
}

/** Whoever has left the directory is reached by nothing there; what names them begins to pass on. */
function onLeft(tx: Tx, { platform, sender }: Inbound, now: number): Handled {
  const person = personOf(tx, platform, sender.id)
  if (!person) return {}
  losePerson(tx, sender.id, { platform, why: say.hasLeft, now })
  personLeft(tx, person.id, platform, { actor: { kind: 'system', door: platform }, now })
  return {}
}

/** Platforms send again under the same event id, and Lark at times the same message under another. */
function isNew(tx: Tx, { platform, id, act, sender }: Inbound, at: number): boolean {
  const fresh = remember(tx, { platform, eventId: id, at })
  if (!fresh || !('messageId' in act)) return fresh
  return remember(tx, { platform, eventId: `message:${act.messageId}`, at, sender: sender.id })
}

/** In groups only when mentioned; external groups never (domain: section 4). */
function isForUs({ chat, act }: Inbound): boolean {
  if (chat.kind === 'p2p') return true
  return !chat.external && (!('mentioned' in act) || act.mentioned)
}

/** What a group is told that counts for nothing yet; null where it counts, or this is none. The office decides. */
function unknownGroup(
  tx: Tx,
  { platform, chat, act }: Inbound,
  { person, at }: { person: PersonId | null; at: number },
): string | null {
  if (chat.kind !== 'group' || groupOf(tx, platform, chat.id)) return null
  const name = act.type === 'joined' ? act.name : (chat.name ?? null)
  const place = { platform, chatId: chat.id }
  const state = askForGroup(tx, { ...place, name, person }, at)
  if (state === 'new') askOffice(tx, place, at)
  return state === 'refused' ? say.groupRefused : say.groupWaits
}

/** With more groups waiting than this, somebody is playing: the page lists them, and nobody is told of each. */
const mostTold = 10

/** Officers and directors hear once that a group waits for one of them. */
function askOffice(tx: Tx, place: { platform: string; chatId: string }, at: number): void {
  if (groupRequestsOf(tx).filter(({ refusedAt }) => refusedAt === null).length > mostTold) return
  for (const { id } of officePeople(tx)) {
    const key = `group-asked:${place.platform}:${place.chatId}:${at}:${id}`
    enqueue(tx, { key, to: { person: id }, message: { type: 'group-asked', ...place }, now: at })
  }
}

/** A binding code said in any group, heard by everyone there. */
function codeInGroup(inbound: Inbound): string | null {
  return bindingInGroup(inbound) || null
}

/** 绑定 with nothing behind it: the group itself is meant, where a platform doesn't say that the bot was brought in. */
function bindsGroup(inbound: Inbound): boolean {
  return bindingInGroup(inbound) === ''
}

/** What was said behind 绑定 in a group; null where that wasn't said. */
function bindingInGroup({ act, chat }: Inbound): string | null {
  const intent = chat.kind === 'group' && act.type === 'message' ? intentOf(act.text) : null
  return intent?.do === 'bind' ? intent.code : null
}

function onCodeInGroup(tx: Tx, inbound: Inbound, { code, at }: { code: string; at: number }): Handled {
  burn(tx, { platform: inbound.platform, externalId: inbound.sender.id, code, now: at })
  return isForUs(inbound) ? answerPlainly(tx, inbound, { text: say.codeInGroup, at }) : {}
}

/** Unbound people may do one thing: send their binding code, alone with the bot. */
function onStranger(tx: Tx, inbound: Inbound, at: number): Handled {
  const { act, chat, platform, sender } = inbound
  if (act.type === 'tap') return toast('bad', say.notBound)
  const intent = act.type === 'message' ? intentOf(act.text) : null
  if (intent?.do !== 'bind')
    return answerPlainly(tx, inbound, { text: chat.kind === 'p2p' ? say.notBound : say.bindPrivately, at })
  if (chat.kind === 'group') return answerPlainly(tx, inbound, { text: say.bindPrivately, at })
  const result = redeem(tx, { platform, externalId: sender.id, code: intent.code, now: at })
  if (result.outcome !== 'bound') return answerPlainly(tx, inbound, { text: say[bindingFault[result.outcome]], at })
  const name = findPerson(tx, result.person)?.name ?? ''
  return answerPlainly(tx, inbound, { text: say.bound(name), at })
}

const bindingFault = { wrong: 'wrongCode', throttled: 'throttled' } as const

/** 绑定 and 解绑 of somebody already known; null for everything else. */
function onBinding(
  tx: Tx,
  inbound: Inbound,
  known: { person: { id: number; name: string }; at: number },
): Handled | null {
  const { act, chat, platform, sender } = inbound
  const intent = act.type === 'message' ? intentOf(act.text) : null
  if (intent?.do !== 'bind' && intent?.do !== 'unbind') return null
  const { person, at } = known
  if (chat.kind === 'group') return answerPlainly(tx, inbound, { text: say.bindPrivately, at })
  if (intent.do === 'bind') return answerPlainly(tx, inbound, { text: say.alreadyBound(person.name), at })
  const actor = actorOf(tx, person.id, platform)
  unbind(tx, { platform, externalId: sender.id, person: person.id }, { actor, now: at })
  return answerPlainly(tx, inbound, { text: say.unbound, at })
}

/** A plain sentence to where the act happened; it goes to an address, since there may be no person behind it. */
function answerPlainly(tx: Tx, inbound: Inbound, { text, at }: { text: string; at: number }): Handled {
  const { platform, id, chat, sender } = inbound
  const address: ChatAddress = chat.kind === 'p2p' ? { kind: 'person', id: sender.id } : addressInGroup(inbound)
  const to = { platform, address }
  enqueue(tx, { key: `answer:${platform}:${id}`, to, message: { type: 'say', text }, rank: 'reply', now: at })
  return inbound.act.type === 'tap' ? toast('warn', text) : {}
}
