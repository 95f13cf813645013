import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { findIssue } from '../../db/ledger.ts'
import { chat, textOf } from '../support/chat.ts'
import { day, terms, world, type World } from '../support/world.ts'

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

const flag = { type: 'flag', kind: 'falsified', reason: '凭证与另一件相同', evidence: [] } as const
const confirm = { type: 'confirm-flag', kind: 'falsified', reason: '银行没有这笔转账' } as const

test('a suspicion reaches the director and nobody of the unit, whatever they ask', () =>
  inChat(async (w, c) => {
    const issue = w.to('rectifying')
    w.does('officer', w.on(issue, flag))
    for (const words of [
      '待办',
      `查 ${issue.serial}`,
      `进展 ${issue.serial} 正在拨付`,
      `异议 ${issue.serial} 没有的事`,
    ]) {
      await c.says('responsible', words)
    }
    expect(told(c, w.people.responsible).join('\n')).not.toMatch(/疑似|弄虚作假|凭证与另一件相同|标记/)
    expect(told(c, w.people.responsible).at(-1)).toContain('没有可以提出异议的事项')
    await c.says('director', '待办')
    expect(told(c, w.people.director).join('\n')).toContain('李敏标记为疑似弄虚作假：凭证与另一件相同。')
  }))

test('the unit hears what was confirmed, disputes it by word, and hears the answer', () =>
  inChat(async (w, c) => {
    const issue = w.to('rectifying')
    w.does('officer', w.on(issue, flag))
    w.does('second', w.on(issue, confirm))
    await c.says('responsible', '帮助')
    const card = told(c, w.people.responsible).find((text) => text.includes('王强认定'))
    expect(card).toContain(
      '王强认定这件事有弄虚作假：银行没有这笔转账。有不同意见的，可以点“提出异议”，说明理由，提一次。',
    )
    expect(card).toContain('标记：已认定弄虚作假')
    expect(card).toContain('[提出异议]')
    expect(card).not.toContain('凭证与另一件相同')
    await c.says('responsible', `异议 ${issue.serial} 转账在省行`)
    expect(findIssue(w.db, issue.serial)?.appeal).toMatchObject({ about: 'falsified', reason: '转账在省行' })
    expect(told(c, w.people.responsible).at(-1)).toContain('已提出异议，待办公室答复')
    await c.says('director', '待办')
    expect(told(c, w.people.director).join('\n')).toContain(
      '刘具体对认定弄虚作假提出异议：转账在省行。请在网页上答复。',
    )
    w.does('director', w.on(issue, { type: 'decide-appeal', upheld: true, reason: '省行有回单' }))
    await c.says('responsible', '帮助')
    expect(told(c, w.people.responsible).join('\n')).toContain('赵主任答复：对认定弄虚作假的异议成立。省行有回单')
  }))

test('what was given to the wrong unit is disputed with the form on a button', () =>
  inChat(async (w, c) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    const act = { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() } as const
    w.does('officer', w.on(lead, act))
    await c.says('contact', '待办')
    const card = c.to(w.people.contact).find(({ content }) => textOf(content).includes('交办了这件事'))
    if (!card) throw new Error('nothing was sent')
    const { answers } = await c.taps('contact', card, '提出异议')
    expect(textOf(answers[0]?.content ?? { kind: 'text', text: '' })).toContain('异议理由=')
    const form = c.to(w.people.contact).at(-1)
    if (!form) throw new Error('no form')
    await c.taps('contact', form, '提交', { reason: '项目在高新区' })
    expect(findIssue(w.db, lead.serial)?.appeal).toMatchObject({ about: 'assignment', reason: '项目在高新区' })
    w.does('director', w.on(lead, { type: 'decide-appeal', upheld: true, reason: '经核实属高新区' }))
    await c.says('contact', `查 ${lead.serial}`)
    const said = told(c, w.people.contact).join('\n')
    expect(said).toContain(`${lead.serial} 对交办的异议成立，已由办公室收回，贵单位不再办理。理由：经核实属高新区`)
    expect(told(c, w.people.contact).at(-1)).toContain('没有找到')
  }))
