/** Numbers that look random and are the same for the same seed. */
export type Dice = {
  /** True this often, 0 to 1. */
  readonly chance: (likelihood: number) => boolean
  /** 0 … count - 1 */
  readonly below: (count: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

/** Mulberry32: 32 bits of state are plenty for a simulation. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    chance: (likelihood) => next() < likelihood,
    below,
    pick: (list) => {
      const found = list[below(list.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
  }
}
