import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { timingSafeEqual } from 'hono/utils/buffer'
import { type Actor, holds, type PersonId } from '../core/actor.ts'
import { isForeignOrigin } from '../core/origin.ts'
import { roleText } from '../core/texts.ts'
import { transact } from '../db/database.ts'
import { actorOf, findPerson } from '../db/people.ts'
import { endSession, sessionPerson, useLoginLink } from '../db/sessions.ts'
import type { Office } from './office.ts'
import { paths } from './paths.ts'

/** Who is signed in. */
export type Viewer = {
  readonly id: PersonId
  readonly name: string
  readonly posts: string
  readonly actor: Extract<Actor, { kind: 'person' }>
  /** Stands in every form; a page of someone else's can't know it. */
  readonly csrf: string
  /** In the console only to verify what they were named for (委托核查). */
  readonly delegateOnly: boolean
}

export type Env = { Variables: { viewer?: Viewer } }
export type Ctx = Context<Env>

const SESSION = 'xiaohao'
const NEXT = 'xiaohao-next'
const HOURS_12 = 12 * 3600

export function cookieOptions({ publicUrl }: Pick<Office, 'publicUrl'>): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: publicUrl.startsWith('https:') }
}

/** Puts the viewer of a signed-in request beside it. */
export function withViewer(office: Office): MiddlewareHandler<Env> {
  return async (c, next) => {
    const session = await getSignedCookie(c, office.secret, SESSION)
    const id = session ? sessionPerson(office.db, session, office.now()) : null
    if (session && id !== null) c.set('viewer', await viewerOf(office, id, session))
    await next()
  }
}

async function viewerOf(office: Office, id: PersonId, session: string): Promise<Viewer> {
  const actor = actorOf(office.db, id, 'console')
  if (actor.kind !== 'person') throw new Error(`person ${id} is no person`)
  const roles = [...new Set(actor.posts.map((post) => roleText[post.role]))]
  return {
    id,
    name: findPerson(office.db, id)?.name ?? '',
    posts: roles.join('、'),
    actor,
    csrf: await hmac(office.secret, `form:${session}`),
    delegateOnly: !holds(actor, 'officer', 'director', 'administrator', 'leader', 'auditor'),
  }
}

/** The viewer behind `signedIn`. */
export function viewerIn(c: Ctx): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw new Error('a page for signed-in people was reached without signing in')
  return viewer
}

/** Uses a login link up and signs in; the path to go on with, or null where the link is no good any more. */
export async function signIn(c: Ctx, office: Office, token: string): Promise<string | null> {
  const used = transact(office.db, (tx) => useLoginLink(tx, token, office.now()))
  return used && beginVisit(c, office, used.session)
}

/** Gives the browser its session; the path to go on with. */
export async function beginVisit(c: Ctx, office: Office, session: string): Promise<string> {
  await setSignedCookie(c, SESSION, session, office.secret, { ...cookieOptions(office), maxAge: HOURS_12 })
  const next = getCookie(c, NEXT) ?? ''
  deleteCookie(c, NEXT, cookieOptions(office))
  return isLinked(next) ? next : paths.ledger
}

/** What messages lead to: an issue, what waits to be redacted, a digest, the list behind one of its figures. */
function isLinked(path: string): boolean {
  return /^\/(?:redactions|issues\/[\w-]+|digests\/\w+\/[\d-]+(?:\/[a-z]+)?)$/.test(path)
}

/** Remembers the issue or digest someone wanted to see, over signing in. */
export function rememberNext(c: Ctx, office: Office): void {
  const { pathname } = new URL(c.req.url)
  if (isLinked(pathname)) setCookie(c, NEXT, pathname, { ...cookieOptions(office), maxAge: 900 })
}

export async function signOut(c: Ctx, office: Office): Promise<void> {
  const session = await getSignedCookie(c, office.secret, SESSION)
  if (session) transact(office.db, (tx) => endSession(tx, session))
  deleteCookie(c, SESSION, cookieOptions(office))
}

/** A post that a browser says came from another site. */
export function isForeign(c: Ctx, { publicUrl }: Office): boolean {
  const [origin, fetchSite] = [c.req.header('origin'), c.req.header('sec-fetch-site')]
  return isForeignOrigin({ origin, fetchSite, host: c.req.header('host') ?? new URL(c.req.url).host }, publicUrl)
}

export async function isOwnForm(viewer: Viewer, csrf: unknown): Promise<boolean> {
  return typeof csrf === 'string' && (await timingSafeEqual(csrf, viewer.csrf))
}

/** Files that came with a form belong to who sent it and what it was about. */
export function whoseFiles({ id }: Viewer, about: string): string {
  return `console ${id} ${about}`
}

/** A keyed hash of a text in hex, good for telling that we wrote it. */
async function hmac(secret: string, text: string): Promise<string> {
  const encode = (value: string) => new TextEncoder().encode(value)
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(text)))
  return [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
