import { expect, test } from 'vitest'
import { openNode } from '../../db/open-node.ts'
import { verdict } from '../support/simulation/check.ts'
import { play } from '../support/simulation/run.ts'

const seed = Number(process.env['SIMULATION_SEED'] ?? 20230102)

test(`through crashes, faults and days without a process everyone hears once (seed ${seed})`, async () => {
  const office = openNode(':memory:')
  const played = await play(office.db, seed, { units: 20, issues: 80, days: 120 })
  const { messages, rungs, unknown: _, ...wrong } = verdict(played)
  expect(wrong).toEqual({ missed: [], twice: [], crowded: [], outside: [] })
  // What went wrong on the way did.
  expect(Math.min(...Object.values(played.faults), played.crashes, played.down.size)).toBeGreaterThan(0)
  expect(Math.min(messages, rungs)).toBeGreaterThan(200)
  office.close()
})
