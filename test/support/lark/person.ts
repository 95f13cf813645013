import { newDelivery, tapped } from './delivery.ts'
import type { Delivery, Postman, Tapped } from './delivery.ts'
import { envelope, messageEvent, readEvent, tapEvent } from './events.ts'
import type { Mentioned } from './events.ts'
import { tap } from './fingers.ts'
import type { ButtonName, Filled } from './fingers.ts'
import { newId } from './world.ts'
import type { Message, ReceiverState, World } from './world.ts'

export type SayOptions = {
  /** In this group instead of alone with the bot. */
  readonly inGroup?: string
  /** As an answer to this message, in its chat. */
  readonly replyTo?: Message
  /** In a group the bot is mentioned unless this is false. */
  readonly mention?: boolean
  /** Others mentioned behind the text. */
  readonly mentions?: readonly { readonly id: string; readonly name: string }[]
}

/** Somebody with Lark in hand. What they do comes back when Lark has told the bot, or has tried to. */
export type Person = {
  readonly id: string
  says(text: string, options?: SayOptions): Promise<Delivery>
  sendsImage(bytes: Uint8Array, options?: SayOptions): Promise<Delivery>
  sendsFile(bytes: Uint8Array, name: string, options?: SayOptions): Promise<Delivery>
  /** Any other kind of message, such as a sticker. */
  sends(type: string, content: unknown, options?: SayOptions): Promise<Delivery>
  /** Taps a button of a message as it stands now, filling in its form first. Throws where no client could. */
  taps(message: Message, button: ButtonName, filled?: Filled): Promise<Tapped>
  /** What the bot said to this person alone, oldest first, each as it stands now. */
  messages(): Message[]
  /** The newest message to this person, new or changed since they last did something, that shows this text. Waits for it. */
  sees(text: string | RegExp, ms?: number): Promise<Message>
  /** Leaves the organisation: nothing reaches them any more. */
  leaves(): void
  /** Stops the bot from writing to them, or lets it again. */
  blocks(on: boolean): void
  /** Sees messages of the bot's: Lark tells it so. */
  reads(...messages: readonly Message[]): Promise<Delivery>
  /** Is taken out of the app's availability, or put back. */
  inRange(on: boolean): void
}

type Surroundings = {
  readonly world: World
  readonly postman: Postman
  readonly waitFor: <T>(look: () => T | undefined | false, what: { ms?: number; for: string }) => Promise<T>
}

export function newPerson(id: string, name: string, { world, postman, waitFor }: Surroundings): Person {
  world.people.set(id, { id, name, state: 'there' })
  const chat = world.p2p(id)
  let acted = 0

  async function speak(type: string, content: unknown, options: SayOptions = {}): Promise<Delivery> {
    const { message, mentions } = spoken(world, { id, type, content, options })
    acted = message.revision
    const chat = world.chats.get(message.chatId) ?? world.p2p(id)
    const delivery = newDelivery(
      envelope(world.app, 'im.message.receive_v1', messageEvent(world.app, { message, chat, mentions })),
    )
    await postman.push(delivery)
    return delivery
  }

  const messages = (): Message[] =>
    [...world.messages.values()].filter((message) => message.chatId === chat.id && message.from === 'bot')

  return {
    id,
    messages,
    says: (text, options) => speak('text', { text }, options),
    sends: speak,
    sendsImage(bytes, options) {
      const key = newId('img_v3_')
      world.files.set(key, { bytes, type: 'image/jpeg' })
      return speak('image', { image_key: key }, options)
    },
    sendsFile(bytes, fileName, options) {
      const key = newId('file_v3_')
      world.files.set(key, { bytes, type: 'application/octet-stream' })
      return speak('file', { file_key: key, file_name: fileName }, options)
    },
    async taps(message, button, filled = {}) {
      const now = world.messages.get(message.id) ?? message
      if (world.app.now() - now.sentAt > 14 * 86_400_000) throw new Error('卡片已过 14 天，点不了')
      const { action, opens } = tap(now.content, button, filled)
      if (!action) return { opened: opens ?? '' }
      acted = world.revision()
      const delivery = newDelivery(
        envelope(world.app, 'card.action.trigger', tapEvent(world.app, { by: id, message: now, action })),
      )
      return tapped(await postman.push(delivery))
    },
    sees(text, ms) {
      const shows = (message: Message) =>
        typeof text === 'string' ? message.text.includes(text) : text.test(message.text)
      const look = () => messages().findLast((message) => message.revision > acted && shows(message))
      return waitFor(look, { ...(ms !== undefined && { ms }), for: `${id} to see ${String(text)}` })
    },
    blocks: (on) => setState(world, id, on ? 'blocks the bot' : 'there'),
    async reads(...seen) {
      const event = readEvent(world.app, { by: id, messageIds: seen.map((message) => message.id) })
      const delivery = newDelivery(envelope(world.app, 'im.message.message_read_v1', event))
      await postman.push(delivery)
      return delivery
    },
    leaves: () => setState(world, id, 'resigned'),
    inRange: (on) => setState(world, id, on ? 'there' : 'out of range'),
  }
}

function setState(world: World, id: string, state: ReceiverState): void {
  const person = world.people.get(id)
  if (person) person.state = state
}

function spoken(
  world: World,
  { id, type, content, options }: { id: string; type: string; content: unknown; options: SayOptions },
): { message: Message; mentions: Mentioned[] } {
  const parent = options.replyTo && world.messages.get(options.replyTo.id)
  const chatId = parent?.chatId ?? options.inGroup ?? world.p2p(id).id
  const toBot = world.chats.get(chatId)?.kind === 'group' && options.mention !== false
  const others = options.mentions ?? []
  const listed = [
    ...(toBot ? [{ id: world.app.botId, name: '销号', bot: true }] : []),
    ...others.map((one) => ({ ...one, bot: false })),
  ]
  const mentions = listed.map((one, index) => ({ ...one, key: `@_user_${index + 1}` }))
  const message = world.put({
    ...{ id: newId('om_'), chatId, from: id, type, sentAt: world.app.now(), earlier: [] },
    content: type === 'text' ? withKeys(content, mentions) : content,
    rootId: parent && (parent.rootId ?? parent.id),
    parentId: parent?.id,
  })
  return { message, mentions }
}

/** The bot is mentioned in front of a text, others behind it. */
function withKeys(content: unknown, mentions: readonly Mentioned[]): unknown {
  const { text } = content as { text: string }
  const front = mentions.filter(({ bot }) => bot).map(({ key }) => `${key} `)
  const behind = mentions.filter(({ bot }) => !bot).map(({ key }) => ` ${key}`)
  return { text: [...front, text, ...behind].join('') }
}
