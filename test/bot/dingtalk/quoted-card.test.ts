import { expect, test } from 'vitest'
import { transact } from '../../../db/database.ts'
import { enqueue } from '../../../db/outbox.ts'
import type { Issue } from '../../../core/issue.ts'
import { onDingTalk, type Scene } from './scene.ts'

/** Its card goes to the one person there is. */
async function shows({ w, round, chen }: Scene, { serial }: Issue) {
  const to = { platform: 'dingtalk', address: { kind: 'person', id: 'chen' }, person: w.people.contact } as const
  transact(w.db, (tx) =>
    enqueue(tx, { key: serial, to, message: { type: 'issue', serial }, rank: 'reply', serial, now: w.clock.now }),
  )
  await round()
  return chen.sees(serial)
}

test.each(['stream', 'webhook'] as const)(
  'by %s words that quote a card are about its issue, whatever came since',
  (by) =>
    onDingTalk(by, async (scene) => {
      const { w, chen, round } = scene
      const [first, second] = [w.to('rectifying'), w.to('rectifying')]
      const card = await shows(scene, first)
      expect(card.by).toBe('card')
      await shows(scene, second)
      await chen.says('已经上会研究', { quoting: card })
      await round()
      expect((await chen.sees('已记入进展')).text).toContain(first.serial)
    }),
)
