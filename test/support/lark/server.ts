import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { giveUserToken } from './accounts.ts'
import { apiCall, refuse } from './api.ts'
import type { CallName, Reply, Request } from './api.ts'
import type { World } from './world.ts'

/**
 * How a call goes wrong. `reset after commit` does what was asked and breaks the connection before the
 * answer: only the uuid keeps the repeat from arriving twice.
 */
export type Break =
  | 'error 500'
  | 'hang'
  | 'reset'
  | 'reset after commit'
  | 'too often'
  | 'not json'
  | { readonly code: number; readonly msg?: string; readonly status?: number }

export type Called = { readonly name: CallName | 'unknown'; readonly path: string; readonly status: number | 'broken' }

export type ApiServer = {
  readonly server: Server
  url(): string
  /** The next `times` calls of this name break. */
  breaks(name: CallName | 'any', how: Break, times: number): void
  heals(): void
  calls(): readonly Called[]
  /** Calls being answered at this moment. */
  busy(): number
  listen(): Promise<void>
  close(): Promise<void>
}

export function newServer(world: World, endpoint: (request: Request) => Reply): ApiServer {
  const broken: { name: CallName | 'any'; how: Break }[] = []
  const calls: Called[] = []
  let busy = 0
  const server = createServer((incoming, outgoing) => {
    busy += 1
    outgoing.on('close', () => {
      busy -= 1
      world.changed()
    })
    void answer(incoming, outgoing)
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await received(incoming)
    const call = callIn(request)
    const index = broken.findIndex(({ name }) => name === 'any' || name === call?.name)
    const how = index < 0 ? undefined : broken.splice(index, 1)[0]?.how
    const name = call?.name ?? 'unknown'
    if (how === 'hang') return
    if (how === 'reset after commit') await call?.run()
    if (how === 'reset' || how === 'reset after commit') {
      calls.push({ name, path: request.path, status: 'broken' })
      return void incoming.socket.destroy()
    }
    const reply = how ? brokenReply(how) : await (call?.run() ?? notFound())
    calls.push({ name, path: request.path, status: reply.status })
    write(outgoing, reply)
  }

  function callIn(request: Request): ReturnType<typeof apiCall> {
    if (request.path === '/oauth/v3/token') return { name: 'login', run: async () => giveUserToken(world, request) }
    if (request.path !== '/callback/ws/endpoint') return apiCall(world, request)
    return { name: 'endpoint', run: async () => endpoint(request) }
  }

  return {
    server,
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breaks: (name, how, times) => broken.push(...Array.from({ length: times }, () => ({ name, how }))),
    heals: () => void broken.splice(0),
    calls: () => calls,
    busy: () => busy,
    listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function brokenReply(how: Exclude<Break, 'hang' | 'reset' | 'reset after commit'>): Reply {
  if (how === 'error 500') return { status: 500, json: { code: 2200, msg: 'Internal Error' } }
  if (how === 'not json') return { status: 200, bytes: new TextEncoder().encode('<html>登录网络</html>') }
  if (how === 'too often') {
    const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '7' }
    return { ...refuse(99991400, 'request trigger frequency limit', 429), headers }
  }
  return refuse(how.code, how.msg ?? 'refused', how.status ?? 400)
}

async function notFound(): Promise<Reply> {
  return { status: 404, bytes: new TextEncoder().encode('404 page not found') }
}

async function received(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  }
}

function write(outgoing: ServerResponse, reply: Reply): void {
  const json = reply.json !== undefined
  outgoing.writeHead(reply.status, {
    ...(json && { 'content-type': 'application/json; charset=utf-8' }),
    ...reply.headers,
  })
  outgoing.end(json ? JSON.stringify(reply.json) : reply.bytes)
}
