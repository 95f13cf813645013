import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { desk, wordsOn, type Browser, type Desk } from '../support/console.ts'
import { day, evidence } from '../support/world.ts'

let office: Desk
let officer: Browser
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
})
afterEach(() => office.close())

const page = async (path: string, who = officer) => (await who.get(path)).text
const said = { text: '拨付', percent: null, settled: null, done: [] } as const

/** 100 万元 proven, 50 万元 not, of 300 万元. */
function partlyPaid() {
  const { to, does, on, people } = office.world
  const issue = to('rectifying')
  const file = evidence({ by: people.responsible, name: '银行回单.pdf', type: 'application/pdf' })
  does('responsible', on(issue, { type: 'attach', evidence: file }))
  const paid = { on: day('2022-11-30'), vouches: null }
  const [proven, unproven] = [
    { ...paid, amount: 100_000_000, voucher: file.id },
    { ...paid, amount: 50_000_000, voucher: null },
  ]
  does('responsible', on(issue, { type: 'progress', ...said, payment: proven }))
  does('responsible', on(issue, { type: 'progress', ...said, payment: unproven }))
  return { ...issue, voucher: file.id }
}

describe('兑现情况 of an issue', () => {
  test('names what is owed, paid and left, and each payment with its voucher', async () => {
    const { serial, voucher } = partlyPaid()
    const text = await page(`/issues/${serial}`)
    const words = wordsOn(text)
    expect(words).toContain('兑现情况 涉及金额 300 万元 核定金额 300 万元 已兑现 150 万元 未兑现 150 万元')
    expect(words).toMatch(/2022-11-30 100 银行回单\.pdf 刘具体， 2022-12-01/)
    expect(words).toMatch(/2022-11-30 50 未附凭证 刘具体， 2022-12-01/)
    expect(words).toContain('已兑现的款项中， 50 万元 未附凭证。')
    expect(text).toContain(`href="/issues/${serial}/evidence/${voucher}"`)
  })

  test('tells a correction with its reason and who made it', async () => {
    const { serial } = partlyPaid()
    const { does, on } = office.world
    const changed = { settled: 120_000_000 }
    does('officer', on({ serial }, { type: 'correct', changed, reason: '重复录入 30 万元' }))
    const words = wordsOn(await page(`/issues/${serial}`))
    expect(words).toMatch(/2022-12-01 -30 更正： 重复录入 30 万元 李敏， 2022-12-01/)
    expect(words).toContain('已兑现 120 万元')
  })

  test('is not there where it isn’t about money', async () => {
    const { does, report } = office.world
    const { particulars } = report()
    const issue = does('contact', report({ particulars: { ...particulars, involved: null } }))
    expect(wordsOn(await page(`/issues/${issue.serial}`))).not.toContain('兑现情况')
  })
})

describe('金额汇总', () => {
  test('adds up by unit and category, leaves out what is not listed, and says so', async () => {
    partlyPaid()
    const { does, on, report, units, to } = office.world
    does('stranger', report({ unit: units.park }))
    const dropped = to('reported')
    does('officer', on(dropped, { type: 'dismiss', reason: '经核实不属实' }))
    const text = await page('/money')
    const words = wordsOn(text)
    expect(words).toContain('名称 件数 涉及 核定 已兑现 未兑现 未附凭证')
    expect(words).toMatch(/按责任单位 .*高新区 1 300 0 0 300 0 临港区 1 300 300 150 150 50 合计 2 600 300 150 450 50/)
    expect(words).toMatch(/按问题类别 .*承诺与合同履行 2 600 300 150 450 50/)
    expect(words).toContain('不含不予列入、已撤回和并入其他问题的')
    expect(text).toContain(`href="/?unit=${units.port}"`)
    expect(await page('/')).toContain('href="/money"')
    expect(await page('/campaigns/LH2022')).toContain('href="/money?campaign=LH2022"')
  })

  test('shows a leader what they answer for', async () => {
    partlyPaid()
    const { db, clock, does, report, units, people } = office.world
    does('stranger', report({ unit: units.park }))
    const act = { actor: { kind: 'system', door: 'cli' }, now: clock.now } as const
    const post = { unit: units.city, role: 'leader', scope: [`#${units.park}`] } as const
    transact(db, (tx) => setPosts(tx, people.leader, [post], act))
    const words = wordsOn(await page('/money', await office.signIn('leader')))
    expect(words).toMatch(/高新区 1 300 .* 合计 1 300/)
    expect(words).not.toContain('临港区')
  })
})
