import { z } from 'zod'
import { DaySchema, MonthSchema } from './calendar/day.ts'
import { handedRoles } from './handovers/handing.ts'

/** What events are made of: fields they share, and their own things as they stand in the log for ever. */
export const person = z.number().int()
export const fen = z.number().int()
export const text = z.string()

export const particulars = z.object({
  title: text,
  cause: text,
  course: text,
  happened: MonthSchema,
  category: text,
  enterprise: text.nullable(),
  creditCode: text.nullable(),
  involved: fen.nullable(),
  caseNumber: text.nullable(),
  remark: text.nullable(),
})

const measure = z.object({ no: z.number().int(), text, due: DaySchema, state: z.enum(['open', 'done', 'waived']) })

export const plan = z.object({
  disposition: z.enum(['fulfil', 'schedule', 'legal']),
  measures: z.array(measure).readonly(),
  first: person,
  responsible: person,
  caseNumber: text.nullable(),
  /** 法院或仲裁机构 */
  court: text.exactOptional(),
  courtDate: DaySchema.nullable(),
  /** The highest number a measure ever had: none is given twice. */
  last: z.number().int().exactOptional(),
})

/** The clock goes on after a legal way: from which day it stood still, and what that made of the deadline. */
export const resumed = z.object({
  from: DaySchema,
  days: z.number().int(),
  before: DaySchema,
  suggested: DaySchema,
  deadline: DaySchema,
})

export const payment = z.object({ on: DaySchema, amount: fen, voucher: text.nullable() })

export const evidence = z.object({
  id: text,
  sha256: text,
  name: text,
  size: z.number().int(),
  type: text,
  purpose: z.enum(['report', 'progress', 'verification']),
  /** The day an original photograph says it was taken. */
  takenOn: DaySchema.exactOptional(),
  by: person,
  at: z.number().int(),
})

export const verification = z.object({
  method: text,
  on: DaySchema,
  place: text.nullable(),
  inspectors: z.array(text).readonly(),
  finding: text,
  callback: text.nullable(),
  /** Evidence that came with this look. */
  photographs: z.array(text).readonly().exactOptional(),
})

/** 交接, as an issue knows of it: `handover` is the number of its record. */
export const handing = {
  parties: { handover: z.number().int(), from: person, to: person },
  roles: z.array(z.enum(handedRoles)).readonly(),
  why: z.enum(['cancelled', 'returned', 'moot', 'unfit']),
}

export const terms = { planDue: DaySchema, deadline: DaySchema, confirmed: fen.nullable(), category: text }

/** What a correction may touch; only the changed ones are there. */
export const correctable = z.object({
  title: text.exactOptional(),
  cause: text.exactOptional(),
  course: text.exactOptional(),
  happened: MonthSchema.exactOptional(),
  category: text.exactOptional(),
  enterprise: text.nullable().exactOptional(),
  creditCode: text.nullable().exactOptional(),
  involved: fen.nullable().exactOptional(),
  caseNumber: text.nullable().exactOptional(),
  remark: text.nullable().exactOptional(),
  deadline: DaySchema.exactOptional(),
  planDue: DaySchema.exactOptional(),
  confirmed: fen.nullable().exactOptional(),
  settled: fen.exactOptional(),
})
