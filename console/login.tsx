import type { FC } from 'hono/jsx'
import { findPerson } from '../db/people.ts'
import { linkPerson } from '../db/sessions.ts'
import { leaveFlash } from './flash.ts'
import { Mark } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office, WebLogin } from './office.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, isOwnForm, signIn, signOut } from './session.ts'
import { loginTexts } from './texts.ts'
import { WebLogins } from './web-login.tsx'

/** GET /login: how to get a link. */
export async function howToSignIn(c: Ctx, { logins }: Office, show: Show): Promise<Response> {
  const body = c.get('viewer') ? <SignedIn /> : logins.length > 0 ? <With logins={logins} /> : <How used={false} />
  return show(c, { title: loginTexts.title, body })
}

/** GET /login/<token>: one button. Chat programs fetch links to preview them, so opening it uses nothing up. */
export async function offerSignIn(c: Ctx, office: Office, show: Show): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const person = linkPerson(office.db, token, office.now())
  if (person === null) return show(c, { title: loginTexts.title, body: <How used />, status: 410 })
  const name = findPerson(office.db, person)?.name ?? ''
  return show(c, { title: loginTexts.title, body: <Offer name={name} /> })
}

/** POST /login/<token>: signs in, once. */
export async function useLink(c: Ctx, office: Office, show: Show): Promise<Response> {
  const next = await signIn(c, office, c.req.param('token') ?? '')
  if (next === null) return show(c, { title: loginTexts.title, body: <How used />, status: 410 })
  return c.redirect(next, 303)
}

/** POST /logout */
export async function leave(c: Ctx, office: Office): Promise<Response> {
  const viewer = c.get('viewer')
  const { csrf } = await c.req.parseBody()
  if (viewer && (await isOwnForm(viewer, csrf))) {
    await signOut(c, office)
    leaveFlash(c, 'signed-out', null)
  }
  return c.redirect(paths.login, 303)
}

const Offer: FC<{ name: string }> = ({ name }) => (
  <section class="sign-in">
    <Mark />
    <h1>{loginTexts.as(name)}</h1>
    <form method="post">
      <button class="button button-primary button-large" type="submit">
        {loginTexts.button}
      </button>
    </form>
    <p class="quiet">{loginTexts.once}</p>
  </section>
)

const SignedIn: FC = () => (
  <section class="sign-in">
    <Mark />
    <h1>{loginTexts.goOn}</h1>
    <a class="button button-primary button-large" href={paths.ledger}>
      {loginTexts.toLedger}
    </a>
  </section>
)

/** With an account there is; without, whoever has none yet goes on with a link. */
const With: FC<{ logins: readonly WebLogin[] }> = ({ logins }) => (
  <section class="sign-in">
    <Mark />
    <h1>{loginTexts.console}</h1>
    <WebLogins logins={logins} />
    <details class="sign-in-other">
      <summary>{loginTexts.how}</summary>
      <Steps />
    </details>
    <p class="quiet">{loginTexts.who}</p>
  </section>
)

const Steps: FC = () => (
  <ol class="sign-in-steps">
    {loginTexts.steps.map((step, index) => (
      <li>
        {step}
        {index === 0 ? <code class="command">{loginTexts.command}</code> : null}
      </li>
    ))}
  </ol>
)

const How: FC<{ used: boolean }> = ({ used }) => (
  <section class="sign-in">
    <Mark />
    <h1>{used ? loginTexts.used : loginTexts.how}</h1>
    {used ? <Banner tone="warn">{loginTexts.again}</Banner> : null}
    <Steps />
    <p class="quiet">{loginTexts.who}</p>
  </section>
)
