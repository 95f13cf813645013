import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import { chat, png, textOf } from '../support/chat.ts'
import { historyOf } from '../../db/history.ts'
import { viewIssue } from '../../db/issues.ts'
import { day, verification, world, type World } from '../support/world.ts'
import { reportForm as report } from '../support/samples.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

const only = <T>(list: readonly T[]): T => {
  if (list.length !== 1 || list[0] === undefined) throw new Error(`expected one, got ${list.length}`)
  return list[0]
}

describe('the whole path in chat', () => {
  test('a responsible person reports, plans, proves and applies; the office confirms and approves by card', () =>
    inChat(async (w, c) => {
      const form = only(await c.says('contact', '报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万'))
      expect(textOf(form.content)).toContain('已从您的话里读到：项目名称、事件经过、涉及金额（万元）。')
      expect(textOf(form.content)).toContain('项目名称=临港产业园标准厂房补贴')
      const done = await c.taps('contact', form, '提交', report)
      expect(done.handled).toEqual({ toast: { tone: 'good', text: '已提交' } })
      expect(textOf(form.content)).toContain('LH2022-0001 待审核\n已报送，待办公室审核。')

      const news = only(c.to(w.people.officer))
      expect(textOf(news.content)).toContain('陈联络报送了新问题，请审核。')
      await c.taps('officer', news, '确认')
      const confirming = c.to(w.people.officer).at(-1) ?? news
      await c.taps('officer', confirming, '提交', {
        confirmed: '300',
        planDue: '2022-12-08',
        deadline: '2023-03-31',
        category: 'C2',
      })
      expect(textOf(c.to(w.people.contact).at(-1)?.content ?? form.content)).toContain(
        '请在12月8日前报整改措施，完成时限2023年3月31日。',
      )

      const planning = only(await c.says('responsible', '措施 0001'))
      const plan = {
        disposition: 'fulfil',
        measure1: '核对金额',
        due1: '2022-12-31',
        measure2: '拨付到位',
        due2: '2023-03-15',
      }
      const people = { first: String(w.people.first), responsible: String(w.people.responsible) }
      await c.taps('responsible', planning, '提交', { ...plan, ...people })
      await c.taps('officer', c.to(w.people.officer).at(-1) ?? news, '措施通过')

      await c.says('responsible', '进展 0001 措施1、2已完成，补贴资金已安排')
      const photo = await c.says('responsible', '', { files: [{ name: '凭证.png', bytes: png }] })
      expect(photo.map((message) => textOf(message.content))).toEqual([
        '已收到照片，放入 LH2022-0001 的佐证材料（第 1 份）。',
      ])
      const [noted, money] = await c.says('responsible', '0001 300万今天已打款')
      if (!noted || !money) throw new Error('expected a receipt and a question')
      expect(textOf(noted.content)).toMatch(/^LH2022-0001 已记入进展。/)
      expect(textOf(money.content)).toContain('LH2022-0001 已兑现记为 300 万元（余 0 万元），对吗？')
      await c.taps('responsible', money, '对，记入')
      const submitting = only(await c.says('responsible', '销号 0001'))
      await c.taps('responsible', submitting, '提交', { text: '全部兑现' })
      expect(textOf(submitting.content)).toContain('LH2022-0001 待核查')

      w.does(
        'second',
        w.on({ serial: 'LH2022-0001' }, { type: 'close', verification: verification({ on: day('2022-12-01') }) }),
      )
      await c.says('auditor', '帮助')
      expect(textOf(c.to(w.people.responsible).at(-1)?.content ?? form.content)).toContain(
        '王强于12月1日核查通过，已销号。',
      )
    }))
})

describe('a form', () => {
  test('a missing field is met with one question, the answer completes it and nothing typed is lost', () =>
    inChat(async (_w, c) => {
      const form = only(await c.says('contact', '报送'))
      const { handled, answers } = await c.taps('contact', form, '提交', { ...report, cause: '', category: '' })
      expect(handled.toast?.tone).toBe('warn')
      expect(textOf(only(answers).content)).toBe('“事件原因”还空着：为什么没有兑现，一句话也可以。还要补：问题类别。')
      const next = only(await c.says('contact', '财政资金没有安排到位'))
      expect(textOf(next.content)).toBe('“问题类别”还空着：请回一个：1 承诺与合同履行；2 案件。')
      const done = only(await c.says('contact', '1'))
      expect(textOf(done.content)).toContain('LH2022-0001 待审核')
    }))

  test('a form left unfinished is there a week later', () =>
    inChat(async (w, c) => {
      const form = only(await c.says('contact', '报送'))
      await c.taps('contact', form, '存草稿', { title: '老厂房补贴' })
      w.clock.now += 7 * 86_400_000
      const again = only(await c.says('contact', '报送'))
      expect(textOf(again.content)).toContain('上次没填完的内容还在，接着填就行。')
      expect(textOf(again.content)).toContain('项目名称=老厂房补贴')
    }))

  test('a reply to a message the platform calls by another name asks which issue it is about', () =>
    inChat(async (w, c) => {
      const { serial } = w.to('rectifying')
      const shown = only(await c.says('responsible', `查 ${serial}`))
      const question = only(
        await c.says('responsible', '首期已拨付', { replyTo: { ...shown, messageId: 'carrier-1' } }),
      )
      expect(textOf(question.content)).toContain('“首期已拨付”说的是哪一件？')
      const { answers } = await c.taps('responsible', question, `${serial} 临港产业园标准厂房补贴`)
      expect(textOf(only(answers).content)).toContain('已记入进展。')
      const nothing = only(await c.says('stranger', '好的', { replyTo: { ...shown, messageId: 'carrier-1' } }))
      expect(textOf(nothing.content)).toContain('没看懂')
    }))

  test('a double tap returns the first result and reports once', () =>
    inChat(async (_w, c) => {
      const form = only(await c.says('contact', '报送'))
      const copy = { ...form, content: form.content }
      await c.taps('contact', copy, '提交', report)
      const second = await c.taps('contact', copy, '提交', report)
      expect(second.handled).toEqual({ toast: { tone: 'plain', text: '这一步已经办过了，结果如下。' } })
      expect(textOf(only(await c.says('contact', '查 补贴')).content)).toContain('“补贴”找到 1 件')
      expect(textOf(only(await c.says('contact', 'LH2022-0001')).content)).toContain('LH2022-0001 ')
      expect(textOf(only(await c.says('contact', '0099')).content)).toContain('没看懂')
    }))

  test('a wrong credit code and an amount nobody can read are named as such', () =>
    inChat(async (_w, c) => {
      const form = only(await c.says('contact', '报送'))
      const wrong = await c.taps('contact', form, '提交', { ...report, creditCode: '91350100M000100Y44' })
      expect(textOf(only(wrong.answers).content)).toBe('“统一社会信用代码”最后一位校验不对，请对照营业执照核对。')
      const amount = await c.taps('contact', form, '提交', { ...report, creditCode: '', involved: '三四百' })
      expect(textOf(only(amount.answers).content)).toContain('“涉及金额（万元）”看不懂')
    }))

  test('someone else cannot submit a form that is not theirs', () =>
    inChat(async (_w, c) => {
      const form = only(await c.says('contact', '报送'))
      const { handled } = await c.taps('stranger', form, '提交', report)
      expect(handled).toEqual({ toast: { tone: 'bad', text: '这张表单不是给您的，或已经失效。请重新打开。' } })
    }))

  test('a likely duplicate is shown first and reported only when meant', () =>
    inChat(async (w, c) => {
      w.to('reported')
      const form = only(await c.says('contact', '报送'))
      const asked = only((await c.taps('contact', form, '提交', report)).answers)
      expect(textOf(asked.content)).toContain('LH2022-0001')
      await c.taps('contact', asked, '仍要报送')
      expect(textOf(asked.content)).toContain('LH2022-0002 待审核')
    }))
})

describe('an out-of-date card', () => {
  test('says so and brings the fresh one', () =>
    inChat(async (w, c) => {
      const issue = w.to('plan_review')
      await c.says('auditor', '帮助')
      const card = c.to(w.people.officer).at(-1)
      if (!card) throw new Error('the officer was not told')
      w.does('second', w.on(issue, { type: 'return-plan', reason: '时间节点太晚' }))
      const { handled } = await c.taps('officer', card, '措施通过')
      expect(handled.toast).toEqual({ tone: 'warn', text: expect.stringContaining('这件事刚刚有人措施退回') })
      expect(textOf(card.content)).toContain('LH2022-0001 待报措施')
    }))

  test('a button that was never ours does nothing and says so', () =>
    inChat(async (_w, c) => {
      for (const value of [
        null,
        'x',
        [],
        { do: 'delete' },
        { do: 'open', act: 'close', serial: 'LH2022-0001', seen: 1 },
        { do: 'open' },
      ]) {
        expect((await c.tapsValue('contact', value)).handled).toEqual({
          toast: { tone: 'warn', text: '这个按钮用不了了。请发“待办”重新打开。' },
        })
      }
    }))
})

describe('words', () => {
  test('a reply in the thread of an issue card is progress on it', () =>
    inChat(async (w, c) => {
      const issue = w.to('rectifying')
      const card = only(await c.says('responsible', '查 0001'))
      const item = await c.says('responsible', '已经上会研究', { replyTo: card })
      expect(textOf(only(item).content)).toContain('没看懂')
      const { answers } = await c.tapsValue('responsible', { do: 'view', serial: issue.serial })
      expect(textOf(only(await c.says('responsible', '已经上会研究', { replyTo: only(answers) })).content)).toBe(
        'LH2022-0001 已记入进展。第 1、2 条措施还没有完成，还有 300 万元没有兑现，还没有佐证材料（照片、付款凭证等请直接发来）。',
      )
    }))

  test('an officer who replies leaves a comment and is not barred from verifying', () =>
    inChat(async (w, c) => {
      const issue = w.to('rectifying')
      const { answers } = await c.tapsValue('officer', { do: 'view', serial: issue.serial })
      expect(textOf(only(await c.says('officer', '请加快', { replyTo: only(answers) })).content)).toBe(
        'LH2022-0001 已记为留言。',
      )
    }))

  test('what is not understood gets the help card', () =>
    inChat(async (_w, c) => {
      expect(textOf(only(await c.says('contact', '今天天气不错')).content)).toContain(
        '没看懂。可以试试：报送、待办、进展 0007 …、帮助',
      )
    }))

  test("another unit's issue reads exactly as one that does not exist", () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      const real = only(await c.says('stranger', '进展 LH2022-0001 已打款'))
      const none = only(await c.says('stranger', '进展 LH2022-0009 已打款'))
      expect(textOf(real.content)).toBe(textOf(none.content).replace('0009', '0001'))
    }))

  test('the same event twice works once', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await c.says('responsible', '进展 0001 已上会', { eventId: 'same' })
      expect(await c.says('responsible', '进展 0001 已上会', { eventId: 'same' })).toEqual([])
    }))
})

describe('money in a reply', () => {
  test('is recorded only when confirmed, by a word as well as by the button; the words themselves at once', () =>
    inChat(async (w, c) => {
      const { serial } = w.to('rectifying')
      const settled = () => viewIssue(w.db, w.as('officer'), serial, w.clock.now)?.issue.settled
      await c.says('responsible', '进展 0001 首期100万今天已打款')
      expect([settled(), historyOf(w.db, serial).at(-1)?.event]).toMatchObject([0, { text: '首期100万今天已打款' }])
      expect(textOf(only(await c.says('responsible', '对')).content)).toMatch(/^LH2022-0001 已记入进展。/)
      expect(settled()).toBe(100_000_000)
    }))

  test('that is denied opens the form to put it right', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      await c.says('responsible', '进展 0001 首期100万今天已打款')
      expect(textOf(only(await c.says('responsible', '不对')).content)).toContain('已兑现金额（万元）=100')
    }))

  test('beyond what is owed is said at once, not asked about: it could not be recorded', () =>
    inChat(async (w, c) => {
      const { serial } = w.to('rectifying')
      const paid = { text: '全部拨付', percent: null, settled: 300_000_000, done: [] }
      w.does('responsible', w.on({ serial }, { type: 'progress', ...paid }))
      const said = (await c.says('responsible', '进展 0001 又有50万今天已打款')).map(({ content }) => textOf(content))
      expect(said.at(-1)).toBe(
        '话已记入进展，金额没有另记：核定 300 万元，已兑现 300 万元，再加就超过核定了。金额有误的，请办公室更正。',
      )
      expect(historyOf(w.db, serial).at(-1)?.event).toMatchObject({ text: '又有50万今天已打款', settled: null })
    }))

  test('that is the total as it stands is no payment: nothing is asked', () =>
    inChat(async (w, c) => {
      const { serial } = w.to('rectifying')
      const paid = { text: '首期', percent: null, settled: 100_000_000, done: [] }
      w.does('responsible', w.on({ serial }, { type: 'progress', ...paid }))
      const said = (await c.says('responsible', '进展 0001 累计已打款100万')).map(({ content }) => textOf(content))
      expect(said.join('\n')).toContain('已记入进展。')
      expect(said.join('\n')).not.toContain('对吗')
    }))
})

test('a form begun before the issue changed begins anew and does not pass for current', () =>
  inChat(async (w, c) => {
    const issue = w.to('reported')
    await c.says('auditor', '帮助')
    const news = c.to(w.people.officer)[0]
    if (!news) throw new Error('the officer was not told')
    const stale = only((await c.taps('officer', news, '确认')).answers)
    w.does('contact', w.on(issue, { type: 'supplement', text: '金额更正', changed: { involved: 100_000_000 } }))
    const { answers } = await c.tapsValue('officer', { do: 'view', serial: issue.serial })
    const fresh = only((await c.taps('officer', only(answers), '确认')).answers)
    expect(textOf(fresh.content)).toContain('核定金额（万元）=100')
    const late = await c.taps('officer', stale, '提交', { planDue: '2022-12-08', deadline: '2023-03-31' })
    expect(late.handled.toast?.text).toContain('您的操作没有执行')
  }))

describe('files', () => {
  test('a file without an issue asks which one, and goes where the person says', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      w.to('rectifying')
      const question = only(await c.says('responsible', '', { files: [{ name: '合同.png', bytes: png }] }))
      expect(textOf(question.content)).toContain('收到 1 份材料，放到哪一件？')
      const { answers } = await c.taps('responsible', question, 'LH2022-0002 临港产业园标准厂房补贴')
      expect(answers.map((message) => textOf(message.content))).toEqual([
        '已收到照片，放入 LH2022-0002 的佐证材料（第 1 份）。',
      ])
    }))

  test('a program, an empty file and an archive are refused by name', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      const exe = Uint8Array.from([0x4d, 0x5a, 0x90, 0])
      const answers = await c.says('responsible', '', {
        files: [
          { name: '凭证.pdf', bytes: exe },
          { name: '空.txt', bytes: new Uint8Array() },
        ],
      })
      expect(answers.map((message) => textOf(message.content)).sort()).toEqual([
        '“凭证.pdf”的格式收不了。请发照片、PDF、Word、Excel、PPT、WPS、OFD 或文本文件，不要发压缩包。',
        '“空.txt”是空文件，请重新发一次。',
      ])
    }))
})

describe('strangers and groups', () => {
  test('someone unbound can only send a binding code', () =>
    inChat(async (_w, c) => {
      const who = { stranger: 'ou_unknown' }
      expect(textOf(only(await c.says(who, '待办')).content)).toBe(
        '还不认识您。请把办公室给您的 6 位绑定码发给我，例如：绑定 482 913',
      )
      expect(textOf(only(await c.says(who, '绑定 000 000')).content)).toBe(
        '绑定码不对或已经失效。请核对后再发，或请办公室重新给一个。',
      )
    }))

  test('after five wrong codes within an hour not even a right one works', () =>
    inChat(async (_w, c) => {
      const who = { stranger: 'ou_guesser' }
      for (let n = 0; n < 5; n++) await c.says(who, `绑定 00000${n}`)
      expect(textOf(only(await c.says(who, '绑定 000 000')).content)).toContain('试错太多次了')
    }))

  test('in a group only the serial is said, and only when the bot is mentioned and the group is known', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      expect(await c.says('responsible', '进展 0001 已打款', { group: 'g1', mentioned: false })).toEqual([])
      expect(await c.says('responsible', '进展 0001 已打款', { group: 'g1', external: true })).toEqual([])
      expect(textOf(only(await c.says('responsible', '进展 0001 已打款', { group: 'g1' })).content)).toContain(
        '这个群还没有登记',
      )
    }))
})
