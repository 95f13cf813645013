import { WebSocket } from 'ws'
import type { ConnectionState } from '../../core/connection.ts'
import type { Handled, Inbound, LongConnection } from '../platform.ts'
import { acknowledger, again } from './acknowledge.ts'
import type { Acknowledger } from './acknowledge.ts'
import { frameIn } from './frame.ts'
import type { Frame } from './frame.ts'
import { askGateway } from './gateway-node.ts'
import type { DingTalkPlatform } from './index.ts'

export type StreamOptions = {
  readonly config: { readonly clientId: string; readonly clientSecret: string; readonly apiUrl: string }
  readonly platform: Pick<DingTalkPlatform, 'read' | 'answer' | 'turnAway'>
  readonly handle: (inbound: Inbound) => Promise<Handled>
  /** The connection won't come up by itself: said at once, and again at each further attempt. */
  readonly onFailure: (why: string) => void
  readonly log: (line: string) => void
  /** Milliseconds a handler has until DingTalk is answered without it. */
  readonly ackMs?: number
  readonly times?: Partial<Times>
}

/** All in milliseconds. */
type Times = {
  /** Between two pings of ours; two without an answer, and the socket is dead. */
  readonly pingMs: number
  /** Without a frame for this long, another connection takes its place: a dead one may answer pings and deliver nothing. */
  readonly idleMs: number
  /** So rarely, in the end, where replacing it brought no frame either. */
  readonly mostIdleMs: number
  readonly firstRetryMs: number
  readonly mostRetryMs: number
  /** Until refused credentials are tried again. */
  readonly refusedRetryMs: number
  readonly openMs: number
  /** How long a connection lives until its end counts as no failure. */
  readonly settledMs: number
}

const usual: Times = {
  pingMs: 20_000,
  idleMs: 65_000,
  mostIdleMs: 4 * 60_000,
  firstRetryMs: 1_000,
  mostRetryMs: 60_000,
  refusedRetryMs: 5 * 60_000,
  openMs: 15_000,
  settledMs: 10_000,
}

/** What is known of one connection and of the attempts at the next. */
type Line = {
  readonly options: StreamOptions
  readonly times: Times
  readonly acknowledge: Acknowledger
  current: { readonly socket: WebSocket; readonly since: number; pings: number } | null
  /** Replaced ones that are being hung up. */
  readonly leaving: Set<WebSocket>
  /** Frames whose acknowledgement is not out yet. */
  readonly answering: Set<Promise<void>>
  /** The one attempt that waits or is under way. */
  attempt: { timer: ReturnType<typeof setTimeout>; running: Promise<void> | null } | null
  tries: number
  idleMs: number
  frameAt: number
  heardAt: number | null
  failed: boolean
  wasUp: boolean
  closing: boolean
}

/**
 * What people do in DingTalk over a connection that this side opens: an office needs no public address. Connects in
 * the background and never gives up. The official client isn't used: its defects are in docs/decisions.
 */
export function openStream(options: StreamOptions): LongConnection {
  const times = { ...usual, ...options.times }
  const line: Line = {
    ...{
      options,
      times,
      acknowledge: acknowledger(options),
      current: null,
      leaving: new Set(),
      answering: new Set(),
      attempt: null,
      tries: 0,
    },
    ...{ idleMs: times.idleMs, frameAt: 0, heardAt: null, failed: false, wasUp: false, closing: false },
  }
  const watch = setInterval(() => look(line), times.pingMs)
  seek(line, 0)
  return {
    state: () => stateOf(line),
    lastHeardAt: () => line.heardAt,
    async close() {
      line.closing = true
      clearInterval(watch)
      clearTimeout(line.attempt?.timer)
      await Promise.race([line.attempt?.running, pause(2_000)])
      await idle(line)
      const open = [...line.leaving, ...(line.current ? [line.current.socket] : [])]
      await Promise.all(open.map(hangUp))
    },
  }
}

function stateOf({ current, failed, wasUp }: Line): ConnectionState {
  if (current) return 'connected'
  return failed ? 'failed' : wasUp ? 'reconnecting' : 'connecting'
}

/** Tries for a further connection after a while, unless somebody does already. */
function seek(line: Line, afterMs: number): void {
  if (line.closing || line.attempt) return
  const start = () => {
    if (line.attempt) line.attempt.running = connect(line).then((next) => onward(line, next))
  }
  line.attempt = { timer: setTimeout(start, afterMs), running: null }
}

/** Milliseconds until the next attempt; none where this one has succeeded. */
function onward(line: Line, next: number | null): void {
  line.attempt = null
  if (next !== null) seek(line, next)
}

async function connect(line: Line): Promise<number | null> {
  const { options, times } = line
  const place = await askGateway(options.config, times.openMs)
  if (line.closing) return null
  if (place.kind === 'refused') {
    line.failed = true
    options.onFailure(place.why)
    return times.refusedRetryMs
  }
  const socket = place.kind === 'place' ? await opened(line, place.url) : null
  if (!socket) {
    options.log(place.kind === 'place' ? 'DingTalk: the connection was refused' : `DingTalk: ${place.why}`)
    return pauseOf(line)
  }
  if (line.closing || socket.readyState !== socket.OPEN) {
    socket.terminate()
    return pauseOf(line)
  }
  takeOver(line, socket)
  return null
}

/** Twice as long each time, up to a limit; jitter keeps many from coming back at once. */
function pauseOf(line: Line): number {
  const base = Math.min(line.times.mostRetryMs, line.times.firstRetryMs * 2 ** Math.min(line.tries, 16))
  line.tries += 1
  return Math.round(base * (0.5 + Math.random() / 2))
}

/** The open socket, or null where it was refused. What comes by it is heard from the first frame on. */
function opened(line: Line, url: string): Promise<WebSocket | null> {
  return new Promise((resolve) => {
    const limits = { handshakeTimeout: line.times.openMs, maxPayload: 4 * 1024 * 1024, perMessageDeflate: false }
    const socket = new WebSocket(url, limits)
    socket.on('open', () => resolve(socket))
    // What went wrong may name the address, and that holds the ticket; `close` follows.
    socket.on('error', () => resolve(null))
    socket.on('close', () => ended(line, socket))
    socket.on('ping', () => heard(line))
    socket.on('pong', () => line.current?.socket === socket && (line.current.pings = 0))
    socket.on('message', (data) => take(line, socket, textOf(data)))
  })
}

/** First the new connection, then the old one's end: in between DingTalk has where to push. */
function takeOver(line: Line, socket: WebSocket): void {
  const old = line.current?.socket
  line.current = { socket, since: Date.now(), pings: 0 }
  line.failed = false
  line.wasUp = true
  line.frameAt = Date.now()
  line.heardAt = Date.now()
  if (old) void leave(line, old)
}

/** Waits for handlers, 5 s at most, and for what they are answered with. */
async function idle(line: Line): Promise<void> {
  await line.acknowledge.idle(5_000)
  await Promise.all(line.answering)
}

async function leave(line: Line, old: WebSocket): Promise<void> {
  line.leaving.add(old)
  await idle(line)
  await hangUp(old)
  line.leaving.delete(old)
}

/** Only the end of the connection in use is one: replaced ones are meant to end, and a refused one is tried again anyway. */
function ended(line: Line, socket: WebSocket): void {
  if (line.current?.socket !== socket) return
  if (Date.now() - line.current.since >= line.times.settledMs) line.tries = 0
  line.current = null
  seek(line, pauseOf(line))
}

/** Pings, and sees whether the connection still lives. */
function look(line: Line): void {
  const { current, times } = line
  if (!current) return
  if (current.pings >= 2) return current.socket.terminate()
  current.pings += 1
  current.socket.ping()
  if (Date.now() - line.frameAt < line.idleMs) return
  line.idleMs = Math.min(times.mostIdleMs, line.idleMs * 2)
  line.options.log('DingTalk: nothing came for a while, connecting anew')
  seek(line, 0)
}

function heard(line: Line): void {
  line.frameAt = Date.now()
  line.heardAt = Date.now()
  line.idleMs = line.times.idleMs
}

function take(line: Line, socket: WebSocket, text: string): void {
  const frame = frameIn(text)
  heard(line)
  if (!frame) return line.options.log('DingTalk: a frame could not be read')
  if (frame.type !== 'SYSTEM') {
    const answering = answer(line, socket, frame).finally(() => line.answering.delete(answering))
    return void line.answering.add(answering)
  }
  if (frame.headers.topic === 'ping') reply(line, socket, frame, { code: 200, data: frame.data })
  if (frame.headers.topic === 'disconnect' && line.current?.socket === socket) seek(line, 0)
}

async function answer(line: Line, socket: WebSocket, frame: Frame): Promise<void> {
  const ack = line.closing ? again(frame) : await line.acknowledge.take(frame).catch(() => again(frame))
  reply(line, socket, frame, { code: ack.code, data: JSON.stringify(ack.data) })
}

function reply(line: Line, socket: WebSocket, { headers }: Frame, ack: { code: number; data: string }): void {
  const said = { contentType: 'application/json', messageId: headers.messageId ?? '' }
  const frame = JSON.stringify({
    code: ack.code,
    message: ack.code === 200 ? 'OK' : 'again',
    headers: said,
    data: ack.data,
  })
  if (socket.readyState === socket.OPEN) socket.send(frame, () => undefined)
  else line.options.log('DingTalk: an acknowledgement came too late for its connection')
}

function hangUp(socket: WebSocket): Promise<void> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), 1_000)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(1000)
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function textOf(data: ArrayBuffer | Buffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as Buffer).toString('utf8')
}
