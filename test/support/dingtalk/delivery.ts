import { createHmac } from 'node:crypto'
import type { Line, Push } from './line.ts'
import { isNode, parsed } from './view.ts'
import { newId } from './world.ts'
import type { AppConfig, World } from './world.ts'

/** One push: what came back, or why nothing did. */
export type Attempt = {
  readonly status: number | 'no answer in time' | 'unreachable' | 'no connection'
  readonly body?: unknown
}

/** Something pushed to the bot, and how its pushes went. */
export type Delivery = {
  readonly push: Push
  readonly attempts: Attempt[]
  readonly acknowledged: boolean
  readonly last: Attempt | undefined
}

/** What a forger or a fault does to a webhook request. */
export type Tampering = {
  readonly sign?: 'wrong' | 'missing'
  /** Signed with another secret. */
  readonly secret?: string
  /** Signed as of this moment, epoch milliseconds. */
  readonly at?: number
}

export type Route = {
  /** Robot messages go to this address instead of the connections. */
  webhook: string | undefined
  /** How long after a push without acknowledgement the next ones come, in milliseconds. */
  readonly redeliverMs: readonly number[]
  readonly budgetMs: { readonly message: number; readonly card: number; readonly event: number }
  readonly line: Line
}

export type Postman = {
  push(delivery: Delivery, tampering?: Tampering): Promise<Attempt>
  /** What happened in a chat or the directory, pushed now and, where nobody acknowledges it, again after a while. */
  deliver(push: Push): Promise<Delivery>
  /** The answer to a tap on a card that was sent for this transport. */
  tap(push: Push, routeKey: string | undefined): Promise<Attempt>
  busy(): number
  stop(): void
}

export const topics = { robot: '/v1.0/im/bot/messages/get', card: '/v1.0/card/instances/callback' } as const

function newDelivery(push: Push): Delivery {
  const attempts: Attempt[] = []
  const isTaken = ({ status, body }: Attempt) =>
    status === 200 && (push.type !== 'EVENT' || (isNode(body) && body['status'] === 'SUCCESS'))
  return {
    push,
    attempts,
    get acknowledged() {
      return attempts.some(isTaken)
    },
    get last() {
      return attempts.at(-1)
    },
  }
}

export function newPostman(world: World, route: Route): Postman {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let busy = 0

  async function push(delivery: Delivery, tampering: Tampering = {}): Promise<Attempt> {
    busy += 1
    const isRobot = delivery.push.topic === topics.robot
    const charged = charge(world, delivery.push)
    const attempt = await (
      isRobot && route.webhook !== undefined
        ? post(route.webhook, signedRobot(world.app, charged.data, tampering), route.budgetMs.message)
        : overLine(charged, isRobot ? route.budgetMs.message : route.budgetMs.event)
    ).finally(() => (busy -= 1))
    delivery.attempts.push(attempt)
    world.changed()
    return attempt
  }

  async function overLine(pushed: Push, budgetMs: number): Promise<Attempt> {
    const ack = route.line.push(pushed, budgetMs)
    if (ack === null) return { status: 'no connection' }
    const came = await ack
    return came ? { status: came.code, body: came.data } : { status: 'no answer in time' }
  }

  return {
    push,
    busy: () => busy,
    stop: () => timers.forEach(clearTimeout),
    async deliver(pushed) {
      const delivery = newDelivery(pushed)
      await push(delivery)
      for (const after of route.redeliverMs) {
        const timer = setTimeout(() => void (delivery.acknowledged || push(delivery)), after)
        timers.add(timer)
      }
      return delivery
    },
    async tap(push, routeKey) {
      const pushed = charge(world, push)
      const known = routeKey === undefined ? undefined : world.routes.get(routeKey)
      if (!known) return overLine(pushed, route.budgetMs.card)
      return post(known.url, signedCard(world.app, known.secret, pushed.data), route.budgetMs.card)
    },
  }
}

/** Without pushes left, DingTalk says so in place of what people did. Events of the directory cost nothing. */
function charge(world: World, push: Push): Push {
  const isFree = /^(user|org|label)_/.test(push.headers?.['eventType'] ?? '')
  if (isFree || world.meter.push()) return push
  const why = '企业本月Webhook/Stream调用量已用完'
  if (push.type === 'EVENT') return { ...push, data: { errCode: '20001', errMsg: why } }
  const { text: _text, content: _content, ...rest } = isNode(push.data) ? push.data : {}
  return { ...push, data: { ...rest, errorCode: 20001, errorMessage: why } }
}

async function post(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  budgetMs: number,
): Promise<Attempt> {
  try {
    const signal = AbortSignal.timeout(budgetMs)
    const response = await fetch(url, { method: 'POST', headers, body, signal })
    return { status: response.status, body: parsed(await response.text()) }
  } catch (error) {
    return { status: error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'unreachable' }
  }
}

/** A robot message's request: what is signed is the moment alone, not the body. */
export function signedRobot(
  app: AppConfig,
  data: unknown,
  { sign, secret = app.clientSecret, at = app.now() }: Tampering = {},
) {
  const timestamp = String(at)
  const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
  const given = sign === 'wrong' ? `A${right.slice(1)}`.replace(/^AA/, 'BA') : right
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    timestamp,
    ...(sign !== 'missing' && { sign: given }),
  }
  return { headers, body: JSON.stringify(data) }
}

/** A card callback's request, signed with the secret of its registration. */
function signedCard(app: AppConfig, secret: string, data: unknown, at: number = app.now()) {
  const timestamp = String(at)
  const signature = createHmac('sha256', secret).update(timestamp).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'x-ddpaas-signature-timestamp': timestamp,
    'x-ddpaas-signature': signature,
  }
  return { headers, body: JSON.stringify(data) }
}

/** An event of the directory or of a message, as Stream has it: its name in the headers. */
export function eventPush(app: AppConfig, eventType: string, data: unknown): Push {
  const headers = {
    eventType,
    eventId: newId('evt'),
    eventCorpId: app.corpId,
    eventBornTime: String(app.now()),
    eventUnifiedAppId: 'bbb381b6-f01a-4b58-8e1b-000000000000',
  }
  return { type: 'EVENT', topic: '*', headers, data }
}
