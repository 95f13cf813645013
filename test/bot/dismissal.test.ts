import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { explainMine } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { chat, textOf } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

type Chat = ReturnType<typeof chat>

const proposed = <T>(work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    const issue = w.to('rectifying')
    w.does('officer', w.on(issue, { type: 'ask-dismissal', reason: '企业已注销' }))
    return work(w, chat(w))
  })
const texts = (messages: readonly { content: Parameters<typeof textOf>[0] }[]) =>
  messages.map(({ content }) => textOf(content)).join('\n')

test('the director is told, finds it in 待办 and decides on the card', () =>
  proposed(async (w, c) => {
    await tick(c.office)
    const card = c.to(w.people.director).at(-1)
    if (!card) throw new Error('nothing was sent')
    expect(textOf(card.content)).toContain('李敏提请不予列入，理由：企业已注销。')
    expect(texts(await c.says('director', '待办'))).toContain('提请不予列入，待决定')
    expect(textOf(card.content)).toContain('下一步：请决定是否不予列入；不同意的写明理由。')
    const form = (await c.taps('director', card, '不予列入')).answers.at(-1)
    if (!form) throw new Error('no form')
    expect(textOf(form.content)).toContain('不予列入的理由=企业已注销')
    await c.taps('director', form, '提交', {})
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'dismissed', reason: '企业已注销' })
  }))

test('refused, whoever proposed it hears why', () =>
  proposed(async (w, c) => {
    w.does('director', { serial: 'LH2022-0001', seen: null, type: 'refuse-dismissal', reason: '债权有人承继' })
    await tick(c.office)
    expect(texts(c.to(w.people.officer))).toContain('赵主任不同意不予列入，整改照常。理由：债权有人承继')
  }))

test('the unit learns nothing of it', () =>
  proposed(async (w, c) => {
    await tick(c.office)
    const said = texts(await c.says('responsible', '待办')) + texts(await c.says('responsible', '查 0001'))
    expect(said + texts(c.to(w.people.responsible))).not.toContain('不予列入')
    expect(said).toContain('整改中')
  }))

test('what waits for the director is found by an index of just these', () =>
  proposed((w) => {
    expect(explainMine(w.db, w.as('director')).join('\n')).toContain('issues_dismissal')
    return Promise.resolve()
  }))
