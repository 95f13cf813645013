import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { intentOf } from '../../bot/intent.ts'
import { transact } from '../../db/database.ts'
import { findHandover } from '../../db/handovers/find.ts'
import { findIssue } from '../../db/ledger.ts'
import { addPerson, bind, setPosts, unbind } from '../../db/people.ts'
import { openNode } from '../../db/open-node.ts'
import { chat, textOf, type SentMessage } from '../support/chat.ts'
import { at } from '../support/nudges.ts'
import { world, type World } from '../support/world.ts'

let office: ReturnType<typeof openNode>
let w: World
let talk: ReturnType<typeof chat>
beforeEach(() => {
  office = openNode(':memory:')
  w = world(office.db)
  talk = chat(w)
})
afterEach(() => office.close())

type Who = keyof World['people']
const said = (messages: readonly SentMessage[]) => messages.map(({ content }) => textOf(content)).join('\n')
const told = (who: Who) => said(talk.to(w.people[who]))
const lastTo = (who: Who): SentMessage => {
  const message = talk.to(w.people[who]).at(-1)
  if (!message) throw new Error(`nothing was said to ${who}`)
  return message
}

/** 刘具体 asks for it and says yes. */
async function begin(text = '交接 陈联络', who: Who = 'responsible') {
  const [card] = await talk.says(who, text)
  if (!card) throw new Error('no answer')
  return talk.taps(who, card, '确认交接')
}

describe('交接 <name>', () => {
  test.each([
    ['交接 王五', null, '王五'],
    ['移交　王五。', null, '王五'],
    ['交接给王五', null, '王五'],
    ['交接：王五@临港区', null, '王五@临港区'],
    ['交接 张三 给 王五', '张三', '王五'],
    ['交接', null, ''],
  ])('%s', (text, from, to) => expect(intentOf(text)).toEqual({ do: 'handover', from, to }))

  test.each(['交接工作做完了', '移交问责的材料在哪'])('%s asks for nothing of the kind', (text) =>
    expect(intentOf(text).do).toBe('unclear'),
  )

  test('shows what would pass, and begins by a button', async () => {
    const { serial } = w.to('rectifying')
    const [card] = await talk.says('responsible', '交接 陈联络')
    const text = card ? textOf(card.content) : ''
    expect(text).toContain('把 1 件事项交接给陈联络，请核对')
    expect(text).toContain(serial)
    expect(text).toContain('岗位和聊天账号不随之变动')
    expect(findHandover(w.db, 1)).toBeNull()
    if (!card) throw new Error('no card')
    await talk.taps('responsible', card, '确认交接')
    expect(textOf(card.content)).toContain('已发起，陈联络会收到这 1 件，签收后告诉您。')
    expect(told('contact')).toContain('刘具体交接给您 1 件，请签收')
    expect(told('contact')).toContain('请在12月2日前签收')
  })

  test('a double tap begins one', async () => {
    w.to('rectifying')
    const [card] = await talk.says('responsible', '交接 陈联络')
    if (!card) throw new Error('no card')
    const copy = { ...card, content: card.content }
    await talk.taps('responsible', copy, '确认交接')
    const { handled } = await talk.taps('responsible', copy, '确认交接')
    expect(handled.toast?.text).toBe('已经在交接给陈联络，等他签收。')
    expect([findHandover(w.db, 1)?.status, findHandover(w.db, 2)]).toEqual(['running', null])
  })

  test.each([
    ['交接 不认识', '没有找到叫“不认识”的人员。'],
    ['交接 高联络', '接手人须是同一单位的联络员、具体责任人或第一责任人。'],
    ['交接 刘具体', '不能交接给本人。'],
    ['交接 马主任 给 陈联络', '交接由本人、本单位第一责任人或办公室发起。'],
    ['交接', '要交接给谁？'],
  ])('%s', async (text, sentence) => {
    w.to('rectifying')
    expect(said(await talk.says('responsible', text))).toContain(sentence)
  })

  test('where nothing is one’s own it says so', async () => {
    expect(said(await talk.says('stranger', '交接 陈联络'))).toContain('名下没有要交接的事项。')
  })

  test('in a group nothing is said of it', async () => {
    w.to('rectifying')
    transact(w.db, (tx) => {
      tx.run(`insert into groups (platform, chat_id, unit, bound_at) values ('demo', 'g1', ${w.units.port}, 1)`)
    })
    const answers = await talk.says('responsible', '交接 陈联络', { group: 'g1' })
    expect(said(answers)).toBe('交接请单独发给我，不要在群里办。')
  })

  test('of several of one name those who could take over are asked about', async () => {
    w.to('rectifying')
    const act = { actor: w.as('administrator'), now: w.clock.now }
    transact(w.db, (tx) => {
      for (const [unit, title] of [[w.units.port, '科员'] as const, [w.units.park, '主任'] as const]) {
        const id = addPerson(tx, { name: '陈联络', title, phone: null }, act)
        setPosts(tx, id, [{ unit, role: 'contact', scope: [] }], act)
      }
    })
    const [card] = await talk.says('responsible', '交接 陈联络')
    expect(card && textOf(card.content)).toBe('是哪一位？\n[陈联络]\n[陈联络（科员）]')
    const [one] = await talk.says('responsible', '交接 陈联络@高新区')
    expect(one && textOf(one.content)).toContain('接手人须是同一单位的')
  })
})

describe('the successor', () => {
  test('signs for all at once; leaver and first responsible person hear that it is complete', async () => {
    const { serial } = w.to('rectifying')
    await begin()
    const card = lastTo('contact')
    expect(textOf(card.content)).toContain('[签收]\n[退回]\n[查看]')
    await talk.taps('contact', card, '全部签收')
    expect(textOf(card.content)).toContain('已签收 1 件，交接完成。')
    expect(told('responsible')).toContain('陈联络已签收 1 件，刘具体的交接完成。')
    expect(told('first')).toContain('陈联络已签收 1 件，刘具体的交接完成。')
    for (const said of [textOf(card.content), told('responsible'), told('first')]) {
      expect(said.match(/已签收 1 件/g)).toHaveLength(1)
    }
    expect(findIssue(w.db, serial)?.plan?.responsible).toBe(w.people.contact)
  })

  test('signs for one and returns another with a reason', async () => {
    const [first, second] = [w.to('rectifying'), w.to('planning')]
    w.does('contact', w.on(second, { type: 'comment', text: '…' }))
    await begin('交接 马主任', 'contact')
    const card = lastTo('first')
    expect(textOf(card.content)).toContain('陈联络交接给您 2 件，请签收')
    await talk.taps('first', card, '签收')
    expect(textOf(card.content)).toContain('已签收 1 件，还有 1 件。')
    const asked = (await talk.taps('first', card, '退回')).answers.at(-1)
    if (!asked) throw new Error('no form')
    expect(textOf(asked.content)).toContain('退回原因')
    await talk.taps('first', asked, '退回', { reason: ' ' })
    expect(textOf(asked.content)).toContain('请写明退回的原因')
    await talk.taps('first', asked, '退回', { reason: '不归我分管' })
    expect(told('contact')).toMatch(/马主任退回了 LH2022-000\d：不归我分管。/)
    expect([first, second].map(({ serial }) => findIssue(w.db, serial)?.heir ?? null).sort()).toEqual([
      w.people.first,
      null,
    ])
  })

  test('has it in 待办, and the first responsible person hears after one workday', async () => {
    w.to('rectifying')
    await begin()
    expect(said(await talk.says('contact', '待办'))).toContain('刘具体交接给您 1 件，请签收')
    expect(told('first')).not.toContain('交接：刘具体 → 陈联络')
    w.clock.now = at('2022-12-02')
    await talk.says('stranger', '帮助')
    expect(told('contact')).toContain('交接签收期限 12月2日（今天到期）')
    expect(told('first')).toContain('交接：刘具体 → 陈联络')
    const before = told('first')
    const bundle = talk.to(w.people.contact).findLast(({ content }) => textOf(content).includes('交接签收期限'))
    if (!bundle) throw new Error('no bundle')
    await talk.taps('contact', bundle, '全部签收')
    w.clock.now = at('2022-12-05')
    await talk.says('stranger', '帮助')
    expect(told('first').slice(before.length)).not.toContain('交接签收期限')
  })

  test('without a chat account is named all the same, and the office hears of it', async () => {
    w.to('rectifying')
    const link = { platform: 'demo', externalId: `demo-${w.people.contact}`, person: w.people.contact }
    const act = { actor: w.as('contact'), now: w.clock.now }
    transact(w.db, (tx) => unbind(tx, link, act))
    const [card] = await talk.says('responsible', '交接 陈联络')
    expect(card && textOf(card.content)).toContain('陈联络还没有绑定聊天账号，须先绑定才能签收。')
    await begin()
    expect(told('officer')).toContain('陈联络还没有绑定聊天账号')
    transact(w.db, (tx) => bind(tx, link, act))
    await talk.says('stranger', '帮助')
    expect(told('contact')).toContain('请签收')
  })
})

test('the first responsible person begins it for somebody else, and may call it off', async () => {
  const { serial } = w.to('rectifying')
  await begin('交接 刘具体 给 陈联络', 'first')
  expect(told('responsible')).toContain('马主任发起了交接：刘具体名下的 1 件事项交给陈联络')
  expect(told('contact')).toContain('马主任代刘具体把 1 件事项交接给您。')
  const card = talk.to(w.people.first).find(({ content }) => textOf(content).includes('取消交接'))
  if (!card) throw new Error('no card')
  await talk.taps('first', card, '取消交接')
  expect(told('contact')).toContain('马主任取消了刘具体给陈联络的交接，没有签收的仍由刘具体负责。')
  expect(findIssue(w.db, serial)?.handovers).toEqual([])
})

test('until it is signed both are told what the office says of the issue', async () => {
  const issue = w.to('rectifying')
  await begin()
  w.does('officer', w.on(issue, { type: 'comment', text: '请抓紧拨付' }))
  await talk.says('stranger', '帮助')
  expect(told('responsible')).toContain('请抓紧拨付')
  expect(told('contact')).toContain('请抓紧拨付')
})
