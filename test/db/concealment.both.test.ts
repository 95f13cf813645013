import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { leftOut } from '../../core/concealment.ts'
import { MonthSchema } from '../../core/calendar/day.ts'
import type { Issue } from '../../core/issue.ts'
import { concealmentFacts } from '../../db/concealment.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue } from '../../db/ledger.ts'
import { asFile, fromLedger, handedFile, owing, zero } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, oneDay, particulars, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World, papers: ReturnType<typeof paper>) => T) =>
  inOffice((db) => {
    const w = world(db, owing)
    return work(w, paper(w))
  })

const lead = (w: World, happened = '2021-03') =>
  w.does(
    'officer',
    w.report({ source: 'letters', particulars: particulars({ happened: MonthSchema.parse(happened) }) }),
  )

function seen({ db }: World, { serial }: Pick<Issue, 'serial'>) {
  const issue = findIssue(db, serial)
  if (!issue) throw new Error(`${serial} is missing`)
  return leftOut(issue, concealmentFacts(db, issue, historyOf(db, serial)))
}

const zeroReport = (w: World, { does, of }: ReturnType<typeof paper>) => {
  does('contact', of('D1'), zero())
  does('first', of('D1'), { type: 'confirm-zero' })
}

test('a zero report before the lead is what was left out of, once the first responsible person confirmed it', () =>
  inWorld((w, papers) => {
    papers.does('contact', papers.of('D1'), zero())
    const issue = lead(w)
    expect(seen(w, issue)).toBeNull()
    papers.does('first', papers.of('D1'), { type: 'confirm-zero' })
    expect(seen(w, issue)).toEqual({ paper: '自查情况和问题清单', on: '2022-12-01', zero: true, listed: [] })
  }))

test('a list names what it has; the file of a list says nothing that can be compared', () =>
  inWorld((w, papers) => {
    const own = w.does('contact', w.report({ particulars: particulars({ title: '另一个问题' }) }))
    papers.does('contact', papers.of('D1'), fromLedger)
    const issue = lead(w)
    expect(seen(w, issue)).toMatchObject({ zero: false, listed: [own.serial] })
    expect(seen(w, own)).toBeNull()
    papers.does('officer', papers.of('D1'), { type: 'return', reason: '请附盖章件' })
    expect(seen(w, issue)).toBeNull()
    papers.does('contact', papers.of('D1'), asFile(handedFile()))
    expect(seen(w, issue)).toBeNull()
  }))

test('other papers, and the self-check of another unit, are none', () =>
  inWorld((w, papers) => {
    papers.does('contact', papers.of('D2'), fromLedger)
    papers.does('stranger', papers.of('D1', 'park'), zero(handedFile()))
    expect(seen(w, lead(w))).toBeNull()
  }))

test('what the unit had been given when it handed in is none, what it was given later is', () =>
  inWorld((w, papers) => {
    const [before, after] = [lead(w), lead(w)]
    const assign = (issue: Issue) =>
      w.does('officer', w.on(issue, { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }))
    assign(before)
    w.clock.now += oneDay
    zeroReport(w, papers)
    w.clock.now += oneDay
    assign(after)
    expect([seen(w, before), seen(w, after)?.on]).toEqual([null, '2022-12-02'])
  }))

test('a link to what the unit reported by itself, or a mark by the office, ends it', () =>
  inWorld((w, papers) => {
    zeroReport(w, papers)
    const [linked, marked] = [lead(w), lead(w, '2021-04')]
    const own = w.does('contact', w.report({ particulars: particulars({ title: '单位自己后来报的' }) }))
    expect([seen(w, linked)?.zero, seen(w, marked)?.zero]).toEqual([false, false])
    w.does('officer', w.on(linked, { type: 'link', to: own.serial }))
    w.does('officer', w.on(marked, { type: 'flag', kind: 'omitted', reason: '零报告后来信反映', evidence: [] }))
    expect([seen(w, linked), seen(w, marked)]).toEqual([null, null])
    w.does('director', w.on(marked, { type: 'withdraw-flag', kind: 'omitted', reason: '查明属另一单位' }))
    expect(seen(w, marked)).toBeNull()
  }))
