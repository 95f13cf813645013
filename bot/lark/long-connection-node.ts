import type { WSClient } from '@larksuiteoapi/node-sdk'
import type { ConnectionState } from '../../core/connection.ts'
import type { Handled, Inbound, LongConnection } from '../platform.ts'
import { acknowledger } from './acknowledge.ts'
import type { Acknowledger } from './acknowledge.ts'
import { endpointCaller } from './endpoint-node.ts'
import type { LarkPlatform } from './index.ts'
import { texts } from './texts.ts'

export type ConnectionOptions = {
  readonly config: { readonly appId: string; readonly appSecret: string; readonly baseUrl: string }
  readonly platform: Pick<LarkPlatform, 'read' | 'answer'>
  readonly handle: (inbound: Inbound) => Promise<Handled>
  /** The connection won't come up by itself: said at once, and again at each further attempt. */
  readonly onFailure: (why: string) => void
  readonly log: (line: string) => void
  /** Milliseconds a handler has until Lark is answered without it; Lark itself waits 3 s. */
  readonly ackMs?: number
  /** Seconds without an answer to a ping until the socket counts as dead; must be less than Lark's ping interval. */
  readonly pingTimeoutSeconds?: number
  readonly retryMs?: number
}

/** Events and taps over a connection that this side opens: an office needs no public address. Connects in the background. */
export function openLongConnection(options: ConnectionOptions): LongConnection {
  const { config, onFailure, retryMs = 5 * 60_000 } = options
  const line: Line = {
    client: undefined,
    failed: false,
    closing: false,
    heardAt: null,
    acknowledge: acknowledger(options),
  }
  let retry: ReturnType<typeof setTimeout> | undefined

  function fail(why: string): void {
    if (line.closing) return
    line.failed = true
    onFailure(why)
    retry = setTimeout(() => void start(), retryMs)
  }

  async function start(): Promise<void> {
    await connect().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
  }

  async function connect(): Promise<void> {
    if (!/^cli_[0-9a-fA-F]{16}$/.test(config.appId)) return fail(texts.connection.appId)
    line.client ??= await clientOf(options, line, fail)
    if (line.closing) return
    line.failed = false
    await line.client.start({ eventDispatcher: await dispatcherOf(options, line) })
  }

  const started = start()

  return {
    state: () => stateOf(line),
    lastHeardAt: () => line.heardAt,
    async close() {
      line.closing = true
      clearTimeout(retry)
      await started
      await line.acknowledge.idle(5000)
      // The SDK writes an acknowledgement after its handler has settled, and says nothing when it is out.
      await new Promise((resolve) => setTimeout(resolve, 50))
      line.client?.close({ force: true })
    },
  }
}

/** What is known of one connection. */
type Line = {
  client: WSClient | undefined
  failed: boolean
  closing: boolean
  heardAt: number | null
  readonly acknowledge: Acknowledger
}

function stateOf({ client, failed }: Line): ConnectionState {
  if (failed) return 'failed'
  const state = client?.getConnectionStatus().state ?? 'connecting'
  return state === 'idle' ? 'connecting' : state
}

async function clientOf(options: ConnectionOptions, line: Line, fail: (why: string) => void): Promise<WSClient> {
  const sdk = await import('@larksuiteoapi/node-sdk')
  const { appId, appSecret, baseUrl } = options.config
  const endpoint = endpointCaller()
  const heard = (): void => {
    line.heardAt = Date.now()
  }
  return new sdk.WSClient({
    appId,
    appSecret,
    domain: baseUrl.replace(/\/+$/, ''),
    httpInstance: endpoint.http,
    logger: quietLogger(options, heard),
    loggerLevel: sdk.LoggerLevel.trace,
    handshakeTimeoutMs: 15_000,
    wsConfig: { pingTimeout: options.pingTimeoutSeconds ?? 10 },
    onReady: heard,
    onReconnected: heard,
    onError: () => fail(endpoint.refusal() ?? texts.connection.exhausted),
  })
}

/** The SDK's dispatcher flattens an event and loses half its header; ours sees it as it came. */
async function dispatcherOf(options: ConnectionOptions, line: Line) {
  const sdk = await import('@larksuiteoapi/node-sdk')
  const dispatcher = new sdk.EventDispatcher({ logger: quietLogger(options, () => undefined) })
  dispatcher.invoke = async (envelope: unknown) => {
    line.heardAt = Date.now()
    if (line.closing) throw new Error('closing: Lark shall send this event again')
    return line.acknowledge.event(envelope)
  }
  return dispatcher
}

/** Passes on errors and warnings without secrets; everything else the SDK has to say may hold a ticket. */
function quietLogger({ config, log }: ConnectionOptions, heard: () => void) {
  const say = (...parts: unknown[]): void => {
    const words = parts.flat().filter((part) => typeof part === 'string')
    const bare = words.join(' ').replaceAll(config.appSecret, '***').replace(/\?\S+/g, '?…')
    log(`Lark: ${bare.slice(0, 300)}`)
  }
  const nothing = (): void => undefined
  const pong = (...parts: unknown[]): void => {
    if (parts.flat().includes('receive pong')) heard()
  }
  return { error: say, warn: say, info: nothing, debug: nothing, trace: pong }
}
