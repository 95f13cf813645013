import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { findIssue } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { chat, textOf, type SentMessage } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

const serial = 'LH2022-0001'
const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    w.to('rectifying')
    return work(w, chat(w))
  })
const only = (list: readonly SentMessage[]): SentMessage => {
  if (list.length !== 1 || list[0] === undefined) throw new Error(`expected one, got ${list.length}`)
  return list[0]
}
const last = (w: World, c: ReturnType<typeof chat>, who: keyof World['people']) => {
  const message = c.to(w.people[who]).at(-1)
  if (!message) throw new Error('nothing was sent')
  return message
}

test.each(['调整方案 0001', '措施 0001', '报措施 0001'])('%s opens the plan in force to be changed', (text) =>
  inChat(async (_, c) => {
    const form = textOf(only(await c.says('responsible', text)).content)
    expect(form).toContain('推进措施 1=核对补贴金额')
    expect(form).toContain('时间节点 2=2023-03-15')
  }),
)

test('measures typed behind the word are new rows of the form; nothing is asked for yet', () =>
  inChat(async (w, c) => {
    const form = textOf(only(await c.says('responsible', '调整方案 0001 回访企业，2023年3月20日')).content)
    expect(form).toContain('推进措施 3=回访企业\n时间节点 3=2023年3月20日')
    expect(findIssue(w.db, serial)?.proposal).toBe(null)
  }))

test('the office sees what changes and why, and approves by one tap; the unit is told', () =>
  inChat(async (w, c) => {
    const form = only(await c.says('responsible', '调整方案 0001'))
    await c.taps('responsible', form, '提交', { reason: '资金晚到', due2: '2023-03-30' })
    expect(textOf(form.content)).toContain('调整方案已报，待办公室审核；批准以前仍按原方案推进。')
    const card = last(w, c, 'officer')
    expect(textOf(card.content)).toContain('刘具体报来调整方案，请审核；批准以前仍按原方案办。')
    expect(textOf(card.content)).toContain('2. 拨付到位（2023年3月30日，原 2023年3月15日）')
    expect(textOf(card.content).match(/资金晚到/g)).toHaveLength(1)
    expect(textOf(only(await c.says('second', '待办')).content)).toContain('调整方案待审核')
    await c.taps('officer', card, '措施通过')
    expect(findIssue(w.db, serial)?.plan?.measures.map(({ due }) => due)).toEqual(['2022-12-31', '2023-03-30'])
    expect(textOf(last(w, c, 'responsible').content)).toContain('整改措施已通过')
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('returned, it says that the old plan goes on', () =>
  inChat(async (w, c) => {
    const form = only(await c.says('responsible', '调整方案 0001'))
    await c.taps('responsible', form, '提交', { reason: '资金晚到', due2: '2023-03-30' })
    const { answers } = await c.taps('officer', last(w, c, 'officer'), '措施退回')
    const asked = only(answers)
    await c.taps('officer', asked, '提交', { reason: '再往前赶' })
    expect(textOf(last(w, c, 'responsible').content)).toContain('调整方案没有通过，仍按原方案推进。退回原因：再往前赶')
    expect(findIssue(w.db, serial)?.plan?.measures[1]?.due).toBe('2023-03-15')
    expect(verifyLedger(w.db)).toBeNull()
  }))

test('to a court: the office reads case, court and day; the unit hears that the clock stands, and later that it goes on', () =>
  inChat(async (w, c) => {
    const way = { disposition: 'legal', caseNumber: '（2023）豫11民初1号', court: '漯河中院', courtDate: '2023-02-01' }
    const form = only(await c.says('responsible', '调整方案 0001'))
    await c.taps('responsible', form, '提交', { reason: '企业已起诉', ...way })
    const card = last(w, c, 'officer')
    expect(textOf(card.content)).toContain(
      '处置方式：有争议，走法律途径，（2023）豫11民初1号，漯河中院，2023年2月1日开庭或裁决',
    )
    await c.taps('officer', card, '措施通过')
    expect(textOf(last(w, c, 'responsible').content)).toContain(
      '方案已通过，走法律途径，完成时限暂停计时，开庭或裁决日期2023年2月1日。',
    )
    const ended = only(await c.says('responsible', '调整方案 0001'))
    const outcome = '判决限期兑现，已经生效'
    await c.taps('responsible', ended, '提交', { reason: '判决生效', disposition: 'fulfil', outcome })
    const again = last(w, c, 'officer')
    expect(textOf(again.content)).toContain(`裁决结果：${outcome}`)
    expect(findIssue(w.db, serial)).toMatchObject({ status: 'rectifying', replan: { outcome } })
    expect(verifyLedger(w.db)).toBeNull()
  }))
