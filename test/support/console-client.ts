/** A person at the console without a browser: cookies, hidden fields and forms as a browser would send them. */
export type ConsoleClient = {
  page(path: string): Promise<string>
  /** Fills in the form of an act and sends it; rejects unless it was accepted. */
  does(serial: string, act: string, values: Readonly<Record<string, string>>): Promise<void>
}

/** Signs in with a one-time link: opens it, presses its one button. */
export async function signIn(link: string): Promise<ConsoleClient> {
  const { origin } = new URL(link)
  const opened = await fetch(link, { redirect: 'manual' })
  const pressed = await post(link, { fields: hidden(await opened.text()), cookie: cookieOf(opened), origin })
  const cookie = [cookieOf(opened), cookieOf(pressed)].filter((one) => one !== '').join('; ')
  if (pressed.status !== 303) throw new Error(`not signed in: ${pressed.status}`)
  return clientOf(origin, cookie)
}

/** Signs in with a chat account; `agree` is the person at the platform's page, and says where it sends them on to. */
export async function signInWith(page: string, agree: (address: string) => string): Promise<ConsoleClient> {
  const went = await fetch(page, { redirect: 'manual' })
  const cookie = cookieOf(went)
  const came = await fetch(agree(went.headers.get('location') ?? ''), { headers: { cookie }, redirect: 'manual' })
  if (came.status !== 303) throw new Error(`not signed in: ${came.status}\n${visible(await came.text())}`)
  return clientOf(new URL(page).origin, cookieOf(came))
}

function clientOf(origin: string, cookie: string): ConsoleClient {
  const page = async (path: string) => (await fetch(origin + path, { headers: { cookie } })).text()
  const does: ConsoleClient['does'] = async (serial, act, values) => {
    const path = `/issues/${serial}/act/${act}`
    const html = await page(path)
    const answer = await post(origin + path, { fields: { ...hidden(html), ...values }, cookie, origin })
    if (answer.status !== 303) throw new Error(`${act} of ${serial}: ${answer.status}\n${visible(await answer.text())}`)
  }
  return { page, does }
}

type Posting = { fields: Readonly<Record<string, string>>; cookie: string; origin: string }

function post(url: string, { fields, cookie, origin }: Posting): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return fetch(url, { method: 'POST', body, headers: { cookie, origin }, redirect: 'manual' })
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ')
}

/** Hidden fields of the form that does something once; on the sign-in page of the only form there is. */
function hidden(html: string): Record<string, string> {
  const forms = html.split('<form').slice(1)
  const form = forms.findLast((one) => one.includes('name="draft"')) ?? forms.at(-1) ?? ''
  const inputs = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => tag)
  return Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** The page as words, for the message of a failed step. */
function visible(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 800)
}
