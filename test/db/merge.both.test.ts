import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { matterOf } from '../../db/cases.ts'
import { statusCounts } from '../../db/issue-counts.ts'
import { findIssue } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { evidence, particulars, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))

test('two issues of one unit go on as one, in one transaction, and part again', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ by: w.people.responsible }) }))
    const target = w.does('contact', w.report({ particulars: particulars({ title: '同一笔补贴' }) }))
    w.does('officer', w.on(issue, { type: 'merge', into: target.serial }))
    expect(findIssue(w.db, issue.serial)).toMatchObject({ status: 'merged', mergedInto: target.serial })
    expect(findIssue(w.db, target.serial)).toMatchObject({
      ...{ status: 'reported', absorbed: [issue.serial], followers: [w.people.contact] },
      evidence: [{ name: '付款凭证.jpg' }],
    })
    const officer = w.as('officer')
    expect(matterOf(w.db, officer, target).map(({ issue: { serial } }) => serial)).toEqual([])
    const absorbing = findIssue(w.db, target.serial)
    expect(absorbing && matterOf(w.db, officer, absorbing).map((row) => row.issue.serial)).toEqual([issue.serial])
    expect(statusCounts(w.db, officer, {})).toEqual(
      expect.arrayContaining([
        { status: 'merged', count: 1 },
        { status: 'reported', count: 1 },
      ]),
    )
    expect(verifyLedger(w.db)).toBeNull()
    w.does('director', w.on(issue, { type: 'undo', reason: '不是一件事' }))
    expect(findIssue(w.db, issue.serial)).toMatchObject({ status: 'rectifying', mergedInto: null })
    expect(findIssue(w.db, target.serial)?.absorbed).toEqual([])
    expect(verifyLedger(w.db)).toBeNull()
  }))
