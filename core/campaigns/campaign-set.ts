/** A list of a campaign file by the word for one of its entries, as paths have it: phase.P1.end. */
export const LISTS: Readonly<Record<string, string>> = {
  phase: 'phases',
  deliverable: 'deliverables',
  category: 'categories',
  source: 'sources',
  group: 'groups',
  score: 'scoring',
  task: 'tasks',
}
const SHORT: Readonly<Record<string, string>> = { rectify_by: 'rectify_by.day' }
const booleans: Readonly<Record<string, boolean>> = { true: true, false: false }

type Setting = { ok: true; value: unknown } | { ok: false; sentence: string }

/**
 * One value of a parsed campaign file replaced, as `--set PATH=VALUE` has it: 'phase.P1.end', 'rectify_by',
 * 'plan.days', 'category.C1.name'. Numbers and yes/no stay what they were; an empty value makes a date open;
 * a list of names is given with 、 between them.
 * Refuses a path that the file doesn't have; what the value may be is for the schema to say.
 */
export function setPath(file: unknown, path: string, value: string): Setting {
  const [head = '', ...rest] = (SHORT[path] ?? path).split('.')
  const keys = [LISTS[head] ?? head, ...rest]
  return replaced(file, keys, value) ?? { ok: false, sentence: `专项行动文件里没有“${path}”这一项` }
}

function replaced(node: unknown, keys: readonly string[], value: string): Setting | undefined {
  const [key, ...rest] = keys
  if (key === undefined) return settled(node, value)
  if (Array.isArray(node)) return replacedItem(node, key, { rest, value })
  if (!isRecord(node) || !Object.hasOwn(node, key)) return undefined
  const inner = replaced(node[key], rest, value)
  return inner?.ok ? { ok: true, value: { ...node, [key]: inner.value } } : inner
}

function replacedItem(
  list: readonly unknown[],
  id: string,
  to: { rest: string[]; value: string },
): Setting | undefined {
  const index = list.findIndex((item) => isRecord(item) && item['id'] === id)
  if (index < 0) return undefined
  const inner = replaced(list[index], to.rest, to.value)
  return inner?.ok ? { ok: true, value: list.with(index, inner.value) } : inner
}

// Only a single value is replaced, or a whole list of names; what is uncertain is replaced like its reading.
function settled(current: unknown, value: string): Setting | undefined {
  if (typeof current === 'number') return { ok: true, value: value.trim() === '' ? value : Number(value) }
  if (typeof current === 'boolean') return { ok: true, value: booleans[value] ?? value }
  if (typeof current === 'string' || current === null) return { ok: true, value: value === '' ? null : value }
  if (isRecord(current) && 'uncertain' in current) return settled(current['reading'], value)
  if (isListOfText(current)) return { ok: true, value: value.split('、').filter((name) => name !== '') }
  return undefined
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
