import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { listIssues, mine, viewIssue } from '../../db/issues.ts'
import { addPerson, setPosts } from '../../db/people.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { day, start, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const sentence = (w: World, onBehalfOf: string) => {
  const outcome = w.run('officer', w.report({ onBehalfOf }))
  return outcome.ok || outcome.refusal.code !== 'invalid' ? null : outcome.refusal.sentence
}

test('a report taken by phone keeps who called, is theirs in 待办 and theirs to withdraw', () =>
  inWorld((w) => {
    const { officer, responsible } = w.people
    const issue = w.does('officer', w.report({ onBehalfOf: ' 刘 具体' }))
    expect(issue).toMatchObject({ reporter: officer, heir: responsible, selfChecked: true })
    expect(historyOf(w.db, issue.serial)[0]).toMatchObject({ by: officer, event: { onBehalfOf: responsible } })
    const actor = w.as('responsible')
    if (actor.kind !== 'person') throw new Error('no person')
    expect(mine(w.db, actor, 5).map((row) => row.issue.serial)).toEqual([issue.serial])
    w.does('responsible', w.on(issue, { type: 'supplement', text: '补一句', changed: {} }))
    expect(w.run('officer', w.on(issue, { type: 'withdraw', reason: null }))).toMatchObject({ ok: false })
    expect(w.does('responsible', w.on(issue, { type: 'withdraw', reason: null })).status).toBe('withdrawn')
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('whoever called sees it at another unit, in lists as by its number', () =>
  inWorld((w) => {
    const issue = w.does('officer', w.report({ onBehalfOf: '刘具体' }))
    const away = { type: 'assign', unit: w.units.park, signoffDue: day('2022-12-05'), ...terms() } as const
    const sees = (who: 'responsible' | 'first') => [
      viewIssue(w.db, w.as(who), issue.serial, start) !== null,
      listIssues(w.db, w.as(who), { filter: {}, sort: 'newest', page: 1, size: 5 }).length === 1,
    ]
    w.does('officer', w.on(issue, away))
    expect([sees('responsible'), sees('first')]).toEqual([
      [true, true],
      [false, false],
    ])
    w.does('stranger', w.on(issue, { type: 'decline', reason: '不归本区' }))
    expect([sees('responsible'), sees('first')]).toEqual([
      [true, true],
      [false, false],
    ])
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('a name of another unit or of nobody is refused, namesakes by what tells them apart', () =>
  inWorld((w) => {
    expect(sentence(w, '高联络')).toContain('没有“高联络”')
    expect(sentence(w, '张三')).toContain('没有“张三”')
    const namesake = transact(w.db, (tx) => {
      const act = { actor: { kind: 'system', door: 'cli' }, now: start } as const
      const id = addPerson(tx, { name: '刘具体', title: '科员', phone: null }, act)
      setPosts(tx, id, [{ unit: w.units.port, role: 'contact', scope: [] }], act)
      return id
    })
    expect(sentence(w, '刘具体（科员）')).toBe(null)
    expect(w.does('officer', w.report({ onBehalfOf: '刘具体(科员)' })).heir).toBe(namesake)
  }))
