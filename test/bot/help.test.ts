import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { actWords, plainWords, pressedWords, type ChatAct } from '../../bot/intent.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { chat, textOf } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

type Who = keyof World['people']

const helpOf = (who: Who, before: (w: World) => void = () => undefined) =>
  inOffice(async (db) => {
    const w = world(db)
    before(w)
    const [answer, ...more] = await chat(w).says(who, '帮助')
    if (!answer || more.length > 0) throw new Error('not one card')
    return textOf(answer.content)
  })

const reviewing = (w: World) =>
  void transact(w.db, (tx) =>
    setPosts(tx, w.people.stranger, [{ unit: w.units.park, role: 'reviewer', scope: [] }], {
      actor: w.as('administrator'),
      now: w.clock.now,
    }),
  )

test('the help of a unit says every act of a unit that can be typed', async () => {
  const help = await helpOf('contact')
  const acts = [...new Set(actWords.map(([, act]) => act))]
  const unsaid = (act: ChatAct) => !actWords.some(([word, meant]) => meant === act && help.includes(word))
  expect(acts.filter(unsaid)).toEqual([])
  expect(help).toContain('异议 <编号> <理由>')
  expect(help).toContain('交接 <接手人>')
})

test('every other word of the chat stands in the help of somebody', async () => {
  const all = (await Promise.all((['contact', 'officer', 'leader'] as const).map((who) => helpOf(who)))).join('\n')
  const words = [...plainWords.keys()].filter((word) => word !== '帮助' && word !== '我的')
  expect([...words, '报送', '查', '绑定', '交接'].filter((word) => !all.includes(word))).toEqual([])
})

test('what the help of the office and of a lead unit names for a card is known when typed as well', async () => {
  const [office, lead] = [await helpOf('officer'), await helpOf('stranger', reviewing)]
  const named = ['措施通过', '措施退回', '同意延期', '不同意延期', '退回补充', '转办', '审核通过', '审核退回']
  expect(named.filter((word) => !`${office}${lead}`.includes(word) || !pressedWords.includes(word))).toEqual([])
})

const groups = /^(?:责任单位|牵头单位审核人|办公室|领导|都能用)(?=：)/gm

test.each<[Who, string[]]>([
  ['contact', ['责任单位', '都能用']],
  ['officer', ['办公室', '都能用']],
  ['leader', ['领导', '都能用']],
  ['auditor', ['都能用']],
])('%s reads the words of the posts held and no others', async (who, own) => {
  expect((await helpOf(who)).match(groups)).toEqual(own)
})

test('a lead unit’s reviewer reads what to press, and nothing of a unit’s', async () => {
  const help = await helpOf('stranger', reviewing)
  expect(help.match(groups)).toEqual(['牵头单位审核人', '都能用'])
  expect(help).not.toContain('零报告')
})

test('help is short: whoever holds one post reads a dozen lines', async () => {
  const lines = await Promise.all(
    (['contact', 'officer', 'leader'] as const).map(async (who) => (await helpOf(who)).split('\n')),
  )
  expect(lines.filter((of) => of.length > 16)).toEqual([])
})
