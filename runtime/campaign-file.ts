import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { CampaignFile } from '../core/campaigns/campaign.ts'
import { pathOf, shapeProblems } from '../core/campaigns/campaign-shape.ts'
import { setPath } from '../core/campaigns/campaign-set.ts'
import { shift } from '../core/campaigns/campaign-start.ts'
import type { Day } from '../core/calendar/day.ts'
import { texts } from './texts.ts'

/** Something wrong in a campaign file: a line of it (from 1) where it has one, the path as --set takes it. */
export type FileFault = { readonly line: number | null; readonly path: string; readonly sentence: string }

type Path = readonly (string | number)[]
type Reading<T> = ({ ok: true } & T) | { ok: false; faults: FileFault[] }

type Located = { raw: unknown; lineOf(path: string): number | null }

/** The largest template is a tenth of it. */
const mostText = 200_000

/** The YAML (or JSON) of a campaign, not yet checked; `lineOf` finds a path as problems name it. */
export function parseCampaign(text: string): Reading<Located> {
  if (text.length > mostText) return unreadable(texts.campaign.tooLarge)
  try {
    return parsed(text)
  } catch {
    // A file of a few lines can stand for gigabytes by repeating itself, or be nested deeper than any parser goes.
    return unreadable(texts.campaign.tooDeep)
  }
}

function unreadable(sentence: string): Reading<Located> {
  return { ok: false, faults: [{ line: 1, path: '', sentence }] }
}

function parsed(text: string): Reading<Located> {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (doc.errors.length > 0) {
    const faults = doc.errors.map(({ pos, code }) => ({
      line: lines.linePos(pos[0]).line,
      path: '',
      sentence: texts.campaign.yaml(code),
    }))
    return { ok: false, faults }
  }
  const raw: unknown = doc.toJS({ maxAliasCount: 100 })
  return { ok: true, raw, lineOf: (path) => lineAt(doc, lines, pathOf(path, raw)) }
}

/** Checks a parsed campaign against the schema, every fault in one go. */
export function checkShape(raw: unknown, lineOf: (path: string) => number | null): Reading<{ file: CampaignFile }> {
  const problems = shapeProblems(CampaignFile, raw)
  if (problems.length === 0) return { ok: true, file: CampaignFile.parse(raw) }
  const located = problems.map(({ path, sentence }) => ({ line: lineOf(path), path, sentence }))
  return { ok: false, faults: located.sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)) }
}

export type Changes = { readonly begin: Day | null; readonly set: readonly { path: string; value: string }[] }

/** A parsed file with its dates shifted and values set; what is set is set after the shift, so it stands. */
export function changed(
  raw: unknown,
  { begin, set }: Changes,
  lineOf: (path: string) => number | null,
): Reading<{ file: CampaignFile }> {
  const first = withValues(raw, set)
  if (!first.ok) return first
  const shape = checkShape(first.raw, lineOf)
  if (!shape.ok || begin === null) return shape
  const second = withValues(shift(shape.file, begin), set)
  return second.ok ? checkShape(second.raw, lineOf) : second
}

function withValues(raw: unknown, set: Changes['set']): Reading<{ raw: unknown }> {
  const faults: FileFault[] = []
  let value = raw
  for (const one of set) {
    const result = setPath(value, one.path, one.value)
    if (result.ok) value = result.value
    else faults.push({ line: null, path: one.path, sentence: result.sentence })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, raw: value }
}

/** The line of a value, where it has a name that of its name; of what stands around it where it is missing. */
function lineAt(doc: Document.Parsed, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = keyAt(doc, path.slice(0, depth)) ?? doc.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return doc.contents?.range ? lines.linePos(doc.contents.range[0]).line : 1
}

function keyAt(doc: Document.Parsed, path: Path): unknown {
  const around = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true)
  if (!isMap(around)) return undefined
  return around.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key
}
