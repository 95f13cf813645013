import { inOffice } from '#office'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import { answering } from '../../../bot/routes.ts'
import { tick } from '../../../bot/tick.ts'
import { transact } from '../../../db/database.ts'
import { bind } from '../../../db/people.ts'
import { dingtalkEmulator, type DingTalkEmulator, type Person } from '../../support/dingtalk-emulator.ts'
import { serveWebhook } from '../../support/lark/webhook.ts'
import { officeOf } from '../../support/platforms/door.ts'
import { world, type World } from '../../support/world.ts'
import { app } from './fixtures.ts'

export type Scene = {
  w: World
  dingtalk: DingTalkEmulator
  chen: Person
  /** A minute goes by, and with it a round. */
  round: () => Promise<void>
}

/** An office with one person in its DingTalk, which has a card template, and a connection to it. */
export const onDingTalk = (by: 'stream' | 'webhook', act: (scene: Scene) => Promise<void>) =>
  inOffice((db) => play(world(db), by, act))

async function play(w: World, by: 'stream' | 'webhook', act: (scene: Scene) => Promise<void>): Promise<void> {
  const now = () => w.clock.now
  const dingtalk = await dingtalkEmulator({ now, templateId: 'one.schema' })
  const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
  const config = { ...app, ...urls, gatherMs: 0, now, cardTemplate: () => 'one.schema' }
  const platform = dingtalkPlatform(config)
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const handle: Parameters<typeof serveWebhook>[1] = async (inbound) => handler(inbound)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const line =
    by === 'stream' ? openStream({ config, platform, handle, ...quiet }) : await serveWebhook(platform, handle)
  if ('url' in line) dingtalk.webhookTo(line.url)
  else await dingtalk.connected()
  const known = { platform: 'dingtalk', externalId: 'chen', person: w.people.contact } as const
  const cli = { actor: { kind: 'system', door: 'cli' }, now: now() } as const
  transact(w.db, (tx) => bind(tx, known, cli))
  try {
    await act({
      w,
      dingtalk,
      chen: dingtalk.person('chen'),
      async round() {
        w.clock.now += 60_000
        await tick(office)
      },
    })
  } finally {
    await line.close()
    await dingtalk.close()
  }
}
