import { afterEach, beforeEach, expect, test } from 'vitest'
import { desk, wordsOn, type Desk } from '../support/console.ts'
import { day, terms, verification } from '../support/world.ts'

let office: Desk
beforeEach(() => (office = desk()))
afterEach(() => office.close())

const wordsFor = async (serial: string) => {
  const officer = await office.signIn('officer')
  return wordsOn((await officer.get(`/issues/${serial}`)).text)
}

test('behind a deadline stands each step by which it came about, with its reason and who set it', async () => {
  const { to, does, on } = office.world
  const { serial } = to('verifying')
  const deadline = day('2023-04-30')
  const back = { type: 'send-back', reason: '缺付款凭证', deadline, verification: verification() } as const
  does('second', on({ serial }, back))
  expect(await wordsFor(serial)).toMatch(
    /怎么算的 2023-03-31 按责任单位建议的时限 确认，李敏， 2022-12-01 10:00 2023-04-30 退回整改：缺付款凭证 退回整改，王强/,
  )
})

test('behind a date of the rule stand the workdays that were counted, and the days off that were not', async () => {
  const { does, on, report } = office.world
  const { serial } = does('contact', report())
  does('officer', on({ serial }, { type: 'confirm', ...terms(), planDue: day('2022-12-08') }))
  expect(await wordsFor(serial)).toMatch(
    /报措施期限 2022-12-08 怎么算的 2022-12-08 按.+， 2022-12-01 的次日起数 5 个工作日： 2022-12-02 、 2022-12-05 .+；跳过休息日 2022-12-03 、 2022-12-04/,
  )
})
