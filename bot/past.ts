import type { Tx } from '../db/database.ts'
import { earlierDaily } from '../db/nudges/bundles.ts'
import { enqueue, type Row } from '../db/outbox.ts'
import type { Platform } from './platform.ts'

/**
 * The nudges of an earlier day say that they are past once newer ones have arrived, as long as the platform can still
 * replace their card; the least urgent thing there is, and given up where it fails.
 */
export function markPast(tx: Tx, row: Row, { platform, now }: { platform: Platform; now: number }): void {
  if (!platform.capabilities.updates || row.message.type !== 'nudges' || row.message.which !== 'daily') return
  const before = earlierDaily(tx, row, platform.name)
  const { cardLivesMs = Infinity } = platform.capabilities
  if (before?.message.type !== 'nudges' || before.messageId === null) return
  if (now - (before.sentAt ?? 0) >= cardLivesMs) return
  const address = { kind: 'update' as const, messageId: before.messageId }
  const message = { type: 'nudges-past' as const, day: before.message.day, outbox: before.id }
  const to = { platform: platform.name, address, ...(row.person !== null && { person: row.person }) }
  enqueue(tx, { key: `past:${before.id}`, to, message, rank: 'digest', now })
}
