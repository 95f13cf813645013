import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
import { chat, textOf } from '../support/chat.ts'
import { reviewedCampaign } from '../support/facts.ts'
import { world, type World } from '../support/world.ts'

type Chat = ReturnType<typeof chat>

/** 高新区 leads the category, and its 高联络 reviews what is in the scope; an officer has left a lead about 临港区 to it. */
const inReferred = <T>(scope: string[], work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db, reviewedCampaign)
    const act = { actor: { kind: 'system', door: 'cli' } as const, now: w.clock.now }
    const post = (category: string[]) => [{ unit: w.units.park, role: 'reviewer' as const, scope: category }]
    transact(db, (tx) => setPosts(tx, w.people.stranger, post([]), act))
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    w.does('officer', w.on(lead, { type: 'refer', note: '涉及两个园区' }))
    transact(db, (tx) => setPosts(tx, w.people.stranger, post(scope), act))
    return work(w, chat(w))
  })

const last = (c: Chat, who: number) => {
  const message = c.to(who).at(-1)
  if (!message) throw new Error('nothing was sent')
  return message
}
const taken = { category: 'C2', confirmed: '300', planDue: '2022-12-08', deadline: '2023-03-31' }

test('a reviewer is told of a lead left to the lead unit, and assigns it by the form in chat', () =>
  inReferred([], async (w, c) => {
    const { stranger, contact, officer } = w.people
    const [onHand] = await c.says('stranger', '待办')
    expect(textOf(onHand?.content ?? { kind: 'text', text: '' })).toContain('待牵头单位交办')
    const [card] = c.to(stranger)
    if (!card) throw new Error('nothing was sent')
    expect(textOf(card.content)).toContain('李敏把这件线索交给您单位，请选定责任单位并交办。说明：涉及两个园区')
    expect(textOf(card.content)).toContain('下一步：请选定责任单位，填好签收、报措施和完成时限，交办下去。')
    await c.taps('stranger', card, '交办')
    const form = last(c, stranger)
    const wrong = { ...taken, unit: String(w.units.port), signoffDue: '2022-12-05', deadline: '2023-06-01' }
    await c.taps('stranger', form, '提交', wrong)
    expect(textOf(last(c, stranger).content)).toContain('“完成时限”不能晚于本专项的最迟期限')
    expect(findIssue(w.db, 'LH2022-0001')?.status).toBe('reported')
    await c.taps('stranger', form, '提交', { ...wrong, deadline: '2023-03-31' })
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'assigned', unit: w.units.port, referred: null })
    expect(textOf(last(c, contact).content)).toContain('牵头单位交办了这件事。请在')
    expect(textOf(last(c, officer).content)).toContain('高联络已把这件事交办给临港区，等责任单位签收。')
  }))

test('to a reviewer of other categories, and to the unit it is about, there is no such lead', () =>
  inReferred(['C9'], async (_w, c) => {
    for (const who of ['stranger', 'contact'] as const) {
      const answers = await c.says(who, '查 LH2022-0001')
      expect(answers.map(({ content }) => textOf(content)).join()).not.toContain('补贴')
    }
  }))
