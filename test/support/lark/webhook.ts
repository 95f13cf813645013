import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Handled, Inbound, Platform } from '../../../bot/platform.ts'

export type Webhook = {
  readonly url: string
  readonly heard: Inbound[]
  readonly rejected: string[]
  close(): Promise<void>
}

/** A platform's webhook on the loopback, the handler a test's own. */
export async function serveWebhook(
  platform: Pick<Platform, 'receive'>,
  handle: (inbound: Inbound) => Promise<Handled> = async () => ({}),
): Promise<Webhook> {
  const heard: Inbound[] = []
  const rejected: string[] = []
  const answer = async (request: Request): Promise<Response> => {
    const received = await platform.receive(request)
    if (received.kind === 'answered') return received.response
    if (received.kind === 'inbound') {
      heard.push(received.inbound)
      return received.respond(await handle(received.inbound))
    }
    rejected.push(received.reason)
    return new Response(null, { status: received.status })
  }
  const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/chat/lark`,
    heard,
    rejected,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
