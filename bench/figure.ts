import type { Race } from './race.ts'

/** One figure of the report. */
export type Figure = {
  readonly name: string
  readonly unit: 'ms' | 'MB'
  readonly ours: number
  /** null where there is nothing to compare with. */
  readonly reference: number | null
  /** null where the goal is a plain limit. */
  readonly ratio: number | null
  /** Least and most among the rounds: of the ratio, or of ours where there is none. */
  readonly spread: readonly [number, number]
  /** The most that the ratio may be, or ours where there is none. */
  readonly goal: number
  readonly met: boolean
  /** How SQLite finds the rows, a line a step. */
  readonly plan?: readonly string[]
}

/** Ours against a reference: the goal is a ratio. */
export function ratioFigure(name: string, goal: number, { ours, reference, ratio, spread }: Race): Figure {
  return { name, unit: 'ms', ours, reference, ratio, spread, goal, met: ratio <= goal }
}

type Limited = {
  readonly unit: Figure['unit']
  readonly goal: number
  readonly seen: readonly number[]
  /** For scale only. */
  readonly beside?: readonly number[]
}

/** Ours alone: the goal is the most it may take. */
export function limitFigure(name: string, { unit, goal, seen, beside }: Limited): Figure {
  const ours = median(seen)
  const spread = [Math.min(...seen), Math.max(...seen)] as const
  return { name, unit, ours, reference: beside ? median(beside) : null, ratio: null, spread, goal, met: ours <= goal }
}

/** name: ours, reference, ratio (least–most among the rounds), goal, met or not */
export function lineOf({ name, unit, ours, reference, ratio, spread, goal, met }: Figure): string {
  const range = `(${spread.map(short).join('–')})`
  const verdict = met ? 'met' : 'NOT MET'
  const beside = reference === null ? '' : `, reference ${short(reference)} ${unit}`
  if (ratio === null)
    return `${name}: ours ${short(ours)} ${unit} ${range}${beside}, goal ≤ ${goal} ${unit}, ${verdict}`
  return `${name}: ours ${short(ours)} ${unit}${beside}, ratio ${short(ratio)} ${range}, goal ≤ ${goal}, ${verdict}`
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new Error('median of nothing')
  return (upper + lower) / 2
}
