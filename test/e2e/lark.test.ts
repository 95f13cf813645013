import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { signIn, signInWith } from '../support/console-client.ts'
import { larkEmulator } from '../support/lark-emulator.ts'
import { officeFolder, openAllHours, startProgram } from '../support/server.ts'

const people = [
  '姓名,职务,手机,单位,单位类型,上级单位,角色,分管范围,飞书open_id,飞书union_id,钉钉userid',
  '李敏,科长,13800000001,专项办,市直单位,,经办人,,ou_limin,,',
  '王强,科员,13800000002,专项办,市直单位,,经办人,,,,',
  '陈联络,科员,13800000003,临港区,功能区,,联络员,,,,',
  '刘具体,科长,13800000004,临港区,功能区,,具体责任人,,ou_liu,,',
  '马主任,主任,13800000005,临港区,功能区,,第一责任人,,ou_ma,,',
].join('\n')

const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])

/** Milliseconds until what failed is tried again at the latest: with the next minute's round, and some time to do it. */
const aRound = 75_000

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** The day so many days from now, in Asia/Shanghai. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

/** An office with its campaign and people, its server running, talked to only as Lark would. */
async function office(transport: 'webhook' | 'websocket') {
  const lark = await larkEmulator()
  cleanUps.push(() => lark.close())
  const folder = officeFolder({ ...lark.env, LARK_TRANSPORT: transport })
  cleanUps.push(folder.remove)
  const sheet = join(folder.folder, 'people.csv')
  writeFileSync(sheet, people)
  await folder.xiaohao('campaign', 'start', 'luohe-2022', '--begin', dayFromNow(-20), '--confirm-dates')
  await folder.xiaohao('people', 'import', sheet)
  openAllHours(folder.env.XIAOHAO_DATA)
  const server = await startProgram('node', folder.env)
  cleanUps.push(() => server.stop())
  if (transport === 'webhook') lark.webhookTo(`${server.url}/chat/lark`)
  else await lark.connected(10_000)
  const link = async (name: string) => {
    const printed = await folder.xiaohao('people', 'login', name)
    const { pathname, search } = new URL(/https?:\/\/\S+/.exec(printed)?.[0] ?? '')
    return server.url + pathname + search
  }
  return { lark, folder, server, link }
}

describe.each(['webhook', 'websocket'] as const)('by %s', (transport) => {
  test('a problem travels from a chat message to 销号', async () => {
    const { lark, folder, server, link } = await office(transport)
    if (transport === 'webhook') expect(await lark.challenges()).toBe(true)
    const chen = lark.person('ou_chen', '陈联络')
    const liu = lark.person('ou_liu', '刘具体')
    const limin = lark.person('ou_limin', '李敏')
    const officer = await signInWith(`${server.url}/login/with/lark`, (address) => lark.agrees(address, 'ou_limin'))
    const second = await signIn(await link('王强'))

    // Someone the office doesn't know yet binds with the code it gave.
    await chen.says('你好')
    await chen.sees('还不认识您')
    const code = /\d{3} \d{3}/.exec(await folder.xiaohao('people', 'invite', '陈联络'))?.[0] ?? ''
    await chen.says(`绑定 ${code}`)
    await chen.sees('陈联络，您好！已经绑定好了。')

    // Report.
    await chen.says('报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万')
    const form = await chen.sees('已从您的话里读到')
    const reported = await chen.taps(form, '提交', {
      事件原因: '财政资金没有安排到位',
      发生时间: '2021-03',
      问题类别: '政策承诺与合同协议履行',
      完成时限: dayFromNow(60),
    })
    expect(reported).toMatchObject({ toast: '已提交' })
    await chen.sees('LH2022-0001 待审核')

    // The office confirms in the console.
    const terms = { category: 'C2', confirmed: '300', planDue: dayFromNow(5), deadline: dayFromNow(60) }
    await officer.does('LH2022-0001', 'confirm', terms)
    await liu.sees('办公室已确认')

    // Plan, and its approval by a card.
    await liu.says('措施 0001')
    await liu.taps(await liu.sees('处置方式'), '提交', {
      处置方式: '具备条件，限期兑现',
      推进措施: '安排资金并拨付',
      时间节点: dayFromNow(30),
      第一责任人: '马主任（主任）',
      具体责任人: '刘具体（科长）',
    })
    await liu.sees('LH2022-0001 措施待审')
    await limin.taps(await limin.sees('报了 1 条整改措施'), '措施通过')
    await liu.sees('整改措施已通过')

    // Progress with a photograph; money read from free text is confirmed first.
    await liu.sendsImage(jpeg)
    await liu.sees('已收到照片，放入 LH2022-0001 的佐证材料（第 1 份）。')
    await liu.says('0001 措施1已完成，300万今天已打款')
    await liu.taps(await liu.sees('已兑现记为 300 万元（余 0 万元），对吗？'), '对，记入')
    await liu.sees('已记入进展')

    // Applies; the unit can't verify itself, a second officer does.
    await liu.says('销号 0001')
    await liu.taps(await liu.sees('整改完成情况'), '提交', { 整改完成情况: '补贴已全部兑现' })
    await liu.sees('LH2022-0001 待核查')
    await second.does('LH2022-0001', 'close', {
      method: '现场',
      on: dayFromNow(0),
      place: '临港产业园',
      inspectors: '王强、李敏',
      finding: '补贴已到账，凭证齐全',
    })
    await liu.sees('核查通过，已销号')

    const csv = join(folder.folder, 'ledger.csv')
    await folder.xiaohao('ledger', 'export', 'LH2022', csv)
    const [head = '', row = ''] = readFileSync(csv, 'utf8').trim().split('\r\n')
    expect(head).toContain('编号,序号,问题描述')
    expect(row).toMatch(/^LH2022-0001,/)
    expect(row).toContain(',已销号,')
    expect(row).toContain(',300,300,2021-03,否')
    expect(await folder.xiaohao('log', 'verify')).toContain('完整')
    expect(await server.stop()).toBe(0)
  })
})

test('Lark down: what a person did is kept and the answer comes when it is back', async () => {
  const { lark } = await office('webhook')
  const liu = lark.person('ou_liu', '刘具体')
  lark.breaks('any', 'error 500', 3)
  const delivery = await liu.says('待办')
  expect(delivery.attempts.at(-1)).toMatchObject({ status: 200 })
  lark.heals()
  await liu.sees('您手上的', aRound)
})

test('an answer that was lost after Lark took it is not said twice', async () => {
  const { lark } = await office('webhook')
  const liu = lark.person('ou_liu', '刘具体')
  // What the day brings by itself leaves first.
  await lark.settled(1_000)
  lark.breaks('send', 'reset after commit')
  await liu.says('待办')
  await liu.sees('您手上的', aRound)
  await lark.settled(3_000)
  expect(liu.messages().filter(({ text }) => text.includes('您手上的')).length).toBe(1)
})

test('the network gone for a while loses nothing that was accepted, and the line comes back by itself', async () => {
  const { lark, folder, server, link } = await office('websocket')
  const [chen, liu] = [lark.person('ou_chen', '陈联络'), lark.person('ou_liu', '刘具体')]
  const officer = await signIn(await link('李敏'))
  const code = /\d{3} \d{3}/.exec(await folder.xiaohao('people', 'invite', '陈联络'))?.[0] ?? ''
  await chen.says(`绑定 ${code}`)
  await chen.sees('已经绑定好了')
  await chen.says('报送 临港产业园标准厂房补贴一直没兑现')
  await chen.taps(await chen.sees('已从您的话里读到'), '提交', {
    事件原因: '财政资金没有安排到位',
    事件经过: '2021年签订协议，至今未兑现',
    发生时间: '2021-03',
    问题类别: '政策承诺与合同协议履行',
    完成时限: dayFromNow(60),
  })
  await chen.sees('LH2022-0001 待审核')

  const told = () => liu.messages().filter(({ text }) => text.includes('办公室已确认')).length
  lark.network.cut()
  const terms = { category: 'C2', confirmed: '300', planDue: dayFromNow(5), deadline: dayFromNow(60) }
  await officer.does('LH2022-0001', 'confirm', terms)
  const ready = await fetch(`${server.url}/readyz`)
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('"check":"lark"')])
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(told()).toBe(0)

  lark.network.mend()
  await lark.connected(20_000)
  expect(await fetch(`${server.url}/readyz`)).toMatchObject({ status: 200 })
  await liu.says('措施 0001')
  await liu.sees('处置方式')
  await liu.sees('办公室已确认', aRound)
  await lark.settled(1_000)
  expect(told()).toBe(1)
})
