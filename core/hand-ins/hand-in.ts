import { z } from 'zod'
import type { PersonId } from '../actor.ts'
import { DaySchema, type Day } from '../calendar/day.ts'
import { readDutyId, type Duty, type DutyId } from './duty.ts'

/** Everything that can happen to a hand-in. Kept for ever: a field is never renamed, a new one is optional. */
const text = z.string()
const whole = z.number().int()

const file = z.object({ sha256: text, name: text, size: whole, type: text, by: whole, at: whole })

const content = z.discriminatedUnion('kind', [
  /** The issues as they stood then; `head`: length and hash of the log by which that can be looked up. */
  z.object({
    kind: z.literal('issues'),
    serials: z.array(text).readonly(),
    /** 存量 and 增量 (see stock.ts), and how many of them all are closed. */
    stock: whole,
    fresh: whole,
    closed: whole,
    head: z.object({ count: whole, hash: text }),
  }),
  /** 第一责任人、具体责任人和联络员 as the people list had them. */
  z.object({
    kind: z.literal('people'),
    first: z.array(whole).readonly(),
    responsible: z.array(whole).readonly(),
    contacts: z.array(whole).readonly(),
  }),
  z.object({ kind: z.literal('files'), files: z.array(file).readonly() }),
  /** 零报告; `scan`: the stamped paper that says so (盖章扫描件), none where the first responsible person did. */
  z.object({ kind: z.literal('zero'), scan: z.array(file).readonly() }),
])

export const HandInEventSchema = z.discriminatedUnion('type', [
  /** `on`: the day it counts for, before the day of the event only where the office wrote a paper down (`behalf`). */
  z.object({ type: z.literal('handed-in'), content, on: DaySchema, late: z.boolean(), behalf: z.boolean() }),
  z.object({ type: z.literal('file-added'), file }),
  z.object({ type: z.literal('zero-claimed') }),
  z.object({ type: z.literal('zero-confirmed'), on: DaySchema, late: z.boolean() }),
  z.object({ type: z.literal('zero-declined'), reason: text.nullable() }),
  z.object({ type: z.literal('accepted') }),
  z.object({ type: z.literal('returned'), reason: text }),
  z.object({ type: z.literal('withdrawn'), reason: text.nullable() }),
  /** A self-checked issue came after the zero report. */
  z.object({ type: z.literal('superseded'), content }),
])

export type HandInEvent = z.infer<typeof HandInEventSchema>
export type HandInFile = z.infer<typeof file>
export type Content = z.infer<typeof content>

/**
 * 未报, 零报告 waiting for the first responsible person, 已报, 已确认, 退回. Overdue is derived from the due date and
 * the day, never stored.
 */
export const handInStatuses = ['missing', 'claimed', 'handed', 'accepted', 'returned'] as const
export type HandInStatus = (typeof handInStatuses)[number]

/** What has come of one duty, as the fold of its events. */
export type HandIn = Duty & Standing

type Standing = {
  readonly id: DutyId
  readonly status: HandInStatus
  /** What stands: of a hand-in returned the one that was returned, null where none came or it was withdrawn. */
  readonly content: Content | null
  readonly handedOn: Day | null
  readonly handedBy: PersonId | null
  readonly behalf: boolean
  /** For ever: once something came after its due day, nothing later makes it punctual (domain: section 3). */
  readonly late: boolean
  readonly reason: string | null
  /** Every file that ever came with it. */
  readonly files: readonly HandInFile[]
  /** Events so far, and what two people can collide on. */
  readonly version: number
}

/** A duty of which nothing has come yet. Throws for what is no id of a duty. */
export function blankHandIn(id: DutyId): HandIn {
  const duty = readDutyId(id)
  if (!duty) throw new Error(`no duty: ${id}`)
  const nothing = { content: null, handedOn: null, handedBy: null, behalf: false, late: false, reason: null }
  return { id, ...duty, status: 'missing', ...nothing, files: [], version: 0 }
}

export type HandInHappened = {
  readonly seq: number
  readonly at: number
  readonly by: PersonId | null
  readonly event: HandInEvent
}

/** One event onto a hand-in; folding all of them from the blank one gives its row. */
export function applyHandIn(handIn: HandIn, { seq, by, event }: HandInHappened): HandIn {
  return { ...handIn, ...changes(handIn, by, event), version: seq }
}

function changes(handIn: HandIn, by: PersonId | null, event: HandInEvent): Partial<Standing> {
  const late = handIn.late || ('late' in event && event.late)
  switch (event.type) {
    case 'handed-in': {
      const { content, on, behalf } = event
      const files = [...handIn.files, ...filesIn(content)]
      return { status: 'handed', content, handedOn: on, handedBy: by, behalf, late, reason: null, files }
    }
    case 'file-added':
      return {
        content: withFile(handIn.content, event.file),
        files: [...handIn.files, event.file],
      }
    case 'zero-claimed':
      return { status: 'claimed', content: { kind: 'zero', scan: [] }, reason: null }
    case 'zero-confirmed':
      return { status: 'handed', handedOn: event.on, handedBy: by, behalf: false, late }
    case 'zero-declined':
      return { status: 'missing', content: null, reason: event.reason }
    case 'accepted':
      return { status: 'accepted' }
    case 'returned':
      return { status: 'returned', reason: event.reason }
    case 'withdrawn':
      return { status: 'missing', content: null, handedOn: null, handedBy: null, behalf: false, reason: null }
    case 'superseded':
      return handIn.status === 'claimed'
        ? { status: 'missing', content: null, reason: null }
        : { status: 'handed', content: event.content, reason: null }
    default:
      return event satisfies never
  }
}

function filesIn(content: Content): readonly HandInFile[] {
  if (content.kind === 'files') return content.files
  return content.kind === 'zero' ? content.scan : []
}

function withFile(content: Content | null, added: HandInFile): Content | null {
  if (content?.kind === 'files') return { ...content, files: [...content.files, added] }
  return content?.kind === 'zero' ? { ...content, scan: [...content.scan, added] } : content
}

/** Whether it is still to come: nothing counts as handed in until it is said in the unit's own name. */
export function isOwed({ status }: Pick<HandIn, 'status'>): boolean {
  return status === 'missing' || status === 'claimed' || status === 'returned'
}

/** 逾期未报: owed, and its due day is over. */
export function isOverdueHandIn(handIn: Pick<HandIn, 'status'>, due: Day | null, today: Day): boolean {
  return isOwed(handIn) && due !== null && due < today
}
