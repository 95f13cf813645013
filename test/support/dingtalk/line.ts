import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { ok, refuse } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { asText, isNode, parsed } from './view.ts'
import { newId } from './world.ts'
import type { AppConfig } from './world.ts'

export type Subscription = { readonly type: string; readonly topic: string }

/** What is pushed over a connection; `headers` are those beyond the usual. */
export type Push = {
  readonly type: 'CALLBACK' | 'EVENT'
  readonly topic: string
  readonly headers?: Readonly<Record<string, string>>
  readonly data: unknown
}

/** How a push was acknowledged. */
export type Acknowledgement = { readonly code: number; readonly data: unknown }

/** The gateway's side of Stream: each push goes to one of the connections that subscribed to its topic, by chance. */
export type Line = {
  /** Answers the call that asks where to connect. */
  open(request: Request): Reply
  connections(): number
  /** Those of them over which something would really be delivered. */
  live(): number
  /** The frame's id and its acknowledgement, undefined when none came in time; null where nobody is connected. */
  push(push: Push, budgetMs: number): Promise<Acknowledgement | undefined> | null
  /** Asks every connection for a sign of life; what each echoed comes back. */
  pings(): Promise<unknown[]>
  /** Frames that ask for no answer. */
  tells(topic: 'CONNECTED' | 'REGISTERED' | 'KEEPALIVE'): void
  /** SYSTEM disconnect: delivers nothing more over these connections and hangs up after a while. */
  disconnects(): void
  /** Breaks all sockets without a good-bye. */
  drop(): void
  /** The present connections answer pings of the socket and deliver nothing any more. */
  zombies(): void
  /** The next `times` upgrades are refused with 503. */
  refuses(times: number): void
  /** Sends what is no frame. */
  babbles(text: string): void
  /** Tickets given so far, also the used ones. */
  tickets(): number
  close(): void
}

type Around = {
  readonly app: AppConfig
  readonly base: () => string
  readonly lingerMs: number
  readonly onChange: () => void
}
type Client = {
  readonly socket: WebSocket
  readonly subscriptions: readonly Subscription[]
  listening: boolean
  dead: boolean
}
type Ticket = { readonly until: number; readonly subscriptions: readonly Subscription[] }

const ticketMs = 90_000

export function newLine(server: Server, { app, base, lingerMs, onChange }: Around): Line {
  const clients = new Set<Client>()
  const tickets = new Map<string, Ticket>()
  const waiting = new Map<string, (ack: Acknowledgement) => void>()
  const upgrades = new WebSocketServer({ noServer: true })
  let given = 0
  let refusals = 0

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', base())
    const ticket = tickets.get(url.searchParams.get('ticket') ?? '')
    if (refusals-- > 0) return void socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n')
    refusals = 0
    tickets.delete(url.searchParams.get('ticket') ?? '')
    if (url.pathname !== '/connect' || !ticket || ticket.until < app.now())
      return void socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
    upgrades.handleUpgrade(request, socket, head, (ws) => admit(ws, ticket))
  })

  function admit(socket: WebSocket, { subscriptions }: Ticket): void {
    const client: Client = { socket, subscriptions, listening: true, dead: false }
    clients.add(client)
    socket.on('error', () => undefined)
    socket.on('message', (data) => take(Buffer.from(data as Buffer).toString('utf8')))
    socket.on('close', () => {
      clients.delete(client)
      onChange()
    })
    onChange()
  }

  function take(text: string): void {
    const frame = parsed(text)
    if (!isNode(frame) || !isNode(frame['headers']) || typeof frame['data'] !== 'string') return
    const ack = { code: Number(frame['code']), data: parsed(frame['data']) }
    waiting.get(asText(frame['headers']['messageId']))?.(ack)
  }

  function send(client: Client, push: Omit<Push, 'type'> & { type: string }, messageId = newId('')): string {
    const headers = {
      topic: push.topic,
      messageId,
      contentType: 'application/json',
      time: String(app.now()),
      ...push.headers,
    }
    const frame = { specVersion: '1.0', type: push.type, headers, data: JSON.stringify(push.data) }
    if (client.socket.readyState === client.socket.OPEN && !client.dead) client.socket.send(JSON.stringify(frame))
    return messageId
  }

  function answered(messageId: string, budgetMs: number): Promise<Acknowledgement | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), budgetMs)
      waiting.set(messageId, (ack) => {
        clearTimeout(timer)
        resolve(ack)
      })
    })
  }

  return {
    open(request) {
      const body = parsed(request.body.toString('utf8'))
      const asked = isNode(body) ? body : {}
      if (!/application\/json/.test(request.headers['accept'] ?? '')) return asXml
      if (asked['clientId'] !== app.clientId || asked['clientSecret'] !== app.clientSecret) {
        return { status: 401, json: { requestid: '0A1B', code: 'authFailed', message: '鉴权失败' } }
      }
      const subscriptions = subscriptionsIn(asked['subscriptions'])
      if (!subscriptions) return refuse('param.error', 'subscriptions')
      given += 1
      const ticket = newId('')
      tickets.set(ticket, { until: app.now() + ticketMs, subscriptions })
      return ok({ endpoint: `${base().replace('http', 'ws')}/connect`, ticket })
    },
    connections: () => clients.size,
    live: () => [...clients].filter(({ listening, dead }) => listening && !dead).length,
    tickets: () => given,
    push(push, budgetMs) {
      const able = [...clients].filter(({ subscriptions }) => subscriptions.some((one) => covers(one, push)))
      const live = able.filter(({ listening }) => listening)
      const client = live[Math.floor(Math.random() * live.length)]
      return client ? answered(send(client, push), budgetMs) : null
    },
    async pings() {
      const opaque = newId('o')
      const sent = [...clients].map((client) => send(client, { type: 'SYSTEM', topic: 'ping', data: { opaque } }))
      const echoes = await Promise.all(sent.map((id) => answered(id, 500)))
      return echoes.map((echo) => (isNode(echo?.data) && echo.data['opaque'] === opaque ? echo.code : undefined))
    },
    tells: (topic) => clients.forEach((client) => void send(client, { type: 'SYSTEM', topic, data: {} })),
    disconnects() {
      for (const client of clients) {
        client.listening = false
        const bye = {
          specVersion: '1.0',
          type: 'SYSTEM',
          headers: { topic: 'disconnect' },
          data: '{"reason":"connection is expired"}',
        }
        client.socket.send(JSON.stringify(bye))
        setTimeout(() => client.socket.close(1000), lingerMs).unref()
      }
    },
    drop: () => clients.forEach(({ socket }) => socket.terminate()),
    zombies: () => clients.forEach((client) => (client.dead = true)),
    refuses: (times) => void (refusals = times),
    babbles: (text) => clients.forEach(({ socket }) => socket.send(text)),
    close() {
      clients.forEach(({ socket }) => socket.terminate())
      upgrades.close()
    },
  }
}

const asXml: Reply = {
  status: 200,
  bytes: new TextEncoder().encode(
    '<?xml version="1.0"?><result><endpoint>wss://…</endpoint><ticket>…</ticket></result>',
  ),
  headers: { 'content-type': 'application/xml' },
}

function covers({ type, topic }: Subscription, push: Push): boolean {
  return type === push.type && (topic === push.topic || (type === 'EVENT' && topic === '*'))
}

function subscriptionsIn(value: unknown): Subscription[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const read = value.filter(isNode).map((one) => ({ type: asText(one['type']), topic: asText(one['topic']) }))
  return read.every(({ type, topic }) => /^(EVENT|CALLBACK)$/.test(type) && topic !== '') ? read : undefined
}
