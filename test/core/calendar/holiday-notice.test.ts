import { describe, expect, test } from 'vitest'
import { addDays, DaySchema, type Day } from '../../../core/calendar/day.ts'
import {
  festivalsIn,
  isFatal,
  longestNotice,
  readNotice,
  type Arrangement,
  type NoticeDoubt,
} from '../../../core/calendar/holiday-notice.ts'
import { calendarOf, isWorkday } from '../../../core/calendar/workday.ts'
import { holidayRows } from '../../../db/holidays-node.ts'
import { notices } from '../../support/notices.ts'

const day = (text: string) => DaySchema.parse(text)
const known = holidayRows()

function arranged(text: string): Arrangement {
  const reading = readNotice(text)
  if ('fault' in reading) throw new Error(`not read: ${reading.fault}`)
  return reading
}

/** Which days of a year are worked, as the calendar sees it. */
function workdaysOf(year: number, days: { off: readonly Day[]; worked: readonly Day[] }): Day[] {
  const calendar = calendarOf({ years: [year], holidays: days.off, workdays: days.worked })
  const all = Array.from({ length: 366 }, (_, index) => addDays(day(`${year}-01-01`), index))
  return all.filter((one) => one.startsWith(`${year}`) && isWorkday(calendar, one).workday)
}

function given({ holidays }: Arrangement): { off: Day[]; worked: Day[] } {
  return { off: holidays.flatMap(({ off }) => off), worked: holidays.flatMap(({ worked }) => worked) }
}

describe.each(Object.entries(notices))('the notice for %s', (name, text) => {
  const year = Number(name)
  const arrangement = arranged(text)

  test('is of that year, has all festivals and no fatal doubt', () => {
    const { missing, doubts } = arrangement
    expect([arrangement.year, missing, doubts.filter(isFatal)]).toEqual([year, [], []])
    expect(doubts.map(({ code }) => code)).toEqual(year === 2024 ? ['encouraged'] : [])
  })

  test('leaves the same days worked as the table that ships', () => {
    const { off, worked } = given(arrangement)
    const amended = amendments[year] ?? { off: [], worked: [], kept: [] }
    const from = (workday: boolean) => known.filter((row) => row.workday === workday).map((row) => row.day)
    const later = arranged(notices[year + 1] ?? notices[year] ?? '')
    const read = {
      off: [...off, ...amended.off, ...given(later).off],
      worked: [...worked, ...amended.worked, ...given(later).worked].filter((one) => !amended.kept.includes(one)),
    }
    expect(workdaysOf(year, read)).toEqual(workdaysOf(year, { off: from(false), worked: from(true) }))
  })
})

/** What later notices changed in a year: 劳动节 of 2019, and the longer 春节 of 2020. */
const moved = arranged(
  '国务院办公厅关于调整2019年劳动节假期安排的通知 各省、自治区、直辖市人民政府：经国务院批准，现将具体事项通知如下：' +
    '2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。',
)
const amendments: Record<number, { off: Day[]; worked: Day[]; kept: Day[] }> = {
  2019: { ...given(moved), kept: [] },
  2020: { off: [day('2020-01-31')], worked: [], kept: [day('2020-02-01')] },
}

test('a notice that moves one festival says nothing about the others', () => {
  expect([moved.year, moved.holidays.length, moved.holidays[0]?.names, moved.doubts]).toEqual([2019, 1, ['劳动节'], []])
  expect(moved.missing).toEqual(['元旦', '春节', '清明节', '端午节', '中秋节', '国庆节'])
})

const days = (month: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`).join(' ')

describe('one paragraph', () => {
  const title = '关于2026年部分节假日安排的通知\n'
  test.each([
    ['元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。', '01-01 01-02 01-03', '01-04'],
    ['一、元旦 1月1日至3日放假调休，共三天', '01-01 01-02 01-03', ''],
    ['清明节：4月4日放假，4月6日（星期一）补休。', '04-04 04-06', ''],
    ['清明：4月4日（周六）放假，与周末连休。', '04-04', ''],
    ['“五一”国际劳动节：5月1日放假1天。', '05-01', ''],
    ['端午节：６月１９日（星期五）至２１日（星期日）放假，共３天。', '06-19 06-20 06-21', ''],
    ['端午节：6月1\n9日至6月 21日放假', '06-19 06-20 06-21', ''],
    ['中秋节：9月25日—27日放假。9月20日（周日）、\n9月28日调休上班', '09-25 09-26 09-27', '09-20 09-28'],
    ['中秋节：9月25日（农历八月十五，周五）放假，9月20日、26日上班', '09-25', '09-20 09-26'],
    ['国庆节：9月30日至10月2日放假', '09-30 10-01 10-02', ''],
    [
      '国庆节：10月1日至2日放假。其中，10月1日（星期四）为法定节假日，10月3日（星期六）照常公休；' +
        '10月10日（星期六）公休日调至10月2日（星期五），10月10日（星期六）上班。',
      '10-01 10-02',
      '10-10',
    ],
    ['端午节假期：6月19日至21日（周五至周日）放假', '06-19 06-20 06-21', ''],
    ['（五）端午节。6月19日起至21日放假', '06-19 06-20 06-21', ''],
    ['元旦 1月1日（周四）至3日（周六） 放假调休 共3天 1月4日（周日）上班', '01-01 01-02 01-03', '01-04'],
    ['春节：2月16日至18日放假。鼓励各单位安排职工在2月15日休息。', '02-16 02-17 02-18', ''],
    ['春节：2月16日，2月17日，2月18日放假，2月14日、2月28日上班。', '02-16 02-17 02-18', '02-14 02-28'],
    ['春节：2月16日和17日，2月18日，放假。2月14日及2月28日，上班。', '02-16 02-17 02-18', '02-14 02-28'],
    ['国庆节：10月1日至15日放假，共十五天', days('10', 1, 15), ''],
    ['春节：2月16日（除夕，周一）至18日（周三）放假', '02-16 02-17 02-18', ''],
  ])('%s', (paragraph, off, worked) => {
    const { holidays } = arranged(title + paragraph)
    const dates = (text: string) => text.split(' ').flatMap((one) => (one === '' ? [] : [`2026-${one}`]))
    expect(holidays.map((holiday) => [holiday.off, holiday.worked])).toEqual([[dates(off), dates(worked)]])
  })

  test('New Year may begin in the December before', () => {
    const text = '关于2028年部分节假日安排的通知 元旦：12月31日至1月2日放假，共3天。'
    expect(given(arranged(text)).off).toEqual(['2027-12-31', '2028-01-01', '2028-01-02'])
  })

  test('a year may be written out', () => {
    const text = '关于二〇二七年部分节假日安排的通知 元旦：1月1日放假。二○二六年十一月四日'
    expect(given(arranged(text)).off).toEqual(['2027-01-01'])
  })

  test('the year may stand in its title in another way, or before a day alone', () => {
    const years = [
      '2026年元旦、春节放假通知 ',
      '2026年劳动节放假通知 ',
      '放假通知（2026年）',
      '放假通知（2026年，2026年起执行）',
    ]
    for (const words of years) expect(arranged(`${words}元旦：1月1日放假。`).year).toBe(2026)
  })

  test('what stands behind the last holiday is no date of it', () => {
    const text = `${title}国庆节：10月1日至7日放假，共7天。节假日期间，请妥善安排值班。国务院办公厅 2025年11月4日`
    expect(given(arranged(text)).off.at(-1)).toBe('2026-10-07')
  })
})

describe('doubts', () => {
  const about = (paragraph: string) => arranged(`关于2026年部分节假日安排的通知。${paragraph}`).doubts
  test.each<[string, NoticeDoubt]>([
    ['元旦：1月1日（周五）放假。', { code: 'weekday', day: day('2026-01-01'), written: '周五' }],
    ['元旦：1月1日至3日（星期天）放假。', { code: 'weekday', day: day('2026-01-03'), written: '周天' }],
    ['元旦：1月1日至3日（周三至周六）放假。', { code: 'weekday', day: day('2026-01-01'), written: '周三' }],
    ['元旦：1月1日至3日放假，共4天。', { code: 'count', name: '元旦', written: 4, counted: 3 }],
    ['元旦：1月1日放假。1月5日上班。', { code: 'worked-anyway', name: '元旦', day: day('2026-01-05') }],
    ['国庆节：10月2日放假。', { code: 'not-in-it', name: '国庆节', day: day('2026-10-01') }],
    ['元旦：1月2日放假。', { code: 'not-in-it', name: '元旦', day: day('2026-01-01') }],
    ['劳动节：5月2日放假。', { code: 'not-in-it', name: '劳动节', day: day('2026-05-01') }],
    ['国庆节、中秋节：10月2日放假。', { code: 'not-in-it', name: '中秋节、国庆节', day: day('2026-10-01') }],
    ['春节：2月15日（星期六）至18日放假。', { code: 'weekday', day: day('2026-02-15'), written: '周六' }],
    ['春节：2月15日（星期天）至18日（周日）放假。', { code: 'weekday', day: day('2026-02-18'), written: '周日' }],
    ['国庆节：10月1日放假。建议10月12日、9月8日安排休假。', { code: 'encouraged', written: '10月12日' }],
    ['国庆节：10月1日放假。建议10月12日、9月8日安排休假。', { code: 'encouraged', written: '9月8日' }],
    ['国庆节：10月1日放假，共十天。', { code: 'count', name: '国庆节', written: 10, counted: 1 }],
    ['国庆节：10月1日放假，共12天。', { code: 'count', name: '国庆节', written: 12, counted: 1 }],
    ['春节：2月17日放假，鼓励2月16日休息。', { code: 'nothing-off', name: '春节' }],
  ])('%s', (paragraph, doubt) => {
    expect(about(paragraph)).toContainEqual(doubt)
  })

  test.each<[string, NoticeDoubt]>([
    ['春节：2月17日至30日放假。', { code: 'no-such-day', written: '2月17日至30日' }],
    ['春节：13月1日放假。', { code: 'no-such-day', written: '13月1日' }],
    ['国庆节：10月7日至1日放假。', { code: 'bad-range', written: '10月7日至1日' }],
    ['国庆节：10月1日至12月7日放假。', { code: 'bad-range', written: '10月1日至12月7日' }],
    ['国庆节：2025年10月1日至7日放假。', { code: 'other-year', written: '2025年10月1日至7日' }],
    ['国庆节：10月1日至7日放假。10月7日上班。', { code: 'off-and-worked', name: '国庆节', day: day('2026-10-07') }],
    ['国庆节：具体安排另行通知。', { code: 'nothing-off', name: '国庆节' }],
    ['国庆节：10月1日至16日放假。', { code: 'bad-range', written: '10月1日至16日' }],
    ['国庆节：12月30日至1月2日放假。', { code: 'other-year', written: '12月30日至1月2日' }],
    ['元旦：1月1日放假。元旦：1月1日至2日放假。', { code: 'named-twice', name: '元旦' }],
  ])('so grave that nothing may be saved: %s', (paragraph, doubt) => {
    expect(about(paragraph)).toContainEqual(doubt)
    expect(isFatal(doubt)).toBe(true)
  })
})

describe('what is no notice', () => {
  test.each([
    ['', 'empty'],
    ['  \n\u200b ', 'empty'],
    ['今天天气很好', 'no-holidays'],
    ['春节快乐！', 'no-holidays'],
    ['元旦：1月1日放假。', 'no-year'],
    ['元旦：2026年1月1日放假。春节：2027年2月6日放假。', 'no-year'],
    ['字'.repeat(longestNotice + 1), 'too-long'],
  ])('%.20s', (text, fault) => {
    expect(readNotice(text)).toEqual({ fault })
  })

  test('a wish without a day is no doubt, and a text may be as long as it may', () => {
    const text = '关于2026年部分节假日安排的通知 国庆节：10月1日放假。鼓励错峰出行。'
    expect(arranged(text.padEnd(longestNotice, '。')).doubts).toEqual([])
  })

  test.each([
    ['digits', '1'.repeat(longestNotice)],
    ['brackets', '1日('.repeat(5_000)],
    ['festivals', '元旦、'.repeat(6_000)],
    ['days', `2026年元旦:${'1月1日、'.repeat(3_900)}`],
    ['headings', `2026年${'元旦:1月1日放假,'.repeat(1_900)}`],
    ['dashes', `2026年元旦:1月1日${'-'.repeat(19_000)}`],
  ])('a text of nothing but %s is answered at once', (_, text) => {
    const before = performance.now()
    readNotice(text.slice(0, longestNotice))
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})

test('festivals are known by their shorter names too', () => {
  expect(['清明', '五一', '“五一”国际劳动节', '国庆、中秋', '中秋节、国庆节'].map(festivalsIn)).toEqual([
    ['清明节'],
    ['劳动节'],
    ['劳动节'],
    ['中秋节', '国庆节'],
    ['中秋节', '国庆节'],
  ])
})
