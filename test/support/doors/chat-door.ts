import type { PersonId } from '../../../core/actor.ts'
import type { FormValues } from '../../../core/forms/form.ts'
import { answering } from '../../../bot/routes.ts'
import { ownChat, unitGroup } from '../../../bot/demo/chats.ts'
import { demoPlatform } from '../../../bot/demo/index.ts'
import { memoryStore } from '../../../bot/demo/store.ts'
import { larkPlatform } from '../../../bot/lark/index.ts'
import { openLongConnection } from '../../../bot/lark/long-connection-node.ts'
import type { ListeningOffice } from '../../../bot/office.ts'
import type { Content, Inbound, Platform } from '../../../bot/platform.ts'
import { tick } from '../../../bot/tick.ts'
import { transact } from '../../../db/database.ts'
import { bind } from '../../../db/people.ts'
import { buttonsOf, memoryBlobs, textOf, valueOf } from '../chat.ts'
import { larkEmulator, type Person } from '../lark-emulator.ts'
import { serveWebhook } from '../lark/webhook.ts'
import type { World } from '../world.ts'

/** One way into an office by chat, over its real wire. What was done is through when the promise comes back. */
export type ChatDoor = {
  says(who: PersonId, text: string): Promise<void>
  sends(who: PersonId, name: string, bytes: Uint8Array): Promise<void>
  /** Taps a button of the newest card this person has that shows it, filling in its form first. */
  taps(who: PersonId, label: string, filled?: FormValues): Promise<void>
  /** Everything this person reads of the bot alone with it, oldest first, each as it stands now. */
  reads(who: PersonId): readonly string[]
  close(): Promise<void>
}

export function officeOf(w: World, platform: Platform): ListeningOffice {
  return {
    db: w.db,
    blobs: memoryBlobs(),
    platforms: new Map([[platform.name, platform]]),
    now: () => w.clock.now,
    publicUrl: 'http://127.0.0.1:8787',
    secret: 'a-secret-of-more-than-32-characters!',
    log: () => undefined,
    count: () => undefined,
  }
}

/** Lark, through an emulator of its servers and its clients: by webhook, or over the long connection. */
export async function larkDoor(w: World, by: 'webhook' | 'long connection' = 'webhook'): Promise<ChatDoor> {
  const now = () => w.clock.now
  const lark = await larkEmulator({ now })
  const { LARK_APP_ID, LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN } = lark.env
  const app = { appId: LARK_APP_ID, appSecret: LARK_APP_SECRET }
  const keys = { encryptKey: LARK_ENCRYPT_KEY, verificationToken: LARK_VERIFICATION_TOKEN }
  const platform = larkPlatform({ ...app, ...keys, baseUrl: lark.url, now })
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const hear = async (inbound: Inbound) => handler(inbound)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const config = { ...app, baseUrl: lark.url }
  const line = by === 'webhook' ? null : openLongConnection({ config, platform, handle: hear, ...quiet })
  const webhook = by === 'webhook' ? await serveWebhook(platform, hear) : null
  if (webhook) lark.webhookTo(webhook.url)
  else await lark.connected()
  const hands = new Map<PersonId, Person>()
  const person = (who: PersonId): Person => {
    const known = hands.get(who)
    if (known) return known
    const act = { actor: { kind: 'system', door: 'cli' }, now: now() } as const
    transact(w.db, (tx) => bind(tx, { platform: 'lark', externalId: `ou_${who}`, person: who }, act))
    const hand = lark.person(`ou_${who}`)
    hands.set(who, hand)
    return hand
  }
  const delivered = () => settled(w, office)
  return {
    async says(who, text) {
      await person(who).says(text)
      await delivered()
    },
    async sends(who, name, bytes) {
      await person(who).sendsFile(bytes, name)
      await delivered()
    },
    async taps(who, label, filled = {}) {
      const card = person(who)
        .messages()
        .findLast(({ text }) => text.includes(`[${label}]`))
      if (!card) throw new Error(`no card with ${label}:\n${person(who).messages().at(-1)?.text ?? ''}`)
      await person(who).taps(card, label, filled)
      await delivered()
    },
    reads: (who) =>
      person(who)
        .messages()
        .map(({ text }) => text),
    close: async () => {
      await line?.close()
      await webhook?.close()
      await lark.close()
    },
  }
}

/** The demo's chat also shows its messages as they are, and its office: a page of forms hangs on it. */
export type DemoDoor = ChatDoor & {
  contents(who: PersonId): readonly Content[]
  readonly office: ListeningOffice
}

/** The chat of the demo, by the posts its page sends. */
export async function demoDoor(w: World, { plain = false } = {}): Promise<DemoDoor> {
  const now = () => w.clock.now
  const store = memoryStore()
  const platform = demoPlatform({ store, now, groupOf: () => unitGroup(1) }, { plain })
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  let posts = 0
  const receive = async (body: string | FormData, headers: Record<string, string> = {}) => {
    const own = { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787', ...headers }
    const request = new Request('http://127.0.0.1:8787/demo/send', { method: 'POST', headers: own, body })
    const received = await platform.receive(request)
    if (received.kind !== 'inbound') throw new Error(`the demo didn't take it: ${JSON.stringify(received)}`)
    handler(received.inbound)
    await settled(w, office)
  }
  const message = (who: PersonId, text: string) => ({
    ...{ type: 'message', person: `demo-${who}`, messageId: `m${++posts}`, chat: 'bot', text },
  })
  const contents = (who: PersonId) =>
    store
      .list(ownChat(`demo-${who}`))
      .filter(({ author }) => author.kind === 'bot')
      .map(({ content }) => content)
  return {
    office,
    contents,
    reads: (who) => contents(who).map(textOf),
    says: (who, text) => receive(JSON.stringify(message(who, text))),
    async sends(who, name, bytes) {
      const form = new FormData()
      for (const [key, value] of Object.entries(message(who, ''))) form.append(key, value)
      form.append('file', new File([new Uint8Array(bytes)], name))
      await receive(form)
    },
    async taps(who, label, filled = {}) {
      const cards = store.list(ownChat(`demo-${who}`)).flatMap(({ id, content }) => {
        const action = content.kind === 'card' ? buttonsOf(content).find((one) => one.label === label) : undefined
        return action ? [{ id, action }] : []
      })
      const last = cards.at(-1)
      if (!last) throw new Error(`no card with ${label}`)
      const tap = { type: 'tap', person: `demo-${who}`, tapId: `t${++posts}`, cardId: last.id }
      await receive(JSON.stringify({ ...tap, value: valueOf(last.action), form: filled }))
    },
    close: async () => undefined,
  }
}

/** Answers leave, cards are replaced, files are fetched. */
export async function settled(w: World, office: ListeningOffice): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await tick(office)
    w.clock.now += 1_000
  }
}
