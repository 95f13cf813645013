import { z } from 'zod'

/** Where a message can be answered right where it was said, for a while; later by its group or its sender. */
const ReplyPlace = z.object({
  /** The session webhook, and the instant from which it is dead; null where the message brought none. */
  webhook: z.object({ url: z.string(), until: z.number() }).nullable(),
  chat: z.object({ kind: z.enum(['p2p', 'group']), id: z.string() }),
  /** Who said it, to be called by the answer. */
  sender: z.string(),
})

export type ReplyPlace = z.infer<typeof ReplyPlace>

/** `Inbound.answerBy`. */
export function answerBy(place: ReplyPlace): string {
  return JSON.stringify(place)
}

/** The place an address carries, undefined where it isn't one of ours. */
export function replyPlace(by: string | undefined): ReplyPlace | undefined {
  try {
    return ReplyPlace.safeParse(JSON.parse(by ?? '')).data
  } catch {
    return undefined
  }
}

/** Whether an address a message brought is on DingTalk's own host: what we answer goes nowhere else. */
export function isOnHost(url: string, oapiUrl: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(oapiUrl).origin && new URL(url).username === ''
}
