import { z } from 'zod'
import type { PersonId } from '../actor.ts'
import { openStatuses, type Issue, type Serial, type UnitId } from '../issue.ts'
import { handedRoles, type HandedRole } from './handing.ts'

/*
 * 交接 as a record of its own: from whom to whom, why, what, and when each thing was signed for. Kept for ever: a field
 * of an event is never renamed, a new one is optional.
 */

const text = z.string()
const whole = z.number().int()
const item = z.object({ serial: text, roles: z.array(z.enum(handedRoles)).readonly() })

/** asked: somebody began it; left: the person left the directory; posts: they have no post in the unit any more. */
export const causes = ['asked', 'left', 'posts'] as const
export type Cause = (typeof causes)[number]

/** closed: done with; moot: it names the leaver no more; unfit: the successor may not take it over any more. */
export const dropReasons = ['closed', 'moot', 'unfit'] as const
export type DropReason = (typeof dropReasons)[number]

export const HandoverEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('handover-started'),
    from: whole,
    to: whole,
    /** Whose first responsible person hears; `campaign`: by whose rules its date is spoken of. */
    unit: whole,
    campaign: text,
    cause: z.enum(causes),
    reason: text.nullable(),
    items: z.array(item).readonly(),
  }),
  /** What came to name the leaver meanwhile goes along. */
  z.object({ type: z.literal('handover-widened'), items: z.array(item).readonly() }),
  z.object({ type: z.literal('items-signed'), serials: z.array(text).readonly() }),
  z.object({ type: z.literal('items-returned'), serials: z.array(text).readonly(), reason: text }),
  z.object({ type: z.literal('items-dropped'), serials: z.array(text).readonly(), why: z.enum(dropReasons) }),
  z.object({ type: z.literal('handover-cancelled'), reason: text.nullable() }),
])
export type HandoverEvent = z.infer<typeof HandoverEventSchema>
export type StartEvent = Extract<HandoverEvent, { type: 'handover-started' }>

export type HandoverId = number

export type HandoverItem = {
  readonly serial: Serial
  readonly roles: readonly HandedRole[]
  readonly state: 'open' | 'signed' | 'returned' | 'dropped'
  /** When it was signed for, returned or dropped. */
  readonly at: number | null
  /** Why it was returned. */
  readonly reason: string | null
}

/** running: something waits for its signature; lapsed: nothing does, and nothing was signed for. */
export const handoverStatuses = ['running', 'done', 'lapsed', 'cancelled'] as const
export type HandoverStatus = (typeof handoverStatuses)[number]

export type Handover = {
  readonly id: HandoverId
  readonly from: PersonId
  readonly to: PersonId
  readonly unit: UnitId
  readonly campaign: string
  readonly cause: Cause
  readonly reason: string | null
  readonly startedAt: number
  /** null where it began by itself. */
  readonly startedBy: PersonId | null
  readonly items: readonly HandoverItem[]
  readonly status: HandoverStatus
  readonly endedAt: number | null
  readonly version: number
}

export type HandoverHappened = {
  readonly seq: number
  readonly at: number
  readonly by: PersonId | null
  readonly event: HandoverEvent
}

/** One event onto a handover; folding all of them gives its row. Throws where the first isn't its beginning. */
export function applyHandover(handover: Handover | null, happened: HandoverHappened & { id: HandoverId }): Handover {
  const { event, at, seq } = happened
  if (event.type === 'handover-started') return started(event, happened)
  if (!handover) throw new Error(`event ${event.type} of a handover that has not begun`)
  const items = itemsAfter(handover.items, event, at)
  const status = event.type === 'handover-cancelled' ? 'cancelled' : statusOf(items)
  const endedAt = status === 'running' ? null : (handover.endedAt ?? at)
  return { ...handover, items, status, endedAt, version: seq }
}

function started(event: StartEvent, { id, at, by, seq }: HandoverHappened & { id: HandoverId }): Handover {
  const { type: _, items, ...own } = event
  const blank = { startedAt: at, startedBy: by, status: 'running', endedAt: null, version: seq } as const
  return { id, ...own, ...blank, items: items.map(fresh) }
}

type Continued = Exclude<HandoverEvent, StartEvent>

function itemsAfter(items: readonly HandoverItem[], event: Continued, at: number): HandoverItem[] {
  const end = (state: HandoverItem['state'], serials: readonly Serial[] | null, reason: string | null = null) =>
    items.map((one) =>
      one.state === 'open' && (serials === null || serials.includes(one.serial)) ? { ...one, state, at, reason } : one,
    )
  switch (event.type) {
    case 'handover-widened': {
      const added = event.items.map(({ serial }) => serial)
      return [...items.filter(({ serial }) => !added.includes(serial)), ...event.items.map(fresh)]
    }
    case 'items-signed':
      return end('signed', event.serials)
    case 'items-returned':
      return end('returned', event.serials, event.reason)
    case 'items-dropped':
      return end('dropped', event.serials)
    case 'handover-cancelled':
      return end('dropped', null)
    default:
      return event satisfies never
  }
}

function fresh({ serial, roles }: Pick<HandoverItem, 'serial' | 'roles'>): HandoverItem {
  return { serial, roles, state: 'open', at: null, reason: null }
}

function statusOf(items: readonly HandoverItem[]): HandoverStatus {
  if (items.some(({ state }) => state === 'open')) return 'running'
  return items.some(({ state }) => state === 'signed') ? 'done' : 'lapsed'
}

/** What still waits for its signature. */
export function openItems({ items }: Pick<Handover, 'items'>): HandoverItem[] {
  return items.filter(({ state }) => state === 'open')
}

/** Open issues that name a person, and nobody takes over yet: in the unit's plan, or to verify. */
export function holdersOf(issue: Issue): { person: PersonId; as: 'unit' | 'delegate' }[] {
  if (!openStatuses.includes(issue.status)) return []
  const plan = issue.plan ?? issue.proposal
  const held = (id: PersonId) => !issue.handovers.some(({ from }) => from === id)
  const inPlan = plan ? [...new Set([plan.first, plan.responsible])] : []
  return [
    ...inPlan.filter(held).map((person) => ({ person, as: 'unit' as const })),
    ...(issue.delegate !== null && held(issue.delegate) ? [{ person: issue.delegate, as: 'delegate' as const }] : []),
  ]
}
