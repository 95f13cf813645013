import { z } from 'zod'
import { appealSubjects } from './issue/appeal.ts'
import { outcomes } from './issue/call-back.ts'
import { DaySchema } from './calendar/day.ts'
import {
  correctable,
  evidence,
  fen,
  handing,
  particulars,
  payment,
  person,
  plan,
  resumed,
  terms,
  text,
  verification,
} from './event-shapes.ts'
import { flagKinds } from './issue/flag.ts'
import { endings, statuses } from './issue.ts'

/**
 * Everything that can happen to an issue. Events are kept for ever and read again years later,
 * so a field is never renamed; a new one is optional.
 */
export const IssueEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reported'),
    serial: text,
    campaign: text,
    /** The day the campaign began. */
    began: DaySchema.exactOptional(),
    source: text,
    selfChecked: z.boolean(),
    unit: z.number().int(),
    /** Whoever of the unit told the office on the phone (代录). */
    onBehalfOf: z.number().int().exactOptional(),
    particulars,
    deadline: DaySchema.nullable(),
  }),
  /** Taken on from a ledger kept elsewhere, in the state it had come to there. */
  z.object({
    type: z.literal('imported'),
    serial: text,
    campaign: text,
    /** The day the campaign began. */
    began: DaySchema,
    source: text,
    selfChecked: z.boolean(),
    unit: z.number().int(),
    particulars,
    status: z.enum(statuses),
    proposedDeadline: DaySchema.nullable(),
    deadline: DaySchema.nullable(),
    confirmed: fen.nullable(),
    settled: fen,
    plan: plan.nullable(),
    proposal: plan.nullable(),
    suspendedSince: DaySchema.nullable(),
    progress: text.nullable(),
    /** Where it stood: name of the file, number of the row. */
    file: text,
    row: z.number().int(),
  }),
  z.object({ type: z.literal('supplement-asked'), question: text }),
  z.object({ type: z.literal('supplemented'), text, changed: correctable }),
  z.object({ type: z.literal('withdrawn'), reason: text.nullable() }),
  z.object({ type: z.literal('confirmed'), ...terms }),
  z.object({
    type: z.literal('assigned'),
    unit: z.number().int(),
    signoffDue: DaySchema,
    ...terms,
    /** There where the unit is another one than was written down: whether this one had found it by itself. */
    selfChecked: z.boolean().exactOptional(),
  }),
  /** 交牵头单位: the lead unit of its category as it was then shall assign it. */
  z.object({
    type: z.literal('referred'),
    unit: z.number().int(),
    category: text,
    on: DaySchema,
    note: text.nullable(),
  }),
  z.object({ type: z.literal('dismissed'), reason: text }),
  /** 提请不予列入: from planning on the director decides about it. */
  z.object({ type: z.literal('dismissal-asked'), reason: text, on: DaySchema }),
  z.object({ type: z.literal('dismissal-refused'), reason: text, proposer: person }),
  /** 合并办理: what it was about goes on in the other issue. */
  z.object({ type: z.literal('merged'), into: text }),
  /** The other side of it: what came over from the merged one. */
  z.object({
    type: z.literal('absorbed'),
    from: text,
    evidence: z.array(evidence).readonly(),
    followers: z.array(person).readonly(),
    handlers: z.array(person).readonly(),
  }),
  /** The merging was taken back (撤销); what came over stays on record. */
  z.object({ type: z.literal('parted'), from: text }),
  z.object({ type: z.literal('accepted') }),
  z.object({ type: z.literal('declined'), unit: z.number().int(), reason: text }),
  /** 转办: `unit` answers for it from now on. */
  z.object({
    type: z.literal('reassigned'),
    from: z.number().int(),
    unit: z.number().int(),
    selfChecked: z.boolean(),
    signoffDue: DaySchema,
    planDue: DaySchema,
    reason: text,
    on: DaySchema,
  }),
  z.object({ type: z.literal('planned'), plan, review: z.boolean(), inForceOn: DaySchema.nullable() }),
  /** 调整方案: what shall take the place of the plan in force; outcome: what the court decided. */
  z.object({ type: z.literal('replanned'), plan, outcome: text.nullable(), reason: text }),
  z.object({ type: z.literal('plan-approved'), on: DaySchema, resumed: resumed.exactOptional() }),
  /** again: a new plan, so the old one stays in force. */
  z.object({ type: z.literal('plan-returned'), reason: text, again: z.literal(true).exactOptional() }),
  z.object({
    type: z.literal('progressed'),
    text,
    percent: z.number().nullable(),
    /** 已兑现金额 in all once this was entered. */
    settled: fen.nullable(),
    /** The payment that brought it there: 兑现日期, and the evidence that proves it. */
    paid: payment.exactOptional(),
    /** A voucher for a payment entered before, by its number. */
    vouched: z.object({ no: z.number().int(), voucher: text }).exactOptional(),
    done: z.array(z.number().int()).readonly(),
    /** 走法律途径: the next day in court. */
    courtDate: DaySchema.exactOptional(),
  }),
  z.object({
    type: z.literal('extension-asked'),
    to: DaySchema,
    reason: text,
    on: DaySchema,
    /** Asked for by the deadline: while undecided it holds the late rungs. */
    inTime: z.boolean(),
    /** 跨期: beyond the campaign's latest day. */
    beyond: z.boolean(),
  }),
  z.object({
    type: z.literal('extension-granted'),
    /** The deadline from now on, the one before, and the day that was asked for. */
    to: DaySchema,
    before: DaySchema,
    asked: DaySchema,
    beyond: z.boolean(),
    applicant: person,
  }),
  z.object({ type: z.literal('extension-refused'), reason: text, asked: DaySchema, applicant: person }),
  z.object({ type: z.literal('evidence-added'), evidence }),
  z.object({
    type: z.literal('submitted'),
    on: DaySchema,
    text: text.nullable(),
    waived: z.array(z.number().int()).readonly(),
    waiver: text.nullable(),
    /** Who looks at it first; the office where nothing is said. */
    stage: z.enum(['lead', 'office']).exactOptional(),
  }),
  z.object({ type: z.literal('reviewed') }),
  z.object({ type: z.literal('review-returned'), reason: text }),
  z.object({ type: z.literal('submission-withdrawn'), reason: text.nullable() }),
  /** The office has looked and found it mended; the director closes it. */
  z.object({ type: z.literal('verified'), on: DaySchema, verification }),
  z.object({
    type: z.literal('called-back'),
    on: DaySchema,
    outcome: z.enum(outcomes),
    contact: text.nullable(),
    /** In the enterprise's own words. */
    answer: text.nullable(),
  }),
  /** The director holds the denial to be refuted by this evidence. */
  z.object({ type: z.literal('denial-overruled'), evidence: text, reason: text }),
  z.object({ type: z.literal('closed'), on: DaySchema, inTime: z.boolean(), verification }),
  z.object({ type: z.literal('sent-back'), reason: text, deadline: DaySchema, verification }),
  /** 重新挂账: the deadline from now on, and the one it was closed with. */
  z.object({
    type: z.literal('reopened'),
    reason: text,
    deadline: DaySchema,
    before: DaySchema.nullable(),
    on: DaySchema,
  }),
  /** What ended it was a mistake: it stands as before that. */
  z.object({ type: z.literal('undone'), what: z.enum(endings), reason: text }),
  /** 标记: suspected; `evidence`: ids of what it rests on. */
  z.object({
    type: z.literal('flagged'),
    kind: z.enum(flagKinds),
    unit: z.number().int(),
    reason: text,
    evidence: z.array(text).readonly(),
  }),
  z.object({ type: z.literal('flag-confirmed'), kind: z.enum(flagKinds), reason: text }),
  /** `confirmed`: it had been; else only suspected, which the unit never knew. */
  z.object({
    type: z.literal('flag-withdrawn'),
    kind: z.enum(flagKinds),
    reason: text,
    confirmed: z.boolean(),
  }),
  /** 异议 of the responsible unit. */
  z.object({
    type: z.literal('appealed'),
    about: z.enum(appealSubjects),
    reason: text,
    evidence: z.array(text).readonly(),
    on: DaySchema,
  }),
  z.object({
    type: z.literal('appeal-decided'),
    about: z.enum(appealSubjects),
    /** Whose appeal it was. */
    unit: z.number().int(),
    upheld: z.boolean(),
    reason: text,
    applicant: person,
  }),
  z.object({ type: z.literal('verifier-named'), person, reason: text }),
  /** 交接: both answer for it from now on; then the successor alone, or the leaver as before. */
  z.object({ type: z.literal('handed-over'), ...handing.parties, roles: handing.roles }),
  z.object({ type: z.literal('handover-signed'), ...handing.parties, roles: handing.roles }),
  z.object({ type: z.literal('handover-ended'), ...handing.parties, why: handing.why, reason: text.nullable() }),
  z.object({ type: z.literal('corrected'), before: correctable, after: correctable, reason: text }),
  z.object({ type: z.literal('linked'), to: text }),
  z.object({ type: z.literal('unlinked'), from: text, reason: text }),
  z.object({ type: z.literal('commented'), text }),
  /** Read by the office alone (see seal.ts): never shown with the history, never part of the issue. */
  z.object({
    type: z.literal('sealed'),
    complainant: text.nullable(),
    contact: text.nullable(),
    note: text.nullable(),
  }),
  /** 机构改革: another unit took over the work of its unit. */
  z.object({ type: z.literal('passed'), from: z.number().int(), unit: z.number().int(), reason: text, on: DaySchema }),
])

export type IssueEvent = z.infer<typeof IssueEventSchema>
export type EventType = IssueEvent['type']
export type EventOf<T extends EventType> = Extract<IssueEvent, { type: T }>
/** Events that move no state, unit or date: two of them never conflict. */
export const stillTypes: readonly EventType[] = [
  ...(['progressed', 'evidence-added', 'called-back', 'denial-overruled'] as const),
  ...(['linked', 'unlinked', 'absorbed', 'parted', 'commented', 'sealed'] as const),
  ...(['dismissal-asked', 'dismissal-refused', 'handed-over', 'handover-ended'] as const),
  ...(['flagged', 'flag-confirmed', 'flag-withdrawn', 'appealed'] as const),
]

/** Events after which what was asked for still is: a new unit, or a successor, takes it over as it stands. */
export const standingTypes: readonly EventType[] = [...stillTypes, 'passed', 'handover-signed']

export type Corrections = z.infer<typeof correctable>
