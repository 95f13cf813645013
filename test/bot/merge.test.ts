import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { chat, textOf } from '../support/chat.ts'
import { particulars, world } from '../support/world.ts'

test('the card of what was merged leads its unit to where it goes on', () =>
  inOffice(async (db) => {
    const w = world(db)
    const issue = w.to('rectifying')
    w.does('contact', w.report({ particulars: particulars({ title: '同一笔补贴' }) }))
    w.does('officer', w.on(issue, { type: 'merge', into: 'LH2022-0002' }))
    const c = chat(w)
    await tick(c.office)
    const card = c.to(w.people.responsible).at(-1)
    if (!card) throw new Error('nothing was sent')
    expect(textOf(card.content)).toContain('办公室把这件并入 LH2022-0002 一并办理')
    const { answers } = await c.taps('responsible', card, '查看 LH2022-0002')
    expect(answers.map(({ content }) => textOf(content)).join('\n')).toContain('同一笔补贴')
  }))

test.each(['并案', '合并办理', '转办'])('“%s” with a serial brings the office the issue, since it is pressed', (word) =>
  inOffice(async (db) => {
    const w = world(db)
    w.to('rectifying')
    const c = chat(w)
    const said = (await c.says('officer', `${word} 0001`)).map(({ content }) => textOf(content)).join('\n')
    expect(said).toContain('LH2022-0001 临港产业园标准厂房补贴')
  }),
)
