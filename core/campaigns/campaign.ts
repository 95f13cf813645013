import { z } from 'zod'
import { DaySchema } from '../calendar/day.ts'

const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,19}$/, '编号只能用字母、数字和短横线，以字母开头')
const Label = z.string().trim().min(1, '不能为空')
/** Where a rule stands: a section of the document such as '四(二)', or 'setting' for a choice of this product. */
const From = Label
const Workdays = z.int().min(1).max(120)
/** A unit as the document names it; found among the office's units by this name. */
const UnitName = Label
const UnitNames = z.array(UnitName)

/** Words of the document that don't say what is meant, with the reading proposed; null: nothing is said at all. */
function uncertain<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ uncertain: Label, reading: value, why: Label })
}

/**
 * isCase: issues of the category are court cases and need a 案号. parent: the category it is a kind of; only
 * categories nobody names as parent are given to issues.
 */
const Category = z.strictObject({
  id: Id,
  name: Label,
  parent: Id.optional(),
  isCase: z.boolean().default(false),
  from: From,
})

/** selfCheck: the unit found the issue itself; exactly one source is that. */
const Source = z.strictObject({ id: Id, name: Label, from: From, selfCheck: z.boolean().default(false) })

/** 工作组: its lead unit answers for some categories, supporting units help. */
const Group = z.strictObject({
  id: Id,
  name: Label,
  lead: UnitName,
  support: z.array(UnitName).default([]),
  categories: z.array(Id).min(1),
  from: From,
})

/** What an annex column shows of an issue, and what a note may ask for; several fields stand in one cell. */
const annexFields = [
  'ordinal',
  'title',
  'cause',
  'course',
  'happened',
  'unit',
  'category',
  'source',
  'enterprise',
  'caseNumber',
  'involved',
  'confirmed',
  'settled',
  'disposition',
  'measures',
  'deadline',
  'firstResponsible',
  'responsible',
  'progress',
  'status',
  'remark',
] as const
const AnnexField = z.enum(annexFields, {
  error: ({ input }) => `没有“${String(input)}”这一项内容，可以写的有 ${annexFields.join('、')}`,
})

const Column = z.strictObject({ label: Label, fields: z.array(AnnexField).min(1), from: From.optional() })

/** requires: the note is a rule, an issue is not complete without these fields. */
const Note = z.strictObject({ text: Label, requires: z.array(AnnexField).min(1).optional() })

const Annex = z.strictObject({
  title: Label,
  columns: z.array(Column).min(1),
  notes: z.array(Note),
  from: From,
})

const Method = z.string().regex(/^(现场|书面|回访)$/, '核查方式只有现场、书面、回访')

/** Who verifies, in this order: the lead unit, the office, the director. */
const Stage = z.strictObject({
  by: z.enum(['lead', 'office', 'director']),
  methods: z.array(Method).min(1),
  from: From,
})

const VerificationRule = z.strictObject({
  stages: z.array(Stage).min(1),
  inspectors: z.int().min(1).max(9),
  callback: z.enum(['required', 'optional']),
  from: From,
})

/** 处置方式: which way is taken when. */
const DispositionRule = z.strictObject({ kind: z.enum(['fulfil', 'schedule', 'legal']), when: Label, from: From })

/**
 * Workdays before a date (ahead) and after it (late: first responsible person, then reviewer and officer, then
 * director, then director again), and how often the second of these is repeated. urgent: those of these days, after a
 * date counted from 1, before it as negative, on which the message goes apart and is pressed (加急).
 */
const NudgePlan = z.strictObject({
  ahead: z.array(z.int()),
  late: z.array(z.int()),
  repeat: z.int().min(1).max(60),
  urgent: z.array(z.int()).exactOptional(),
  from: From,
})

/** 督办措施, mildest first. */
export const ladderKinds = [
  ...(['remind', 'visit', 'letter', 'warning'] as const),
  ...(['talk', 'publicise', 'restrict', 'accountability'] as const),
] as const
const LadderStep = z.strictObject({ kind: z.enum(ladderKinds), name: Label, when: Label, from: From })

/** Which way a point counts; a number the document doesn't give is a setting of this product. */
const Score = z.strictObject({
  id: Id,
  when: Label,
  direction: z.enum(['plus', 'minus', 'none']),
  points: z.number().min(0).max(100),
  number: z.enum(['document', 'setting']),
  from: From,
})

const Every = z.enum(['month', 'quarter', 'half-year', 'year'])

/** What a file may leave uncertain and a running campaign may not. */
type Parts<D, T, P, N> = { date: D; text: T; period: P; names: N }

function campaignWith<D extends z.ZodType, T extends z.ZodType, P extends z.ZodType, N extends z.ZodType>(
  parts: Parts<D, T, P, N>,
) {
  const { date, text, period, names } = parts
  return z.strictObject({
    /** First part of the serials: LH2022-0007. */
    code: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/, '代号用 2 至 12 位大写字母和数字，以字母开头'),
    title: Label,
    document: z.strictObject({ title: Label, number: text, issuer: Label, date }),
    /** The body that runs the campaign and the unit it sits in (null where the document doesn't say). */
    office: z.strictObject({ name: text, unit: UnitName.nullable(), from: From }),
    /** Who takes part, as the document puts it. */
    units: z.strictObject({ who: text, from: From }),
    phases: z.array(z.strictObject({ id: Id, name: Label, begin: date, end: date, from: From })),
    /** The latest day a deadline may have; null: no cap. */
    rectify_by: z.strictObject({ day: date, from: From }),
    /** What every unit, or every working group, hands in. issues, plan: the ledger can stand for the paper. */
    deliverables: z
      .array(
        z.strictObject({
          id: Id,
          name: Label,
          owes: z.enum(['unit', 'group']),
          content: z.enum(['issues', 'people', 'plan', 'report']),
          to: text,
          due: date,
          phase: Id.nullable(),
          from: From,
        }),
      )
      .default([]),
    categories: z.array(Category).min(1),
    sources: z.array(Source).min(1),
    groups: z.array(Group).default([]),
    annex: Annex,
    /** approval: plans are reviewed; days: workdays until a plan is due. */
    plan: z.strictObject({ approval: z.boolean(), days: Workdays, from: From }),
    /** days: workdays until an assigned unit has signed. */
    signoff: z.strictObject({ days: Workdays, from: From }),
    verification: VerificationRule,
    dispositions: z.array(DispositionRule).min(1),
    /** How often a deadline may be moved. */
    extension: z.strictObject({ times: z.int().min(0).max(9), from: From }),
    nudges: NudgePlan,
    supervision: z.array(LadderStep).default([]),
    scoring: z.array(Score).default([]),
    /** Standing tasks, without end; text: what has to be done; `every`: done again in each such period. */
    tasks: z
      .array(
        z.strictObject({
          id: Id,
          name: Label,
          part: Label.optional(),
          text: Label.optional(),
          lead: names,
          support: z.array(UnitName).default([]),
          every: period,
          from: From,
        }),
      )
      .default([]),
  })
}

const Uncertain = uncertain(z.unknown())
export type Uncertain = { readonly uncertain: string; readonly reading: unknown; readonly why: string }

export function isUncertain(value: unknown): value is Uncertain {
  return Uncertain.safeParse(value).success
}

/** A date as a file gives it: a day, none, or words of the document that don't say which day, with a reading. */
const FileDate = z.union(
  [DaySchema, uncertain(DaySchema.nullable()), z.null()],
  '应当是 2023-05-31 这样的日期，或者空着（null）',
)
export type FileDate = z.infer<typeof FileDate>

/** A campaign as its file gives it, after YAML has been parsed; some of it may still be uncertain. */
export const CampaignFile = campaignWith({
  date: FileDate,
  text: z.union([Label, uncertain(Label)], '应当是一行文字'),
  period: z.union(
    [Every, uncertain(Every.nullable()), z.null()],
    '应当是 month、quarter、half-year、year，或者空着（null）',
  ),
  names: z.union([UnitNames, uncertain(UnitNames)], '应当是单位名称的列表'),
})
export type CampaignFile = z.infer<typeof CampaignFile>

/** A campaign that runs: nothing is uncertain, and a date is null where the document sets none. */
export const Campaign = campaignWith({
  date: DaySchema.nullable(),
  text: Label,
  period: Every.nullable(),
  names: UnitNames,
})
export type Campaign = z.infer<typeof Campaign>

/** Categories an issue can have: those that are no group of others. */
export function leafCategories({ categories }: Pick<Campaign, 'categories'>): Campaign['categories'] {
  return categories.filter(({ id }) => !categories.some(({ parent }) => parent === id))
}

/** Categories an issue can have that are these or kinds of these. */
export function leavesBelow(campaign: Pick<Campaign, 'categories'>, ids: readonly string[]): string[] {
  const below = campaign.categories.filter(({ id, parent }) => {
    return parent !== undefined && ids.includes(parent) && !ids.includes(id)
  })
  if (below.length > 0) return leavesBelow(campaign, [...ids, ...below.map(({ id }) => id)])
  const leaves = leafCategories(campaign).map(({ id }) => id)
  return ids.filter((id) => leaves.includes(id))
}

/** A category with what it is a kind of: 案件：被执行人未执行完毕. */
export function categoryName({ categories }: Pick<Campaign, 'categories'>, id: string): string {
  const names: string[] = []
  let next = categories.find((category) => category.id === id)
  while (next && names.length < categories.length) {
    names.unshift(next.name)
    const { parent } = next
    next = categories.find((category) => category.id === parent)
  }
  return names.length > 0 ? names.join('：') : id
}

/** How a stage may look at an issue: 现场, 书面, 回访. */
export function methodsOf(
  { verification }: Pick<Campaign, 'verification'>,
  by: 'lead' | 'office' | 'director',
): readonly string[] {
  return verification.stages.find((stage) => stage.by === by)?.methods ?? []
}

/** Whether the director closes what the office has verified. */
export function closesByDirector({ verification }: Pick<Campaign, 'verification'>): boolean {
  return verification.stages.some(({ by }) => by === 'director')
}
