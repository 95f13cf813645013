import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import type { Post } from '../../core/actor.ts'
import { transact } from '../../db/database.ts'
import { countIssues } from '../../db/issue-counts.ts'
import { listIssues, viewIssue } from '../../db/issues.ts'
import { claimDue } from '../../db/outbox.ts'
import { setPosts } from '../../db/people.ts'
import { day, particulars, start, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const act = { actor: { kind: 'system', door: 'cli' } as const, now: start }
const posted = (w: World, person: number, ...posts: Post[]) => transact(w.db, (tx) => setPosts(tx, person, posts, act))

describe('what the ledger lists is what the rule of visibility allows', () => {
  const post = (unit: number, role: Post['role'], ...scope: string[]): Post => ({ unit, role, scope })
  const moves: readonly (readonly [string, (w: World) => void])[] = [
    [
      'a leader whose scope is another unit',
      (w) => posted(w, w.people.leader, post(w.units.city, 'leader', `#${w.units.park}`)),
    ],
    ['a leader whose scope is a category', (w) => posted(w, w.people.leader, post(w.units.city, 'leader', 'C9'))],
    [
      'a leader who also works in a unit',
      (w) => posted(w, w.people.leader, post(w.units.city, 'leader', 'C9'), post(w.units.port, 'contact')),
    ],
    [
      'an officer who wrote a lead down and now works in its unit',
      (w) => posted(w, w.people.officer, post(w.units.port, 'contact')),
    ],
    ['a contact who has moved to another unit', (w) => posted(w, w.people.contact, post(w.units.park, 'contact'))],
    ['a contact without any post left', (w) => posted(w, w.people.contact)],
  ]

  test.each(moves)('%s', (_, move) =>
    inWorld((w) => {
      const own = w.to('rectifying')
      const hidden = w.does('officer', w.report({ source: 'letters', deadline: null }))
      const other = w.does('stranger', w.report({ unit: w.units.park }))
      move(w)
      for (const who of ['leader', 'officer', 'contact', 'above'] as const) {
        const actor = w.as(who)
        const allowed = [own, hidden, other]
          .map(({ serial }) => serial)
          .filter((serial) => viewIssue(w.db, actor, serial, start))
        const listed = listIssues(w.db, actor, { filter: {}, sort: 'newest', page: 1, size: 50 })
        expect([who, listed.map((row) => row.issue.serial).sort()]).toEqual([who, allowed.sort()])
        expect([who, countIssues(w.db, actor, {})]).toEqual([who, { existing: allowed.length, fresh: 0 }])
      }
    }),
  )
})

test('a lead not yet assigned does not show itself as a likely duplicate to its unit', () =>
  inWorld((w) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    const again = w.report({ notDuplicate: false })
    expect(w.run('second', again)).toEqual({
      ok: false,
      refusal: { code: 'likely-duplicate', serials: [lead.serial] },
    })
    expect(w.run('contact', again)).toMatchObject({ ok: true })
    const third = w.report({ notDuplicate: false, particulars: particulars({ title: '另一件', involved: 5 }) })
    expect(w.run('contact', third)).toMatchObject({ ok: true })
  }))

test('a lead assigned to another unit than it was about is told there, and only to units there are', () =>
  inWorld((w) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    const assign = { type: 'assign' as const, signoffDue: day('2022-12-05'), ...terms() }
    expect(w.run('officer', w.on(lead, { ...assign, unit: 999 }))).toEqual({
      ok: false,
      refusal: { code: 'missing', labels: ['责任单位'] },
    })
    w.does('officer', w.on(lead, { ...assign, unit: w.units.park }))
    const told = transact(w.db, (tx) => claimDue(tx, start, 50)).map((row) => row.person)
    expect(told).toEqual([w.people.second, w.people.stranger])
  }))
