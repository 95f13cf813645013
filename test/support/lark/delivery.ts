import { disguised, seal } from './events.ts'
import type { Envelope, Sealed, Tampering } from './events.ts'
import type { Line } from './line.ts'
import { isNode } from './view.ts'
import type { AppConfig } from './world.ts'

/** One push of an event: what came back, or why nothing did. */
export type Attempt = {
  readonly status: number | 'no answer in time' | 'unreachable' | 'no connection'
  /** What the answer said; undefined where it wasn't JSON. */
  readonly body?: unknown
}

/** An event and how its pushes went. Lark counts it as received once an attempt was answered with 200. */
export type Delivery = {
  readonly envelope: Envelope
  readonly attempts: Attempt[]
  readonly acknowledged: boolean
  readonly last: Attempt | undefined
}

export type Postman = {
  /** The next push of an event: same id, sealed anew. */
  push(delivery: Delivery, tampering?: Tampering): Promise<Attempt>
  /** The last webhook request of an event once more, byte for byte. */
  replay(delivery: Delivery): Promise<Attempt>
  /** Any request at the webhook. */
  post(sealed: Sealed): Promise<Attempt>
  /** Events that Lark would push again: not acknowledged, not yet pushed five times. Taps never come again. */
  unacknowledged(): Delivery[]
  /** Pushes under way. */
  busy(): number
}

export type Route = { webhook: string | undefined; fragments: number; readonly budgetMs: number; readonly line: Line }

export function newDelivery(envelope: Envelope): Delivery {
  const attempts: Attempt[] = []
  return {
    envelope,
    attempts,
    get acknowledged() {
      return attempts.some((attempt) => attempt.status === 200)
    },
    get last() {
      return attempts.at(-1)
    },
  }
}

export function newPostman(app: AppConfig, route: Route): Postman {
  const requests = new Map<Delivery, Sealed>()
  let busy = 0

  async function post(sealed: Sealed): Promise<Attempt> {
    const { webhook } = route
    if (webhook === undefined) return { status: 'no connection' }
    try {
      const signal = AbortSignal.timeout(route.budgetMs)
      const response = await fetch(webhook, { method: 'POST', headers: sealed.headers, body: sealed.body, signal })
      return { status: response.status, body: parsed(await response.text()) }
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return { status: late ? 'no answer in time' : 'unreachable' }
    }
  }

  async function overLine(envelope: Envelope): Promise<Attempt> {
    if (route.line.connections() === 0) return { status: 'no connection' }
    const ack = await route.line.push(JSON.stringify(envelope), route)
    if (!ack) return { status: 'no answer in time' }
    return { status: ack.code, body: ack.data ?? {} }
  }

  async function counted(work: Promise<Attempt>): Promise<Attempt> {
    busy += 1
    return work.finally(() => (busy -= 1))
  }

  return {
    post: (sealed) => counted(post(sealed)),
    busy: () => busy,
    unacknowledged: () =>
      [...requests.keys()].filter(({ envelope, acknowledged, attempts }) => {
        return envelope.header.event_type !== 'card.action.trigger' && !acknowledged && attempts.length < 5
      }),
    async push(delivery, tampering = {}) {
      const envelope = disguised(delivery.envelope, tampering)
      const sealed = seal(app, envelope, tampering)
      requests.set(delivery, sealed)
      const attempt = await counted(route.webhook === undefined ? overLine(envelope) : post(sealed))
      delivery.attempts.push(attempt)
      return attempt
    },
    async replay(delivery) {
      const sealed = requests.get(delivery)
      if (!sealed) throw new Error('nothing was pushed yet')
      const attempt = await counted(post(sealed))
      delivery.attempts.push(attempt)
      return attempt
    },
  }
}

/** What the client shows after a tap: a toast, or the number of an error. */
export type Tapped = {
  readonly toast?: string
  readonly tone?: string
  readonly error?: 200340 | 200341 | 200671 | 200672
  /** The page a link button opened. */
  readonly opened?: string
}

const tones = ['info', 'success', 'warning', 'error']

export function tapped({ status, body }: Attempt): Tapped {
  if (status === 'no connection' || status === 'unreachable') return { error: 200340 }
  if (status === 'no answer in time') return { error: 200341 }
  if (status !== 200) return { error: 200671 }
  if (!isNode(body) || Object.keys(body).some((key) => key !== 'toast')) return { error: 200672 }
  const { toast } = body
  if (toast === undefined) return {}
  if (!isNode(toast) || typeof toast['content'] !== 'string' || !tones.includes(String(toast['type']))) {
    return { error: 200672 }
  }
  return { toast: toast['content'], tone: String(toast['type']) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
