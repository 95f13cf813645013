import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Action } from './fingers.ts'
import { newId } from './world.ts'
import type { AppConfig, Chat, Message } from './world.ts'

export type Envelope = {
  readonly schema: '2.0'
  readonly header: {
    readonly event_id: string
    readonly event_type: string
    readonly create_time: string
    readonly token: string
    readonly app_id: string
    readonly tenant_key: string
  }
  readonly event: unknown
}

/** What a forger or a fault does to a webhook request; nothing: it is as Lark sends it. */
export type Tampering = {
  readonly signature?: 'wrong' | 'missing'
  /** Sealed and signed with another key. */
  readonly encryptKey?: string
  readonly token?: string
  readonly appId?: string
  /** Not sealed, signed all the same. */
  readonly plaintext?: boolean
  /** Signed as of this moment, epoch milliseconds. */
  readonly at?: number
}

export type Sealed = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export function envelope(app: AppConfig, type: string, event: unknown): Envelope {
  // Taps are stamped in microseconds, everything else in milliseconds.
  const stamp = type === 'card.action.trigger' ? app.now() * 1000 : app.now()
  const { verificationToken: token, appId, tenantKey } = app
  return {
    schema: '2.0',
    header: {
      event_id: randomBytes(16).toString('hex'),
      event_type: type,
      create_time: String(stamp),
      token,
      app_id: appId,
      tenant_key: tenantKey,
    },
    event,
  }
}

export type Mentioned = { readonly key: string; readonly id: string; readonly name: string; readonly bot: boolean }

export function messageEvent(
  app: AppConfig,
  said: { message: Message; chat: Chat; mentions: readonly Mentioned[] },
): unknown {
  const { message, chat, mentions } = said
  return {
    sender: { sender_id: userId(message.from), sender_type: 'user', tenant_key: app.tenantKey },
    message: {
      message_id: message.id,
      ...(message.rootId !== undefined && { root_id: message.rootId, parent_id: message.parentId }),
      create_time: String(message.sentAt),
      update_time: String(message.sentAt),
      chat_id: chat.id,
      chat_type: chat.kind,
      message_type: message.type,
      content: JSON.stringify(message.content),
      ...(mentions.length > 0 && { mentions: mentions.map((mention) => mentionIn(app, mention)) }),
      user_agent: 'Mozilla/5.0 (Linux; Android 14) Lark/7.40.9',
    },
  }
}

export function tapEvent(app: AppConfig, tapped: { by: string; message: Message; action: Action }): unknown {
  return {
    operator: { tenant_key: app.tenantKey, ...userId(tapped.by) },
    token: newId('c-'),
    action: tapped.action,
    host: 'im_message',
    context: { open_message_id: tapped.message.id, open_chat_id: tapped.message.chatId },
  }
}

/** The bot was brought into a group by this person. */
export function joinedEvent(app: AppConfig, joined: { by: string; chatId: string; name: string }): unknown {
  return {
    chat_id: joined.chatId,
    operator_id: userId(joined.by),
    external: false,
    operator_tenant_key: app.tenantKey,
    name: joined.name,
    i18n_names: { zh_cn: joined.name, en_us: '', ja_jp: '' },
  }
}

/** Somebody has left the directory, or (still: true) only changed something in it. */
export function departedEvent(app: AppConfig, { who, still = false }: { who: string; still?: boolean }): unknown {
  const status = { is_frozen: still, is_resigned: !still, is_activated: true, is_exited: false, is_unjoin: false }
  return {
    object: { ...userId(who), name: '某人', department_ids: ['0'], status },
    old_object: { department_ids: ['0'], open_id: who, tenant_key: app.tenantKey },
  }
}

/** Somebody has seen messages alone with the bot. */
export function readEvent(app: AppConfig, { by, messageIds }: { by: string; messageIds: readonly string[] }): unknown {
  const reader = { reader_id: userId(by), read_time: String(app.now()), tenant_key: app.tenantKey }
  return { reader, message_id_list: messageIds }
}

/** A webhook request as Lark makes it, or as a forger would. */
export function seal(app: AppConfig, plain: object, tampering: Tampering = {}): Sealed {
  const { encryptKey = app.encryptKey } = tampering
  const text = JSON.stringify(plain)
  const body = tampering.plaintext ? text : JSON.stringify({ encrypt: encrypt(text, encryptKey) })
  const timestamp = String(Math.floor((tampering.at ?? app.now()) / 1000))
  const nonce = randomBytes(8).toString('hex')
  const right = createHash('sha256')
    .update(timestamp + nonce + encryptKey + body)
    .digest('hex')
  const signature = tampering.signature === 'wrong' ? right.replace(/./g, (sign) => (sign === '0' ? '1' : '0')) : right
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      ...(tampering.signature !== 'missing' && { 'x-lark-signature': signature }),
    },
  }
}

/** The envelope with the token or the app of somebody else in its header. */
export function disguised(envelope: Envelope, { token, appId }: Tampering): Envelope {
  const header = {
    ...envelope.header,
    ...(token !== undefined && { token }),
    ...(appId !== undefined && { app_id: appId }),
  }
  return { ...envelope, header }
}

export function encrypt(text: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

function userId(openId: string): { union_id: string; user_id: string; open_id: string } {
  const bare = openId.replace(/^ou_/, '')
  return { union_id: `on_${bare}`, user_id: bare.slice(0, 8), open_id: openId }
}

function mentionIn(app: AppConfig, { key, id, name, bot }: Mentioned): unknown {
  const type = bot ? 'bot' : 'user'
  return {
    key,
    id: { ...userId(id), user_id: bot ? '' : userId(id).user_id },
    name,
    mentioned_type: type,
    tenant_key: app.tenantKey,
  }
}
