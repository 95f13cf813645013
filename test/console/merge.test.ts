import { expect, test } from 'vitest'
import { desk, wordsOn } from '../support/console.ts'
import { particulars } from '../support/world.ts'

test('合并办理 asks which issue it goes on in, says so on both, and names the refusal in words', async () => {
  const d = desk()
  const { serial } = d.world.to('rectifying')
  d.world.does('contact', d.world.report({ particulars: particulars({ title: '同一笔补贴' }) }))
  const officer = await d.signIn('officer')
  const wrong = await officer.act(serial, 'merge', { into: serial })
  expect([wrong.status, wordsOn(wrong.text)]).toEqual([422, expect.stringContaining('填的就是这一件')])
  expect((await officer.act(serial, 'merge', { into: '0002' })).status).toBe(303)
  const page = wordsOn((await officer.get(`/issues/${serial}`)).text)
  expect(page).toContain('已并入 LH2022-0002 ，请到那一件里办理。')
  const target = wordsOn((await officer.get('/issues/LH2022-0002')).text)
  expect(target).toContain('另一件并入本件')
  d.close()
})
