import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import type { Inbound } from '../../../bot/platform.ts'
import { answering } from '../../../bot/routes.ts'
import type { PersonId } from '../../../core/actor.ts'
import { transact } from '../../../db/database.ts'
import { bind } from '../../../db/people.ts'
import { dingtalkEmulator, type Person } from '../dingtalk-emulator.ts'
import { officeOf, settled, type ChatDoor } from '../doors/chat-door.ts'
import { formPage } from '../form-page.ts'
import { serveWebhook } from '../lark/webhook.ts'
import type { World } from '../world.ts'

/**
 * DingTalk without a card template, through an emulator of its servers and its clients: buttons are links that speak for
 * whoever opens them, and forms are filled in on a page.
 */
export async function dingtalkDoor(w: World, by: 'stream' | 'webhook'): Promise<ChatDoor> {
  const now = () => w.clock.now
  const dingtalk = await dingtalkEmulator({ now })
  const { env } = dingtalk
  const config = {
    clientId: env['DINGTALK_CLIENT_ID'] ?? '',
    clientSecret: env['DINGTALK_CLIENT_SECRET'] ?? '',
    robotCode: env['DINGTALK_ROBOT_CODE'] ?? '',
    apiUrl: env['DINGTALK_API_URL'] ?? '',
    oapiUrl: env['DINGTALK_OAPI_URL'] ?? '',
    loginUrl: env['DINGTALK_LOGIN_URL'] ?? '',
    publicUrl: 'http://127.0.0.1:8787',
    gatherMs: 0,
    now,
  }
  const platform = dingtalkPlatform(config)
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const handle = async (inbound: Inbound) => handler(inbound)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const stream = by === 'stream' ? openStream({ config, platform, handle, ...quiet }) : null
  const webhook = by === 'webhook' ? await serveWebhook(platform, handle) : null
  if (webhook) dingtalk.webhookTo(webhook.url)
  else await dingtalk.connected()
  const page = formPage(office)
  const hands = new Map<PersonId, Person>()
  const person = (who: PersonId): Person => {
    const known = hands.get(who)
    if (known) return known
    const act = { actor: { kind: 'system', door: 'cli' }, now: now() } as const
    transact(w.db, (tx) => bind(tx, { platform: 'dingtalk', externalId: `staff${who}`, person: who }, act))
    const hand = dingtalk.person(`staff${who}`)
    hands.set(who, hand)
    return hand
  }
  const delivered = () => settled(w, office)
  const reads = (who: PersonId) =>
    person(who)
      .messages()
      .map(({ text }) => text)
  return {
    reads,
    async says(who, text) {
      await person(who).says(text)
      await delivered()
    },
    async sends(who, name, bytes) {
      await person(who).sendsFile(bytes, name)
      await delivered()
    },
    async taps(who, label, filled = {}) {
      const button = label === '提交' ? '填写' : label
      const message = person(who)
        .messages()
        .findLast(({ text }) => text.includes(`[${button}]`))
      if (!message) throw new Error(`nothing with ${button}:\n${reads(who).at(-1) ?? ''}`)
      const { opened } = await person(who).taps(message, button)
      if (opened !== undefined) await page.fills(new URL(opened).pathname.replace('/f', ''), filled)
      await delivered()
    },
    close: async () => {
      await stream?.close()
      await webhook?.close()
      await dingtalk.close()
    },
  }
}
