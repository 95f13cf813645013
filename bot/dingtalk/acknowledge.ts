import type { Handled, Inbound } from '../platform.ts'
import { within } from '../wire.ts'
import type { Frame } from './frame.ts'
import type { DingTalkPlatform } from './index.ts'

/** What goes back for a frame. */
export type Ack = { readonly code: 200 | 500; readonly data: object }

/** Answers CALLBACK and EVENT frames: only what is recorded is acknowledged, and DingTalk sends the rest again. */
export type Acknowledger = {
  take(frame: Frame): Promise<Ack>
  /** Resolves when no handler is at work, or after `ms`. */
  idle(ms: number): Promise<void>
}

type Options = {
  readonly platform: Pick<DingTalkPlatform, 'read' | 'answer' | 'turnAway'>
  readonly handle: (inbound: Inbound) => Promise<Handled>
  readonly log: (line: string) => void
  readonly ackMs?: number
}

const tapMs = 1_500
const otherMs = 2_500

export function acknowledger(options: Options): Acknowledger {
  const busy = new Set<Promise<unknown>>()
  const watched = <T>(work: Promise<T>): Promise<T> => {
    busy.add(work)
    void work.finally(() => busy.delete(work))
    return work
  }
  return {
    idle: async (ms) => void (await within(ms, Promise.all(busy))),
    async take(frame) {
      const read = options.platform.read(frame)
      if (read.kind === 'inbound')
        return answerInTime(frame, read.inbound, watched(handled(read.inbound, options)), options)
      if (read.kind === 'outsider') void watched(options.platform.turnAway(read.webhook).catch(() => undefined))
      if (read.kind !== 'ignored') options.log(`DingTalk: ${frame.type} ${frame.headers.topic} was ${read.kind}`)
      return done(frame)
    },
  }
}

/**
 * DingTalk waits 2 s for a tap and 3 s for an event. A tap never comes again, so it is acknowledged without words
 * and finishes unseen; everything else is left to be sent again, so that nothing is lost.
 */
async function answerInTime(
  frame: Frame,
  inbounds: readonly Inbound[],
  work: Promise<readonly Handled[] | 'failed'>,
  { platform, ackMs }: Options,
): Promise<Ack> {
  const [first] = inbounds
  const isTap = first?.act.type === 'tap'
  const outcome = await within(ackMs ?? (isTap ? tapMs : otherMs), work)
  if (outcome === 'failed' || (outcome === 'late' && !isTap)) return again(frame)
  if (!first || !isTap) return done(frame)
  return { code: 200, data: platform.answer(first, outcome === 'late' ? {} : (outcome[0] ?? {})) }
}

/** One after the other; a fault stays here: what it says may hold what a person wrote. */
async function handled(inbounds: readonly Inbound[], { handle, log }: Options): Promise<readonly Handled[] | 'failed'> {
  const all: Handled[] = []
  for (const inbound of inbounds) {
    try {
      all.push(await handle(inbound))
    } catch {
      log(`DingTalk: handling ${inbound.act.type} failed`)
      return 'failed'
    }
  }
  return all
}

function done({ type }: Frame): Ack {
  return { code: 200, data: type === 'EVENT' ? { status: 'SUCCESS', message: '' } : { response: null } }
}

/** An event is asked for once more by `LATER`, under 200; a message by not being taken. */
export function again({ type }: Frame): Ack {
  return type === 'EVENT'
    ? { code: 200, data: { status: 'LATER', message: '' } }
    : { code: 500, data: { response: null } }
}
