import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isWorkday } from '../../core/calendar/workday.ts'
import { mendedDaysOf, officeCalendar } from '../../db/calendar.ts'
import { officeHours } from '../../db/office-hours.ts'
import { officeStory } from '../../db/office-events.ts'
import { type Browser, desk, type Desk, wordsOn } from '../support/console.ts'
import { notices } from '../support/notices.ts'
import { day } from '../support/world.ts'

let office: Desk
beforeEach(() => {
  office = desk()
  office.world.clock.now = Date.parse('2025-11-27T09:00+08:00')
})
afterEach(() => office.close())

const notice = notices[2026] ?? ''

async function sends(who: Browser, path: string, fields: Record<string, string>) {
  const page = (await who.get('/calendar')).text
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  return who.post(path, { csrf, ...fields })
}

const worked = (text: string) => isWorkday(officeCalendar(office.world.db), day(text))

describe('the calendar', () => {
  test('is read by the office and auditors, changed by the administrator, and nobody else knows of it', async () => {
    for (const who of ['officer', 'director', 'auditor'] as const) {
      const opened = await office.signIn(who)
      const page = await opened.get('/calendar')
      expect([page.status, wordsOn(page.text).includes('粘贴放假通知')]).toEqual([200, false])
      for (const path of ['/calendar/notice', '/calendar/day', '/calendar/hours'])
        expect((await sends(opened, path, { text: notice, confirm: 'yes' })).status).toBe(404)
    }
    const administrator = await office.signIn('administrator')
    expect(wordsOn((await administrator.get('/calendar')).text)).toContain('粘贴放假通知')
    expect((await (await office.signIn('leader')).get('/calendar')).status).toBe(404)
  })

  test('flags years without an arrangement, on the desk of the office too, until they have one', async () => {
    const sentence = '2026年放假安排尚未录入，之后的工作日按周一至周五推算'
    for (const who of ['officer', 'administrator'] as const) {
      const opened = await office.signIn(who)
      for (const path of ['/', '/calendar']) expect(wordsOn((await opened.get(path)).text)).toContain(sentence)
    }
    expect(wordsOn((await (await office.signIn('auditor')).get('/')).text)).not.toContain('放假安排')
    const administrator = await office.signIn('administrator')
    await sends(administrator, '/calendar/notice', { text: notice, confirm: 'yes' })
    expect(wordsOn((await administrator.get('/')).text)).not.toContain(sentence)
  })

  test('shows days off and worked weekends in words', async () => {
    const administrator = await office.signIn('administrator')
    await sends(administrator, '/calendar/notice', { text: notice, confirm: 'yes' })
    const page = wordsOn((await administrator.get('/calendar?year=2026')).text)
    expect(page).toContain('国庆节 1–7日休，10日班')
    expect(page).toContain('全年 248 个工作日')
    expect((await administrator.get('/calendar?year=9999')).status).toBe(200)
  })
})

describe('a pasted notice', () => {
  test('is shown as read, saved only when confirmed, and once', async () => {
    const administrator = await office.signIn('administrator')
    const preview = await sends(administrator, '/calendar/notice', { text: notice })
    expect([preview.status, worked('2026-10-01').workday]).toEqual([200, true])
    expect(wordsOn(preview.text)).toContain('春节 2月15–23日 9 2月14日 、 2月28日')
    const confirm = () => sends(administrator, '/calendar/notice', { text: notice, confirm: 'yes' })
    const saved = await confirm()
    expect([saved.status, saved.headers.get('location'), worked('2026-10-01')]).toEqual([
      303,
      '/calendar?year=2026',
      { workday: false, certain: true },
    ])
    expect((await confirm()).status).toBe(303)
    expect(wordsOn((await administrator.get('/calendar')).text)).toContain('与已经录入的一样，没有改动。')
    expect(officeStory(office.world.db, 9).map(({ by }) => by)).toEqual([office.world.people.administrator])
    const again = await sends(administrator, '/calendar/notice', { text: notice })
    expect(wordsOn(again.text)).toContain('与已经录入的一样，不用再录。')
    expect(again.text).not.toContain('name="confirm"')
  })

  test('with doubts is saved only when they were looked at', async () => {
    const administrator = await office.signIn('administrator')
    const doubtful = notice.replace('共9天', '共8天').replace('1月4日（周日）', '1月4日（周六）')
    const asked = await sends(administrator, '/calendar/notice', { text: doubtful })
    const words = wordsOn(asked.text)
    expect(words).toContain('春节写的是共 8 天，按起止日期是 9 天。')
    expect(words).toContain('1月4日写的是周六，实际是周日。')
    const unchecked = await sends(administrator, '/calendar/notice', { text: doubtful, confirm: 'yes' })
    expect([unchecked.status, wordsOn(unchecked.text).includes('请先对照原文核对')]).toEqual([422, true])
    expect(worked('2026-10-01').certain).toBe(false)
    const checked = { text: doubtful, confirm: 'yes', checked: 'yes' }
    expect((await sends(administrator, '/calendar/notice', checked)).status).toBe(303)
    expect(worked('2026-10-01').certain).toBe(true)
  })

  test('of another year is doubted in one sentence, not in twenty', async () => {
    const text = (notices[2025] ?? '').replaceAll('2025年', '2027年')
    const asked = wordsOn((await sends(await office.signIn('administrator'), '/calendar/notice', { text })).text)
    expect(asked).toContain('有 16 个日期与写的星期对不上')
    expect(asked.split('写的是周').length).toBe(2)
  })

  test.each([
    ['nothing', '', '还没有粘贴'],
    ['something else', '关于开展自查的通知', '没有读到放假安排'],
    ['a festival alone', '关于2026年部分节假日安排的通知 元旦：1月1日放假。', '2026年还没有录入过，请粘贴通知全文。'],
    ['what contradicts itself', notice.replace('10月10日（周六）上班', '10月6日上班'), '国庆节的10月6日又放假又上班。'],
    ['far too much', '元旦：'.repeat(8_000), '文字太长（超过 2 万字）'],
    ['marks', '<script>alert(1)</script>2026年元旦：1月1日放假', '没有读到春节'],
  ])('of %s is answered with what to do, and nothing is saved', async (_, text, sentence) => {
    const administrator = await office.signIn('administrator')
    const answer = await sends(administrator, '/calendar/notice', { text, confirm: 'yes', checked: 'yes' })
    expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
    expect(answer.text).not.toContain('<script>alert')
    expect(officeCalendar(office.world.db).years.size).toBe(0)
  })
})

describe('a day set by hand', () => {
  const mend = (who: Browser, fields: Record<string, string>) => sends(who, '/calendar/day', fields)

  test('is worked or off as the administrator says, with what orders it', async () => {
    const administrator = await office.signIn('administrator')
    const saved = await mend(administrator, { day: '2025-12-01', to: 'off', reason: '市政府通知' })
    expect([saved.status, worked('2025-12-01').workday]).toEqual([303, false])
    const page = wordsOn((await administrator.get('/calendar')).text)
    expect(page).toContain('1日 改为放假 市政府通知')
    expect(page).toContain('2025-12-01 改为放假：市政府通知 钱管理，2025-11-27 09:00')
  })

  test.each([
    [{ day: '13月1日', to: 'off', reason: '通知' }, '请填写日期'],
    [{ day: '2025-12-01', to: '', reason: '通知' }, '请选择放假或上班'],
    [{ day: '2025-12-01', to: 'off', reason: ' ' }, '请填写依据'],
    [{ day: '2025-12-06', to: 'off', reason: '通知' }, '12月6日本来就放假'],
    [{ day: '2025-12-01', to: 'work', reason: '通知' }, '12月1日本来就上班'],
  ])('%o is refused at its field', async (fields, sentence) => {
    const answer = await mend(await office.signIn('administrator'), fields)
    expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
    expect(mendedDaysOf(office.world.db)).toEqual([])
  })
})

describe('office hours', () => {
  test('are set by the administrator and read by the office', async () => {
    const set = { opens: '9：00', closes: '17:30' }
    expect((await sends(await office.signIn('administrator'), '/calendar/hours', set)).status).toBe(303)
    expect(officeHours(office.world.db)).toEqual({ from: 540, to: 1050 })
    expect(wordsOn((await (await office.signIn('officer')).get('/calendar')).text)).toContain('09:00–17:30')
  })

  test.each([
    [{ opens: '九点', closes: '18:00' }, '请写成几点几分，如 08:30'],
    [{ opens: '08:30', closes: '25:00' }, '不晚于 23:59'],
    [{ opens: '18:00', closes: '08:30' }, '结束时间要晚于开始时间'],
  ])('%o are refused', async (fields, sentence) => {
    const answer = await sends(await office.signIn('administrator'), '/calendar/hours', fields)
    expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
    expect(officeHours(office.world.db)).toEqual({ from: 510, to: 1080 })
  })
})
