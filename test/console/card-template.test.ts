import { afterEach, beforeEach, expect, test } from 'vitest'
import { cardTemplate } from '../../db/card-templates.ts'
import { type Browser, desk, type Desk, wordsOn } from '../support/console.ts'

const path = '/platforms/dingtalk/card'
const template = { platform: 'dingtalk', file: '{"schema":"x"}', fixed: null } as const

let office: Desk
beforeEach(() => {
  office = desk({ cardTemplates: [template] })
})
afterEach(() => office.close())

async function saves(who: Browser, template: string) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await who.get(path)).text)?.[1] ?? ''
  return who.post(path, { csrf, template })
}

test('the file is there to be imported, and the administrator enters the id it got', async () => {
  const administrator = await office.signIn('administrator')
  const page = await administrator.get(path)
  expect(wordsOn(page.text)).toContain('现在没有用卡片模板')
  const file = await administrator.get(`${path}/file`)
  expect([file.text, file.headers.get('content-disposition')]).toEqual([
    template.file,
    'attachment; filename="xiaohao-dingtalk-card.json"',
  ])
  const saved = await saves(administrator, ' 0a1b2c3d-0001.schema ')
  expect([saved.status, cardTemplate(office.world.db, 'dingtalk')]).toEqual([303, '0a1b2c3d-0001.schema'])
  expect(wordsOn((await administrator.get(path)).text)).toContain('正在用卡片模板 0a1b2c3d-0001.schema')
  expect((await saves(administrator, '')).status).toBe(303)
  expect(cardTemplate(office.world.db, 'dingtalk')).toBeNull()
})

test.each(['<script>alert(1)</script>', '短', '卡片模板卡片模板', 'x'.repeat(101), 'a b c d e f g h'])(
  'what can be no id is refused and stays as it was typed: %s',
  async (typed) => {
    const administrator = await office.signIn('administrator')
    const refused = await saves(administrator, typed)
    expect([refused.status, cardTemplate(office.world.db, 'dingtalk')]).toEqual([422, null])
    expect(wordsOn(refused.text)).toContain('请从卡片平台复制')
    expect(refused.text).not.toContain('<script>alert')
  },
)

test('the office reads it, and only the administrator changes it, unless the environment does', async () => {
  const officer = await office.signIn('officer')
  const page = await officer.get(path)
  expect(wordsOn(page.text)).toContain('模板 ID 由管理员填写')
  expect((await saves(officer, '0a1b2c3d.schema')).status).toBe(404)
  expect(wordsOn((await officer.get('/deliveries')).text)).toContain('钉钉互动卡片')

  const set = desk({ cardTemplates: [{ ...template, fixed: 'fixed-01.schema' }] })
  const administrator = await set.signIn('administrator')
  const fixed = await administrator.get(path)
  expect(wordsOn(fixed.text)).toContain('正在用卡片模板 fixed-01.schema')
  expect((await saves(administrator, 'other-01.schema')).status).toBe(404)
  set.close()
})

test('there is none of a platform that needs none', async () => {
  const administrator = await office.signIn('administrator')
  expect((await administrator.get('/platforms/lark/card')).status).toBe(404)
  expect((await administrator.get('/platforms/constructor/card/file')).status).toBe(404)
})
