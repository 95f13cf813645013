import type { Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { FC } from 'hono/jsx'
import { timingSafeEqual } from 'hono/utils/buffer'
import { transact } from '../db/database.ts'
import { personOf } from '../db/people.ts'
import { signInAs } from '../db/sessions.ts'
import { newToken } from '../db/tokens.ts'
import { Mark } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office, WebLogin } from './office.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import { beginVisit, type Ctx, cookieOptions, type Env } from './session.ts'
import { doorText, loginTexts } from './texts.ts'

const COOKIE = 'xiaohao-login'
/** As long as a platform's code is good, and somebody needs who has to find their telephone first. */
const MINUTES_10 = 600

/**
 * Signing in with the account of a chat platform. What it came for and its secrets lie in a signed cookie meanwhile: only
 * the browser that went there can come back, and once. Coming back is a GET, as OAuth has it, and begins a session.
 */
export function webLoginRoutes(app: Hono<Env>, office: Office, show: Show): void {
  for (const login of office.logins) {
    app.get(paths.loginWith(login.platform), (c) => goThere(c, office, login))
    app.get(backPath(login), (c) => comeBack(c, office, { login, show }))
  }
}

const backPath = ({ platform }: WebLogin) => `${paths.loginWith(platform)}/back`
const backUrl = ({ publicUrl }: Office, login: WebLogin) => publicUrl + backPath(login)

async function goThere(c: Ctx, office: Office, login: WebLogin): Promise<Response> {
  const [state, verifier] = [newToken(), newToken()]
  const options = { ...cookieOptions(office), path: paths.login, maxAge: MINUTES_10 }
  await setSignedCookie(c, COOKIE, `${login.platform}.${state}.${verifier}`, office.secret, options)
  return c.redirect(await login.address({ back: backUrl(office, login), state, verifier }), 302)
}

type With = { readonly login: WebLogin; readonly show: Show }

async function comeBack(c: Ctx, office: Office, { login, show }: With): Promise<Response> {
  const refused = (why: Refused, status: 400 | 403) => {
    const body = <Refusal login={login} why={why} />
    return show(c, { title: loginTexts.title, body, status })
  }
  const verifier = await usedVerifier(c, office, login)
  if (verifier === null) return refused('lost', 400)
  const query = new URL(c.req.url).searchParams
  const id = await login.who({ query, back: backUrl(office, login), verifier })
  if (id === null) return refused('unsure', 403)
  const person = personOf(office.db, login.platform, id)
  if (!person) return refused('unbound', 403)
  const session = transact(office.db, (tx) =>
    signInAs(tx, { person: person.id, by: login.platform, now: office.now() }),
  )
  if (session === null) return refused('noEntry', 403)
  return c.redirect(await beginVisit(c, office, session), 303)
}

/** What only the browser that went to this platform has, and only until it came back; null for any other. */
async function usedVerifier(c: Ctx, { secret, ...office }: Office, { platform }: WebLogin): Promise<string | null> {
  const kept = await getSignedCookie(c, secret, COOKIE)
  deleteCookie(c, COOKIE, { ...cookieOptions(office), path: paths.login })
  const [wanted, state = '', verifier = ''] = (kept || '').split('.')
  const came = c.req.query('state') ?? ''
  return wanted === platform && state !== '' && (await timingSafeEqual(state, came)) ? verifier : null
}

type Refused = keyof typeof loginTexts.refused

const Refusal: FC<{ login: WebLogin; why: Refused }> = ({ login: { platform }, why }) => (
  <section class="sign-in">
    <Mark />
    <h1>{loginTexts.notYet}</h1>
    <Banner tone="warn">{loginTexts.refused[why](doorText[platform])}</Banner>
    <a class="button button-primary button-large" href={paths.login}>
      {loginTexts.back}
    </a>
  </section>
)

/** One button a platform. */
export const WebLogins: FC<{ logins: readonly WebLogin[] }> = ({ logins }) => (
  <>
    {logins.map(({ platform }) => (
      <a class="button button-primary button-large" href={paths.loginWith(platform)}>
        {loginTexts.with(doorText[platform])}
      </a>
    ))}
  </>
)
