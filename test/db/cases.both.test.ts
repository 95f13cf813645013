import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Post } from '../../core/actor.ts'
import type { Particulars } from '../../core/issue.ts'
import { enterpriseCase, matterOf } from '../../db/cases.ts'
import { transact } from '../../db/database.ts'
import { explainList, listIssues } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
import { particulars, start, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const code = '91350211M000100Y43'
const act = { actor: { kind: 'system', door: 'cli' } as const, now: start }

function of(w: World, changes: Partial<Particulars>, who: 'contact' | 'stranger' = 'contact') {
  const unit = who === 'contact' ? w.units.port : w.units.park
  return w.does(who, w.report({ unit, particulars: particulars(changes) }))
}

function caseOf(w: World, serial: string, who: 'officer' | 'leader' = 'officer') {
  const issue = findIssue(w.db, serial)
  return issue && enterpriseCase(w.db, { actor: w.as(who), issue, limit: 3 })
}
const serialsOf = (rows: readonly { issue: { serial: string } }[] = []) => rows.map(({ issue }) => issue.serial)
const scope = (w: World, ...words: string[]) => {
  const post: Post = { unit: w.units.city, role: 'leader', scope: words }
  transact(w.db, (tx) => setPosts(tx, w.people.leader, [post], act))
}

describe('一企一议: issues of one enterprise', () => {
  test('are found across units by the code, and by the name where one of them has no code', () =>
    inWorld((w) => {
      const coded = of(w, { enterprise: '海澜物流（集团）', creditCode: code })
      const renamed = of(w, { enterprise: '海澜供应链', creditCode: code }, 'stranger')
      const named = of(w, { enterprise: ' 海澜物流 (集团)', creditCode: null }, 'stranger')
      const other = of(w, { enterprise: '海澜物流（集团）', creditCode: '91410000MA44444442' })
      const nameless = of(w, { enterprise: null })
      expect(serialsOf(caseOf(w, coded.serial)?.rows)).toEqual([named.serial, renamed.serial, coded.serial])
      expect(serialsOf(caseOf(w, renamed.serial)?.rows)).toEqual([renamed.serial, coded.serial])
      expect(serialsOf(caseOf(w, named.serial)?.rows)).toEqual([other.serial, named.serial, coded.serial])
      expect(caseOf(w, nameless.serial)).toBeNull()
    }))

  test('are summed up: open ones first, what was put aside left out', () =>
    inWorld((w) => {
      const closed = w.to('closed')
      const open = of(w, { involved: 100_000_000 })
      const aside = of(w, { involved: 500_000_000 })
      w.does('officer', w.on(aside, { type: 'dismiss', reason: '不属实' }))
      const last = of(w, { involved: null }, 'stranger')
      expect(caseOf(w, open.serial)).toMatchObject({ count: 3, open: 2, owed: 400_000_000, settled: 300_000_000 })
      expect(serialsOf(caseOf(w, open.serial)?.rows)).toEqual([last.serial, open.serial, closed.serial])
    }))

  test('are only those a leader may see', () =>
    inWorld((w) => {
      const port = of(w, {})
      of(w, {}, 'stranger')
      scope(w, `#${w.units.port}`)
      expect(caseOf(w, port.serial, 'leader')).toMatchObject({ count: 1, owed: 300_000_000 })
    }))

  test('are a page of the ledger, found by index', () =>
    inWorld((w) => {
      const [port] = [of(w, { creditCode: code }), of(w, { enterprise: '别家' })]
      const query = { filter: { enterprise: { code, key: '某某科技有限公司' } }, page: 1, size: 50 }
      expect(serialsOf(listIssues(w.db, w.as('officer'), { ...query, sort: 'newest' }))).toEqual([port.serial])
      for (const sort of ['newest', 'deadline', 'changed'] as const) {
        const plan = explainList(w.db, w.as('officer'), { ...query, sort }).join('\n')
        expect(plan).not.toMatch(/SCAN issues\b/)
        expect(plan).toMatch(/issues_credit_code[\s\S]*issues_enterprise/)
      }
    }))
})

describe('同一事项: issues of one matter', () => {
  test('are those linked to it and those linked to them', () =>
    inWorld((w) => {
      const [one, two, three, four] = [of(w, {}), of(w, {}, 'stranger'), of(w, {}), of(w, {})]
      w.does('officer', w.on(one, { type: 'link', to: two.serial }))
      w.does('officer', w.on(three, { type: 'link', to: two.serial }))
      w.does('officer', w.on(three, { type: 'link', to: one.serial }))
      const matter = (serial: string, who: 'officer' | 'leader' = 'officer') => {
        const issue = findIssue(w.db, serial)
        return issue ? serialsOf(matterOf(w.db, w.as(who), issue)).sort() : null
      }
      expect(matter(one.serial)).toEqual([two.serial, three.serial])
      expect(matter(two.serial)).toEqual([one.serial, three.serial])
      expect(matter(four.serial)).toEqual([])
      scope(w, `#${w.units.port}`)
      expect(matter(one.serial, 'leader')).toEqual([three.serial])
    }))
})

describe('likely duplicates', () => {
  const again = (w: World, changes: Partial<Particulars>) =>
    w.run('contact', w.report({ notDuplicate: false, particulars: particulars(changes) }))

  test('are the own unit’s alone', () =>
    inWorld((w) => {
      of(w, {}, 'stranger')
      expect(again(w, {})).toMatchObject({ ok: true })
    }))

  test('are alike in title, or in enterprise and amount, whatever their widths and blanks', () =>
    inWorld((w) => {
      const known = of(w, { title: '标准厂房ＡＢ补贴', enterprise: '海澜物流（集团）' })
      const likely = { ok: false, refusal: { code: 'likely-duplicate', serials: [known.serial] } }
      expect(again(w, { title: '标准厂房 ab 补贴', enterprise: null })).toEqual(likely)
      expect(again(w, { title: '另一件', enterprise: '海澜物流(集团)' })).toEqual(likely)
      expect(again(w, { title: '另一件', enterprise: '海澜物流(集团)', involved: 1 })).toMatchObject({ ok: true })
    }))

  test('are looked for by index, not among everything the unit has open', () =>
    inWorld((w) => {
      of(w, {})
      const plan = (where: string) =>
        w.db.all<{ detail: string }>(sql.raw(`explain query plan select issue from issues where ${where}`))
      const open = `and +campaign = 'LH2022' and +status in ('reported') order by id desc limit 10`
      const found = [
        `unit = 3 and title_key = 'x' ${open}`,
        `+unit = 3 and enterprise_key = 'x' and involved = 1 ${open}`,
      ]
      expect(found.map((where) => plan(where)[0]?.detail)).toEqual([
        expect.stringContaining('INDEX issues_title (unit=? AND title_key=?)'),
        expect.stringContaining('INDEX issues_enterprise (enterprise_key=? AND involved=?)'),
      ])
    }))

  test('are ten at most', () =>
    inWorld((w) => {
      for (let i = 0; i < 12; i++) of(w, {})
      const outcome = again(w, { enterprise: null })
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'likely-duplicate' } })
      expect(!outcome.ok && outcome.refusal.code === 'likely-duplicate' && outcome.refusal.serials).toHaveLength(10)
    }))
})
