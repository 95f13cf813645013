import type { Use } from '../../core/quota.ts'
import type { Frame } from './frame.ts'
import type { Read } from './parse.ts'

/**
 * What the organisation is charged for: calls of the API, and apart from them what is pushed to us and what is said
 * through a message's webhook. What is pushed again counts again, since DingTalk's documents don't say that it doesn't:
 * too high a count warns early, too low a one too late.
 */
export type UseMeter = {
  called(): void
  saidByWebhook(): void
  pushed(read: Read): void
  take(): Use
}

export function useMeter(now: () => number): UseMeter {
  let calls = 0
  let pushes = 0
  let pushing: Use['pushing']

  /** One that comes a second time was done before the end, and is no sign that there are pushes again. */
  function noteDone(at: number): void {
    if (pushing && 'endedAt' in pushing && at <= pushing.endedAt) return
    pushing = { doneAt: at }
  }

  return {
    called: () => void (calls += 1),
    saidByWebhook: () => void (pushes += 1),
    pushed(read) {
      if (read.kind === 'over-quota') {
        if (!pushing || 'doneAt' in pushing) pushing = { endedAt: now() }
        return
      }
      pushes += 1
      const [first] = read.kind === 'inbound' ? read.inbound : []
      if (first) noteDone(first.at)
    },
    take() {
      const used: Use = { calls, pushes, ...(pushing && { pushing }) }
      calls = 0
      pushes = 0
      pushing = undefined
      return used
    },
  }
}

/** Events of the directory are given away. */
export function isFree({ type, headers }: Frame): boolean {
  return type === 'EVENT' && /^(user|org|label)_/.test(headers.eventType ?? '')
}
