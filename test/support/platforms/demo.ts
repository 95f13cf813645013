import { answering } from '../../../bot/routes.ts'
import { ownChat, unitGroup } from '../../../bot/demo/chats.ts'
import { demoPlatform } from '../../../bot/demo/index.ts'
import { memoryStore } from '../../../bot/demo/store.ts'
import type { PersonId } from '../../../core/actor.ts'
import type { FormValues } from '../../../core/forms/form.ts'
import { buttonsOf, textOf, valueOf } from '../chat.ts'
import type { Action, Content, Platform, Sent } from '../../../bot/platform.ts'
import type { World } from '../world.ts'
import { labelOf, officeOf, photo, settled, type Button, type ChatDoor, type Saying } from './door.ts'
import { firstWord, shownOf } from './reading.ts'

const gone: Sent = { outcome: 'unreachable', why: 'no cards' }
const site = 'http://127.0.0.1:8787'

type Manner = {
  /** Cards have neither buttons nor forms. */
  readonly plain?: boolean
  /** What becomes of a message on its way. */
  readonly draw?: (content: Content) => Content
}

/** The chat of the demo, by the posts its page sends. */
export async function demoDoor(
  w: World,
  { plain = false, draw = (content) => content }: Manner = {},
): Promise<ChatDoor> {
  const now = () => w.clock.now
  const store = memoryStore()
  const group = unitGroup(1)
  const demo = demoPlatform({ store, now, groupOf: () => group }, { plain })
  const platform: Platform = {
    ...demo,
    send: (message) => demo.send({ ...message, content: draw(message.content) }),
    update: async (message) => (await demo.update?.({ ...message, content: draw(message.content) })) ?? gone,
  }
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  let posts = 0
  const receive = async (body: string | FormData): Promise<string | null> => {
    const headers = { host: '127.0.0.1:8787', origin: site }
    const received = await platform.receive(new Request(`${site}/demo/send`, { method: 'POST', headers, body }))
    if (received.kind !== 'inbound') throw new Error(`the demo didn't take it: ${JSON.stringify(received)}`)
    const { toast } = handler(received.inbound)
    await settled(w, office)
    return toast?.text ?? null
  }
  const accountOf = (who: PersonId) => `demo-${who}`
  const posted = (where: PersonId | 'group') =>
    store.list(where === 'group' ? group : ownChat(accountOf(where))).filter(({ author }) => author.kind === 'bot')
  const message = (who: PersonId, text: string, { inGroup = false, unheard = false, under }: Saying = {}) => {
    const there = inGroup || unheard
    const answered =
      under === undefined ? null : posted(there ? 'group' : who).findLast((one) => shows(one.content, under))
    return {
      ...{ type: 'message', person: accountOf(who), messageId: `m${++posts}`, text },
      ...{ chat: there ? 'group' : 'bot', mentioned: inGroup, inReplyTo: answered?.id ?? null },
    }
  }
  const tap = async (who: PersonId, button: Button, filled: FormValues): Promise<string | null> => {
    const cards = posted(who).flatMap(({ id, content }) => {
      const action = actionIn(content, button)
      return action ? [{ id, action }] : []
    })
    const last = cards.at(-1)
    if (!last) throw new Error(`no card with ${JSON.stringify(button)}`)
    const post = { type: 'tap', person: accountOf(who), tapId: `t${++posts}`, cardId: last.id }
    return receive(JSON.stringify({ ...post, value: valueOf(last.action), form: filled }))
  }
  return {
    ...{ platform: 'demo', office, group, accountOf },
    shows: (where) => posted(where).map(({ id, content }) => ({ id, ...shownOf(content) })),
    reads: (who) => posted(who).map(({ content }) => textOf(content)),
    says: async (who, text, how) => void (await receive(JSON.stringify(message(who, text, how)))),
    async sends(who, name, bytes) {
      const form = new FormData()
      const { person, messageId, text, chat } = message(who, '')
      for (const [key, value] of Object.entries({ type: 'message', person, messageId, text, chat }))
        form.append(key, value)
      form.append('file', new File([new Uint8Array(bytes)], name, { type: name === photo ? 'image/jpeg' : '' }))
      await receive(form)
    },
    taps: (who, button) => tap(who, button, {}),
    fills: (who, filled, button) => tap(who, button, filled),
    close: async () => undefined,
  }
}

function shows(content: Content, text: string): boolean {
  return textOf(content).includes(text)
}

function actionIn(content: Content, button: Button): Action | undefined {
  if (content.kind === 'text') return undefined
  const { label, of } = labelOf(button)
  const rows = content.blocks.filter((block) => block.type === 'item').filter(({ title }) => firstWord(title) === of)
  const among = of === '' ? buttonsOf(content) : rows.flatMap(({ actions }) => actions)
  return among.find((action) => action.label === label)
}
