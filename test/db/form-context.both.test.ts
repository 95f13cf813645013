import { inOffice } from '#office'
import { expect, test } from 'vitest'
import type { Db } from '../../db/database.ts'
import { formContext } from '../../db/form-context.ts'
import { world, type World } from '../support/world.ts'

/** The same database, counting the questions put to it. */
function counting(db: Db) {
  const asked = { count: 0 }
  const get = (target: Db, key: keyof Db) => {
    if (key === 'select') asked.count += 1
    const value: unknown = target[key]
    return typeof value === 'function' ? (value.bind(target) as unknown) : value
  }
  return { asked, db: new Proxy(db, { get: (target, key) => get(target, key as keyof Db) }) }
}

const naming = (w: World, db: Db) => {
  const issue = w.to('verifying')
  return formContext(db, { actor: w.as('director'), kind: 'name-verifier', issue, now: w.clock.now })
}

test('whoever may be named to verify belongs to another unit, had no hand in it and decides about issues at most', () =>
  inOffice((db) => {
    const w = world(db)
    expect(naming(w, db)?.people.map(({ label }) => label)).toEqual(['李敏', '王强', '赵主任', '高联络', '郑秘书'])
  }))

test('listing them takes the same few questions however long the roster is', () =>
  inOffice((db) => {
    const w = world(db)
    const { asked, db: counted } = counting(db)
    naming(w, counted)
    expect(asked.count).toBeLessThan(5)
  }))
