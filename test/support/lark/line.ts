import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { decodeFrame, encodeFrame } from './frames.ts'
import type { Frame } from './frames.ts'
import { newId } from './world.ts'

/** How the long connection is acknowledged: a code and what the handler returned. */
export type Acknowledgement = { readonly code: number; readonly data?: unknown }

export type Clocks = {
  readonly pingSeconds: number
  readonly reconnectNonceSeconds: number
  readonly reconnectSeconds: number
}

/** The server's side of the long connection: to one of the connections goes each event. */
export type Line = {
  /** What the endpoint call answers: where to connect, with a ticket for once. */
  endpoint(): { URL: string; ClientConfig: unknown }
  connections(): number
  /** Sends one event in `fragments` frames, out of order; undefined when nobody acknowledged in time. */
  push(payload: string, options: { fragments: number; budgetMs: number }): Promise<Acknowledgement | undefined>
  /** Breaks all sockets without a good-bye. */
  drop(): void
  /** From now on pings stay without an answer, or no longer. */
  mute(on: boolean): void
  /** Sends bytes that are no frame. */
  babble(bytes: Uint8Array): void
  close(): void
}

type Around = { readonly base: () => string; readonly clocks: Clocks; readonly onChange: () => void }

const serviceId = 33554678

export function newLine(server: Server, { base, clocks, onChange }: Around): Line {
  const sockets = new Set<WebSocket>()
  const tickets = new Set<string>()
  const waiting = new Map<string, (ack: Acknowledgement) => void>()
  const upgrades = new WebSocketServer({ noServer: true })
  let muted = false

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', base())
    const ticket = url.searchParams.get('ticket') ?? ''
    if (url.pathname !== '/ws/v2' || !tickets.delete(ticket)) return socket.destroy()
    upgrades.handleUpgrade(request, socket, head, (client) => {
      client.on('close', () => {
        sockets.delete(client)
        onChange()
      })
      client.on('error', () => undefined)
      client.on('message', (data) => take(client, decodeFrame(data as Buffer)))
    })
  })

  const config = {
    PingInterval: clocks.pingSeconds,
    ReconnectCount: -1,
    ReconnectInterval: clocks.reconnectSeconds,
    ReconnectNonce: clocks.reconnectNonceSeconds,
  }

  function admit(client: WebSocket): void {
    if (client.readyState === client.OPEN) sockets.add(client)
    onChange()
  }

  function take(client: WebSocket, frame: Frame): void {
    if (frame.method === 0 && frame.headers['type'] === 'ping') {
      if (frame.service !== serviceId) throw new Error(`a ping for service ${frame.service}`)
      // The client isn't listening yet when its socket opens; its first ping says that it will be.
      if (!sockets.has(client)) setImmediate(() => admit(client))
      const payload = new TextEncoder().encode(JSON.stringify(config))
      if (!muted) client.send(encodeFrame({ service: serviceId, method: 0, headers: { type: 'pong' }, payload }))
      return
    }
    const { code, data } = JSON.parse(new TextDecoder().decode(frame.payload)) as { code: number; data?: string }
    const value = data === undefined ? undefined : (JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown)
    waiting.get(frame.headers['message_id'] ?? '')?.(data === undefined ? { code } : { code, data: value })
  }

  return {
    endpoint() {
      const ticket = newId('')
      tickets.add(ticket)
      // The SDK loses the first parameter of the query: service_id must not be it.
      const query = `fpid=493&aid=552564&device_id=7&access_key=k&service_id=${serviceId}&ticket=${ticket}`
      return { URL: `${base().replace('http', 'ws')}/ws/v2?${query}`, ClientConfig: config }
    },
    connections: () => sockets.size,
    async push(payload, { fragments, budgetMs }) {
      const open = [...sockets]
      const socket = open[Math.floor(Math.random() * open.length)]
      if (!socket) return undefined
      const id = newId('ws-')
      for (const frame of framesOf(payload, id, fragments)) socket.send(encodeFrame(frame))
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), budgetMs)
        waiting.set(id, (ack) => {
          clearTimeout(timer)
          resolve(ack)
        })
      })
    },
    drop: () => sockets.forEach((socket) => socket.terminate()),
    mute: (on) => (muted = on),
    babble: (bytes) => sockets.forEach((socket) => socket.send(bytes)),
    close() {
      sockets.forEach((socket) => socket.terminate())
      upgrades.close()
    },
  }
}

/** The frames of one event, the last first: a client must put them together by `seq`. */
function framesOf(payload: string, id: string, fragments: number): Frame[] {
  const bytes = new TextEncoder().encode(payload)
  const size = Math.ceil(bytes.byteLength / fragments)
  const frames = Array.from({ length: fragments }, (_, seq): Frame => {
    const headers = {
      type: 'event',
      message_id: id,
      sum: String(fragments),
      seq: String(seq),
      trace_id: id,
      timestamp: String(Date.now()),
    }
    return { service: serviceId, method: 1, headers, payload: bytes.subarray(seq * size, (seq + 1) * size) }
  })
  return frames.reverse()
}
