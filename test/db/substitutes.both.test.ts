import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { endSubstitute, setSubstitute, substituteOn, substitutesOf } from '../../db/substitutes.ts'
import { day, world, type World } from '../support/world.ts'

const act = (w: World) => ({ actor: w.as('officer'), now: w.clock.now })
const leave = (w: World, from: string, to: string) => ({
  person: w.people.contact,
  substitute: w.people.responsible,
  from: day(from),
  to: day(to),
  reason: '外出学习',
})

test('a substitute hears instead from day to day, and the log of the person says so', () =>
  inOffice((db) => {
    const w = world(db)
    expect(transact(db, (tx) => setSubstitute(tx, leave(w, '2022-12-05', '2022-12-09'), act(w)))).toBeNull()
    const on = (text: string) => substituteOn(db, w.people.contact, day(text))
    expect(['2022-12-04', '2022-12-05', '2022-12-09', '2022-12-10'].map(on)).toEqual([
      null,
      w.people.responsible,
      w.people.responsible,
      null,
    ])
    expect(substituteOn(db, w.people.responsible, day('2022-12-05'))).toBeNull()
    expect(substitutesOf(db, w.people.responsible)).toHaveLength(1)
  }))

test('a substitute who is away passes on to theirs', () =>
  inOffice((db) => {
    const w = world(db)
    const { contact, responsible, first } = w.people
    const set = (person: number, substitute: number) =>
      transact(db, (tx) => setSubstitute(tx, { ...leave(w, '2022-12-05', '2022-12-09'), person, substitute }, act(w)))
    expect([set(contact, responsible), set(responsible, first), set(first, contact)]).toEqual([
      null,
      null,
      { code: 'circle' },
    ])
    expect(substituteOn(db, contact, day('2022-12-06'))).toBe(first)
  }))

test('is called off once, with a reason, by the person it belongs to', () =>
  inOffice((db) => {
    const w = world(db)
    transact(db, (tx) => setSubstitute(tx, leave(w, '2022-12-01', '2022-12-31'), act(w)))
    const [row] = substitutesOf(db, w.people.contact)
    const end = (person: number, reason: string) =>
      transact(db, (tx) => endSubstitute(tx, { person, id: row?.id ?? 0, reason }, act(w)))
    expect([end(w.people.first, '提前回来'), end(w.people.contact, ' ')]).toEqual([
      { code: 'unknown' },
      { code: 'no-reason' },
    ])
    expect([end(w.people.contact, '提前回来'), end(w.people.contact, '提前回来')]).toEqual([null, { code: 'over' }])
    expect(substituteOn(db, w.people.contact, day('2022-12-02'))).toBeNull()
    expect(transact(db, (tx) => setSubstitute(tx, leave(w, '2022-12-01', '2022-12-31'), act(w)))).toBeNull()
  }))

test('what the office hears is heard by its own people only', () =>
  inOffice((db) => {
    const w = world(db)
    const wanted = { ...leave(w, '2022-12-05', '2022-12-09'), person: w.people.officer }
    const set = (substitute: number) => transact(db, (tx) => setSubstitute(tx, { ...wanted, substitute }, act(w)))
    expect([set(w.people.contact), set(9_999), set(w.people.second)]).toEqual([
      { code: 'reach' },
      { code: 'unknown' },
      null,
    ])
  }))
