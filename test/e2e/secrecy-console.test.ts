import { expect, test } from 'vitest'
import { sealedSecret } from '../support/secrecy/office.ts'
import { inConsole, type ReaderName } from '../support/secrecy/table.ts'
import { before, csrfOf, hiddenInConsole, steps, take } from '../support/secrecy/walk-console.ts'

/** Who gets no further than the door is the same to it; whoever may know of everything has nothing to be kept from. */
const kept: readonly ReaderName[] = [
  ...inConsole.filter((who) => hiddenInConsole(who).length > 0),
  ...(['former', 'unbound'] as const),
]

/** Where an office that has what is hidden answers otherwise than one that never had it. */
async function differences(who: ReaderName): Promise<string[]> {
  const full = await before(who, hiddenInConsole(who))
  const bare = await before(who, [])
  const csrf = [await csrfOf(full), await csrfOf(bare)] as const
  const walk = steps(full, who)
  expect(walk.length).toBeGreaterThan(200)
  const found: string[] = []
  for (const step of walk) {
    const [one, two] = [await take(full, step, csrf[0]), await take(bare, step, csrf[1])]
    if (one !== two) found.push(`${step.method} ${step.address}: ${firstDifference(one, two)}`)
  }
  full.desk.close()
  bare.desk.close()
  return found
}

function firstDifference(one: string, two: string): string {
  const at = [...one].findIndex((sign, index) => sign !== two[index])
  return `…${one.slice(Math.max(0, at - 60), at + 60)}… instead of …${two.slice(Math.max(0, at - 60), at + 60)}…`
}

test.each(kept)('what %s may not know of leaves no trace at any address of the console', async (who) => {
  expect(await differences(who)).toEqual([])
})

test.each(['administrator', 'auditor', 'leader'] as const)('%s finds what is sealed nowhere', async (who) => {
  const walked = await before(who, hiddenInConsole(who))
  const csrf = await csrfOf(walked)
  const told: string[] = []
  for (const step of steps(walked, who)) {
    if ((await take(walked, step, csrf)).includes(sealedSecret)) told.push(step.address)
  }
  expect(told).toEqual([])
  walked.desk.close()
})
