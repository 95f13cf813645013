import type { Handled, Inbound } from '../platform.ts'
import { within } from '../wire.ts'
import type { LarkAnswer, LarkPlatform } from './index.ts'

/** Answers events that come by long connection: what is returned is acknowledged, what throws is not. */
export type Acknowledger = {
  event(envelope: unknown): Promise<LarkAnswer | undefined>
  /** Resolves when no handler is at work, or after `ms`. */
  idle(ms: number): Promise<void>
}

type Options = {
  readonly platform: Pick<LarkPlatform, 'read' | 'answer'>
  readonly handle: (inbound: Inbound) => Promise<Handled>
  readonly log: (line: string) => void
  readonly ackMs?: number
}

export function acknowledger(options: Options): Acknowledger {
  const busy = new Set<Promise<unknown>>()
  return {
    idle: async (ms) => void (await within(ms, Promise.all(busy))),
    async event(envelope) {
      const inbound = await inboundIn(envelope, options)
      if (!inbound) return undefined
      const work = handled(inbound, options)
      busy.add(work)
      void work.finally(() => busy.delete(work))
      return answerInTime(inbound, work, options)
    },
  }
}

async function inboundIn(envelope: unknown, { platform, log }: Options): Promise<Inbound | undefined> {
  const read = await platform.read(envelope)
  if (read.kind === 'malformed') log('Lark: an event could not be read')
  return read.kind === 'inbound' ? read.inbound : undefined
}

/**
 * Lark waits 3 s. A message not recorded by then is left unacknowledged, so that Lark sends it again and
 * nothing is lost; a tap never comes again, so it is acknowledged without a toast and finishes unseen.
 */
async function answerInTime(
  inbound: Inbound,
  work: Promise<Handled | 'failed'>,
  { platform, ackMs = 2500 }: Options,
): Promise<LarkAnswer | undefined> {
  const outcome = await within(ackMs, work)
  if (outcome === 'late' && inbound.act.type === 'tap') return {}
  if (outcome === 'late' || outcome === 'failed') throw new Error(`${outcome}: Lark shall send this event again`)
  return inbound.act.type === 'tap' ? platform.answer(inbound, outcome) : undefined
}

/** A fault stays here: what it says may hold what a person wrote. */
async function handled(inbound: Inbound, { handle, log }: Options): Promise<Handled | 'failed'> {
  try {
    return await handle(inbound)
  } catch {
    log(`Lark: handling ${inbound.act.type} ${inbound.id} failed`)
    return 'failed'
  }
}
