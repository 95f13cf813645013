import { describe, expect, test } from 'vitest'
import { figures, isIn, momentOf } from '../../../core/digest/figures.ts'
import { marksAfter } from '../../../core/digest/standing.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { isListed } from '../../../core/sheets/ledger-sheet.ts'
import { acts, does, ids, issueIn, lead, other, refusal, sibling, tries } from '../../support/facts.ts'
import { day, evidence, start } from '../../support/samples.ts'

const into = (serial: string) => ({ type: 'merge', into: serial }) as const
const rectifying = issueIn('rectifying')

describe('合并办理', () => {
  test('ends the one and points to the other; nothing of it is watched any more', () => {
    const merged = does('officer', rectifying, into(sibling.serial))
    expect(merged).toMatchObject({ status: 'merged', mergedInto: sibling.serial, extension: null })
    expect(watchedOf(merged)).toEqual([])
  })

  test('evidence, whoever brought it up and whoever had a hand in it go along; the same file comes once', () => {
    const proven = does('responsible', rectifying, acts.proof)
    const paid = does('second', proven, { ...acts.paid, settled: 100, done: [] })
    const twice = { ...sibling, evidence: [evidence({ sha256: 'b'.repeat(64) })] }
    const facts = { other: () => twice }
    const decision = tries('officer', { ...paid, followers: [ids.first] }, into(sibling.serial), facts)
    const [beside] = decision.ok ? decision.besides : []
    expect(beside?.events).toEqual([
      {
        ...{ type: 'absorbed', from: 'LH2022-0001', evidence: proven.evidence },
        ...{ followers: [ids.contact, ids.first], handlers: [ids.second] },
      },
    ])
    expect(beside?.issue).toMatchObject({ status: 'reported', absorbed: ['LH2022-0001'], handlers: [ids.second] })
    const again = tries('officer', proven, into(sibling.serial), {
      other: () => ({ ...sibling, evidence: proven.evidence }),
    })
    expect(again.ok && again.besides[0]?.issue.evidence).toEqual(proven.evidence)
  })

  test('whoever brought the merged one up hears what becomes of the other', () => {
    const target = { ...issueIn('verifying'), followers: [ids.officer] }
    const decision = tries('second', target, acts.close)
    expect(decision.ok && decision.notices.map(({ to }) => to)).toContain(ids.officer)
  })

  test('is told to the unit and its reporter', () => {
    const decision = tries('officer', rectifying, into(sibling.serial))
    expect(new Set(decision.ok ? decision.notices.map(({ to }) => to) : [])).toEqual(
      new Set([ids.contact, ids.responsible, ids.first]),
    )
  })

  test.each([
    ['', { code: 'missing', labels: ['并入问题'] }],
    [rectifying.serial, { code: 'invalid', label: '并入问题', sentence: '填的就是这一件，请填要并入的那一件的编号' }],
    ['LH2022-9999', { code: 'invalid', label: '并入问题', sentence: '里的 LH2022-9999 没有找到，请核对编号' }],
    [other.serial, { code: 'other-unit' }],
  ])('into “%s” is refused', (serial, refused) => {
    expect(refusal(tries('officer', rectifying, into(serial)))).toEqual(refused)
  })

  test('into what is no longer open, of another campaign, or unknown to its unit is refused', () => {
    const said = (target: typeof sibling) =>
      refusal(tries('officer', rectifying, into(sibling.serial), { other: () => target }))
    const label = { code: 'invalid', label: '并入问题' }
    expect(said({ ...sibling, status: 'closed' })).toMatchObject({
      ...label,
      sentence: '里的 LH2022-0003 已销号，请并入还在办的一件',
    })
    expect(said({ ...sibling, campaign: 'JX2021' })).toMatchObject(label)
    const hidden = { ...lead(), serial: 'LH2022-0003' }
    expect(said(hidden)).toMatchObject({ sentence: '里的 LH2022-0003 还没有交办，请反过来，把它并入这一件' })
    expect(
      does('officer', hidden, into('LH2022-0004'), { other: () => ({ ...lead(), serial: 'LH2022-0004' }) }).status,
    ).toBe('merged')
  })

  test('waits for files that are still arriving', () => {
    expect(refusal(tries('officer', rectifying, into(sibling.serial), { pendingFiles: 1 }))).toEqual({
      code: 'evidence-pending',
      count: 1,
    })
  })

  test('counts in no figure, and stands in no list a unit stamps', () => {
    const merged = does('officer', rectifying, into(sibling.serial))
    const standing = { ...marksAfter(null, { issue: merged, events: [], at: start }), started: start, until: start + 9 }
    const moment = momentOf(day('2022-11-28'), start + 5)
    expect(figures.filter((figure) => isIn(figure, standing, moment))).toEqual([])
    expect(isListed(merged)).toBe(false)
  })

  test('taken back, the issue goes on by itself as it stood, and the other no longer names it', () => {
    const merged = does('officer', rectifying, into(sibling.serial))
    const undone = tries(
      'director',
      merged,
      { type: 'undo', reason: '不是一件事' },
      {
        other: () => ({ ...sibling, absorbed: [merged.serial] }),
      },
    )
    expect(undone.ok && undone.issue).toMatchObject({ status: 'rectifying', mergedInto: null })
    expect(undone.ok && undone.besides[0]?.issue.absorbed).toEqual([])
  })

  test('taken back, the other keeps what else was merged into it; who followed it still does', () => {
    const target = { ...sibling, absorbed: ['LH2022-0009'], followers: [ids.second] }
    const merged = tries('officer', rectifying, into(sibling.serial), { other: () => target })
    const taken = merged.ok ? merged.besides[0]?.issue : undefined
    expect(taken).toMatchObject({ absorbed: ['LH2022-0009', rectifying.serial], followers: [ids.second, ids.contact] })
    const undo = { type: 'undo', reason: '不是一件事' } as const
    const parted = tries('director', merged.ok ? merged.issue : rectifying, undo, { other: () => taken ?? null })
    expect(parted.ok && parted.besides[0]?.issue.absorbed).toEqual(['LH2022-0009'])
  })
})
