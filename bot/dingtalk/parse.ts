import { z } from 'zod'
import type { Act, Chat, Inbound } from '../platform.ts'
import { saidIn } from './message.ts'
import { answerBy, isOnHost } from './reply-place.ts'
import type { ReplyPlace } from './reply-place.ts'

/** What arrived means to Xiaohao. */
export type Read =
  /** One event may tell of several people. */
  | { kind: 'inbound'; inbound: readonly Inbound[] }
  /** Somebody whom DingTalk names by no staffId: answered there, and never known to the office. */
  | { kind: 'outsider'; webhook: ReplyPlace['webhook'] }
  /** The organisation's pushes of the month are used up: what was done hasn't come. */
  | { kind: 'over-quota' }
  /** Real, but nobody reads it. */
  | { kind: 'ignored' }
  | { kind: 'malformed' }

/** As DingTalk makes them: letters, digits and a few signs. */
export const staffId = z.string().regex(/^[\w.@-]{1,64}$/)
export const conversationId = z.string().regex(/^[\w+/=-]{1,200}$/)
const instant = z.coerce.number().int().positive()
const key = z.string().min(1).max(200)

const OverQuota = z.object({ errorCode: z.coerce.string().optional(), errCode: z.coerce.string().optional() })

/** Of what people did it says nothing then but that: messages by `errorCode`, events by `errCode`. */
export function isOverQuota(payload: unknown): boolean {
  const { errorCode, errCode } = OverQuota.safeParse(payload).data ?? {}
  return errorCode === '20001' || errCode === '20001'
}

const Robot = z.object({
  msgId: key,
  msgtype: z.string(),
  createAt: instant,
  conversationId,
  conversationType: z.enum(['1', '2']),
  conversationTitle: z.string().max(200).nullish().catch(null),
  senderStaffId: staffId.or(z.literal('')).nullish(),
  senderCorpId: z.string().nullish(),
  chatbotCorpId: z.string().nullish(),
  isInAtList: z.boolean().nullish(),
  sessionWebhook: z.string().nullish(),
  sessionWebhookExpiredTime: instant.nullish(),
  /** Of the message it quotes: what we were told when we sent it, and its own id. */
  originalProcessQueryKey: key.nullish(),
  originalMsgId: key.nullish(),
  text: z.unknown().optional(),
  content: z.unknown().optional(),
})
type Robot = z.infer<typeof Robot>

/** Reads what was said to the robot, however it came. Never throws for what it holds. */
export function readRobot(payload: unknown, oapiUrl: string): Read {
  if (isOverQuota(payload)) return { kind: 'over-quota' }
  const parsed = Robot.safeParse(payload)
  if (!parsed.success) return { kind: 'malformed' }
  const said = parsed.data
  const webhook = webhookOf(said, oapiUrl)
  const sender = said.senderStaffId ?? ''
  if (sender === '') return { kind: 'outsider', webhook }
  const chat = chatOf(said)
  const inbound: Inbound = {
    platform: 'dingtalk',
    id: said.msgId,
    at: said.createAt,
    sender: { id: sender },
    chat,
    act: actOf(said, sender),
    answerBy: answerBy({ webhook, chat: { kind: chat.kind, id: chat.id }, sender }),
  }
  return { kind: 'inbound', inbound: [inbound] }
}

function actOf(said: Robot, sender: string): Act {
  const { msgId: messageId, msgtype, isInAtList, conversationType } = said
  const mentioned = conversationType === '1' || isInAtList !== false
  const read = saidIn(msgtype, said)
  if (!read) return { type: 'unreadable', messageId, mentioned }
  return { type: 'message', messageId, ...read, mentioned, inReplyTo: quotedIn(said, sender) }
}

/** Our own message it answers, as `sentId` names it, or what else DingTalk calls it. */
function quotedIn({ originalProcessQueryKey: sent, originalMsgId: other }: Robot, sender: string): string[] {
  return [...(sent ? [sentId(sent, sender), sent] : []), ...(other ? [other] : [])]
}

/** A message to a person among up to twenty who got the same in one call: DingTalk has one key for all of them. */
export function sentId(processQueryKey: string, person: string): string {
  return `${processQueryKey}:${person}`
}

function chatOf({ conversationId: id, conversationTitle: name, ...said }: Robot): Chat {
  const { conversationType, senderCorpId, chatbotCorpId } = said
  if (conversationType === '1') return { kind: 'p2p', id }
  const external = Boolean(senderCorpId && chatbotCorpId && senderCorpId !== chatbotCorpId)
  return { kind: 'group', id, external, ...(name ? { name } : {}) }
}

function webhookOf(said: Robot, oapiUrl: string): ReplyPlace['webhook'] {
  const { sessionWebhook: url, sessionWebhookExpiredTime: until } = said
  return url && until && isOnHost(url, oapiUrl) ? { url, until } : null
}

export type Event = { readonly type: string; readonly id: string; readonly at: number; readonly data: unknown }

const Left = z.object({ userId: z.array(staffId).max(1_000) })
const Seen = z.object({ userId: staffId, processQueryKey: key, operatTime: instant.optional().catch(undefined) })

/** Reads an event of the directory or of a message of ours. */
export function readEvent({ type, id, at, data }: Event): Read {
  const about = (person: string, act: Act, when = at): Inbound => {
    const who = { sender: { id: person }, chat: { kind: 'p2p', id: '' } } as const
    return { platform: 'dingtalk', id: `${id}:${person}`, at: when, ...who, act }
  }
  if (isOverQuota(data)) return { kind: 'over-quota' }
  if (type === 'user_leave_org') {
    const left = Left.safeParse(data).data
    if (!left) return { kind: 'malformed' }
    return { kind: 'inbound', inbound: left.userId.map((person) => about(person, { type: 'left' })) }
  }
  if (type !== 'robot_msg_read') return { kind: 'ignored' }
  const seen = Seen.safeParse(data).data
  if (!seen) return { kind: 'malformed' }
  const { userId, processQueryKey: sent, operatTime } = seen
  const act: Act = { type: 'read', messageIds: [sentId(sent, userId), sent] }
  return { kind: 'inbound', inbound: [about(userId, act, operatTime)] }
}
