import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { moveCampaign } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { chat, textOf } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'
import { reportForm as report } from '../support/samples.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>, close: () => void) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    const act = { actor: w.as('officer'), now: w.clock.now }
    const close = () =>
      void transact(db, (tx) => moveCampaign(tx, { code: 'LH2022', to: 'closing', reason: null }, act))
    return work(w, chat(w), close)
  })

const said = (messages: Awaited<ReturnType<ReturnType<typeof chat>['says']>>) =>
  messages.map(({ content }) => textOf(content)).join('\n')

test('once the campaign winds up a unit that wants to report is told so, and help no longer offers it', () =>
  inChat(async (_, c, close) => {
    expect(said(await c.says('contact', '帮助'))).toContain('[报送]')
    close()
    expect(said(await c.says('contact', '报送'))).toContain('目前没有正在进行的专项行动，暂时不能报送。请联系办公室。')
    expect(said(await c.says('contact', '帮助'))).not.toContain('[报送]')
    expect(said(await c.says('officer', '帮助'))).toContain('[报送]')
  }))

test('a report begun before the campaign wound up is refused with the reason, and nothing is filed', () =>
  inChat(async (w, c, close) => {
    const [form] = await c.says('contact', '报送')
    if (!form) throw new Error('no form')
    close()
    const { handled } = await c.taps('contact', form, '提交', report)
    const sentence = '本专项行动已经收尾，不再接受单位报送。如有新问题请与办公室联系。'
    expect(JSON.stringify(handled) + said(c.to(w.people.contact))).toContain(sentence)
    expect(said(c.to(w.people.officer))).not.toContain('报送了新问题')
  }))
