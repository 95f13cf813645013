import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { findIssue } from '../../db/ledger.ts'
import { chat, textOf } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

type Chat = ReturnType<typeof chat>

const told = <T>(work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    w.does('second', w.report({ onBehalfOf: '刘具体' }))
    const c = chat(w)
    await tick(c.office)
    return work(w, c)
  })
const texts = (messages: readonly { content: Parameters<typeof textOf>[0] }[]) =>
  messages.map(({ content }) => textOf(content)).join('\n')

test('whoever called is told what was written down for them, with number, title and what comes next', () =>
  told((w, c) => {
    const heard = texts(c.to(w.people.responsible))
    expect(heard).toContain('办公室已代您报送，由王强按您的电话登记。')
    expect(heard).toContain('LH2022-0001')
    expect(heard).toContain('临港产业园')
    expect(heard).toContain('办公室一般在 2 个工作日内确认，结果发到这里。')
    expect(texts(c.to(w.people.contact))).toContain('王强代刘具体报送了新问题。')
    expect(texts(c.to(w.people.officer))).toContain('王强代刘具体报送了新问题，请审核。')
    return Promise.resolve()
  }))

test('they find it in 待办 and withdraw it', () =>
  told(async (w, c) => {
    expect(texts(await c.says('responsible', '待办'))).toContain('LH2022-0001')
    expect(texts(await c.says('responsible', '撤回 0001'))).toContain('已撤回')
    expect(findIssue(w.db, 'LH2022-0001')?.status).toBe('withdrawn')
  }))

test('what the office asks goes to them, and they answer it', () =>
  told(async (w, c) => {
    w.does('second', w.on({ serial: 'LH2022-0001' }, { type: 'ask', question: '请补协议编号' }))
    await tick(c.office)
    expect(texts(c.to(w.people.responsible))).toContain('办公室请您补充：请补协议编号')
    const form = (await c.says('responsible', '补充 0001')).at(-1)
    if (!form) throw new Error('no form')
    await c.taps('responsible', form, '提交', { text: '协议编号为临港 12 号' })
    expect(findIssue(w.db, 'LH2022-0001')?.asked).toBe(null)
  }))
