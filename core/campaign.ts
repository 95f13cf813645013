import { z } from 'zod'
import { DaySchema } from './day.ts'

const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,19}$/, '编号只能用字母、数字和短横线，以字母开头')
const Label = z.string().trim().min(1, '不能为空')
/** Where a rule stands: a section of the document such as '四(二)', or 'setting' for a choice of this product. */
const From = Label
const Workdays = z.int().min(1).max(120)

/** isCase: issues of the category are court cases and need a 案号. */
const Category = z.strictObject({ id: Id, name: Label, from: From, isCase: z.boolean().default(false) })

/** selfCheck: the unit found the issue itself; exactly one source is that. */
const Source = z.strictObject({ id: Id, name: Label, from: From, selfCheck: z.boolean().default(false) })

/** What a column of the annex form shows of an issue; several fields stand in one cell. */
const AnnexField = z.enum([
  'ordinal',
  'title',
  'cause',
  'course',
  'measures',
  'deadline',
  'firstResponsible',
  'responsible',
  'remark',
])

const Annex = z.strictObject({
  title: Label,
  columns: z.array(z.strictObject({ label: Label, fields: z.array(AnnexField).min(1) })).min(1),
  notes: z.array(Label),
  from: From,
})

/** director: a second person, the director, closes what the officer has verified. */
const VerificationRule = z.strictObject({
  methods: z.array(z.string().regex(/^(现场|书面|回访)$/, '核查方式只有现场、书面、回访')).min(1),
  inspectors: z.int().min(1).max(9),
  callback: z.enum(['required', 'optional']),
  director: z.boolean(),
  from: From,
})

const undatedRules = {
  /** First part of the serials: LH2022-0007. */
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/, '代号用 2 至 12 位大写字母和数字，以字母开头'),
  title: Label,
  document: z.strictObject({ title: Label, number: Label, issuer: Label, date: DaySchema }),
  categories: z.array(Category).min(1),
  sources: z.array(Source).min(1),
  annex: Annex,
  /** approval: plans are reviewed; days: workdays until a plan is due. */
  plan: z.strictObject({ approval: z.boolean(), days: Workdays, from: From }),
  /** days: workdays until an assigned unit has signed. */
  signoff: z.strictObject({ days: Workdays, from: From }),
  verification: VerificationRule,
  dispositions: z.strictObject({ kinds: z.array(z.enum(['fulfil', 'schedule', 'legal'])).min(1), from: From }),
}

function campaignWith<DateSchema extends z.ZodType>(date: DateSchema) {
  return z.strictObject({
    ...undatedRules,
    phases: z.array(z.strictObject({ id: Id, name: Label, begin: date, end: date, from: From })).min(1),
    /** The latest day a deadline may have; null: no cap. */
    rectify_by: z.strictObject({ day: date, from: From }),
  })
}

/** A date as a file gives it: a day, none, or words of the document that don't say which day, with a reading. */
const FileDate = z.union(
  [DaySchema, z.strictObject({ uncertain: Label, reading: DaySchema, why: Label }), z.null()],
  '应当是 2023-05-31 这样的日期，或者空着（null）',
)
export type FileDate = z.infer<typeof FileDate>

/** A campaign as its file gives it, after YAML has been parsed; dates may still be uncertain. */
export const CampaignFile = campaignWith(FileDate)
export type CampaignFile = z.infer<typeof CampaignFile>

/** A campaign that runs: its dates are days, or null where the document sets none. */
export const Campaign = campaignWith(DaySchema.nullable())
export type Campaign = z.infer<typeof Campaign>
