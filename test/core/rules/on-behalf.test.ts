import { describe, expect, test } from 'vitest'
import { reporterOf } from '../../../core/handovers/handing.ts'
import { permitted } from '../../../core/permit.ts'
import { accepted, acts, as, does, factsFor, ids, refusal, report, reports, units } from '../../support/facts.ts'
import { day, terms } from '../../support/samples.ts'

const byPhone = reports('officer', report({ onBehalfOf: 'responsible' }))
const label = '代谁报送'

describe('a report the office takes down by phone (代录)', () => {
  test('is the unit’s own find, told to whoever called, who answers for it', () => {
    const issue = accepted(byPhone)
    expect(issue).toMatchObject({ selfChecked: true, reporter: ids.officer })
    expect(reporterOf(issue)).toBe(ids.responsible)
    expect(byPhone.ok && byPhone.notices.map(({ to }) => to)).toContain(ids.responsible)
    expect(byPhone.ok && byPhone.events).toMatchObject([{ type: 'reported', onBehalfOf: ids.responsible }])
  })

  test('tells the first responsible person too where it was they who called', () => {
    const decision = reports('officer', report({ onBehalfOf: 'first' }))
    expect(decision.ok && decision.notices.map(({ to }) => to)).toContain(ids.first)
    const plain = reports('officer', report())
    expect(plain.ok && plain.notices.map(({ to }) => to)).not.toContain(ids.first)
  })

  test('is withdrawn by whoever called, and not by whoever wrote it down', () => {
    const issue = accepted(byPhone)
    const may = (who: 'responsible' | 'officer' | 'contact') => permitted(issue, as(who), factsFor(issue))
    expect(may('responsible')).toEqual(expect.arrayContaining(['supplement', 'withdraw']))
    expect(may('officer')).not.toContain('withdraw')
    expect(may('contact')).not.toContain('withdraw')
  })

  test('is withdrawn by whoever wrote it down where nobody was named', () => {
    const issue = accepted(reports('officer', report({ onBehalfOf: ' ' })))
    expect(permitted(issue, as('officer'), factsFor(issue))).toContain('withdraw')
    expect(issue.heir).toBe(null)
  })

  test('does not bar whoever wrote it down from verifying it', () => {
    const confirmed = does('second', accepted(byPhone), acts.confirm)
    const working = does('second', does('responsible', confirmed, acts.plan), { type: 'approve-plan' })
    const waiting = [acts.proof, acts.paid, acts.submit].reduce(
      (issue, act) => does('responsible', issue, act),
      working,
    )
    expect(does('officer', waiting, acts.close).status).toBe('closed')
  })

  test('stays in sight of whoever called when it goes to another unit, and is the unit’s own when it comes back', () => {
    const dates = { signoffDue: day('2022-12-05'), ...terms() }
    const away = does('officer', accepted(byPhone), { type: 'assign', unit: units.park, ...dates })
    expect(away.selfChecked).toBe(false)
    expect(permitted(away, as('responsible'), factsFor(away))).toContain('comment')
    const declined = does('stranger', away, { type: 'decline', reason: '不归本区' })
    expect(permitted(declined, as('responsible'), factsFor(declined))).toContain('comment')
    expect(permitted(declined, as('first'), factsFor(declined))).toEqual([])
    expect(does('officer', declined, { type: 'assign', unit: units.port, ...dates }).selfChecked).toBe(true)
  })
})

describe('nobody is reported for', () => {
  test('by anybody but the office', () => {
    const command = report({ onBehalfOf: 'responsible' })
    expect(refusal(reports('contact', command))).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test.each(['stranger', 'above', 'officer', 'auditor', '张三'])('who does not act for the unit: %s', (onBehalfOf) => {
    const no = refusal(reports('officer', report({ onBehalfOf })))
    expect(no).toMatchObject({ code: 'invalid', label })
    expect(no?.code === 'invalid' && no.sentence).toMatch(`没有“${onBehalfOf}”。请核对姓名和责任单位`)
  })

  test('from a source whose leads the unit may not know of yet', () => {
    const no = refusal(reports('officer', report({ onBehalfOf: 'contact', source: 'letters', deadline: null })))
    expect(no).toEqual({
      code: 'invalid',
      label,
      sentence: '只有单位自查的问题可以代单位的人报送。其他来源的线索请把这一项留空',
    })
  })

  test('before namesakes are told apart', () => {
    const actingNamed = () => [
      { id: ids.contact, label: '刘伟（科长）' },
      { id: ids.first, label: '刘伟（主任）' },
    ]
    expect(refusal(reports('officer', report({ onBehalfOf: '刘伟' }), { actingNamed }))).toEqual({
      code: 'invalid',
      label,
      sentence: '所选单位有同名的人，请照这样写全：刘伟（科长），或 刘伟（主任）',
    })
  })

  test('by themselves', () => {
    const actingNamed = () => [{ id: ids.officer, label: '李敏' }]
    expect(refusal(reports('officer', report({ onBehalfOf: '李敏' }), { actingNamed }))).toMatchObject({ label })
  })
})
