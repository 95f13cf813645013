import { asc, eq } from 'drizzle-orm'
import { startOfDay } from '../../../core/calendar/day.ts'
import { openNode } from '../../../db/open-node.ts'
import { eventData, events } from '../../../db/schema.ts'
import { formPage, formShownOn } from '../form-page.ts'
import { day, world, type World } from '../world.ts'
import type { ActRow, Step, Who } from './act.ts'
import { photo, settled, type ChatDoor } from './door.ts'
import { pathOf } from './page.ts'
import type { Shown } from './reading.ts'
import type { PlatformRow } from './rows.ts'

/** What came of one step: to whom what was said anew or in the place of what stood there, and what only flashed up. */
export type StepLeft = {
  readonly told: Readonly<Record<string, readonly Shown[]>>
  readonly flash: string | null
}

/** What an act left behind: in the log, and before everybody's eyes. */
export type Left = { readonly log: readonly Logged[]; readonly steps: readonly StepLeft[] }

/** An act, on a platform, in an office of its own. */
export async function played({ open }: Pick<PlatformRow, 'open'>, act: ActRow): Promise<Left> {
  const office = openNode(':memory:')
  const w = act.campaign ? world(office.db, act.campaign) : world(office.db)
  const door = await open(w)
  try {
    act.from?.(w, door)
    await settled(w, door.office)
    const before = w.db.select().from(events).all().length
    const seen = new Map<string, string>()
    await freshIn(door, w, seen)
    const steps: StepLeft[] = []
    for (const step of act.steps) {
      const flash = await taken(step, { act, door, w })
      steps.push({ told: await freshIn(door, w, seen), flash })
    }
    return { log: logAfter(w, before, door), steps }
  } finally {
    await door.close()
    office.close()
  }
}

type Logged = { readonly type: string; readonly [part: string]: unknown }

type Playing = { readonly act: ActRow; readonly door: ChatDoor; readonly w: World }

async function taken(step: Step, { act, door, w }: Playing): Promise<string | null> {
  const who = w.people[step.by ?? act.who]
  if ('says' in step) await door.says(who, typeof step.says === 'string' ? step.says : step.says(w), step)
  if ('sends' in step) await door.sends(who, step.sends, step.sends === photo ? jpeg : pdf)
  if ('taps' in step) return door.taps(who, step.taps)
  if ('fills' in step) return door.fills(who, step.fills, step.button ?? '提交')
  if ('waits' in step) w.clock.now = startOfDay(day(step.waits)) + 9 * 3_600_000
  if ('meanwhile' in step) step.meanwhile(w, door)
  if ('waits' in step || 'meanwhile' in step) await settled(w, door.office)
  return null
}

const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34, 10])
const jpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0],
  ...[1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9],
])

/** What isn't among `seen`, or not like that; a form behind a link is opened. */
async function freshIn(door: ChatDoor, w: World, seen: Map<string, string>): Promise<StepLeft['told']> {
  const told: Record<string, readonly Shown[]> = {}
  const places = [
    ...(Object.keys(w.people) as Who[]).map((name) => [name, w.people[name]] as const),
    ['group', 'group'] as const,
  ]
  for (const [name, where] of places) {
    const fresh = door.shows(where).filter((message) => {
      const [key, now] = [`${name} ${message.id}`, JSON.stringify(message)]
      const isFresh = seen.get(key) !== now
      seen.set(key, now)
      return isFresh
    })
    if (fresh.length > 0) told[name] = await Promise.all(fresh.map((message) => withForm(door, message)))
  }
  return told
}

async function withForm({ office }: ChatDoor, message: Shown): Promise<Shown> {
  if (message.page === null) return message
  const { html } = await formPage(office).opens(pathOf(message.page))
  return { ...message, form: formShownOn(html) }
}

/** All that was logged since, apart from what is never the same twice: ids, times, the door, accounts. */
function logAfter({ db }: World, before: number, { platform, group }: ChatDoor): Logged[] {
  const rows = db
    .select({ event: events, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .orderBy(asc(events.n))
    .all()
  return rows.slice(before).map(({ event: { subjectKind, subjectId, type, actor }, data }) => ({
    ...{ about: subjectId.replace(`${platform}:${group}`, 'the group'), subjectKind, type, actor },
    data: JSON.parse(JSON.stringify(data, (key, value: unknown) => (unlike.includes(key) ? null : value))) as unknown,
  }))
}

/** What names a thing anew each time, and the head of the log. */
const unlike = ['id', 'at', 'platform', 'externalId', 'on', 'hash', 'head', 'codeHash']
