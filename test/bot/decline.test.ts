import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { findIssue } from '../../db/ledger.ts'
import { chat, textOf } from '../support/chat.ts'
import { day, terms, world, type World } from '../support/world.ts'

type Chat = ReturnType<typeof chat>

const assigned = <T>(work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    w.does('officer', w.on(lead, { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }))
    return work(w, chat(w))
  })
const texts = (messages: readonly { content: Parameters<typeof textOf>[0] }[]) =>
  messages.map(({ content }) => textOf(content)).join('\n')

test('退办 stands beside 签收 on the card, asks why and tells the office', () =>
  assigned(async (w, c) => {
    await c.says('contact', '待办')
    const card = c.to(w.people.contact)[0]
    if (!card) throw new Error('nothing was sent')
    expect(textOf(card.content)).toContain('下一步：请签收；不归本单位的，写明理由退办。')
    expect(textOf(card.content)).toContain('[签收]\n[退办]')
    const { answers } = await c.taps('contact', card, '退办')
    const form = answers.at(-1)
    if (!form) throw new Error('no form')
    expect(textOf(form.content)).toContain('退办理由=')
    const done = await c.taps('contact', form, '提交', { reason: '厂房补贴由高新区负责' })
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'reported', declinedBy: [w.units.port] })
    expect(texts(done.answers)).toBe('已退办，由办公室另行交办；在重新交办给本单位之前，这件事不再由本单位办理。')
    expect(texts(c.to(w.people.officer))).toContain('陈联络退办，理由：厂房补贴由高新区负责。')
    expect(texts(await c.says('contact', '查 0001'))).not.toContain('临港产业园')
    expect(texts(await c.says('contact', '签收 0001'))).toContain('没有找到 0001')
  }))

test.each(['退办 0001 不归我们', '退回交办 0001 不归我们'])('“%s” is done at once', (words) =>
  assigned(async (w, c) => {
    await c.says('first', words)
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'reported', reason: '不归我们' })
  }),
)

test('a unit it was taken from hears that, and no more than that', () =>
  inOffice(async (db) => {
    const w = world(db)
    const issue = w.to('rectifying')
    const c = chat(w)
    await tick(c.office)
    const before = c.to(w.people.responsible).length
    const dates = { signoffDue: day('2022-12-05'), planDue: day('2022-12-08') }
    w.does('officer', w.on(issue, { type: 'reassign', unit: w.units.park, ...dates, reason: '高新区的事' }))
    await tick(c.office)
    const told = c.to(w.people.responsible).slice(before)
    expect(texts(told)).toBe(
      'LH2022-0001 已转由其他单位办理，您单位不再办理；此前报的措施和申请不再有效，办理经过都保留。有疑问请与办公室联系。',
    )
    expect(texts(c.to(w.people.stranger))).toContain(
      '办公室把这件事转由您单位办理。请在12月5日前签收，完成时限2023年3月31日不变。',
    )
  }))
