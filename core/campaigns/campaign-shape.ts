import { locales, type z } from 'zod'
import type { CampaignProblem } from './campaign-check.ts'
import { LISTS } from './campaign-set.ts'
import { shapeText } from './campaign-texts.ts'

type Path = readonly (string | number)[]

/** Every place where a value isn't what the schema says, by the path --set takes, in one sentence each. */
export function shapeProblems(schema: z.ZodType, value: unknown): CampaignProblem[] {
  const result = schema.safeParse(value, { error: sentenceOf })
  if (result.success) return []
  return result.error.issues.flatMap((issue) =>
    pathsOf(issue).map((path) => ({ path: showPath(path, value), sentence: issue.message })),
  )
}

const fallback = locales.zhCN().localeError

function sentenceOf(issue: Parameters<typeof fallback>[0]): string {
  if (issue.code === 'unrecognized_keys') return shapeText.unknown
  if (issue.code === 'invalid_type' && issue.input === undefined) return shapeText.missing
  if (issue.code === 'invalid_type') return shapeText.kinds[issue.expected] ?? shapeText.wrong
  const said = fallback(issue)
  return typeof said === 'string' ? said : (said?.message ?? shapeText.wrong)
}

function pathsOf(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
}

const SINGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LISTS).map(([one, list]) => [list, one]),
)

/** ['phases', 0, 'end'] → phase.P1.end, as --set takes it; lists without ids keep their number: annex.columns[2]. */
function showPath(path: Path, raw: unknown): string {
  const [head, index, ...rest] = path
  const short = typeof head === 'string' ? SINGULAR[head] : undefined
  const id = short && typeof index === 'number' ? idAt(raw, [head ?? '', index]) : undefined
  if (short && id) return [short, id, ...rest].join('.')
  return path.reduce<string>((shown, key) => {
    if (typeof key === 'number') return `${shown}[${key}]`
    return shown === '' ? key : `${shown}.${key}`
  }, '')
}

/** phase.P1.end → ['phases', 0, 'end'], the keys that lead there in a parsed file. */
export function pathOf(shown: string, raw: unknown): Path {
  if (shown === '') return []
  const keys = shown.split(/[.[\]]+/).filter((key) => key !== '')
  const [head = '', id, ...rest] = keys
  const list = LISTS[head] ?? Object.values(LISTS).find((name) => name === head)
  if (!list || id === undefined) return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  const items = valueAt(raw, [list])
  const index = Array.isArray(items) ? items.findIndex((_, at) => idAt(raw, [list, at]) === id) : -1
  return index < 0 ? [list] : [list, index, ...rest]
}

function idAt(raw: unknown, path: Path): string | undefined {
  const id = valueAt(raw, [...path, 'id'])
  return typeof id === 'string' ? id : undefined
}

/** What stands at these keys; undefined where they lead nowhere. */
export function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  )
}
