import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, DaySchema, showDay } from '../../core/day.ts'
import { readDay, readMonth } from '../../core/read-day.ts'

const day = (text: string) => DaySchema.parse(text)
const today = day('2022-11-20')
const anyDay = fc.integer({ min: 0, max: 20000 }).map((days) => addDays(day('2010-01-01'), days))

describe('a day with its year is read in every spelling', () => {
  test.each([
    '2023-05-31',
    '2023-5-31',
    '2023/5/31',
    '2023.5.31',
    '2023年5月31日',
    '2023年5月31号',
    '2023年5月31日前',
    '2023年05月31日之前',
    '2023年五月三十一日',
    '20230531',
    '２０２３－０５－３１',
    '  2023-05-31\u3000',
    '2023-05-31 +0800',
    '明年5月31日',
  ])('%s', (text) => {
    expect(readDay(text, today)).toEqual({ day: '2023-05-31' })
  })
})

describe('a day without its year is the next such day', () => {
  test.each([
    ['5月31日', '2023-05-31'],
    ['5月31号前', '2023-05-31'],
    ['5.31', '2023-05-31'],
    ['5/31', '2023-05-31'],
    ['五月三十一日', '2023-05-31'],
    ['11月20日', '2022-11-20'],
    ['12月1日', '2022-12-01'],
    ['10月20日', '2023-10-20'],
    ['6月底前', '2023-06-30'],
    ['2月底', '2023-02-28'],
    ['30日', '2022-11-30'],
    ['20号', '2022-11-20'],
    ['19日', '2022-12-19'],
  ])('%s on 2022-11-20 is %s', (text, expected) => {
    expect(readDay(text, today)).toEqual({ day: expected })
  })

  test.each(['11月19日', '10.30', '10月底', '2月29日'])(
    '%s on 2022-11-20 would be more than eleven months ahead, so the year is asked for',
    (text) => {
      expect(readDay(text, today)).toEqual({ fault: 'which-year' })
    },
  )

  test('a bare date that this month does not have is no day', () => {
    expect(readDay('31日', today)).toEqual({ fault: 'no-such-day' })
  })

  test('a bare date that is past and that next month does not have is no day', () => {
    expect(readDay('30日', day('2023-01-31'))).toEqual({ fault: 'no-such-day' })
  })
})

describe('words', () => {
  test.each([
    ['今天', '2022-11-20'],
    ['明天', '2022-11-21'],
    ['明日前', '2022-11-21'],
    ['后天', '2022-11-22'],
    ['大后天', '2022-11-23'],
    ['月底', '2022-11-30'],
    ['本月底前', '2022-11-30'],
    ['下个月底', '2022-12-31'],
    ['年底', '2022-12-31'],
    ['年底前', '2022-12-31'],
    ['明年年底', '2023-12-31'],
    ['3天后', '2022-11-23'],
    ['１０日内', '2022-11-30'],
    ['十五天以内', '2022-12-05'],
    ['两天后', '2022-11-22'],
  ])('%s on 2022-11-20 is %s', (text, expected) => {
    expect(readDay(text, today)).toEqual({ day: expected })
  })

  test('the end of next month, said in December, lies in the next year', () => {
    expect(readDay('下月底', day('2022-12-15'))).toEqual({ day: '2023-01-31' })
  })
})

describe('a day that does not exist is named as such', () => {
  test.each(['2023-02-29', '2023年4月31日', '2月30日', '13月1日', '5.32', '2023-00-10', '0号'])('%s', (text) => {
    expect(readDay(text, today)).toEqual({ fault: 'no-such-day' })
  })
})

describe('anything else is unreadable, never guessed', () => {
  test.each([
    '',
    '尽快',
    '周五',
    '下周五前',
    '一个月内',
    '5个工作日内',
    '3日后',
    '国庆节前',
    '2023年',
    '2023年5月',
    '5月',
    '2023-5/31',
    '23-5-31',
    '1023-05-31',
    '5月31日或6月30日',
    '5月31日左右',
    '2023-05-31T10:00',
    '2023-05-31 +0900',
    '几天后',
    '9999天后',
    '31',
  ])('"%s"', (text) => {
    expect(readDay(text, today)).toEqual({ fault: 'unreadable' })
  })
})

test('a day as it is shown is read back as the same day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 335 }), (now, ahead) => {
      const later = addDays(now, ahead)
      expect(readDay(showDay(later, now), now)).toEqual({ day: later })
    }),
  )
})

test('whatever is typed, a reading never lies before today unless a year or a past month was written', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (now, month, date) => {
      const reading = readDay(`${month}月${date}日`, now)
      if ('day' in reading) expect(reading.day >= now && reading.day <= addDays(now, 335)).toBe(true)
      else expect(['no-such-day', 'which-year']).toContain(reading.fault)
    }),
  )
})

describe('the month something happened', () => {
  test.each([
    ['2021年3月', '2021-03'],
    ['2021年03月份', '2021-03'],
    ['2021年十二月', '2021-12'],
    ['2021-03', '2021-03'],
    ['2021.3', '2021-03'],
    ['2021/3', '2021-03'],
    ['２０２１．３', '2021-03'],
    ['2021-03-15', '2021-03'],
    ['2021年3月15日', '2021-03'],
    ['2021-03-15 +0800', '2021-03'],
    ['去年5月', '2021-05'],
    ['前年5月', '2020-05'],
    ['今年3月', '2022-03'],
    ['去年5月6日', '2021-05'],
    ['上个月', '2022-10'],
    ['上月', '2022-10'],
    ['本月', '2022-11'],
    ['这个月', '2022-11'],
  ])('%s on 2022-11-20 is %s', (text, expected) => {
    expect(readMonth(text, today)).toEqual({ month: expected })
  })

  test('last month, said in January, lies in the year before', () => {
    expect(readMonth('上个月', day('2023-01-05'))).toEqual({ month: '2022-12' })
  })

  test.each(['2021年', '2021', '去年', '2021年底', '2021年上半年'])('%s lacks the month', (text) => {
    expect(readMonth(text, today)).toEqual({ fault: 'no-month' })
  })

  test.each(['3月', '3月份', '三月', '3月15日'])('%s lacks the year', (text) => {
    expect(readMonth(text, today)).toEqual({ fault: 'which-year' })
  })

  test.each(['2021年13月', '2021-00', '2021.13'])('%s is no month', (text) => {
    expect(readMonth(text, today)).toEqual({ fault: 'no-such-month' })
  })

  test.each(['', '月', '前几年', '换届以后', '2021年3月至5月', '2021-02-30', '21年3月', '1821年3月'])(
    '"%s" is unreadable',
    (text) => {
      expect(readMonth(text, today)).toEqual({ fault: 'unreadable' })
    },
  )
})
