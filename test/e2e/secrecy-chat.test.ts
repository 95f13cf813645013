import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { hiddenFrom, readerNames, type ReaderName } from '../support/secrecy/table.ts'
import { talking, tries, type Said } from '../support/secrecy/walk-chat.ts'

const kept = readerNames.filter((who) => hiddenFrom(who).length > 0)

/** What a person gets to hear, said by said, in an office that has what is hidden or in one that never had it. */
const heard = (who: ReaderName, hidden: boolean, said: readonly Said[]): Promise<string[]> =>
  inOffice(async (db) => {
    const t = talking(db, who, hidden ? hiddenFrom(who) : [])
    await t.passes()
    const answers = [t.told()]
    for (const one of said) answers.push(await t.say(one))
    await t.passesOn()
    return [...answers, t.told()]
  })

test.each(kept)('what %s may not know of is not heard of in any answer, nudge, digest or list', async (who) => {
  const serials = await inOffice(async (db) => hiddenFrom(who).map(talking(db, who, hiddenFrom(who)).office.serialOf))
  const said = tries(serials, hiddenFrom(who))
  const [full, bare] = [await heard(who, true, said), await heard(who, false, said)]
  const differ = full.flatMap((answer, index) =>
    answer === bare[index] ? [] : [{ said: said[index - 1] ?? index, instead: bare[index], answer }],
  )
  expect(differ).toEqual([])
})
