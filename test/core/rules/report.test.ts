import { describe, expect, test } from 'vitest'
import type { Likeness } from '../../../core/facts.ts'
import type { Corrections } from '../../../core/event.ts'
import { MonthSchema } from '../../../core/calendar/day.ts'
import { accepted, does, issueIn, lead, refusal, report, reports, system, tries, units } from '../../support/facts.ts'
import { day, particulars } from '../../support/samples.ts'

describe('报送: who', () => {
  test.each(['contact', 'responsible', 'first'] as const)('%s reports what the own unit found', (who) => {
    expect(accepted(reports(who, report()))).toMatchObject({ status: 'reported', selfChecked: true, unit: units.port })
  })

  test.each(['officer', 'director'] as const)('%s reports for any unit and from any source', (who) => {
    const said = accepted(reports(who, report({ unit: units.park, source: 'letters', deadline: null })))
    expect(said).toMatchObject({ unit: units.park, source: 'letters', selfChecked: false, proposedDeadline: null })
  })

  test('what the office writes down for a unit on the phone counts as its own find', () => {
    expect(accepted(reports('officer', report())).selfChecked).toBe(true)
  })

  test.each([
    ['a unit for another', 'stranger', 'unit'],
    ['a unit above', 'above', 'unit'],
    ['a leader', 'leaderOfAll', 'unit'],
    ['an auditor', 'auditor', 'unit'],
    ['an administrator', 'administrator', 'unit'],
    ['a reviewer', 'reviewer', 'unit'],
    ['somebody without a post', 'nobody', 'unit'],
  ] as const)('%s does not', (_, who, whose) => {
    expect(refusal(reports(who, report()))).toEqual({ code: 'not-yours', whose })
  })

  test('the system reports nothing', () => {
    expect(refusal(reports(system, report()))).toEqual({ code: 'not-yours', whose: 'unit' })
  })

  test('a source other than the self-check is the office’s to write down', () => {
    expect(refusal(reports('contact', report({ source: 'letters' })))).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test('once the campaign winds up only the office reports', () => {
    expect(refusal(reports('contact', report(), { state: 'closing' }))).toEqual({ code: 'campaign-closed' })
    expect(accepted(reports('officer', report(), { state: 'closing' })).status).toBe('reported')
  })

  test('once the campaign has ended nobody reports', () => {
    expect(refusal(reports('contact', report(), { state: 'ended' }))).toEqual({ code: 'campaign-ended' })
    expect(refusal(reports('officer', report(), { state: 'ended' }))).toEqual({ code: 'campaign-ended' })
  })
})

describe('报送: what', () => {
  const badly = (changes: Partial<ReturnType<typeof particulars>>) =>
    refusal(reports('contact', report({ particulars: particulars(changes) })))

  test('everything that is missing is named at once, by label', () => {
    const nothing = { title: ' ', cause: '', course: '\n', category: 'none' }
    const command = report({ unit: 99, source: '?', particulars: particulars(nothing) })
    expect(refusal(reports('officer', command))).toEqual({
      code: 'missing',
      labels: ['责任单位', '问题来源', '项目名称', '事件原因', '事件经过', '问题类别'],
    })
  })

  test('a court case needs its number', () => {
    expect(badly({ category: 'C9', caseNumber: ' ' })).toEqual({ code: 'missing', labels: ['案号'] })
    expect(badly({ category: 'C9', caseNumber: '（2022）豫11民初1号' })).toBe(null)
  })

  test.each([
    ['三个字', '事件原因'],
    ['三 个\u200b 字', '事件原因'],
  ])('a cause of fewer than 4 characters is too short: %j', (cause, label) => {
    expect(badly({ cause })).toMatchObject({ code: 'invalid', label })
  })

  test('a course of fewer than 10 characters is too short, of 10 it is not', () => {
    expect(badly({ course: '一二三四五六七八九' })).toMatchObject({ code: 'invalid', label: '事件经过' })
    expect(badly({ course: '一二三四五六七八九十' })).toBe(null)
  })

  test('nothing has happened in a month still to come', () => {
    expect(badly({ happened: MonthSchema.parse('2023-01') })).toEqual({
      code: 'invalid',
      label: '发生时间',
      sentence: '不能晚于本月',
    })
    expect(badly({ happened: MonthSchema.parse('2022-12') })).toBe(null)
  })

  test('the proposed deadline lies between today and the campaign’s last day', () => {
    const by = (deadline: string) => refusal(reports('contact', report({ deadline: day(deadline) })))
    expect(by('2023-06-01')).toEqual({
      code: 'after-latest',
      label: '完成时限',
      latest: '2023-05-31',
      why: 'rectify-by',
    })
    expect(by('2022-11-30')).toEqual({ code: 'day-past', label: '完成时限', day: '2022-11-30' })
    expect([by('2023-05-31'), by('2022-12-01')]).toEqual([null, null])
  })

  test('text is kept exactly as typed', () => {
    const course = `  <at user_id="all"></at>\u0000\u202e😀 ${'长'.repeat(10_000)}\n`
    expect(accepted(reports('contact', report({ particulars: particulars({ course }) }))).course).toBe(course)
  })
})

describe('报送: likely duplicates', () => {
  const known = (changes: Partial<Likeness> = {}): Likeness => ({
    serial: 'LH2022-0007',
    title: '临港产业园标准厂房补贴',
    enterprise: '某某科技有限公司',
    involved: 300_000_000,
    hidden: false,
    ...changes,
  })

  test.each([
    ['the same title', known({ enterprise: null, involved: null }), true],
    ['the same title in full-width signs', known({ title: ' 临港产业园标准厂房补贴　', involved: null }), true],
    ['the same enterprise with the same amount', known({ title: '补贴' }), true],
    ['the same enterprise, another amount', known({ title: '补贴', involved: 1 }), false],
    ['another enterprise, the same amount', known({ title: '补贴', enterprise: '别的公司' }), false],
  ])('%s', (_, other, likely) => {
    const expected = likely ? { code: 'likely-duplicate', serials: ['LH2022-0007'] } : null
    expect(refusal(reports('contact', report(), { open: [other] }))).toEqual(expected)
  })

  test('two issues that are not about money are not alike for that', () => {
    const command = report({ particulars: particulars({ involved: null }) })
    expect(refusal(reports('contact', command, { open: [known({ title: '补贴', involved: null })] }))).toBe(null)
  })

  test('whoever has seen them may report all the same', () => {
    expect(refusal(reports('contact', report({ notDuplicate: true }), { open: [known()] }))).toBe(null)
  })

  test('a lead not yet assigned does not show itself to its unit, but to the office', () => {
    const open = [known({ hidden: true })]
    expect(refusal(reports('contact', report(), { open }))).toBe(null)
    expect(refusal(reports('officer', report(), { open }))).toMatchObject({ code: 'likely-duplicate' })
  })
})

describe('补充材料', () => {
  const issue = issueIn('reported')
  const answer = (changed: Corrections, text = '见附件') =>
    tries('contact', issue, { type: 'supplement', text, changed })

  test('answers the office’s question and changes what it says', () => {
    const asked = does('officer', issue, { type: 'ask', question: '签的是哪份协议？' })
    expect(asked.asked).toBe('签的是哪份协议？')
    const after = does('first', asked, { type: 'supplement', text: '2021年3月的', changed: { remark: '附协议' } })
    expect(after).toMatchObject({ asked: null, remark: '附协议', status: 'reported', title: issue.title })
  })

  test('says something or changes something', () => {
    expect(refusal(answer({}, ' \n'))).toEqual({ code: 'missing', labels: ['补充说明'] })
    expect(refusal(answer({ remark: '附协议' }, ''))).toBe(null)
  })

  test.each([
    [{ deadline: day('2023-05-31') }],
    [{ planDue: day('2023-05-31') }],
    [{ confirmed: 0 }],
    [{ settled: 300_000_000 }],
  ])('does not set what the office sets: %j', (changed) => {
    expect(refusal(answer(changed))).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test.each([
    [{ title: '' }, { code: 'missing', labels: ['项目名称'] }],
    [{ category: 'none' }, { code: 'missing', labels: ['问题类别'] }],
    [{ category: 'C9' }, { code: 'missing', labels: ['案号'] }],
    [{ cause: '短' }, { code: 'invalid', label: '事件原因' }],
    [{ happened: MonthSchema.parse('2030-01') }, { code: 'invalid', label: '发生时间' }],
  ])('leaves the report as complete as it was: %j', (changed, refused) => {
    expect(refusal(answer(changed))).toMatchObject(refused)
  })

  test('is not for another unit, nor for an officer who did not report', () => {
    const act = { type: 'supplement', text: '补', changed: {} } as const
    expect(refusal(tries('stranger', issue, act))).toEqual({ code: 'not-found', serial: issue.serial })
    expect(refusal(tries('officer', issue, act))).toEqual({ code: 'not-yours', whose: 'reporter' })
    expect(refusal(tries('second', lead(), act))).toEqual({ code: 'not-yours', whose: 'reporter' })
  })
})

describe('撤回', () => {
  test('is the reporter’s, while nobody has taken the issue on', () => {
    const withdrawn = does('contact', issueIn('reported'), { type: 'withdraw', reason: '重复报送' })
    expect(withdrawn).toMatchObject({ status: 'withdrawn', reason: '重复报送' })
    expect(refusal(tries('contact', issueIn('planning'), { type: 'withdraw', reason: null }))).toEqual({
      code: 'wrong-state',
      status: 'planning',
    })
  })
})
