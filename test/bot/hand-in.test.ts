import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ownDuties, viewHandIn } from '../../db/hand-ins.ts'
import { openNode } from '../../db/open-node.ts'
import { chat, png, textOf } from '../support/chat.ts'
import { fromLedger, owing } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { world, type World } from '../support/world.ts'

let office: ReturnType<typeof openNode>
let w: World
let talk: ReturnType<typeof chat>
let p: ReturnType<typeof paper>

const open = (campaign = owing) => {
  office = openNode(':memory:')
  w = world(office.db, campaign)
  talk = chat(w)
  p = paper(w)
}
beforeEach(() => open())
afterEach(() => office.close())

const pdf = new TextEncoder().encode('%PDF-1.4 一份报告')
const last = (messages: readonly { content: Parameters<typeof textOf>[0] }[]) =>
  textOf(messages.at(-1)?.content ?? { kind: 'text', text: '' })
const statusOf = (id: string) => viewHandIn(w.db, w.as('officer'), id, w.clock.now)?.handIn.status
const toldTo = (who: keyof World['people']) => talk.to(w.people[who])

describe('零报告', () => {
  test('by the contact asks the first responsible person, whose tap makes it count and tells both sides', async () => {
    const [answer] = await talk.says('contact', '零报告')
    expect(answer && textOf(answer.content)).toContain('已请第一责任人确认，确认后才算报送。')
    const card = toldTo('first').at(-1)
    if (!card) throw new Error('nobody asked')
    expect(textOf(card.content)).toContain('《自查情况和问题清单》零报告待确认')
    expect(textOf(card.content)).toContain('陈联络提出零报告')
    expect(textOf(card.content)).toContain('[确认零报告]\n[不确认]')
    await talk.taps('first', card, '确认零报告')
    expect(statusOf(p.of('D1'))).toBe('handed')
    expect(last(toldTo('officer'))).toContain('马主任已确认零报告。')
    expect(last(toldTo('contact'))).toContain('马主任已确认零报告。')
  })

  test('tapped twice it is confirmed once', async () => {
    await talk.says('contact', '零报告')
    const card = toldTo('first').at(-1)
    if (!card) throw new Error('nobody asked')
    const copy = { ...card, content: card.content }
    await talk.taps('first', copy, '确认零报告')
    const { handled } = await talk.taps('first', copy, '确认零报告')
    expect(handled.toast?.text).toBe('这一步已经办过了，结果如下。')
    expect(toldTo('officer')).toHaveLength(1)
  })

  test('not confirmed, it is still owed, and the contact hears of it', async () => {
    await talk.says('contact', '零报告')
    const card = toldTo('first').at(-1)
    if (!card) throw new Error('nobody asked')
    await talk.taps('first', card, '不确认')
    expect(statusOf(p.of('D1'))).toBe('missing')
    expect(last(toldTo('contact'))).toContain('没有确认零报告，请核实后重新报送。')
  })

  test('by the first responsible person counts at once', async () => {
    expect(last(await talk.says('first', '零报告。'))).toContain('零报告已报，待办公室确认。')
    expect(statusOf(p.of('D1'))).toBe('handed')
  })

  test('after something was reported is refused with the way on', async () => {
    w.to('reported')
    expect(last(await talk.says('contact', '零报告'))).toContain('本单位已经报过 LH2022-0001，不能再作零报告。')
    expect(statusOf(p.of('D1'))).toBe('missing')
  })

  test('asks by buttons where several lists could be meant', async () => {
    const answer = (await talk.says('stranger', '零报告')).at(-1)
    if (!answer) throw new Error('no answer')
    expect(textOf(answer.content)).toContain('哪一项作零报告？')
    expect(textOf(answer.content)).toContain('报送：工作组问题清单')
  })

  test('where nothing is asked for, or all is handed in, says so', async () => {
    expect(last(await talk.says('officer', '零报告'))).toBe('本单位没有要作零报告的事项。')
    p.does('first', p.of('D1'), { type: 'zero', scan: [], on: null })
    expect(last(await talk.says('contact', '零报告'))).toBe('本单位的问题清单已经报过了，发“待办”可以查看。')
  })

  test('a report supersedes it, and the first responsible person is told', async () => {
    p.does('first', p.of('D1'), { type: 'zero', scan: [], on: null })
    w.to('reported')
    await talk.says('contact', '帮助')
    expect(last(toldTo('first'))).toContain('零报告不再算数，改为按台账报送。')
  })

  test('nobody confirms another unit’s', async () => {
    p.does('contact', p.of('D1'), { type: 'zero', scan: [], on: null })
    const value = { do: 'hand-in', act: 'confirm-zero', id: p.of('D1'), seen: 1 }
    const { handled } = await talk.tapsValue('stranger', value)
    expect(handled.toast?.text).toBe('没有找到这项报送。请发“待办”看看本单位要报送的事项。')
    expect(statusOf(p.of('D1'))).toBe('claimed')
  })

  test('in the group nothing of it is said but that it is done', async () => {
    const answers = await talk.says('contact', '零报告', { group: 'g1' })
    const inGroup = answers.filter(({ to }) => to.kind !== 'person')
    for (const { content } of inGroup) expect(textOf(content)).not.toContain('临港区')
  })
})

describe('待办', () => {
  test('lists what is owed, due soonest first, with its buttons', async () => {
    const text = last(await talk.says('contact', '待办'))
    const order = ['自查情况和问题清单', '责任人名单', '整改措施', '信用评价（2022年第四季度）']
    expect(order.map((name) => text.indexOf(name))).toEqual(
      order.map((name) => text.indexOf(name)).sort((a, b) => a - b),
    )
    expect(text).toContain('临港区 · 未报 · 12月5日（还有 4 天）')
    expect(text).toContain('[零报告]\n[按人员名单报送]\n[按台账报送]')
    expect(text).toContain('还有 1 项报送，期限在后。')
  })

  test('offers the ledger once there is something in it, and then no zero report', async () => {
    w.to('reported')
    const text = last(await talk.says('contact', '待办'))
    expect(text).toContain('[按台账报送]\n[按人员名单报送]')
    expect(text).not.toContain('[零报告]')
  })

  test('a tap hands in what the ledger says now; the office confirms by a button', async () => {
    w.to('reported')
    const card = (await talk.says('contact', '待办')).at(-1)
    if (!card) throw new Error('no card')
    await talk.taps('contact', card, '按台账报送')
    expect(statusOf(p.of('D1'))).toBe('handed')
    const notice = toldTo('officer').at(-1)
    if (!notice) throw new Error('no notice')
    expect(textOf(notice.content)).toContain('按台账报送 1 件（存量 1、增量 0，已销号 0）')
    await talk.taps('officer', notice, '确认')
    expect(statusOf(p.of('D1'))).toBe('accepted')
    expect(last(toldTo('contact'))).toContain('办公室已确认（12月1日报送）。')
  })

  test('a return comes with its reason, and what is out of date is not said any more', async () => {
    w.to('reported')
    p.does('contact', p.of('D1'), fromLedger)
    p.does('officer', p.of('D1'), { type: 'return', reason: '缺涉及金额' })
    await talk.says('contact', '帮助')
    expect(last(toldTo('responsible'))).toContain('退回原因：缺涉及金额')
    expect(toldTo('second').filter(({ content }) => textOf(content).includes('自查情况'))).toEqual([])
  })

  test('an old card says that someone was faster, and brings the fresh one', async () => {
    w.to('reported')
    const card = (await talk.says('contact', '待办')).at(-1)
    if (!card) throw new Error('no card')
    p.does('responsible', p.of('D1'), fromLedger)
    const { handled } = await talk.taps('contact', card, '按台账报送')
    expect(handled.toast?.text).toContain('这项报送刚刚有人报送')
  })
})

describe('files', () => {
  const which = async (who: keyof World['people'], files: { name: string; bytes: Uint8Array }[]) => {
    const card = (await talk.says(who, '', { files })).at(-1)
    if (!card) throw new Error('no card')
    return card
  }

  test('a document may be a paper to hand in: the bot asks, and says what became of it', async () => {
    const card = await which('contact', [{ name: '整改措施.pdf', bytes: pdf }])
    expect(textOf(card.content)).toContain('[作为《自查情况和问题清单》报送]')
    const { answers } = await talk.taps('contact', card, '作为《整改措施》报送')
    expect(last(answers)).toContain('“整改措施.pdf”已作为《整改措施》报送，待办公室确认。')
    expect(viewHandIn(w.db, w.as('officer'), p.of('D3'), w.clock.now)?.handIn.content).toMatchObject({
      kind: 'files',
      files: [{ name: '整改措施.pdf', type: 'application/pdf', by: w.people.contact }],
    })
  })

  test('several sent together are one hand-in', async () => {
    const second = new TextEncoder().encode('%PDF-1.4 附件')
    const card = await which('contact', [
      { name: '报告.pdf', bytes: pdf },
      { name: '附件.pdf', bytes: second },
    ])
    await talk.taps('contact', card, '作为《整改措施》报送')
    const view = viewHandIn(w.db, w.as('officer'), p.of('D3'), w.clock.now)
    expect(view?.handIn.files.map(({ name }) => name)).toEqual(['报告.pdf', '附件.pdf'])
  })

  test('a stamped scan makes a zero report without the first responsible person', async () => {
    const card = await which('contact', [{ name: '零报告.png', bytes: png }])
    await talk.taps('contact', card, '作为《自查情况和问题清单》零报告盖章件')
    expect(viewHandIn(w.db, w.as('officer'), p.of('D1'), w.clock.now)?.handIn).toMatchObject({
      status: 'handed',
      content: { kind: 'zero', scan: [{ name: '零报告.png' }] },
    })
  })

  test('go nowhere that is not the sender’s', async () => {
    await which('contact', [{ name: '报告.pdf', bytes: pdf }])
    const { handled } = await talk.tapsValue('contact', { do: 'place-paper', id: p.of('D4', 'park'), as: 'files' })
    expect(handled.toast?.text).toBe('这一项现在不能再放文件。请发“待办”看看它的情况。')
  })
})

test('one who answers for nothing owes nothing', () => {
  expect(ownDuties(w.db, w.as('auditor'), w.clock.now)).toEqual([])
})
