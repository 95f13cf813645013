import { median } from './figure.ts'

/** One piece of work; `turn` counts up from 0. */
export type Work = (turn: number) => unknown

export type Length = { readonly rounds: number; readonly turns: number }

export type Race = {
  /** Medians over all turns, in milliseconds. */
  readonly ours: number
  readonly reference: number
  readonly ratio: number
  /** Least and most ratio among the rounds. */
  readonly spread: readonly [number, number]
}

type Pair = { readonly ours: number; readonly reference: number }

/**
 * Ours and the reference in turn, A B A B …, so that whatever else the machine does meets both alike. One
 * round before the counted ones warms up.
 */
export async function race(works: { ours: Work; reference: Work }, { rounds, turns }: Length): Promise<Race> {
  const seen: Pair[][] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pairs: Pair[] = []
    for (let turn = round * turns; turn < (round + 1) * turns; turn += 1) {
      const ours = await timed(works.ours, turn)
      pairs.push({ ours, reference: await timed(works.reference, turn) })
    }
    if (round > 0) seen.push(pairs)
  }
  const { ours, reference } = mediansOf(seen.flat())
  const ratios = seen.map(mediansOf).map((pair) => pair.ours / pair.reference)
  return { ours, reference, ratio: ours / reference, spread: [Math.min(...ratios), Math.max(...ratios)] }
}

async function timed(work: Work, turn: number): Promise<number> {
  const began = performance.now()
  await work(turn)
  return performance.now() - began
}

function mediansOf(pairs: readonly Pair[]): Pair {
  return { ours: median(pairs.map((pair) => pair.ours)), reference: median(pairs.map((pair) => pair.reference)) }
}
