import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
import { chat, textOf } from '../support/chat.ts'
import { reviewedCampaign } from '../support/facts.ts'
import { world, type World } from '../support/world.ts'

/** 高新区 leads the category; its 高联络 reviews for it. */
const inReview = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db, reviewedCampaign)
    const posts = [{ unit: w.units.park, role: 'reviewer' as const, scope: [] }]
    const act = { actor: { kind: 'system', door: 'cli' } as const, now: w.clock.now }
    transact(db, (tx) => setPosts(tx, w.people.stranger, posts, act))
    w.to('verifying')
    return work(w, chat(w))
  })

const last = (w: World, c: ReturnType<typeof chat>, who: number) => {
  const message = c.to(who).at(-1)
  if (!message) throw new Error('nothing was sent')
  return message
}

test('a reviewer is told of an application with what was done, and passes it on with one tap', () =>
  inReview(async (w, c) => {
    const [onHand] = await c.says('stranger', '待办')
    expect(textOf(onHand?.content ?? { kind: 'text', text: '' })).toContain('待牵头单位审核')
    const [card] = c.to(w.people.stranger)
    if (!card) throw new Error('nothing was sent')
    expect(textOf(card.content)).toContain('刘具体申请销号，请审核。')
    expect(textOf(card.content)).toContain('1. 核对补贴金额（已完成）')
    expect(textOf(card.content)).toContain('下一步：请审核：到位的通过，不到位的退回。')
    expect((await c.taps('stranger', card, '审核通过')).handled.toast).toMatchObject({ tone: 'good' })
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'verifying', stage: 'office' })
    expect(textOf(last(w, c, w.people.officer).content)).toContain('高联络审核通过了销号申请，请核查。')
    expect((await c.says('stranger', '查 0001')).map(({ content }) => textOf(content)).join()).not.toContain(
      '审核通过]',
    )
  }))

test('a reviewer returns it with a reason, and the unit reads what is missing', () =>
  inReview(async (w, c) => {
    await c.says('stranger', '待办')
    await c.taps('stranger', last(w, c, w.people.stranger), '审核退回')
    await c.taps('stranger', last(w, c, w.people.stranger), '提交', { reason: '缺付款凭证' })
    expect(findIssue(w.db, 'LH2022-0001')).toMatchObject({ status: 'rectifying', reason: '缺付款凭证' })
    expect(textOf(last(w, c, w.people.responsible).content)).toContain(
      '牵头单位审核没有通过，退回整改：缺付款凭证。补齐后请再申请销号。',
    )
  }))
