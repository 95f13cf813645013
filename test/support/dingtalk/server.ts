import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { apiCall } from './api.ts'
import type { CallName } from './api.ts'
import { banned, errcode, refuse, tooOften } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { parsed } from './view.ts'
import type { World } from './world.ts'

/** How a call goes wrong. `reset after commit` does what was asked and breaks the connection before the answer. */
export type Break =
  | 'error 500'
  | 'hang'
  | 'reset'
  | 'reset after commit'
  | 'too often'
  | 'banned'
  | 'not json'
  | { readonly code: string; readonly status?: number; readonly more?: object }
  | { readonly errcode: number | string }

export type Called = {
  readonly name: CallName | 'unknown'
  readonly path: string
  readonly status: number | 'broken'
  readonly body: unknown
}

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

/** `open` answers the one call of the Stream gateway. */
export function newServer(world: World, open: (request: Request) => Reply): ApiServer {
  const broken: { name: CallName | 'any'; how: Break }[] = []
  const calls: Called[] = []
  let busy = 0
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
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
    const note = (status: Called['status']) =>
      calls.push({
        name: call?.name ?? 'unknown',
        path: request.path,
        status,
        body: parsed(request.body.toString('utf8')),
      })
    if (how === 'hang') return void note('broken')
    if (how === 'reset after commit') call?.run()
    if (how === 'reset' || how === 'reset after commit') {
      note('broken')
      return void incoming.socket.destroy()
    }
    const reply = how ? brokenReply(how) : (call?.run() ?? notFound)
    note(reply.status)
    write(outgoing, reply)
  }

  function callIn(request: Request): { name: CallName; run: () => Reply } | undefined {
    if (request.method === 'POST' && request.path === '/api/v1.0/gateway/connections/open')
      return { name: 'open', run: () => open(request) }
    return apiCall(world, request, url())
  }

  return {
    server,
    url,
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

const notFound: Reply = refuse('InvalidAction.NotFound', 'Specified api is not found', { status: 404 })

function brokenReply(how: Exclude<Break, 'hang' | 'reset' | 'reset after commit'>): Reply {
  if (how === 'error 500') return refuse('system.error', '系统错误', { status: 500 })
  if (how === 'not json') return { status: 200, bytes: new TextEncoder().encode('<html>登录网络</html>') }
  if (how === 'banned') return banned
  if (how === 'too often') return tooOften
  return 'errcode' in how ? errcode(how.errcode, 'refused') : refuse(how.code, 'refused 张三 13800000000', how)
}

async function received(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  const about = { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers }
  return { ...about, body: Buffer.concat(chunks) }
}

function write(outgoing: ServerResponse, reply: Reply): void {
  const json = reply.json !== undefined
  const type = json && { 'content-type': 'application/json;charset=utf-8' }
  outgoing.writeHead(reply.status, { ...type, ...reply.headers })
  outgoing.end(json ? JSON.stringify(reply.json) : reply.bytes)
}
