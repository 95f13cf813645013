import { consoleRoutes } from '../../console/routes.tsx'
import type { Office } from '../../console/office.ts'
import type { ActType } from '../../core/command.ts'
import { transact } from '../../db/database.ts'
import type { BlobStore } from '../../db/evidence.ts'
import { openNode } from '../../db/open-node.ts'
import { loginPath, mintLoginLink } from '../../db/sessions.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import { world, type World } from './world.ts'

export type Answer = {
  readonly status: number
  readonly text: string
  readonly bytes: Uint8Array
  readonly headers: Headers
}

/** A browser of one person: keeps cookies, follows nothing by itself. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(
    path: string,
    fields: Record<string, string | string[] | File[]>,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Opens the form of an act and sends it with these fields over what stands in it. */
  act(serial: string, type: ActType, fields: Record<string, string | string[] | File[]>): Promise<Answer>
}

export type Desk = {
  readonly world: World
  readonly blobs: BlobStore & { readonly count: () => number }
  /** How often the outbox was told to go. */
  readonly sent: () => number
  /** Raw SQL, to break what must not break. */
  readonly exec: (sql: string) => void
  /** Every address there is, as the console itself knows it. */
  readonly routes: readonly { readonly method: string; readonly path: string }[]
  open(): Browser
  signIn(who: keyof World['people'] | number): Promise<Browser>
  close(): void
}

export const deskSecret = 'a-secret-of-more-than-32-characters!'
export const deskUrl = 'http://localhost'

/** The console over an office in memory, with everyone of the world at hand. */
export function desk(changes: Partial<Office> = {}, campaign?: Campaign): Desk {
  const office = openNode(':memory:')
  return deskOver(office, campaign ? world(office.db, campaign) : world(office.db), changes)
}

/** The console over an office whose world is there already. */
export function deskOver(office: ReturnType<typeof openNode>, people: World, changes: Partial<Office> = {}): Desk {
  const blobs = memoryBlobs()
  let sent = 0
  const app = consoleRoutes({
    db: office.db,
    blobs,
    now: () => people.clock.now,
    secret: deskSecret,
    publicUrl: deskUrl,
    logins: [],
    cardTemplates: [],
    asset: (name) => (name === 'base.css' ? { body: 'body {}', type: 'text/css' } : null),
    defer: () => undefined,
    deliver: async () => void (sent += 1),
    ...changes,
  })
  const fetch = async (request: Request): Promise<Response> => app.fetch(request)
  return {
    world: people,
    blobs,
    sent: () => sent,
    exec: (sql) => void office.client.exec(sql),
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    open: () => browser(fetch),
    signIn,
    close: office.close,
  }

  async function signIn(who: keyof World['people'] | number): Promise<Browser> {
    const id = typeof who === 'number' ? who : people.people[who]
    const act = { actor: { kind: 'system', door: 'cli' }, now: people.clock.now } as const
    const token = transact(office.db, (tx) => mintLoginLink(tx, id, act))
    const opened = browser(fetch)
    await opened.post(loginPath(token), {})
    return opened
  }
}

function browser(fetch: (request: Request) => Promise<Response>): Browser {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new Request(`${deskUrl}${path}`, { ...init, headers: { cookie, ...init.headers } }))
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { status: answer.status, text: new TextDecoder().decode(bytes), bytes, headers: answer.headers }
  }
  const opened: Browser = {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) => send(path, { method: 'POST', body: bodyOf(fields), headers }),
    async act(serial, type, fields) {
      const page = await opened.get(`/issues/${serial}/act/${type}`)
      return opened.post(`/issues/${serial}/act/${type}`, { ...hidden(page.text), ...fields })
    },
  }
  return opened
}

function bodyOf(fields: Record<string, string | string[] | File[]>): FormData | URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => ({ name, one })))
  const files = pairs.some(({ one }) => typeof one !== 'string')
  const body = files ? new FormData() : new URLSearchParams()
  for (const { name, one } of pairs) {
    if (body instanceof FormData) body.append(name, one)
    else body.append(name, String(one))
  }
  return body
}

/** The hidden fields of the form in the middle of a page: what every form carries. */
export function hidden(page: string): Record<string, string> {
  const form = /<form class="[^"]*(?:act-form|panel-form)[^"]*"[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]),
  )
}

export function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** The words on a page, without marks. */
export function wordsOn(page: string): string {
  return unescaped(page.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
}

function memoryBlobs(): Desk['blobs'] {
  const kept = new Map<string, Uint8Array>()
  return {
    count: () => kept.size,
    async put(bytes) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      kept.set(sha256, bytes)
      return sha256
    },
    get: async (sha256) => kept.get(sha256) ?? null,
    has: async (sha256) => kept.has(sha256),
    remove: (sha256) => Promise.resolve(void kept.delete(sha256)),
  }
}

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])

export function photo(name: string, extra = 0): File {
  return new File([jpeg, new Uint8Array([extra])], name, { type: 'image/jpeg' })
}
