import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { FC } from 'hono/jsx'
import type { Door, PersonId } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import { mayManage } from '../core/people/person.ts'
import { invite, showCode } from '../db/codes.ts'
import { transact } from '../db/database.ts'
import { identitiesOf, unbind } from '../db/people.ts'
import type { RosterPerson } from '../db/roster.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { personAt } from './roster-load.ts'
import type { PersonPage } from './roster-person.tsx'
import { personTexts } from './roster-texts.ts'
import type { Ctx } from './session.ts'
import { doorText } from './texts.ts'

const CODE = 'xiaohao-code'

/** POST /roster/people/:id/code: a new binding code, which the page after it shows once. */
export async function makeCode(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = personAt(c, office)
  if (!found || !mayManage(found.roster.viewer.actor, found.person.posts)) return notFound(c, show)
  const { id } = found.person
  const act = { actor: found.roster.viewer.actor, now: office.now() }
  const code = transact(office.db, (tx) => invite(tx, id, act))
  const secure = office.publicUrl.startsWith('https:')
  const options = { path: paths.person(id), httpOnly: true, sameSite: 'Strict', secure, maxAge: 60 } as const
  await setSignedCookie(c, CODE, `${id}.${code}`, office.secret, options)
  return c.redirect(paths.person(id), 303)
}

/** The code made just now for this person, once. */
export async function takeCode(c: Ctx, office: Office, person: PersonId): Promise<string | null> {
  const left = await getSignedCookie(c, office.secret, CODE)
  if (!left) return null
  deleteCookie(c, CODE, { path: paths.person(person) })
  const [id, code = ''] = left.split('.')
  return id === String(person) && /^\d{6}$/.test(code) ? showCode(code) : null
}

/** POST /roster/people/:id/unbind: the account named in the form is nobody's any more. */
export async function postUnbind(c: Ctx, office: Office, show: Show): Promise<Response> {
  const found = personAt(c, office)
  if (!found || !mayManage(found.roster.viewer.actor, found.person.posts)) return notFound(c, show)
  const platform = (await c.req.formData()).get('platform')
  const { person, roster } = found
  transact(office.db, (tx) => {
    const bound = identitiesOf(tx, person.id).find((identity) => identity.platform === platform)
    const act = { actor: roster.viewer.actor, now: office.now() }
    if (bound) unbind(tx, { ...bound, person: person.id }, act)
  })
  leaveFlash(c, 'unbound', null)
  return c.redirect(paths.person(person.id), 303)
}

/** Which accounts are this person's, and what gives them one. */
export const Binding: FC<{ page: PersonPage; person: RosterPerson }> = ({ page, person }) => (
  <Card title={personTexts.binding}>
    {page.code ? <Code name={person.name} code={page.code} /> : null}
    {person.identities.length === 0 ? <p>{personTexts.notBound}</p> : null}
    <ul class="accounts">
      {person.identities.map(({ platform, boundAt }, index) => (
        <li>
          <span>
            {personTexts.boundSince(doorText[platform as Door], dayOf(boundAt))}
            {index === 0 && person.identities.length > 1 ? <span class="quiet"> {personTexts.toldHere}</span> : null}
          </span>
          {page.mayEdit ? (
            <form method="post" action={paths.unbind(person.id)}>
              <Csrf viewer={page.roster.viewer} />
              <input type="hidden" name="platform" value={platform} />
              <button class="button button-quiet" type="submit">
                {personTexts.unbind}
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
    {page.mayEdit ? (
      <form class="binding-code" method="post" action={paths.code(person.id)}>
        <Csrf viewer={page.roster.viewer} />
        <button class="button button-default" type="submit">
          {personTexts.makeCode}
        </button>
        <p class="quiet">{personTexts.codeHint}</p>
      </form>
    ) : null}
  </Card>
)

const Code: FC<{ name: string; code: string }> = ({ name, code }) => (
  <Banner tone="good">
    <p class="banner-title">{personTexts.code(name)}</p>
    <p class="code-digits">{code}</p>
    <p>{personTexts.say(code)}</p>
  </Banner>
)
