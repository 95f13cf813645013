import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, DaySchema, showDay, showFullDay } from '../../../core/calendar/day.ts'
import { understoodText } from '../../../core/calendar/clock-texts.ts'
import { understoodDays, withDays } from '../../../core/calendar/understood-days.ts'
import { noCalendar, readDay, readMonth, writtenDay } from '../../../core/calendar/read-day.ts'
import { isWorkday } from '../../../core/calendar/workday.ts'
import { calendarFrom } from '../../../db/calendar.ts'
import { holidayRows } from '../../../db/holidays-node.ts'

const day = (text: string) => DaySchema.parse(text)
const today = day('2022-11-20') // a Sunday
const calendar = calendarFrom(holidayRows())
const from = (text: string) => ({ today: day(text), calendar: () => calendar })
const read = (text: string, now: string = today) => {
  const reading = readDay(text, from(now))
  return 'day' in reading ? reading.day : reading.fault
}
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
    expect(readDay(text, from(today))).toEqual({ day: '2023-05-31' })
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
    expect(read(text)).toBe(expected)
  })

  test.each(['11月19日', '10.30', '10月底', '2月29日'])(
    '%s on 2022-11-20 would be more than eleven months ahead, so the year is asked for',
    (text) => {
      expect(read(text)).toBe('which-year')
    },
  )

  test('a bare date that this month does not have is no day', () => {
    expect(read('31日')).toBe('no-such-day')
  })

  test('a bare date that is past and that next month does not have is no day', () => {
    expect(read('30日', '2023-01-31')).toBe('no-such-day')
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
    expect(read(text)).toBe(expected)
  })

  test('the end of next month, said in December, lies in the next year', () => {
    expect(read('下月底', '2022-12-15')).toBe('2023-01-31')
  })
})

describe('a day that does not exist is named as such', () => {
  test.each(['2023-02-29', '2023年4月31日', '2月30日', '13月1日', '5.32', '2023-00-10', '0号'])('%s', (text) => {
    expect(read(text)).toBe('no-such-day')
  })
})

describe('anything else is unreadable, never guessed', () => {
  test.each([
    ...['', '尽快', '近期', '2023-5/31', '23-5-31', '1023-05-31', '2023-05-31 +0900'],
    ...['9999天后', '31', '财政资金到位后', '企业复工时', '换届以后', '500年内', '99999个工作日内', '三百五天内'],
  ])('"%s"', (text) => {
    expect(read(text)).toBe('unreadable')
  })
})

/** The 32 phrases of the comparison the parser was begun for, seen from 22 November 2026, a Sunday. */
describe('the phrases a public parser was tried on', () => {
  test.each([
    ['6月30日', '2027-06-30'],
    ['下周五', '2026-11-27'],
    ['三天后', '2026-11-25'],
    ['明天下午3点', 'with-time'],
    ['12月2日前', '2026-12-02'],
    ['2023年5月31日前', '2023-05-31'],
    ['后天', '2026-11-24'],
    ['大后天', '2026-11-25'],
    ['下周一上午9点半', 'with-time'],
    ['一个月内', '2026-12-22'],
    ['二〇二七年一月五日', '2027-01-05'],
    ['十二月二十五日', '2026-12-25'],
    ['周三前', '2026-11-25'],
    ['2026-12-05', '2026-12-05'],
    ['今晚8点', 'with-time'],
    ['本周五下班前', 'past'],
    ['中午12点前', 'with-time'],
    ['月底前', '2026-11-30'],
    ['本周内', 'past'],
    ['年底', '2026-12-31'],
    ['下个月15号', '2026-12-15'],
    ['5.31', '2027-05-31'],
    ['本月25日', '2026-11-25'],
    ['下月初', 'which-day'],
    ['两周内', '2026-12-06'],
    ['2026/12/5', '2026-12-05'],
    ['12/5', '2026-12-05'],
    ['5个工作日内', '2026-11-27'],
    ['国庆节前', 'no-calendar'],
    ['十月底', 'which-year'],
    ['明年3月', 'which-day'],
    ['3小时后', 'with-time'],
  ])('%s is %s', (text, expected) => {
    expect(read(text, '2026-11-22')).toBe(expected)
  })
})

describe('weekdays: a week is Monday to Sunday', () => {
  test.each([
    ['2023-06-13', '周五', '2023-06-16'],
    ['2023-06-13', '周二', '2023-06-13'],
    ['2023-06-13', '周一', '2023-06-19'],
    ['2023-06-13', '本周五', '2023-06-16'],
    ['2023-06-13', '这周五前', '2023-06-16'],
    ['2023-06-13', '本周五下班前', '2023-06-16'],
    ['2023-06-13', '本周一', 'past'],
    ['2023-06-13', '下周五前', '2023-06-23'],
    ['2023-06-13', '下个星期五', '2023-06-23'],
    ['2023-06-13', '下下周一', '2023-06-26'],
    ['2023-06-13', '礼拜三', '2023-06-14'],
    ['2023-06-13', '星期天', '2023-06-18'],
    ['2023-06-13', '下周日', '2023-06-25'],
    ['2023-06-18', '星期天', '2023-06-18'],
    ['2023-06-18', '周一', '2023-06-19'],
    ['2023-06-18', '下周一', '2023-06-19'],
    ['2023-06-13', '上周五', '2023-06-09'],
    ['2022-12-31', '周一', '2023-01-02'],
    ['2024-02-28', '周四', '2024-02-29'],
    ['2023-06-13', '周末', 'which-day'],
    ['2023-06-13', '下周', 'which-day'],
    ['2023-06-13', '下周初', 'which-day'],
    ['2023-06-13', '周八', 'unreadable'],
  ])('on %s, %s is %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected)
  })
})

describe('workdays, over the office’s calendar', () => {
  test.each([
    ['2023-06-13', '5个工作日内', '2023-06-20'],
    ['2023-06-13', '三个工作日后', '2023-06-16'],
    ['2023-06-21', '2个工作日内', '2023-06-26'], // 端午 is 22 to 24, the 25th is worked
    ['2023-09-28', '十个工作日内', '2023-10-18'],
    ['2023-06-21', '下一个工作日', '2023-06-25'],
    ['2023-06-13', '本周内', '2023-06-16'],
    ['2023-06-19', '本周内', '2023-06-25'],
    ['2023-06-13', '下周内', '2023-06-25'],
    ['2022-12-31', '5个工作日内', '2023-01-09'],
    ['2023-10-01', '本周内', 'which-day'], // 国庆: worked on Monday to Thursday of that week
  ])('on %s, %s is %s', (now, text, expected) => {
    const reading = read(text, now)
    expect(reading === 'past' && expected === 'which-day' ? expected : reading).toBe(expected)
  })

  test('in a year whose holidays nobody has entered, they are asked back', () => {
    expect(read('5个工作日内', '2036-06-13')).toBe('no-calendar')
    expect(readDay('本周内', { today, calendar: noCalendar })).toEqual({ fault: 'past' })
    expect(readDay('下周内', { today, calendar: noCalendar })).toEqual({ fault: 'no-calendar' })
  })
})

describe('holidays, as the yearly notices name them', () => {
  test.each([
    ['2023-06-13', '国庆节前', '2023-09-28'], // 中秋 is the 29th
    ['2023-06-13', '国庆前', '2023-09-28'],
    ['2023-06-13', '十一前', '2023-09-28'],
    ['2023-06-13', '中秋节前', '2023-09-28'],
    ['2023-06-13', '端午节之前', '2023-06-21'],
    ['2023-04-10', '五一前', '2023-04-28'],
    ['2023-04-10', '五一假期前', '2023-04-28'],
    ['2023-04-10', '劳动节前完成', '2023-04-28'],
    ['2022-12-10', '元旦前', '2022-12-30'],
    ['2022-12-10', '春节前', '2023-01-20'],
    ['2022-12-31', '元旦前', 'which-year'], // that of 2023 has begun
    ['2023-01-01', '清明前', '2023-04-04'],
    ['2022-11-20', '明年春节前', '2023-01-20'],
    ['2022-12-10', '2024年春节前', '2024-02-09'],
    ['2022-12-10', '春节后第一个工作日', '2023-01-28'],
    ['2022-12-10', '春节假期后3个工作日内', '2023-01-30'],
    ['2022-12-10', '春节后', 'which-day'],
    ['2022-12-10', '春节期间', 'which-day'],
    ['2022-12-10', '国庆', 'which-day'],
    ['2022-12-10', '节前', 'which-day'],
    ['2035-12-10', '春节前', 'no-calendar'],
    ['2026-12-10', '春节前', 'no-calendar'],
  ])('on %s, %s is %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected)
  })
})

describe('terms end with their last day', () => {
  test.each([
    ['2023-01-31', '一个月内', '2023-02-28'],
    ['2024-01-31', '1个月内', '2024-02-29'],
    ['2023-06-13', '三个月内', '2023-09-13'],
    ['2023-06-13', '半个月内', '2023-06-28'],
    ['2023-06-13', '半月内', '2023-06-28'],
    ['2023-06-13', '两周内', '2023-06-27'],
    ['2023-06-13', '2个星期内', '2023-06-27'],
    ['2023-06-13', '一周后', '2023-06-20'],
    ['2023-06-13', '半年内', '2023-12-13'],
    ['2024-02-29', '一年内', '2025-02-28'],
    ['2023-12-31', '7日内', '2024-01-07'],
    ['2023-06-13', '限期30日内', '2023-07-13'],
    ['2023-06-13', '廿天内', '2023-07-03'],
    ['2023-06-13', '3-5天内', 'which-day'],
    ['2023-06-13', '几天内', 'which-day'],
  ])('on %s, %s is %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected)
  })
})

describe('parts of months and years', () => {
  test.each([
    ['2023-06-13', '6.30', '2023-06-30'],
    ['2023-06-13', '6/30', '2023-06-30'],
    ['2023-06-13', '６．３０', '2023-06-30'],
    ['2023-06-13', '6 月 30 日前', '2023-06-30'],
    ['2023-06-13', '最迟6月30日前完成', '2023-06-30'],
    ['2023-06-13', '截止到6月30日', '2023-06-30'],
    ['2023-06-13', '十月底', '2023-10-31'],
    ['2023-06-13', '10月末前', '2023-10-31'],
    ['2023-06-13', '明年2月底', '2024-02-29'],
    ['2023-06-13', '下月15号', '2023-07-15'],
    ['2023-12-31', '下月15号', '2024-01-15'],
    ['2023-06-13', '次月5日', '2023-07-05'],
    ['2023-06-13', '本月20日', '2023-06-20'],
    ['2023-06-13', '本月31日', 'no-such-day'],
    ['2023-06-13', '元月10日', '2024-01-10'],
    ['2023-06-13', '六月廿五日', '2023-06-25'],
    ['2023-06-13', '卅日', '2023-06-30'],
    ['2023-06-13', '本月内', '2023-06-30'],
    ['2023-06-13', '8月份内', '2023-08-31'],
    ['2023-06-13', '7月上旬', '2023-07-10'],
    ['2023-06-13', '下月中旬', '2023-07-20'],
    ['2024-01-05', '2月下旬', '2024-02-29'],
    ['2023-06-13', '中旬', '2023-06-20'],
    ['2023-06-13', '上旬', 'past'],
    ['2023-06-13', '中旬前', 'which-day'],
    ['2023-06-13', '本季度末', '2023-06-30'],
    ['2023-06-13', '季度末前', '2023-06-30'],
    ['2023-12-31', '下季度末', '2024-03-31'],
    ['2023-06-13', '三季度末', '2023-09-30'],
    ['2023-06-13', '第四季度', '2023-12-31'],
    ['2022-12-10', '一季度末前', '2023-03-31'],
    ['2023-06-13', '上半年', '2023-06-30'],
    ['2023-07-01', '上半年', 'which-year'],
    ['2023-07-31', '上半年', '2024-06-30'],
    ['2023-06-13', '明年上半年', '2024-06-30'],
    ['2023-06-13', '下半年内', '2023-12-31'],
    ['2023-06-13', '年内', '2023-12-31'],
    ['2023-06-13', '年底前', '2023-12-31'],
    ['2023-12-31', '年底前', '2023-12-31'],
    ['2023-06-13', '年中', 'which-day'],
    ['2023-06-13', '年前', 'which-day'],
    ['2023-06-13', '月初', 'which-day'],
    ['2023-06-13', '月中', 'which-day'],
    ['2023-06-13', '7月', 'which-day'],
    ['2023-06-13', '7月前', 'which-day'],
    ['2023-06-13', '明年3月', 'which-day'],
    ['2023-06-13', '三季度', '2023-09-30'],
    ['2023-06-13', '三季度前', 'which-day'],
    ['2023-06-13', '23年7月1日', 'which-year'],
    ['2023-06-13', '6月31日', 'no-such-day'],
    ['2023-06-13', '13月底', 'no-such-day'],
    ['2023-02-28', '2月29日', 'which-year'],
    ['2023-04-28', '2月29日', '2024-02-29'],
    ['2023-06-13', '昨天', '2023-06-12'],
    ['2023-06-13', '即日', '2023-06-13'],
  ])('on %s, %s is %s', (now, text, expected) => {
    expect(read(text, now)).toBe(expected)
  })
})

describe('on the very last day of it, today is still meant', () => {
  test.each([
    ['本周五', '2022-11-25'],
    ['本周内', '2022-11-25'],
    ['本月底', '2022-11-30'],
    ['本月中旬', '2022-11-20'],
    ['国庆节前', '2022-09-30'],
    ['年底', '2022-12-31'],
    ['本季度末', '2022-12-31'],
  ])('%s on %s', (text, now) => {
    expect(read(text, now)).toBe(now)
  })
})

describe('a term as long as no campaign has is unreadable, not a day far off', () => {
  test.each(['9999天内', '9999周内', '9999个月内', '9999个工作日内', '节后9999个工作日内', '春节后0个工作日内'])(
    '%s',
    (text) => {
      expect(read(text)).toBe('unreadable')
    },
  )
})

test('words in front and behind say nothing of the day, one after the other', () => {
  expect(read('争取于5月31日前完成')).toBe('2023-05-31')
  expect(read('预计在最晚5月31日前办结')).toBe('2023-05-31')
  expect(read('截止5月31日')).toBe('2023-05-31')
  expect(read('限5月31日')).toBe('2023-05-31')
})

describe('what may be one of several days is asked back', () => {
  test.each([
    ['6月30日左右', 'which-day'],
    ['月底前后', 'which-day'],
    ['大概6月底', 'which-day'],
    ['6月1日至5日', 'which-day'],
    ['6月30日-7月5日', 'which-day'],
    ['6月30日或7月15日', 'which-day'],
    ['6.1-6.5', 'which-day'],
    ['月底或下月初', 'which-day'],
    ['农历八月十五', 'lunar'],
    ['腊月二十三前', 'lunar'],
    ['正月十五前', 'lunar'],
    ['八月初五', 'lunar'],
    ['除夕前', 'lunar'],
    ['下午三点前', 'with-time'],
    ['6月30日17:00', 'with-time'],
    ['6月30日下午', 'with-time'],
    ['半小时内', 'with-time'],
    ['2023-05-31T10:00', 'with-time'],
  ])('%s: %s', (text, fault) => {
    expect(read(text, '2023-06-13')).toBe(fault)
  })
})

test('a day as it is shown is read back as the same day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 335 }), (now, ahead) => {
      const later = addDays(now, ahead)
      expect(readDay(showDay(later, now), from(now))).toEqual({ day: later })
    }),
  )
})

test('whatever is typed, a reading never lies before today unless a year or a past month was written', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (now, month, date) => {
      const reading = readDay(`${month}月${date}日`, from(now))
      if ('day' in reading) expect(reading.day >= now && reading.day <= addDays(now, 335)).toBe(true)
      else expect(['no-such-day', 'which-year']).toContain(reading.fault)
    }),
  )
})

/** Every phrase above that has a reading somewhere, from any day of the years the calendar knows. */
const phrases = [
  ...[
    '周五',
    '下周五前',
    '礼拜三',
    '星期天',
    '5个工作日内',
    '三个工作日后',
    '半个月内',
    '一个月内',
    '两周内',
    '一周后',
  ],
  ...[
    '国庆节前',
    '元旦前',
    '春节前',
    '五一前',
    '中秋节前',
    '春节后第一个工作日',
    '月底前',
    '下月15号',
    '十月底',
    '6.30',
  ],
  ...[
    '下旬',
    '三季度末',
    '季度末',
    '上半年',
    '年底前',
    '年内',
    '元月5日',
    '廿五日',
    '明天',
    '本周内',
    '下周内',
    '卅日',
  ],
]
const knownDay = fc.integer({ min: 0, max: 365 * 8 }).map((days) => addDays(day('2018-01-01'), days))

test('words for a day to come never name one that is past', () => {
  fc.assert(
    fc.property(knownDay, fc.constantFrom(...phrases), (now, text) => {
      const reading = readDay(text, from(now))
      if ('day' in reading) expect(reading.day >= now).toBe(true)
      else expect(['no-such-day', 'which-year', 'past', 'no-calendar', 'which-day']).toContain(reading.fault)
    }),
    { numRuns: 500 },
  )
})

test('a number of workdays ends on one, with exactly that many passed', () => {
  fc.assert(
    fc.property(knownDay, fc.integer({ min: 1, max: 30 }), (now, count) => {
      const reading = readDay(`${count}个工作日内`, from(now))
      if (!('day' in reading)) return
      const passed = Array.from({ length: 90 }, (_, index) => addDays(now, index + 1)).filter(
        (one) => one <= reading.day,
      )
      expect(passed.filter((one) => isWorkday(calendar, one).workday)).toHaveLength(count)
      expect(isWorkday(calendar, reading.day).workday).toBe(true)
    }),
  )
})

test('before a holiday means a day that is worked, with none worked between it and the holiday', () => {
  for (const { name, year, first } of calendar.festivals.filter(({ year }) => year >= 2019)) {
    const reading = readDay(`${year}年${name}前`, from(`${year - 1}-11-01`))
    if (!('day' in reading)) throw new Error(`${year}年${name}前: ${reading.fault}`)
    expect(isWorkday(calendar, reading.day)).toEqual({ workday: true, certain: true })
    for (let one = addDays(reading.day, 1); one < first; one = addDays(one, 1))
      expect(isWorkday(calendar, one).workday).toBe(false)
  }
})

test('what is read back in full is the same day again, and needs no second look', () => {
  fc.assert(
    fc.property(knownDay, fc.constantFrom(...phrases), (now, text) => {
      const fields = [{ name: 'deadline', label: '完成时限', kind: 'day', required: true }] as const
      const understood = understoodDays(fields, { deadline: text }, from(now))
      const [one] = understood
      if (!one) return
      expect(readDay(showFullDay(one.day).replace(/（.*/, ''), from(now))).toEqual({ day: one.day })
      expect(understoodDays(fields, withDays({ deadline: text }, understood), from(now))).toEqual([])
    }),
  )
})

test('words are read back as the day they were understood as', () => {
  const fields = [
    { name: 'due1', label: '时间节点', kind: 'day', required: true },
    { name: 'due2', label: '时间节点 2', kind: 'day', required: false },
    { name: 'text', label: '说明', kind: 'line', required: false },
  ] as const
  const values = { due1: '月底前', due2: '6月28日', text: '下周五' }
  const understood = understoodDays(fields, values, from('2023-06-13'))
  expect(understoodText(understood)).toBe('“月底前”是2023年6月30日（星期五）。请核对，没有问题就提交。')
  expect(withDays(values, understood)).toEqual({ ...values, due1: '2023-06-30' })
})

test('where nothing is read back, only months and dates themselves are taken', () => {
  expect(writtenDay('2023年6月30日', day('2023-06-13'))).toBe('2023-06-30')
  expect(writtenDay('6.30', day('2023-06-13'))).toBe('2023-06-30')
  for (const text of ['月底', '明天', '5个工作日内', '30日']) expect(writtenDay(text, day('2023-06-13'))).toBe(null)
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
