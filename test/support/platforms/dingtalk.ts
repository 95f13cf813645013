import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import type { Inbound } from '../../../bot/platform.ts'
import { answering } from '../../../bot/routes.ts'
import { dingtalkEmulator, type DingTalkEmulator, type Message, type Tapped } from '../dingtalk-emulator.ts'
import type { Button as ViewButton } from '../dingtalk/view.ts'
import { formPage } from '../form-page.ts'
import { serveWebhook } from '../lark/webhook.ts'
import type { World } from '../world.ts'
import { handsOf, labelOf, officeOf, photo, settled, type Button, type ChatDoor } from './door.ts'
import { numbersIn } from './numbers.ts'
import { fills } from './page.ts'
import type { Shown } from './reading.ts'

type How = { readonly by: 'stream' | 'webhook'; readonly cards?: boolean }

/**
 * DingTalk through an emulator of its servers and its clients. Without the office's card template buttons are links that
 * speak for whoever opens them; with it they come back. Forms are filled in on a page.
 */
export async function dingtalkDoor(w: World, { by, cards = false }: How): Promise<ChatDoor> {
  const now = () => w.clock.now
  const templateId = 'b0c4d9e2.schema'
  const dingtalk = await dingtalkEmulator({ now, ...(cards && { templateId }) })
  const handle = async (inbound: Inbound) => handler(inbound)
  const ear = { receive: (request: Request) => platform.receive(request) }
  const webhook = by === 'webhook' ? await serveWebhook(ear, handle) : null
  const config = {
    ...configOf(dingtalk),
    ...{ gatherMs: 0, now, transport: by, cardTemplate: () => (cards ? templateId : null) },
    publicUrl: webhook ? new URL(webhook.url).origin : 'http://127.0.0.1:8787',
  }
  const platform = dingtalkPlatform(config)
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const stream = by === 'stream' ? openStream({ config, platform, handle, ...quiet }) : null
  if (webhook) dingtalk.webhookTo(webhook.url)
  else await dingtalk.connected()
  const page = formPage(office)
  const accountOf = (who: number) => `staff${who}`
  const person = handsOf(w, { platform: 'dingtalk', account: accountOf, hold: (id) => dingtalk.person(id) })
  const group = 'cidGroup=='
  dingtalk.group(group, Object.values(w.people).map(person))
  const delivered = () => settled(w, office)
  const messages = (where: number | 'group') =>
    where === 'group' ? dingtalk.messagesTo(group) : person(where).messages()
  return {
    ...{ platform: 'dingtalk', office, group, accountOf },
    async says(who, text, { inGroup = false, unheard = false, under } = {}) {
      const quoting = under === undefined ? undefined : newest(messages(inGroup ? 'group' : who), under)
      // In groups DingTalk hands the robot only what mentions it.
      if (!unheard) await person(who).says(text, { ...(inGroup && { inGroup: group }), ...(quoting && { quoting }) })
      await delivered()
    },
    async sends(who, name, bytes) {
      if (name === photo) await person(who).sendsPicture(bytes)
      else await person(who).sendsFile(bytes, name)
      await delivered()
    },
    async taps(who, button) {
      const { message, name } = buttonAmong(messages(who), button)
      const { shown, error } = await person(who).taps(message, name)
      if (error !== undefined) throw new Error(`DingTalk says ${error}`)
      await delivered()
      return statusOf(shown)
    },
    async fills(who, filled, button) {
      const { message, name } = buttonAmong(messages(who), '填写')
      const { opened = '' } = await person(who).taps(message, name)
      const wrong = await fills(page, opened, { filled, button })
      await delivered()
      return wrong
    },
    reads: (who) => messages(who).map(({ text }) => text),
    shows: (where) => messages(where).map(shownIn),
    close: async () => {
      await stream?.close()
      await webhook?.close()
      await dingtalk.close()
    },
  }
}

function configOf({ env }: DingTalkEmulator) {
  return {
    clientId: env['DINGTALK_CLIENT_ID'] ?? '',
    clientSecret: env['DINGTALK_CLIENT_SECRET'] ?? '',
    robotCode: env['DINGTALK_ROBOT_CODE'] ?? '',
    apiUrl: env['DINGTALK_API_URL'] ?? '',
    oapiUrl: env['DINGTALK_OAPI_URL'] ?? '',
    loginUrl: env['DINGTALK_LOGIN_URL'] ?? '',
  }
}

function newest(messages: readonly Message[], text: string): Message {
  const found = messages.findLast((message) => message.text.includes(text))
  if (!found) throw new Error(`nothing with ${text}:\n${messages.at(-1)?.text ?? ''}`)
  return found
}

/** The newest message with a button, and how it is called there: on a card a row's buttons name the row. */
function buttonAmong(messages: readonly Message[], wanted: Button) {
  const { label, of } = labelOf(wanted)
  const named = (button: ViewButton) =>
    of === '' ? ` ${button.label}`.endsWith(` ${label}`) : button.label === `${of} ${label}`
  for (const message of messages.toReversed()) {
    const onCard = message.buttons.find(named)
    if (onCard) return { message, name: nameOf(onCard) }
    const before = message.text.slice(0, Math.max(0, message.text.indexOf(of))).split(`[${label}]`).length - 1
    const found = message.buttons.filter((button) => button.label === label)[before]
    if (found) return { message, name: nameOf(found) }
  }
  throw new Error(`nothing with ${label}:\n${messages.at(-1)?.text ?? ''}`)
}

function nameOf({ label, url }: ViewButton) {
  return url === undefined ? label : { label, about: decodeURIComponent(url) }
}

/** What a tap was answered with stands on its card. */
function statusOf(shown: Tapped['shown']): string | null {
  const status = shown?.content.params['status']
  return typeof status === 'string' && status !== '' ? status : null
}

function shownIn({ id, content, text, buttons }: Message): Shown {
  const isCard = content.type === 'card'
  const isPlain = content.type === 'sampleText' || content.type === 'text'
  // The title of a markdown message stands in the list of chats alone; on a card, a tap's answer is none of its words.
  const lines = isPlain || isCard ? withoutCall(text).split('\n') : text.split('\n').slice(1)
  const status = isCard ? content.params['status'] : ''
  const said = lines.at(-1) === status ? lines.slice(0, -1) : lines
  const links = buttons.filter(({ label }) => label !== '填写')
  const bare = buttons.reduce((words, { label }) => words.replace(`[${label}]`, ''), said.join('\n'))
  const { choices, rest } = numbersIn(bare.split('\n'))
  const shown = [...choices, ...links].map(({ label }) => ({ label, of: '' }))
  return {
    id,
    lines: rest,
    choices: shown,
    form: null,
    page: buttons.find(({ label }) => label === '填写')?.url ?? null,
  }
}

/** An answer in a group begins with whom it calls: what there is to read comes after. */
function withoutCall(text: string): string {
  return text.replace(/^@staff\d+ /, '')
}
