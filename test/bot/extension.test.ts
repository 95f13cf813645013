import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import type { Issue } from '../../core/issue.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue } from '../../db/ledger.ts'
import { chat, textOf, type SentMessage } from '../support/chat.ts'
import { oneDay, world, type World } from '../support/world.ts'

/** An issue in 整改中, due on 2023-03-31; it is 1 December 2022. */
const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    w.to('rectifying')
    return work(w, chat(w))
  })

const serial = 'LH2022-0001'
const now = (w: World): Issue => {
  const issue = findIssue(w.db, serial)
  if (!issue) throw new Error('no issue')
  return issue
}
const only = (list: readonly SentMessage[]): SentMessage => {
  if (list.length !== 1 || list[0] === undefined) throw new Error(`expected one, got ${list.length}`)
  return list[0]
}
const words = (list: readonly SentMessage[]) => list.map(({ content }) => textOf(content)).join('\n---\n')
const last = (w: World, c: ReturnType<typeof chat>, who: keyof World['people']): SentMessage => {
  const message = c.to(w.people[who]).at(-1)
  if (!message) throw new Error('nothing was sent')
  return message
}
const typesOf = (w: World) => historyOf(w.db, serial).map(({ event }) => event.type)
const asks = '延期 0001 2023-05-15 财政资金第二季度才能到位'

describe('延期 in words', () => {
  test('asks for more time behind the serial too, where it would be mistaken for progress', () =>
    inChat(async (w, c) => {
      const said = words(await c.says('contact', '0001 延期到2023年5月15日，财政资金第二季度才能到位'))
      expect(said).toContain('已申请延期至2023年5月15日（星期一），待办公室答复。')
      expect(typesOf(w)).not.toContain('progressed')
    }))

  test('a sentence behind the serial that only speaks of it stays progress', () =>
    inChat(async (w, c) => {
      const before = typesOf(w)
      await c.says('contact', '0001 延期到位，企业已知晓')
      expect(now(w).extension).toBe(null)
      expect(typesOf(w)).toHaveLength(before.length + 1)
    }))

  test('a day with its year and a reason ask at once; the answer says the day that was understood', () =>
    inChat(async (w, c) => {
      const said = words(await c.says('contact', asks))
      expect(said).toContain('已申请延期至2023年5月15日（星期一），待办公室答复。')
      expect(said).toContain('延期申请：至2023年5月15日，待办公室答复')
      expect(said).toContain('下一步：等办公室答复延期申请，结果发到这里；整改照常推进。')
      expect(said).not.toContain('[申请延期]')
      expect(now(w).extension).toMatchObject({ to: '2023-05-15', reason: '财政资金第二季度才能到位', inTime: true })
    }))

  test.each([
    ['延期 0001 到明年5月15日，资金未到位', '2023-05-15', '资金未到位'],
    ['申请延期 0001 至年底前 资金未到位', '2022-12-31', '资金未到位'],
    ['延期 0001 5月15日', '2023-05-15', ''],
    ['延期 0001 三个月，资金未到位', '', '三个月，资金未到位'],
    ['延期 0001', '', ''],
  ])('%s comes back as a form with what was understood, and asks for nothing yet', (text, to, reason) =>
    inChat(async (w, c) => {
      const form = only(await c.says('contact', text))
      expect(textOf(form.content)).toContain(`延期至=${to}\n延期理由=${reason}\n[提交]`)
      expect(now(w).extension).toBe(null)
      await c.taps('contact', form, '提交', { to: '2023-05-15', reason: '资金未到位' })
      expect(now(w).extension).toMatchObject({ to: '2023-05-15', reason: '资金未到位' })
      expect(textOf(form.content)).toContain('已申请延期至2023年5月15日（星期一），待办公室答复。')
    }),
  )

  test('days in words stand in the form as days, the day they were understood as above it', () =>
    inChat(async (w, c) => {
      const form = only(await c.says('contact', '延期 0001 明年一季度末前 资金未到位'))
      expect(textOf(form.content)).toContain('延期至 2023年3月31日（星期五）')
      await c.taps('contact', form, '提交', { to: '明年二季度末前', reason: '资金未到位' })
      expect(now(w).extension).toBe(null)
      expect(textOf(form.content)).toContain('“明年二季度末前”是2023年6月30日（星期五）。请核对，没有问题就提交。')
      expect(textOf(form.content)).toContain('延期至=2023-06-30')
    }))

  test('a day in words that answers a question is shown before anything is asked for', () =>
    inChat(async (w, c) => {
      await c.says('contact', '延期 0001 2023年2月31日 资金未到位')
      const form = only(await c.says('contact', '明年二月底前'))
      expect(textOf(form.content)).toContain('“明年二月底前”是2023年2月28日（星期二）')
      expect(now(w).extension).toBe(null)
    }))

  test('a day that does not exist is named, and the answer to it goes on', () =>
    inChat(async (w, c) => {
      expect(words(await c.says('contact', '延期 0001 2023年2月31日 资金未到位'))).toBe(
        '“延期至”没有“2023年2月31日”这一天。',
      )
      expect(now(w).extension).toBe(null)
      expect(words(await c.says('contact', '2023-05-10'))).toContain(
        '已申请延期至2023年5月10日（星期三），待办公室答复。',
      )
    }))

  test.each([
    ['the deadline itself', '2023-03-31', '“延期至”要晚于现在的完成时限 2023年3月31日。'],
    ['a day before it', '2023-03-01', '“延期至”要晚于现在的完成时限 2023年3月31日。'],
    ['a day long past', '2021-01-01', '“延期至”要晚于现在的完成时限 2023年3月31日。'],
  ])('%s is refused in one sentence, and another day answers it', (_, to, sentence) =>
    inChat(async (w, c) => {
      expect(words(await c.says('contact', `延期 0001 ${to} 资金未到位`))).toBe(sentence)
      await c.says('contact', '2023年5月20日')
      expect(now(w).extension).toMatchObject({ to: '2023-05-20', reason: '资金未到位' })
    }),
  )

  test('a reason longer than anybody reads is refused by its name, and kept to be shortened', () =>
    inChat(async (w, c) => {
      const said = words(await c.says('contact', `延期 0001 2023-05-15 ${'长'.repeat(2_001)}`))
      expect(said).toBe('“延期理由”太长，最多 2000 个字。')
      await c.says('contact', '资金未到位')
      expect(now(w).extension?.reason).toBe('资金未到位')
    }))

  test('a second request waits for the answer to the first', () =>
    inChat(async (w, c) => {
      await c.says('contact', asks)
      expect(words(await c.says('first', '延期 0001 2023-05-20 还要更久'))).toBe(
        '已经申请延期至2023年5月15日，还没有答复。请等办公室答复；急的请留言催办。',
      )
      expect(typesOf(w).filter((type) => type === 'extension-asked')).toHaveLength(1)
    }))

  test('of another unit’s issue it says no more than that there is none', () =>
    inChat(async (_w, c) => {
      expect(words(await c.says('stranger', asks))).toBe('没有找到 0001。请核对编号，或发“待办”看看您手上的事项。')
    }))

  test('the office is told who may ask, the help says the word', () =>
    inChat(async (_w, c) => {
      expect(words(await c.says('officer', asks))).toBe('这一步由责任单位的联络员、具体责任人或第一责任人来做。')
      expect(words(await c.says('contact', '帮助'))).toContain('签收、退办、措施、进展、延期、销号')
    }))
})

describe('the unit’s card', () => {
  test('offers 申请延期 beside progress and 申请销号; its form says the deadline and the campaign’s latest day', () =>
    inChat(async (w, c) => {
      const card = only(await c.says('responsible', '查 0001'))
      expect(textOf(card.content)).not.toContain('[申请延期]') // a list has room for two
      const [fresh] = (await c.tapsValue('responsible', { do: 'view', serial })).answers
      if (!fresh) throw new Error('no card')
      expect(textOf(fresh.content)).toContain('[更新进展]\n[申请销号]\n[申请延期]')
      const form = only((await c.taps('responsible', fresh, '申请延期')).answers)
      expect(textOf(form.content)).toContain('延期至=\n延期理由=')
      await c.taps('responsible', form, '提交', { to: '5月15日', reason: '资金未到位' })
      expect(now(w).extension).toMatchObject({ to: '2023-05-15', by: w.people.responsible })
    }))

  test('the form sent twice asks once', () =>
    inChat(async (w, c) => {
      const form = only(await c.says('contact', '延期 0001'))
      const copy = { ...form }
      await c.taps('contact', copy, '提交', { to: '2023-05-15', reason: '资金未到位' })
      const again = await c.taps('contact', copy, '提交', { to: '2023-05-16', reason: '资金未到位' })
      expect(again.handled.toast?.text).toBe('这一步已经办过了，结果如下。')
      expect(now(w).extension?.to).toBe('2023-05-15')
      expect(typesOf(w).filter((type) => type === 'extension-asked')).toHaveLength(1)
    }))

  test('申请销号 is warned that the request falls away with it', () =>
    inChat(async (_w, c) => {
      await c.says('contact', asks)
      const form = only(await c.says('contact', '销号 0001'))
      const fields = form.content.kind === 'card' ? (form.content.form?.fields ?? []) : []
      expect(fields.map(({ field }) => field.hint)).toContain('延期申请还没有答复，申请销号后不再办理')
    }))
})

describe('the office’s card', () => {
  const asked = <T>(work: (w: World, c: ReturnType<typeof chat>, card: SentMessage) => Promise<T>, text = asks) =>
    inChat(async (w, c) => {
      await c.says('contact', text)
      await c.says('auditor', '帮助')
      return work(w, c, last(w, c, 'officer'))
    })

  test('says who asks, until when and why, and takes yes or no', () =>
    asked(async (w, c, card) => {
      const text = textOf(card.content)
      expect(text).toContain('陈联络申请延期至2023年5月15日。')
      expect(text.split('财政资金第二季度才能到位')).toHaveLength(2) // said once
      expect(text).toContain('延期理由：财政资金第二季度才能到位')
      expect(text).toContain('完成时限：2023年3月31日（还有 120 天）')
      expect(text).toContain('延期申请：至2023年5月15日，待办公室答复')
      expect(text).toContain('下一步：请决定是否同意延期。')
      expect(text).toContain('[同意延期]\n[不同意延期]')
      expect(words(await c.says('officer', '待办'))).toContain(
        '整改中 · 完成时限 2023年3月31日（还有 120 天） · 0/2 已完成 · 申请延期至2023年5月15日',
      )
      expect(now(w).deadline).toBe('2023-03-31')
    }))

  test('同意延期 shows the day asked for to be agreed to; the unit hears the new deadline', () =>
    asked(async (w, c, card) => {
      const form = only((await c.taps('officer', card, '同意延期')).answers)
      expect(textOf(form.content)).toContain('延期至=2023-05-15')
      await c.taps('officer', form, '提交')
      expect(textOf(form.content)).toContain('已同意延期，完成时限改为2023年5月15日（星期一）。责任单位会收到通知。')
      expect(now(w)).toMatchObject({ deadline: '2023-05-15', firstDeadline: '2023-03-31', extensions: 1 })
      await c.says('auditor', '帮助')
      for (const who of ['contact', 'responsible', 'first'] as const) {
        const told = textOf(last(w, c, who).content)
        expect(told).toContain('李敏同意延期，完成时限改为2023年5月15日。各条措施的时间节点不变。')
        expect(told).toContain('延期：已延期 1 次，首次时限2023年3月31日')
      }
      expect(words(await c.says('contact', '延期 0001 2023-05-31 还要更久'))).toBe(
        '本专项每件最多延期 1 次，这件已经用完。确有特殊情况的，请与办公室联系。',
      )
    }))

  test('an earlier day may be agreed to, and the unit reads which one it asked for', () =>
    asked(async (w, c, card) => {
      const form = only((await c.taps('officer', card, '同意延期')).answers)
      await c.taps('officer', form, '提交', { to: '2023-04-30' })
      await c.says('auditor', '帮助')
      expect(textOf(last(w, c, 'first').content)).toContain(
        '李敏同意延期，完成时限改为2023年4月30日（申请的是2023年5月15日）。',
      )
    }))

  test('不同意延期 says why, to the applicant and both responsible persons', () =>
    asked(async (w, c, card) => {
      const form = only((await c.taps('officer', card, '不同意延期')).answers)
      expect((await c.taps('officer', form, '提交', { reason: ' ' })).handled.toast?.tone).toBe('warn')
      await c.taps('officer', form, '提交', { reason: '资金已经到位' })
      expect(now(w)).toMatchObject({ deadline: '2023-03-31', extension: null, extensions: 0 })
      await c.says('auditor', '帮助')
      for (const who of ['contact', 'responsible', 'first'] as const) {
        expect(textOf(last(w, c, who).content)).toContain(
          '李敏不同意延期至2023年5月15日，完成时限不变。理由：资金已经到位',
        )
      }
    }))

  test('of two officers the slower one gets the fresh card', () =>
    asked(async (w, c, card) => {
      const slow = last(w, c, 'second')
      const form = only((await c.taps('second', slow, '不同意延期')).answers)
      await c.taps('officer', only((await c.taps('officer', card, '同意延期')).answers), '提交')
      const { handled } = await c.taps('second', form, '提交', { reason: '资金已经到位' })
      expect(handled.toast?.text).toMatch(/^这件事刚刚有人同意延期（.+），现在是“整改中”，您的操作没有执行。$/)
      const late = await c.taps('second', slow, '同意延期')
      expect(late.handled.toast?.text).toBe('这件事没有待答复的延期申请。要调整完成时限的，请用“更正”。')
      expect(textOf(slow.content)).not.toContain('[同意延期]')
      expect(typesOf(w).slice(-2)).toEqual(['extension-asked', 'extension-granted'])
    }))

  test('an answer typed in place of a button decides nothing: the card with both buttons comes', () =>
    asked(async (w, c, card) => {
      const form = only((await c.taps('officer', card, '不同意延期')).answers)
      await c.taps('officer', form, '提交', { reason: '' }) // now asked for the reason
      const said = words(await c.says('officer', '同意延期 0001'))
      expect(said).toContain('[同意延期]\n[不同意延期]')
      expect(now(w).extension).not.toBe(null)
    }))

  test('beyond the campaign’s latest day only the director’s card says yes', () =>
    asked(async (w, c, card) => {
      expect(textOf(card.content)).toContain('申请延期至2023年6月30日（跨期）。')
      expect(textOf(card.content)).toContain('延期申请：至2023年6月30日，跨期，待主任决定')
      expect(textOf(card.content)).toContain('延到本专项最迟期限以后的，由主任来定；不同意的可以直接答复。')
      expect(textOf(card.content)).not.toContain('[同意延期]')
      const { serial: of, stateVersion: seen } = now(w)
      const forced = await c.tapsValue('officer', { do: 'open', act: 'grant-extension', serial: of, seen })
      expect(forced.handled.toast?.text).toBe('这一步须由主任来做，请报主任办理；没有主任的，请管理员先录入一位。')
      const form = only((await c.taps('director', last(w, c, 'director'), '同意延期')).answers)
      await c.taps('director', form, '提交')
      expect(now(w).deadline).toBe('2023-06-30')
    }, '延期 0001 2023-06-30 法院拍卖要到六月'))

  test('a request after the deadline says so', () =>
    inChat(async (w, c) => {
      w.clock.now += 125 * oneDay
      await c.says('contact', '延期 0001 2023-05-15 资金未到位')
      await c.says('auditor', '帮助')
      expect(textOf(last(w, c, 'officer').content)).toContain('陈联络申请延期至5月15日，申请时已过时限。')
      expect(now(w).extension?.inTime).toBe(false)
    }))
})
