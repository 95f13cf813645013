import { tick } from '../../../bot/tick.ts'
import { startOfDay } from '../../../core/calendar/day.ts'
import { transact } from '../../../db/database.ts'
import { openNode } from '../../../db/open-node.ts'
import { setPosts } from '../../../db/people.ts'
import { maySignIn } from '../../../db/sessions.ts'
import { chat } from '../chat.ts'
import { deskOver, type Answer, type Browser, type Desk } from '../console.ts'
import { day, start } from '../samples.ts'
import { watchedOffice, type Watched } from './office.ts'
import { hiddenFrom, inConsole, table, type Kind, type ReaderName } from './table.ts'
import { addressesOf, later, settled } from './walk.ts'

export type Walked = { readonly desk: Desk; readonly office: Watched; readonly browser: Browser }

/** An office some weeks on, with one of its people (or nobody) before the console. */
export async function before(who: ReaderName, hidden: readonly Kind[], when?: 'at once'): Promise<Walked> {
  const file = openNode(':memory:')
  const office = watchedOffice(file.db, { known: seenInConsole(who), hidden })
  const desk = deskOver(file, office.w)
  if (!when) await passTime(office)
  const browser = await signedIn(desk, office, who)
  return { desk, office, browser }
}

/** What a person may know of where they are asking: unit people see nothing there. */
export function seenInConsole(who: ReaderName): readonly Kind[] {
  return inConsole.includes(who) ? table[who] : []
}

const weeks = ['2022-12-02', '2022-12-12', '2022-12-20', '2023-01-03', '2023-01-09'].map(day)
export const daysAfter = ['2023-01-11', '2023-01-16'].map(day)

/** Time goes by: dates fall due, digests and nudges leave, over this chat or one nobody reads, suggestions come up. */
export async function passTime({ w }: Pick<Watched, 'w'>, { office } = chat(w), days = weeks): Promise<void> {
  for (const date of days) {
    w.clock.now = startOfDay(date) + 9 * 3_600_000
    await tick(office)
  }
  w.clock.now = Math.max(w.clock.now, later)
}

/** Whoever was in the office until a moment ago still has the page open. */
async function signedIn(desk: Desk, { w, cast }: Watched, who: ReaderName): Promise<Browser> {
  if (who === 'former') {
    const act = { actor: { kind: 'system', door: 'cli' }, now: start } as const
    transact(w.db, (tx) => setPosts(tx, cast.former, [{ unit: w.units.office, role: 'officer', scope: [] }], act))
    const browser = await desk.signIn(cast.former)
    transact(w.db, (tx) => setPosts(tx, cast.former, [], act))
    return browser
  }
  return who !== 'unbound' && inConsole.includes(who) ? desk.signIn(cast[who]) : desk.open()
}

export function mayOpen({ office: { w, cast } }: Walked, who: ReaderName): boolean {
  return who !== 'unbound' && maySignIn(w.db, cast[who])
}

export type Step = { readonly method: string; readonly address: string }

/** Every address of the console, as this person would try them; what it answers is compared, not judged. */
export function steps({ desk, office }: Walked, who: ReaderName): Step[] {
  const person = who === 'unbound' ? null : office.cast[who]
  const place = { office, known: seenInConsole(who), hidden: hiddenInConsole(who), person }
  const walk = desk.routes
    .filter(({ path, method }) => !path.includes('*') && !ends.includes(`${method} ${path}`))
    .flatMap(({ path, method }) => addressesOf(path, place).map((address) => ({ method, address })))
  const reading = walk.filter(({ method }) => method === 'GET')
  const posting = walk.filter(({ method }) => method !== 'GET')
  // What is read before anything is posted, and the pages it may have changed.
  return [...reading, ...posting, ...reading.filter(({ address }) => !address.includes('/act/'))]
}

/** After this nobody is there any more. */
const ends = ['POST /logout']

export function hiddenInConsole(who: ReaderName): Kind[] {
  return inConsole.includes(who) ? hiddenFrom(who) : ['own', 'other', 'lead', 'assigned', 'closed']
}

/** Something in every field any form has, so that a post comes as far as it may. */
const forged = { seen: '1', draft: '00000000-0000-4000-8000-0000000000aa', text: '密语？', reason: '想知道', to: '2' }

export async function take({ browser }: Walked, { method, address }: Step, csrf: string): Promise<string> {
  return shown(method === 'GET' ? await browser.get(address) : await browser.post(address, { ...forged, csrf }))
}

/** All that a person gets to see of an answer: state, words, where it leads and what a file is called. */
function shown({ status, text, headers }: Answer): string {
  const told = ['location', 'content-disposition', 'etag'].map((name) => headers.get(name) ?? '')
  return settled([status, ...told, text].join('\n'))
}

/** The word that only this person's own forms know. */
export async function csrfOf({ browser }: Walked): Promise<string> {
  const { text } = await browser.get('/')
  return /name="csrf" value="([0-9a-f]+)"/.exec(text)?.[1] ?? ''
}
