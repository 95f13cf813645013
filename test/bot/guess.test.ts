import { describe, expect, test } from 'vitest'
import { guessDone, guessReport, guessSettled } from '../../bot/guess.ts'
import { day } from '../support/samples.ts'

const today = day('2022-12-01')
const guess = (text: string) => guessReport(text, today)

describe('what is read from a report', () => {
  test('the sentence of the storyboard', () => {
    const text = '临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万'
    expect(guess(text)).toEqual({ title: '临港产业园标准厂房补贴', course: text, involved: '300' })
  })

  test('nothing from nothing', () => {
    expect([guess(''), guess(' \n')]).toEqual([{}, {}])
  })

  test('everything that is said in so many words', () => {
    const text = '某某食品有限公司厂房补贴至今未兑现，因为财政资金紧张，2021年3月签订协议，承诺1.2亿元'
    expect(guess(text)).toEqual({
      title: '某某食品有限公司厂房补贴',
      cause: '财政资金紧张',
      course: text,
      enterprise: '某某食品有限公司',
      involved: '12000',
      happened: '2021-03',
    })
  })

  test('a title is the first clause, cut to 100 characters without halving one', () => {
    expect(guess(`${'😀'.repeat(150)}，补贴`)['title']).toBe('😀'.repeat(100))
    expect(guess('补贴1,200万没有兑现')['title']).toBe('补贴1,200万')
  })
})

describe('an amount', () => {
  test.each([
    ['承诺补贴300万', '300'],
    ['承诺补贴三百万元', '300'],
    ['欠50万元', '50'],
    ['承诺300万，已付100万', undefined],
    ['约300万', undefined],
    ['300多万', undefined],
    ['300至400万', undefined],
    ['300万平方米', undefined],
    ['300', undefined],
    ['3万亩地', undefined],
    ['每亩3万元', undefined],
  ])('%s', (text, involved) => {
    expect(guess(text)['involved']).toBe(involved)
  })
})

describe('a month', () => {
  test.each([
    ['2021年3月签协议', '2021-03'],
    ['去年12月签协议', '2021-12'],
    ['2021年签协议', undefined],
    ['3月签协议', undefined],
    ['2021年3月签协议，2022年5月停产', undefined],
    ['2021年3月签协议，2021年3月开工', '2021-03'],
    ['承诺2022年5月前兑现', undefined],
    ['承诺2022年5月31日前兑现', undefined],
    ['承诺2022年5月底兑现', undefined],
    ['2023年5月兑现', undefined],
    ['2021年13月签协议', undefined],
  ])('%s', (text, happened) => {
    expect(guess(text)['happened']).toBe(happened)
  })
})

describe('an enterprise', () => {
  test.each([
    ['某某科技有限公司厂房补贴', '某某科技有限公司'],
    ['厂房补贴，某某科技股份有限公司', '某某科技股份有限公司'],
    ['厂房补贴：某某（中国）有限责任公司', '某某（中国）有限责任公司'],
    ['某某集团有限公司补贴', '某某集团有限公司'],
    ['某某集团补贴', '某某集团'],
    ['某某种植专业合作社补贴', '某某种植专业合作社'],
    ['某某有限公司补贴，某某有限公司来信', '某某有限公司'],
    ['拖欠某某科技有限公司300万', undefined],
    ['我区欠某某科技有限公司补贴', undefined],
    ['与某某科技有限公司签协议', undefined],
    ['招商引资企业某某科技有限公司', undefined],
    ['2021年某某科技有限公司落户', undefined],
    ['甲有限公司、乙有限公司补贴', undefined],
    ['某某食品有限公司漯河分公司补贴', undefined],
    ['某企业补贴', undefined],
  ])('%s', (text, enterprise) => {
    expect(guess(text)['enterprise']).toBe(enterprise)
  })
})

describe('money in a progress', () => {
  test.each([
    ['首期150万今天已打款', 1_500_000_00],
    ['已付150万', 1_500_000_00],
    ['150万打款给企业了', 1_500_000_00],
    ['150万已到账', 1_500_000_00],
    ['已向企业支付150万元', 1_500_000_00],
    ['余款150万已付清', 1_500_000_00],
  ])('an instalment adds to what is settled: %s', (text, fen) => {
    expect(guessSettled(text, 0)).toBe(fen)
    expect(guessSettled(text, 200_000_000)).toBe(200_000_000 + fen)
  })

  test('a total is the total, unless it is less than what stands there', () => {
    expect(guessSettled('累计已兑现150万', 100_000_000)).toBe(150_000_000)
    expect(guessSettled('累计兑现150万', 100_000_000)).toBe(150_000_000)
    expect(guessSettled('累计已兑现150万', 200_000_000)).toBe(null)
  })

  test.each([
    '还有150万未兑现',
    '150万尚未支付',
    '还剩150万，其余已付清',
    '余150万没有兑现',
    '150万已申请拨付',
    '下周支付150万',
    '下月付清150万',
    '计划下月支付，150万',
    '预计已付150万',
    '将支付150万',
    '应付150万',
    '研究了150万支付方案',
    '已研究支付方案150万',
    '支付150万',
    '已付100万和50万',
    '约150万已打款',
    '150万',
    '已打款',
    '已付150万平方米厂房租金',
  ])('nothing is booked from: %s', (text) => {
    expect(guessSettled(text, 0)).toBe(null)
  })
})

describe('measures said to be done', () => {
  test.each([
    ['措施1已完成', [1]],
    ['措施1、2已完成', [1, 2]],
    ['措施1、2已完成，补贴资金已安排', [1, 2]],
    ['第1条措施已完成', [1]],
    ['第1、2条措施都已经完成', [1, 2]],
    ['第1条措施和第2条措施均已办结', [1, 2]],
    ['措施1完成了，措施2已做完。', [1, 2]],
    ['除措施1外，措施2、3已全部完成', [2, 3]],
    ['措施1、1已完成', [1]],
  ])('%s', (text, numbers) => {
    expect(guessDone(text)).toEqual(numbers)
  })

  test.each([
    '3项措施已完成',
    '2条已完成',
    '措施1未完成',
    '措施1没有完成',
    '措施1已完成一半',
    '措施1已完成50%',
    '措施1已完成招标',
    '措施1基本完成',
    '预计措施1完成',
    '措施1-3已完成',
    '措施123已完成',
    '措施1、2、300万已完成',
    '12月31日已完成',
    '已完成',
  ])('none in: %s', (text) => {
    expect(guessDone(text)).toEqual([])
  })
})

test('a long run of digits and signs is read at once', () => {
  const long = [
    '1'.repeat(50_000),
    '措施1、'.repeat(20_000),
    `${'1、'.repeat(50_000)}完成`,
    '已'.repeat(50_000),
    '（'.repeat(50_000),
  ]
  expect(long.map((text) => guessDone(text))).toEqual([[], [], [], [], []])
  expect(long.map((text) => guessSettled(text, 0))).toEqual([null, null, null, null, null])
  expect(long.map((text) => guess(text)['enterprise'])).toEqual(long.map(() => undefined))
})
