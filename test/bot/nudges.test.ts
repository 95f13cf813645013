import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import { nudgeDue } from '../../bot/nudge.ts'
import type { Platform } from '../../bot/platform.ts'
import { previewDue } from '../../bot/preview.ts'
import { tick } from '../../bot/tick.ts'
import { startOfDay } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { sendAgain } from '../../db/outbox-ends.ts'
import { bindGroup } from '../../db/groups.ts'
import { claimDue } from '../../db/outbox.ts'
import { nudges, outbox } from '../../db/schema.ts'
import { chat, textOf, type SentMessage } from '../support/chat.ts'
import { day, particulars, terms } from '../support/samples.ts'
import { world, type World } from '../support/world.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

/** The clock comes to 09:00 of a day, and what is due is said. */
async function comes(w: World, c: ReturnType<typeof chat>, text: string): Promise<void> {
  w.clock.now = startOfDay(day(text)) + 9 * 3_600_000
  await tick(c.office)
}

function last(messages: readonly SentMessage[]): SentMessage {
  const message = messages.at(-1)
  if (!message) throw new Error('nothing was said')
  return message
}

const read = (message: SentMessage) => textOf(message.content)

describe('the message of a workday', () => {
  test('says what is wanted by when, what comes next, and carries the buttons', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await comes(w, c, '2022-12-28')
      expect(read(last(c.to(w.people.responsible)))).toBe(
        [
          '今天要办的 1 件事',
          'LH2022-0001 临港产业园标准厂房补贴',
          '时间节点“核对补贴金额” 12月31日（还有 2 个工作日） · 措施 0/2 已完成',
          '逾期第 1 个工作日将告知第一责任人。',
          '[更新进展]',
          '[申请销号]',
          '[申请延期]',
          '[已知悉]',
        ].join('\n'),
      )
    }))

  test('that may or may not have arrived is said again when the office asks for it', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await tick(c.office)
      const demo = c.office.platforms.get('demo')
      if (!demo) throw new Error('no platform')
      const capabilities = { ...demo.capabilities, keyLivesMs: 3_600_000 }
      const office = { ...c.office, platforms: new Map([['demo' as const, { ...demo, capabilities }]]) }
      const nudge = () => w.db.select().from(outbox).where(eq(outbox.rank, 'nudge')).all().at(-1)
      c.faults.push({ outcome: 'unknown', why: 'time-out' })
      await comes(w, { ...c, office }, '2022-12-28')
      w.clock.now += 61 * 60_000
      await tick(office)
      expect(nudge()?.state).toBe('unknown')
      const before = c.sent.length
      transact(w.db, (tx) => sendAgain(tx, nudge()?.id ?? 0, w.clock.now))
      await tick(office)
      expect(c.sent.slice(before).map(read)).toEqual([expect.stringContaining('LH2022-0001')])
      expect(
        w.db
          .select()
          .from(nudges)
          .where(eq(nudges.outbox, nudge()?.id ?? 0))
          .all(),
      ).toMatchObject([{ state: 'sent' }])
    }))

  test('tells the office whose it is and what it is advised to do', () =>
    inChat(async (w, c) => {
      const issue = w.to('rectifying')
      w.does('responsible', w.on(issue, { type: 'progress', text: '已办', percent: 90, settled: null, done: [1, 2] }))
      await comes(w, c, '2023-04-05')
      const text = read(last(c.to(w.people.officer)))
      expect(text).toContain('请关注：1 件事临期或逾期')
      expect(text).toContain('完成时限 3月31日（已逾期 3 个工作日）')
      expect(text).toContain('责任单位 临港区 · 具体责任人 刘具体')
      expect(text).toContain('建议发督办函')
      expect(read(last(c.to(w.people.first)))).not.toContain('建议')
    }))

  test('puts what its reader has to do before what they only watch, and counts them apart', () =>
    inChat(async (w, c) => {
      w.to('planning')
      w.clock.now = startOfDay(day('2022-12-09')) + 9 * 3_600_000
      w.does('contact', w.report({ particulars: particulars({ title: '刚报的一件' }) }))
      await comes(w, c, '2022-12-13')
      const text = read(last(c.to(w.people.officer)))
      expect(text).toContain('今天要办的 1 件事，另请关注 1 件')
      expect(text.indexOf('LH2022-0002 刚报的一件')).toBeLessThan(text.indexOf('LH2022-0001'))
    }))

  test('says what comes next of which one where not all come to the same', () =>
    inChat(async (w, c) => {
      w.to('planning')
      const issue = w.does('contact', w.report({ particulars: particulars({ title: '另一件' }) }))
      w.does('officer', w.on(issue, { type: 'confirm', ...terms(), planDue: day('2022-12-12') }))
      await comes(w, c, '2022-12-09')
      const text = read(last(c.to(w.people.responsible)))
      expect(text).toContain('LH2022-0001：逾期第 3 个工作日将告知牵头单位、办公室。')
      expect(text).toContain('LH2022-0002：逾期第 1 个工作日将告知第一责任人。')
    }))

  test('threatens nothing about a deadline while a request to move it, made in time, is undecided', () =>
    inChat(async (w, c) => {
      const issue = w.to('rectifying')
      w.does('responsible', w.on(issue, { type: 'progress', text: '已办', percent: 90, settled: null, done: [1, 2] }))
      await c.says('contact', '延期 0001 2023-05-15 资金第二季度才能到位')
      await comes(w, c, '2023-03-31')
      const text = read(last(c.to(w.people.responsible)))
      expect(text).toContain('申请延期至5月15日，待答复')
      expect(text).not.toContain('将告知')
    }))

  test('has ten items with buttons and counts the rest', () =>
    inChat(async (w, c) => {
      for (let n = 1; n <= 12; n += 1) {
        const issue = w.does('contact', w.report({ particulars: particulars({ title: `第 ${n} 件` }) }))
        w.does('officer', w.on(issue, { type: 'confirm', ...terms() }))
      }
      await comes(w, c, '2022-12-08')
      const text = read(last(c.to(w.people.responsible)))
      expect(text).toContain('今天要办的 12 件事')
      expect(text.match(/报措施期限 12月8日（今天到期）/g)).toHaveLength(10)
      expect(text).toContain('还有 2 件，发“待办”查看。')
    }))

  test('is not sent where everything in it was done meanwhile', () =>
    inChat(async (w, c) => {
      const issue = w.to('planning')
      c.faults.push(...Array.from({ length: 30 }, () => ({ outcome: 'throttled' as const, retryAfterMs: 600_000 })))
      await comes(w, c, '2022-12-08')
      c.faults.length = 0
      const { first, responsible } = w.people
      const measures = [{ text: '拨付', due: day('2023-03-15') }]
      const made = { type: 'plan' as const, disposition: 'fulfil' as const, measures, first, responsible }
      w.does('responsible', w.on(issue, { ...made, caseNumber: null, courtDate: null }))
      w.clock.now += 700_000
      await tick(c.office)
      expect(c.to(w.people.responsible).map(read).join()).not.toContain('报措施期限')
      const states = new Set(
        w.db
          .select()
          .from(nudges)
          .all()
          .filter(({ kind }) => kind === 'plan')
          .map(({ state }) => state),
      )
      expect(states).toEqual(new Set(['skipped', 'withdrawn']))
    }))
})

test('what was said on an earlier day is marked as past once there is a newer message', () =>
  inChat(async (w, c) => {
    w.to('rectifying')
    await comes(w, c, '2022-12-27')
    const card = last(c.to(w.people.responsible))
    await comes(w, c, '2022-12-29')
    expect(read(card)).toBe(
      [
        '12月27日的提醒',
        'LH2022-0001 临港产业园标准厂房补贴',
        '时间节点“核对补贴金额” 12月31日（还有 1 个工作日） · 措施 0/2 已完成',
        '这张卡片已过期，最新的在下面。',
      ].join('\n'),
    )
    expect(read(last(c.to(w.people.responsible)))).toContain('（还有 1 个工作日）')
  }))

test('a process that died before it said anything leaves nothing in doubt, hours later either', () =>
  inChat(async (w, c) => {
    w.to('rectifying')
    await comes(w, c, '2022-12-26')
    w.clock.now = startOfDay(day('2022-12-27')) + 9 * 3_600_000
    await nudgeDue(w.db, w.clock.now, () => Promise.resolve())
    transact(w.db, (tx) => claimDue(tx, w.clock.now, 100))
    const forgetful = {
      ...c.office.platforms.get('demo'),
      capabilities: { forms: true, taps: true, updates: true, keyLivesMs: 3_600_000 },
    }
    w.clock.now += 2 * 3_600_000
    await tick({ ...c.office, platforms: new Map([['demo', forgetful as Platform]]) })
    expect(read(last(c.to(w.people.responsible)))).toContain('（还有 3 个工作日）')
  }))

describe('its reader answers', () => {
  test('已知悉: the office can see it, and the card says so', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await comes(w, c, '2022-12-28')
      const card = last(c.to(w.people.responsible))
      const { handled } = await c.taps('responsible', card, '已知悉')
      expect(handled.toast).toEqual({ tone: 'good', text: '已知悉（09:00），办公室能看到。事情办完请更新进展。' })
      w.clock.now += 1000
      await tick(c.office)
      expect(read(card)).toContain('已知悉（09:00）')
      expect(read(card)).not.toContain('[已知悉]')
      expect(
        w.db
          .select()
          .from(nudges)
          .all()
          .filter(({ readAt }) => readAt !== null),
      ).toHaveLength(1)
    }))

  test('a reply to a message about one issue is progress on it', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await comes(w, c, '2022-12-28')
      const card = last(c.to(w.people.responsible))
      const [answer] = await c.says('responsible', '已经核对完了', { replyTo: card })
      expect(answer && read(answer)).toMatch(/^LH2022-0001 已记入进展/)
    }))

  test('a reply to a message about several is asked which one it means, and then recorded once', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      const other = w.does('contact', w.report({ particulars: particulars({ title: '拖欠工程款' }) }))
      w.does('officer', w.on(other, { type: 'confirm', ...terms(), planDue: day('2022-12-29') }))
      await comes(w, c, '2022-12-28')
      const card = last(c.to(w.people.responsible))
      expect(read(card)).toContain('今天要办的 2 件事')
      const [question] = await c.says('responsible', '今天办了', { replyTo: card })
      if (!question) throw new Error('no question')
      expect(read(question)).toBe(
        ['“今天办了”说的是哪一件？', '[LH2022-0002 拖欠工程款]', '[LH2022-0001 临港产业园标准厂房补贴]'].join('\n'),
      )
      const asked = { ...question }
      await c.taps('responsible', question, 'LH2022-0001 临港产业园标准厂房补贴')
      expect(read(question)).toContain('LH2022-0001 整改中\n已记入进展。')
      const again = await c.taps('responsible', asked, 'LH2022-0001 临港产业园标准厂房补贴')
      expect(again.handled.toast?.text).toBe('这一步已经办过了，结果如下。')
    }))

  test("somebody else's 已知悉 is none", () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await comes(w, c, '2022-12-28')
      const card = last(c.to(w.people.responsible))
      const { handled } = await c.taps('stranger', card, '已知悉')
      expect(handled.toast?.tone).toBe('warn')
      expect(
        w.db
          .select()
          .from(nudges)
          .all()
          .every(({ readAt }) => readAt === null),
      ).toBe(true)
    }))
})

test('a group reads serial, title without the enterprise, unit, date and state, and calls whoever answers', () =>
  inChat(async (w, c) => {
    const named = particulars({ title: '拖欠某某科技有限公司厂房补贴' })
    const issue = w.does('contact', w.report({ particulars: named }))
    w.does('officer', w.on(issue, { type: 'confirm', ...terms() }))
    const act = { actor: w.as('officer'), now: w.clock.now }
    transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'oc_port', unit: w.units.port }, act))
    await comes(w, c, '2022-12-08')
    const list = last(c.sent.filter(({ to }) => to.kind === 'group'))
    expect(read(list)).toBe(
      ['今日到期 1 项', 'LH2022-0001 拖欠某企业厂房补贴', '临港区 · 报措施期限 12月8日（今天到期） · 待报措施'].join(
        '\n',
      ),
    )
    const [item] = list.content.kind === 'card' ? list.content.blocks : []
    expect(item?.type === 'item' && item.mentions?.map(({ name }) => name)).toEqual(['陈联络', '刘具体'])
  }))

test('a preview says what would be said, to whom and by which rule, and does nothing', () =>
  inChat(async (w, c) => {
    w.to('rectifying')
    await tick(c.office)
    const before = w.db.select().from(outbox).all()
    w.clock.now = startOfDay(day('2022-12-28')) + 9 * 3_600_000
    const [first, ...others] = previewDue(c.office).filter(({ to }) => to === '刘具体')
    expect(others).toEqual([])
    expect(first?.text).toContain('今天要办的 1 件事')
    expect(first?.rules).toEqual([
      { subject: 'LH2022-0001', date: '2022-12-31', rule: '第 1 条措施时间节点，到期前第 3 个工作日（本产品设定）' },
    ])
    expect(w.db.select().from(outbox).all()).toEqual(before)
    expect(w.db.select().from(nudges).all()).toEqual([])
  }))
