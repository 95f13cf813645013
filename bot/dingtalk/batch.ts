import type { Sent } from '../platform.ts'
import type { Rendered } from './render.ts'

/** Up to twenty people get the same message in one call, which counts as one. */
const most = 20

type Waiting = {
  readonly message: Rendered
  readonly people: Map<string, (sent: Sent) => void>
  readonly timer: ReturnType<typeof setTimeout>
}

/**
 * Puts equal messages asked for within `waitMs` together; `send` says of each person what became of theirs. Whoever is
 * among them already gets the next one apart.
 */
export function batcher(
  send: (message: Rendered, people: readonly string[]) => Promise<ReadonlyMap<string, Sent>>,
  waitMs: number,
): (message: Rendered, person: string) => Promise<Sent> {
  const waiting = new Map<string, Waiting>()

  function leave(key: string): void {
    const batch = waiting.get(key)
    if (!batch) return
    waiting.delete(key)
    clearTimeout(batch.timer)
    const lost: Sent = { outcome: 'unknown', why: 'no result for this person' }
    const tell = (results: ReadonlyMap<string, Sent>) =>
      batch.people.forEach((settle, person) => settle(results.get(person) ?? lost))
    void send(batch.message, [...batch.people.keys()]).then(tell, () => tell(new Map()))
  }

  return (message, person) =>
    new Promise((settle) => {
      const key = `${message.msgKey} ${message.msgParam}`
      if (waiting.get(key)?.people.has(person)) leave(key)
      const batch = waiting.get(key) ?? { message, people: new Map(), timer: setTimeout(() => leave(key), waitMs) }
      waiting.set(key, batch)
      batch.people.set(person, settle)
      if (batch.people.size >= most) leave(key)
    })
}
