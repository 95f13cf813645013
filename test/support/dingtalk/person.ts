import { changeCard, cardDataFault, isByKey, paramsIn } from './cards.ts'
import { eventPush, topics } from './delivery.ts'
import type { Attempt, Delivery, Postman } from './delivery.ts'
import { fieldsIn, filledIn } from './form.ts'
import type { Filled } from './form.ts'
import { isNode } from './view.ts'
import type { Button, Tap } from './view.ts'
import { newId } from './world.ts'
import type { Message, Staff, StaffState, World } from './world.ts'

export type SayOptions = {
  /** In this group, with the bot mentioned, instead of alone with it. */
  readonly inGroup?: string
  /** As an answer that quotes this message, in its chat. */
  readonly quoting?: Message
}

/** What the client shows after a tap: a card as it then stands, the page it opened, what it said, or that nothing came of it. */
export type Tapped = {
  readonly shown?: Message
  readonly opened?: string
  readonly said?: Delivery
  readonly error?: string
}

/** By its label, or where several are called alike: the first one whose address or value holds `about`. */
export type ButtonName = string | { readonly label: string; readonly about: string }

/** Somebody with DingTalk in hand. What they do comes back when DingTalk has told the bot, or has tried to. */
export type Person = {
  readonly id: string
  says(text: string, options?: SayOptions): Promise<Delivery>
  sendsPicture(bytes: Uint8Array, options?: SayOptions): Promise<Delivery>
  /** Alone with the bot only: in a group DingTalk doesn't hand files to it. */
  sendsFile(bytes: Uint8Array, name: string): Promise<Delivery>
  /** Text and pictures in one message. */
  sendsMixed(text: string, pictures: readonly Uint8Array[], options?: SayOptions): Promise<Delivery>
  /** Any other kind of message. */
  sends(msgtype: string, part: object, options?: SayOptions): Promise<Delivery>
  /** Taps a button or a link of the bot's, having filled in the card's form. Throws where no client could. */
  taps(message: Message, button: ButtonName, filled?: Filled): Promise<Tapped>
  reads(...messages: readonly Message[]): Promise<void>
  /** What the bot said to this person alone, oldest first, each as it stands now. */
  messages(): Message[]
  /** The newest message to this person, new or changed since they last did something, that shows this text. Waits for it. */
  sees(text: string | RegExp, ms?: number): Promise<Message>
  /** Leaves the organisation, and the directory says so. */
  leaves(): Promise<void>
  becomes(state: StaffState): void
}

type Surroundings = {
  readonly world: World
  readonly postman: Postman
  readonly base: () => string
  readonly waitFor: <T>(look: () => T | undefined | false, what: { ms?: number; for: string }) => Promise<T>
}

export function newPerson(staff: Staff, { world, postman, base, waitFor }: Surroundings): Person {
  const { id } = staff
  world.people.set(id, staff)
  const chat = world.p2p(id)
  let acted = 0

  async function sends(msgtype: string, part: object, options: SayOptions = {}): Promise<Delivery> {
    const data = robotMessage(world, { staff, msgtype, part, options, base: base() })
    const content = { type: msgtype, params: part as Record<string, unknown> }
    const said = {
      id: data.msgId,
      chatId: data.conversationId,
      from: id,
      by: 'person' as const,
      sentAt: world.app.now(),
    }
    acted = world.put({ ...said, earlier: [], mentions: [], content }).revision
    const headers = { appId: 'app-0001', connectionId: 'c-0001' }
    return postman.deliver({ type: 'CALLBACK', topic: topics.robot, headers, data })
  }

  function stored(bytes: Uint8Array, type: string): string {
    const code = newId('dl')
    world.files.set(code, { bytes, type })
    return code
  }

  const says: Person['says'] = (text, options = {}) => {
    // Behind the mention of the bot, which DingTalk cuts off, a blank stays.
    const content = options.inGroup === undefined ? text : ` ${text}`
    const quoted = options.quoting && {
      isReplyMsg: true,
      repliedMsg: { msgType: options.quoting.content.type, msgId: newId('msg') },
    }
    return sends('text', { text: { content, ...quoted } }, options)
  }

  const messages = (): Message[] => world.messages.filter(({ chatId, from }) => chatId === chat.id && from === 'bot')

  return {
    id,
    says,
    sends,
    messages,
    sendsPicture: (bytes, options) =>
      sends('picture', { content: { downloadCode: stored(bytes, 'image/jpeg') } }, options),
    sendsFile: (bytes, fileName) =>
      sends('file', { content: { downloadCode: stored(bytes, 'application/octet-stream'), fileName } }),
    sendsMixed(text, pictures, options) {
      const runs = pictures.map((bytes) => ({ type: 'picture', downloadCode: stored(bytes, 'image/jpeg') }))
      return sends('richText', { content: { richText: [{ text }, ...runs] } }, options)
    },
    async taps(message, name, filled = {}) {
      const now = world.messages.find((one) => one.id === message.id && one.chatId === message.chatId) ?? message
      const form = fieldsIn(now.content.params)
      const button = form && Object.keys(filled).length > 0 ? undefined : buttonIn(now, name)
      if (button?.url !== undefined) return opened(button.url, now, says)
      acted = world.revision()
      const tap = button?.tap ?? { actionId: 'form', params: { form: filledIn(form ?? [], filled) } }
      const attempt = await postman.tap(cardPush(world, { by: id, card: now, tap }), world.cardRoutes.get(now.id))
      return tapped(world, now, attempt)
    },
    async reads(...seen) {
      for (const { id: processQueryKey } of seen) {
        const data = {
          userId: id,
          unionId: `u-${id}`,
          operatTime: String(world.app.now()),
          robotCode: world.app.robotCode,
          processQueryKey,
        }
        await postman.deliver(eventPush(world.app, 'robot_msg_read', data))
      }
    },
    sees(text, ms) {
      const shows = (message: Message) =>
        typeof text === 'string' ? message.text.includes(text) : text.test(message.text)
      const look = () => messages().findLast((message) => message.revision > acted && shows(message))
      return waitFor(look, { ...(ms !== undefined && { ms }), for: `${id} to see ${String(text)}` })
    },
    async leaves() {
      staff.state = 'gone'
      const data = { eventId: newId(''), timeStamp: String(world.app.now()), optStaffId: 'admin', userId: [id] }
      await postman.deliver(eventPush(world.app, 'user_leave_org', data))
    },
    becomes: (state) => void (staff.state = state),
  }
}

type Said = { staff: Staff; msgtype: string; part: object; options: SayOptions; base: string }

function robotMessage(world: World, { staff, msgtype, part, options, base }: Said) {
  const { corpId, robotCode, now, webhookMinutes } = world.app
  const conversationId = options.inGroup ?? options.quoting?.chatId ?? world.p2p(staff.id).id
  const inGroup = world.chats.get(conversationId)?.kind === 'group'
  if (inGroup && !['text', 'picture', 'richText'].includes(msgtype)) throw new Error(`群里不能向机器人发 ${msgtype}`)
  const session = newId('')
  const until = now() + webhookMinutes * 60_000
  world.sessions.set(session, { chatId: conversationId, until })
  const quoted = options.quoting && options.quoting.from === 'bot' && keyOf(options.quoting)
  return {
    conversationId,
    chatbotCorpId: corpId,
    chatbotUserId: '$:LWCP_v1:$bot',
    msgId: newId('msg'),
    senderNick: staff.name,
    isAdmin: false,
    senderStaffId: staff.outsider ? '' : staff.id,
    senderCorpId: staff.outsider ? 'dingother' : corpId,
    senderId: `$:LWCP_v1:$${staff.id}`,
    sessionWebhook: `${base}/oapi/robot/sendBySession?session=${session}`,
    sessionWebhookExpiredTime: until,
    createAt: now(),
    conversationType: inGroup ? '2' : '1',
    ...(inGroup && { conversationTitle: '整改群', isInAtList: true, atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }] }),
    robotCode,
    msgtype,
    ...quoted,
    ...part,
  }
}

/** A quoted card is named by neither of the ids its sender gave it. */
function keyOf({ by, id, carrierId }: Message): { originalProcessQueryKey?: string } {
  const key = by === 'card' ? carrierId : id
  return key === undefined ? {} : { originalProcessQueryKey: key }
}

function cardPush(world: World, { by, card, tap }: { by: string; card: Message; tap: Tap }) {
  const content = JSON.stringify({ cardPrivateData: { actionIds: [tap.actionId], params: tap.params } })
  const where = { spaceType: 'IM', spaceId: card.chatId, corpId: world.app.corpId }
  const data = {
    type: 'actionCallback',
    outTrackId: card.id,
    userIdType: 1,
    userId: by,
    extension: '{}',
    ...where,
    content,
  }
  return { type: 'CALLBACK' as const, topic: topics.card, data }
}

/** A link that speaks for its reader works alone with the bot, its host in lower case; others open a page. */
async function opened(url: string, { chatId }: Message, says: Person['says']): Promise<Tapped> {
  if (!url.startsWith('dtmd:')) return { opened: url }
  const words = /^dtmd:\/\/dingtalkclient\/sendMessage\?content=(.+)$/.exec(url)?.[1]
  if (words === undefined || !chatId.startsWith('cidp2p')) return { error: 'a link that does nothing' }
  return { said: await says(decodeURIComponent(words)) }
}

function buttonIn({ buttons }: Message, name: ButtonName): Button {
  const [label, about] = typeof name === 'string' ? [name, ''] : [name.label, name.about]
  const holds = ({ url, tap }: Button) =>
    (url === undefined ? JSON.stringify(tap) : decodeURIComponent(url)).includes(about)
  const found = buttons.find((button) => button.label === label && holds(button))
  if (!found) throw new Error(`没有按钮 ${label}，只有 ${buttons.map((one) => one.label).join('、') || '（无）'}`)
  return found
}

/** Puts on the card what the callback answered; anything else than its four fields the client can't read. */
function tapped(world: World, card: Message, { status, body }: Attempt): Tapped {
  if (status !== 200) return { error: String(status) }
  const known = ['cardUpdateOptions', 'cardData', 'userPrivateData', 'privateData']
  if (!isNode(body) || Object.keys(body).some((key) => !known.includes(key))) return { error: 'an answer that is none' }
  const { cardData } = body
  if (cardData === undefined) return { shown: card }
  const why = cardDataFault(cardData)
  if (why !== undefined) return { error: why }
  changeCard(world, card.id, { params: paramsIn(cardData), byKey: isByKey(body['cardUpdateOptions']) })
  return { shown: world.messages.find(({ id, chatId }) => id === card.id && chatId === card.chatId) ?? card }
}
