import { afterAll, describe, expect, test, vi } from 'vitest'
import type { ActRow } from '../support/platforms/act.ts'
import { acts } from '../support/platforms/acts.ts'
import { expectedOf, readOf } from '../support/platforms/compare.ts'
import { played, type Left } from '../support/platforms/play.ts'
import { lacking, platforms, reference, type PlatformRow } from '../support/platforms/rows.ts'

// Each act opens an office for every platform.
vi.setConfig({ testTimeout: 60_000 })

const others = platforms.filter((platform) => platform !== reference)
const known = new Map<ActRow, Promise<Left>>()
afterAll(() => known.clear())

/** What an act comes to where messages are read as they are meant. */
function measure(act: ActRow): Promise<Left> {
  const before = known.get(act) ?? played(reference, act)
  known.set(act, before)
  return before
}

const named = (rows: readonly PlatformRow[]) => rows.map((row) => [row.name, row] as const)

test.each(named(platforms))('%s says what it lacks', (_, { capabilities, lacks }) => {
  expect(lacking(capabilities)).toEqual(lacks)
})

describe.each(acts.map((act) => [act.title, act] as const))('%s', (_, act) => {
  test('does what it is for', async () => {
    const { log, steps } = await measure(act)
    const read = (where: string) => steps.flatMap(({ told }) => told[where] ?? []).flatMap(({ lines }) => lines)
    const who = act.steps.findLast(({ by }) => by !== undefined)?.by ?? act.who
    expect(log.map(({ type }) => type).at(-1)).toBe(act.event)
    expect(read(who).join('\n')).toMatch(act.reads)
    expect(read('group').join('\n')).toMatch(act.group ?? /^$/)
  })

  test.each(named(others))('does and says the same on %s', async (_name, { open, capabilities }) => {
    const [left, measured] = [await played({ open }, act), await measure(act)]
    expect(left.log).toEqual(measured.log)
    expect(readOf(left, measured, act)).toEqual(expectedOf(measured, act, capabilities))
  })
})
