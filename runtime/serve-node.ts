import { serve, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import type { Server } from 'node:http'
import type { Office } from './app.ts'

/** Requests still being answered when the server stops have this long, in milliseconds. */
const PATIENCE = 10_000

export type Serving = {
  /** Takes no new requests and settles once the last is answered. */
  stop(): Promise<void>
}

/** Listens; rejects where the port is taken or not allowed. */
export function serveOffice(office: Pick<Office, 'fetch'>, at: { host: string; port: number }): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const fetch = (request: Request, { incoming }: HttpBindings | Http2Bindings) =>
      office.fetch(request, { address: incoming.socket.remoteAddress ?? null })
    const server = serve({ fetch, hostname: at.host, port: at.port, overrideGlobalObjects: false }, () =>
      resolve({ stop: () => stop(server) }),
    ) as Server
    server.once('error', reject)
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
