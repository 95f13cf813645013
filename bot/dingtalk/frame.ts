import { z } from 'zod'
import { parseJson } from '../wire.ts'
import { readEvent, readRobot } from './parse.ts'
import type { Read } from './parse.ts'
import { readTap } from './tap.ts'

/** What Stream is asked for. */
export const subscriptions = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' },
  { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
] as const

const Frame = z.object({
  type: z.enum(['SYSTEM', 'CALLBACK', 'EVENT']),
  headers: z.looseObject({
    topic: z.string(),
    messageId: z.string().max(200).optional(),
    time: z.coerce.number().optional().catch(undefined),
    eventType: z.string().optional(),
    eventId: z.string().max(200).optional(),
    eventBornTime: z.coerce.number().optional().catch(undefined),
  }),
  data: z.string(),
})

/** One frame of Stream. */
export type Frame = z.infer<typeof Frame>

/** The frame in a text that came over the socket; undefined for whatever else it is. */
export function frameIn(text: string): Frame | undefined {
  return Frame.safeParse(parsed(text)).data
}

/** What a CALLBACK or EVENT frame means. `now` stands in where it bears no time. */
export function readFrame({ type, headers, data }: Frame, { oapiUrl, now }: { oapiUrl: string; now: number }): Read {
  const payload = parsed(data)
  const { topic, messageId, time, eventType, eventId, eventBornTime } = headers
  if (type === 'EVENT') {
    if (eventType === undefined || eventId === undefined) return { kind: 'malformed' }
    return readEvent({ type: eventType, id: eventId, at: eventBornTime ?? now, data: payload })
  }
  if (topic === subscriptions[1].topic) return readRobot(payload, oapiUrl)
  if (topic !== subscriptions[2].topic) return { kind: 'ignored' }
  return messageId === undefined ? { kind: 'malformed' } : readTap(payload, { id: messageId, at: time ?? now })
}

function parsed(text: string): unknown {
  return parseJson(new TextEncoder().encode(text))
}
