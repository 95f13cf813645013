import { cpSync, rmSync } from 'node:fs'
import type { Actor, PersonId } from '../core/actor.ts'
import type { Issue } from '../core/issue.ts'
import { transact } from '../db/database.ts'
import { addPerson, addUnit, bind, setPosts } from '../db/people.ts'
import { openOffice, placesIn, type OfficeFiles } from '../runtime/office-node.ts'
import { start, world, type World } from '../test/support/world.ts'
import { fillUp } from './copies.ts'

/** The moment the benchmarks play at. */
export const now = start

/** Whoever prepares an office. */
export const system: Actor = { kind: 'system', door: 'cli' }

/** The identity on Lark of the person who writes. */
export const writer = 'ou_bench'

/** An office on disk, closed. */
export type Prepared = {
  readonly folder: string
  readonly officer: PersonId
  readonly responsible: PersonId
  /** Issues being rectified whose whole history is in the log. */
  readonly serials: readonly string[]
}

/**
 * An office with its people and `issues` issues: the first ones went through record() to every state of the
 * path, `histories` of them up to 整改中; the rest are copies of those, as rows only.
 */
export function prepareOffice(folder: string, size: { issues: number; histories: number }): Prepared {
  const office = openOffice(folder)
  try {
    const w = world(office.db)
    addRoster(office)
    const { officer, responsible } = w.people
    transact(office.db, (tx) =>
      bind(tx, { platform: 'lark', externalId: writer, person: responsible }, { actor: system, now }),
    )
    const serials = Array.from({ length: size.histories }, () => w.to('rectifying').serial)
    fillUp(office, patternsOf(w), size.issues)
    // Everything said so far has been delivered.
    office.client.prepare("update outbox set state = 'sent', next_at = null").run()
    return { folder, serials, officer, responsible }
  } finally {
    office.close()
  }
}

/** The same office once more, for the reference. */
export function copyOffice(prepared: Prepared): Prepared {
  const folder = `${prepared.folder}-plain`
  rmSync(folder, { recursive: true, force: true })
  cpSync(prepared.folder, folder, { recursive: true })
  return { ...prepared, folder }
}

export function databaseOf({ folder }: Prepared): string {
  return placesIn(folder).database
}

/** Of twenty issues twelve are closed, three being rectified, two to be verified, and one in each state before. */
function patternsOf(w: World): Issue[] {
  const early = [w.to('reported'), w.to('planning'), w.to('plan_review')]
  const [rectifying, verifying, closed] = [w.to('rectifying'), w.to('verifying'), w.to('closed')]
  const many = (issue: Issue, times: number) => Array.from({ length: times }, () => issue)
  return [...early, ...many(rectifying, 3), ...many(verifying, 2), ...many(closed, 12)]
}

const moreUnits = 12

/** Further units, each with its three people. */
function addRoster({ db }: OfficeFiles): void {
  const act = { actor: system, now }
  transact(db, (tx) => {
    for (let number = 1; number <= moreUnits; number += 1) {
      const unit = addUnit(tx, { name: `第${number}责任单位`, kind: '市直单位', parent: 1 }, act)
      for (const role of ['contact', 'responsible', 'first'] as const) {
        const person = addPerson(tx, { name: `${role}${number}`, title: null, phone: null }, act)
        setPosts(tx, person, [{ unit, role, scope: [] }], act)
      }
    }
  })
}
