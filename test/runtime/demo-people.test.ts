import { expect, test } from 'vitest'
import { redeem } from '../../db/codes.ts'
import { transact, type Db } from '../../db/database.ts'
import { bind, unbind } from '../../db/people.ts'
import { demoCode, samplePeople } from '../../runtime/demo-people.ts'
import { inOffice } from '../support/office-node.ts'
import { start, world } from '../support/world.ts'

const act = { actor: { kind: 'system', door: 'demo' } as const, now: start }

function bound(db: Db) {
  const { people } = world(db)
  const link = (person: number, account = person) => ({ platform: 'demo', externalId: `demo-${account}`, person })
  for (const person of Object.values(people)) transact(db, (tx) => bind(tx, link(person), act))
  const accountOf = (person: number) => {
    const found = samplePeople(db).find(({ personId }) => personId === String(person))
    return [found?.id, found?.bound]
  }
  return { people, link, accountOf }
}

test('someone who unbinds stays in the list under the same account, and a code brings them back', () =>
  inOffice((db) => {
    const { people, link, accountOf } = bound(db)
    const { contact } = people
    transact(db, (tx) => unbind(tx, link(contact), act))
    expect(accountOf(contact)).toEqual([`demo-${contact}`, false])
    const code = demoCode(db, start, contact)
    const attempt = { platform: 'demo', externalId: `demo-${contact}`, code, now: start } as const
    transact(db, (tx) => redeem(tx, attempt))
    expect(accountOf(contact)).toEqual([`demo-${contact}`, true])
  }))

test('whose account another has taken gets the one that other left', () =>
  inOffice((db) => {
    const { people, link, accountOf } = bound(db)
    const { contact, officer } = people
    transact(db, (tx) => {
      unbind(tx, link(contact), act)
      bind(tx, link(officer, contact), act)
    })
    expect([accountOf(contact), accountOf(officer)]).toEqual([
      [`demo-${officer}`, false],
      [`demo-${contact}`, true],
    ])
    expect(new Set(samplePeople(db).map(({ id }) => id)).size).toBe(samplePeople(db).length)
  }))
