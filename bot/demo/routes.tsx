import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Handled, Inbound, Platform } from '../platform.ts'
import { ownChat } from './chats.ts'
import { isOwn, postLimit, readBody } from './guard.ts'
import { isPicture, MessageView } from './message.tsx'
import { DemoPageView, SentenceView } from './page.tsx'
import { addressOf } from './people-list.tsx'
import type { SamplePerson } from './people.ts'
import type { DemoStore } from './store.ts'
import { texts } from './texts.ts'
import { clockFace, dayLabel } from './times.ts'
import { receipt } from './receive.ts'
import { chatId, shownMessages, unreadCounts, type Viewer } from './view.ts'

export type DemoRoutes = {
  readonly store: DemoStore
  readonly platform: Platform
  readonly people: () => readonly SamplePerson[]
  /** Does what was said or tapped, before it answers. */
  readonly handle: (inbound: Inbound) => Promise<Handled>
  readonly clock: { now(): number; advance(ms: number): Promise<void> }
  /** A fresh one-time link that signs this person of the ledger into the console. */
  readonly loginLink: (personId: string) => string
  /** A fresh binding code of this person of the ledger, as it is read out. */
  readonly inviteCode: (personId: string) => string
  /** A static file by its bare name, null when there is none. */
  readonly asset: (name: string) => Asset | null
  readonly campaignTitle: () => string
}

export type Asset = { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string }

/** The demo page and its posts, to be mounted at /demo. Answers this machine only. */
export function demoRoutes(demo: DemoRoutes): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    if (!isOwn(c.req.raw)) return c.html(<SentenceView text={texts.notHere} />, 403)
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
    return undefined
  })
  app.get('/', (c) => page(demo, c))
  app.get('/state', (c) => state(demo, c))
  app.get('/assets/:name', (c) => asset(demo, c))
  app.get('/file/:id', (c) => file(demo, c))
  app.post('/send', (c) => send(demo, c))
  app.post('/read', (c) => read(demo, c))
  app.post('/clock', (c) => moveOn(demo, c))
  app.post('/console', (c) => openConsole(demo, c))
  app.post('/invite', (c) => invite(demo, c))
  return app
}

/** Without the referrer policy a form's Origin is "null" and our own posts would be refused. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Null for someone who isn't among the people; without a name the first unit's person, who has something to report. */
function viewerOf(demo: DemoRoutes, c: Context): Viewer | null {
  const people = demo.people()
  const as = c.req.query('as')
  const first = people.find((person) => !person.office) ?? people[0]
  const person = as === undefined ? first : people.find(({ id }) => id === as)
  return person ? { person, chat: c.req.query('chat') === 'group' ? 'group' : 'bot' } : null
}

async function page(demo: DemoRoutes, c: Context): Promise<Response> {
  const viewer = viewerOf(demo, c)
  const people = demo.people()
  if (people.length === 0) return c.html(<SentenceView text={texts.noPeople} />, 404)
  if (!viewer) return c.redirect('/demo')
  const { store } = demo
  const shown = {
    viewer,
    people,
    messages: shownMessages({ store, people, viewer, since: 0 }),
    unread: unreadCounts(store, people, viewer.person),
    campaignTitle: demo.campaignTitle(),
    now: demo.clock.now(),
    epoch: store.epoch,
    rev: store.rev(),
  }
  c.header('cache-control', 'no-store')
  const html = await (<DemoPageView page={shown} />).toString()
  return c.html(`<!doctype html>${html}`)
}

async function state(demo: DemoRoutes, c: Context): Promise<Response> {
  const viewer = viewerOf(demo, c)
  const since = z.coerce.number().int().min(0).safeParse(c.req.query('since')).data
  if (!viewer || since === undefined) return c.json({ text: texts.nobody }, 404)
  const { store } = demo
  const people = demo.people()
  const rev = store.rev()
  const messages = shownMessages({ store, people, viewer, since }).map(async (shown) => ({
    id: shown.message.id,
    html: String(await (<MessageView {...shown} />).toString()),
  }))
  c.header('cache-control', 'no-store')
  return c.json({
    epoch: store.epoch,
    rev,
    clock: clockFace(demo.clock.now()),
    bound: viewer.person.bound,
    unread: unreadCounts(store, people, viewer.person),
    messages: await Promise.all(messages),
  })
}

function asset(demo: DemoRoutes, c: Context): Response | Promise<Response> {
  const name = c.req.param('name') ?? ''
  const found = /^[a-z]+\.(css|js)$/.test(name) ? demo.asset(name) : null
  if (!found) return c.notFound()
  return c.body(found.body, 200, { 'content-type': found.type, 'cache-control': 'no-cache' })
}

function file(demo: DemoRoutes, c: Context): Response {
  const found = demo.store.file(c.req.param('id') ?? '')
  if (!found) return c.text(texts.gone, 404)
  const shown = isPicture(found)
  return c.body(found.bytes, 200, {
    'content-type': shown ? found.mime : 'application/octet-stream',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name.toWellFormed())}`,
    'cache-control': 'private, max-age=3600',
  })
}

async function send(demo: DemoRoutes, c: Context): Promise<Response> {
  const received = await demo.platform.receive(c.req.raw)
  if (received.kind === 'answered') return received.response
  if (received.kind === 'inbound') return received.respond(await demo.handle(received.inbound))
  return c.json({ text: received.reason === 'too-large' ? texts.tooLarge : texts.badPost }, received.status)
}

async function jsonPost<T>(c: Context, shape: z.ZodType<T>): Promise<T | null> {
  const body = await readBody(c.req.raw, postLimit)
  try {
    return body ? (shape.safeParse(JSON.parse(new TextDecoder().decode(body))).data ?? null) : null
  } catch {
    return null
  }
}

const readPost = z.object({ person: z.string(), chat: z.enum(['bot', 'group']), seq: z.number().int().min(0) })

async function read(demo: DemoRoutes, c: Context): Promise<Response> {
  const post = await jsonPost(c, readPost)
  const person = demo.people().find(({ id }) => id === post?.person)
  if (!post || !person) return c.json({ text: texts.badPost }, 400)
  const chat = chatId({ person, chat: post.chat })
  const seen = demo.store.unseen(person.id, chat).filter(({ seq }) => seq <= post.seq)
  demo.store.markRead({ person: person.id, chat, seq: post.seq })
  if (post.chat === 'bot' && seen.length > 0)
    await demo.handle(receipt({ person: person.id, seen, at: demo.clock.now() }))
  return c.json({})
}

const clockPost = z.object({ days: z.union([z.literal(1), z.literal(7)]) })

async function moveOn(demo: DemoRoutes, c: Context): Promise<Response> {
  const post = await jsonPost(c, clockPost)
  if (!post) return c.json({ text: texts.badPost }, 400)
  const before = arrived(demo)
  await demo.clock.advance(post.days * 24 * 60 * 60 * 1000)
  const when = dayLabel(demo.clock.now())
  return c.json({ toast: { tone: 'plain', text: texts.movedOn(when, arrived(demo) - before) } })
}

/** How many messages wait unseen in all the chats alone with the bot. */
function arrived(demo: DemoRoutes): number {
  return demo.people().reduce((sum, { id }) => sum + demo.store.unread(id, ownChat(id)), 0)
}

async function openConsole(demo: DemoRoutes, c: Context): Promise<Response> {
  const person = await postedPerson(demo, c)
  if (!person) return c.html(<SentenceView text={texts.nobody} />, 404)
  if (!person.office) return c.html(<SentenceView text={texts.notOffice} />, 403)
  return c.redirect(demo.loginLink(person.personId), 303)
}

/** Puts a new binding code into the chat of someone who is not bound; somebody bound is left alone. */
async function invite(demo: DemoRoutes, c: Context): Promise<Response> {
  const person = await postedPerson(demo, c)
  if (!person) return c.html(<SentenceView text={texts.nobody} />, 404)
  if (!person.bound) {
    const text = texts.code(demo.inviteCode(person.personId))
    const line = { key: `code:${crypto.randomUUID()}`, chat: chatId({ person, chat: 'bot' }), at: demo.clock.now() }
    demo.store.append({ ...line, author: { kind: 'bot' }, content: { kind: 'text', text } })
  }
  return c.redirect(addressOf({ person, chat: 'bot' }), 303)
}

async function postedPerson(demo: DemoRoutes, c: Context): Promise<SamplePerson | undefined> {
  const body = await readBody(c.req.raw, postLimit)
  const id = new URLSearchParams(new TextDecoder().decode(body ?? new Uint8Array())).get('person')
  return demo.people().find((someone) => someone.id === id)
}
