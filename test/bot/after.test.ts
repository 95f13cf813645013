import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { chat, textOf } from '../support/chat.ts'
import { day, world, type World } from '../support/world.ts'

type Chat = ReturnType<typeof chat>
const inChat = <T>(work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

/** Everything a person was told, the latest last. */
const told = (c: Chat, who: number) => c.to(who).map(({ content }) => textOf(content))

test('the unit hears of 重新挂账 with why and until when, and its card counts it', () =>
  inChat(async (w, c) => {
    const issue = w.to('closed')
    w.does('officer', w.on(issue, { type: 'reopen', reason: '只到账一半', deadline: day('2023-04-30') }))
    const [mine] = await c.says('responsible', '待办')
    expect(textOf(mine?.content ?? { kind: 'text', text: '' })).toContain(issue.serial)
    const card = told(c, w.people.responsible).find((text) => text.includes('李敏重新挂账'))
    expect(card).toContain('李敏重新挂账，转回整改：只到账一半。新的完成时限2023年4月30日，整改到位后请再申请销号。')
    expect(card).toContain('重新挂账：已重新挂账 1 次')
    expect(card).toContain('[更新进展]')
  }))

test('a closing that was undone: the unit and the reporter hear that it is as before', () =>
  inChat(async (w, c) => {
    const issue = w.to('closed')
    w.does('officer', w.on(issue, { type: 'undo', reason: '点错了' }))
    await c.says('contact', '帮助')
    expect(told(c, w.people.contact).join('\n')).toContain('李敏撤销了“核查销号”，恢复到办理以前的情况。理由：点错了')
    expect(told(c, w.people.contact).join('\n')).not.toContain('核查通过，已销号')
  }))

test.each(['重新挂账 0001', '重启 0001 企业没有收到', '撤销0001'])(
  '%s brings the card, with the way to the console',
  (words) =>
    inChat(async (w, c) => {
      const issue = w.to('closed')
      const [answer] = await c.says('officer', words)
      expect(textOf(answer?.content ?? { kind: 'text', text: '' })).toContain(`${issue.serial} 招商`.slice(0, 11))
    }),
)
