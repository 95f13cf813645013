import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { signIn, signInWith } from '../support/console-client.ts'
import { dingtalkEmulator, type EmulatorOptions, type Message, type Person } from '../support/dingtalk-emulator.ts'
import { openPage } from '../support/phone.ts'
import { officeFolder, openAllHours, startProgram } from '../support/server.ts'

const people = [
  '姓名,职务,手机,单位,单位类型,上级单位,角色,分管范围,飞书open_id,飞书union_id,钉钉userid',
  '李敏,科长,13800000001,专项办,市直单位,,经办人,,,,limin01',
  '陈联络,科员,13800000003,临港区,功能区,,联络员,,,,',
  '刘具体,科长,13800000004,临港区,功能区,,具体责任人,,,,liu01',
  '王强,科员,13800000002,专项办,市直单位,,经办人,,,,',
  '马主任,主任,13800000005,临港区,功能区,,第一责任人,,,,',
].join('\n')

/** Milliseconds until what failed is tried again at the latest: with the next minute's round, and some time to do it. */
const aRound = 75_000

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** An office with its campaign and people, its server running, talked to only as DingTalk would. */
async function office(transport: 'stream' | 'webhook', more: EmulatorOptions = {}) {
  const dingtalk = await dingtalkEmulator({ redeliverMs: [300, 1_000], lingerMs: 500, ...more })
  cleanUps.push(() => dingtalk.close())
  const folder = officeFolder({ ...dingtalk.env, DINGTALK_TRANSPORT: transport })
  cleanUps.push(folder.remove)
  const sheet = join(folder.folder, 'people.csv')
  writeFileSync(sheet, people)
  const begin = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)
  await folder.xiaohao('campaign', 'start', 'luohe-2022', '--begin', begin, '--confirm-dates')
  await folder.xiaohao('people', 'import', sheet)
  openAllHours(folder.env.XIAOHAO_DATA)
  const server = await startProgram('node', folder.env)
  cleanUps.push(() => server.stop())
  if (transport === 'webhook') dingtalk.webhookTo(`${server.url}/chat/dingtalk`)
  else await dingtalk.connected(10_000)
  return { dingtalk, folder, server }
}

const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])

/** The day so many days from now, in Asia/Shanghai. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

type Office = Awaited<ReturnType<typeof office>>

async function link(folder: Office['folder'], server: Office['server'], name: string): Promise<string> {
  const printed = await folder.xiaohao('people', 'login', name)
  return server.url + new URL(/https?:\/\/\S+/.exec(printed)?.[0] ?? '').pathname
}

describe.each(['stream', 'webhook'] as const)('by %s', (transport) => {
  test('somebody binds, asks and is answered, alone and in the unit’s group', async () => {
    const { dingtalk, folder, server } = await office(transport)
    const chen = dingtalk.person('chen01', '陈联络')
    await chen.says('你好')
    await chen.sees('还不认识您')
    const code = /\d{3} \d{3}/.exec(await folder.xiaohao('people', 'invite', '陈联络'))?.[0] ?? ''
    await chen.says(`绑定 ${code}`)
    await chen.sees('陈联络，您好！已经绑定好了。')
    await chen.says('待办')
    await chen.sees('您手上')

    // In a group its asker is really called, and the answer itself is for them alone.
    dingtalk.group('cidPort==', [chen])
    await folder.xiaohao('group', 'bind', 'dingtalk', 'cidPort==', '临港区')
    await chen.says('待办', { inGroup: 'cidPort==' })
    await chen.sees('您手上')
    const inGroup = await dingtalk.waitFor(() => dingtalk.messagesTo('cidPort==').at(-1))
    expect(inGroup).toMatchObject({ by: 'webhook', mentions: ['chen01'] })

    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await folder.xiaohao('doctor')).toContain('能连上钉钉')
    expect(server.output()).not.toMatch(/陈联络|13800000003|client-secret/)
    expect(await server.stop()).toBe(0)
  })
})

test('a problem travels from a chat message to 销号 without a card template: links, words and pages', async () => {
  const { dingtalk, folder, server } = await office('stream')
  const [limin, chen, liu] = [
    dingtalk.person('limin01', '李敏'),
    dingtalk.person('chen01', '陈联络'),
    dingtalk.person('liu01', '刘具体'),
  ]
  const code = /\d{3} \d{3}/.exec(await folder.xiaohao('people', 'invite', '陈联络'))?.[0] ?? ''
  await chen.says(`绑定 ${code}`)
  await chen.sees('已经绑定好了')
  const officer = await signInWith(`${server.url}/login/with/dingtalk`, (address) =>
    dingtalk.agrees(address, 'limin01'),
  )
  const second = await signIn(await link(folder, server, '王强'))

  await chen.says('报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万')
  const asked = await fills(chen, await chen.sees('已从您的话里读到'), {
    发生时间: '2021-03',
    问题类别: '政策承诺与合同协议履行',
    完成时限: dayFromNow(60),
  })
  expect([asked.status, asked.words]).toEqual([422, expect.stringContaining('事件原因')])
  const reported = await asked.sends({ 事件原因: '财政资金没有安排到位' })
  expect(reported.words).toContain('LH2022-0001')
  await chen.sees('LH2022-0001 待审核')

  const terms = { category: 'C2', confirmed: '300', planDue: dayFromNow(5), deadline: dayFromNow(60) }
  await officer.does('LH2022-0001', 'confirm', terms)
  await liu.sees('办公室已确认')

  await liu.says('措施 0001')
  await fills(liu, await liu.sees('LH2022-0001 报措施'), {
    处置方式: '具备条件，限期兑现',
    推进措施: '安排资金并拨付',
    时间节点: dayFromNow(30),
    第一责任人: '马主任（主任）',
    具体责任人: '刘具体（科长）',
  })
  await liu.sees('LH2022-0001 措施待审')
  await limin.taps(await limin.sees('报了 1 条整改措施'), '措施通过')
  await liu.sees('整改措施已通过')

  await liu.sendsPicture(jpeg)
  await liu.sees('已收到照片，放入 LH2022-0001 的佐证材料（第 1 份）。')
  await liu.says('0001 措施1已完成，300万今天已打款')
  await liu.taps(await liu.sees('已兑现记为 300 万元（余 0 万元），对吗？'), '对，记入')
  await liu.sees('已记入进展')
  await liu.says('销号 0001')
  await fills(liu, await liu.sees('LH2022-0001 申请销号'), { 整改完成情况: '补贴已全部兑现' })
  await liu.sees('LH2022-0001 待核查')
  await second.does('LH2022-0001', 'close', {
    ...{ method: '现场', on: dayFromNow(0), place: '临港产业园' },
    ...{ inspectors: '王强、李敏', finding: '补贴已到账，凭证齐全' },
  })
  await liu.sees('核查通过，已销号')
  expect(await folder.xiaohao('log', 'verify')).toContain('完整')
  expect(await server.stop()).toBe(0)
})

/** Opens the page behind 填写 in a message and sends it. */
async function fills(person: Person, message: Message, filled: Readonly<Record<string, string>>) {
  const { opened } = await person.taps(message, '填写')
  return (await openPage(opened ?? '')).sends(filled)
}

test.each(['stream', 'webhook'] as const)('with a card template buttons come back, by %s', async (transport) => {
  const { dingtalk, folder, server } = await office(transport, { templateId: 'b0c4d9e2.schema' })
  const [liu, limin] = [dingtalk.person('liu01', '刘具体'), dingtalk.person('limin01', '李敏')]
  await liu.says('帮助')
  const help = await liu.sees('我能帮您做什么')
  expect(help.by).toBe('card')
  expect(await liu.taps(help, '报送')).toMatchObject({ shown: { by: 'card' } })
  await fills(liu, await liu.sees('[填写]'), {
    项目名称: '临港产业园标准厂房补贴',
    事件原因: '财政资金没有安排到位',
    事件经过: '2021年签订协议，承诺补贴300万元，至今未兑现',
    发生时间: '2021-03',
    问题类别: '政策承诺与合同协议履行',
    完成时限: dayFromNow(60),
  })
  await liu.sees('LH2022-0001 待审核')
  const officer = await signIn(await link(folder, server, '李敏'))
  const terms = { category: 'C2', confirmed: '300', planDue: dayFromNow(5), deadline: dayFromNow(60) }
  await officer.does('LH2022-0001', 'confirm', terms)
  await liu.says('措施 0001')
  await fills(liu, await liu.sees('LH2022-0001 报措施'), {
    处置方式: '具备条件，限期兑现',
    推进措施: '安排资金并拨付',
    时间节点: dayFromNow(30),
    第一责任人: '马主任（主任）',
    具体责任人: '刘具体（科长）',
  })

  // A tap is answered on the card at once, and the card then gives way to the issue as it stands.
  const planned = await limin.sees('报了 1 条整改措施')
  const { shown } = await limin.taps(planned, '措施通过')
  expect(shown?.content.params).toMatchObject({ status: expect.stringContaining('通过') as string })
  const replaced = await limin.sees('LH2022-0001 整改中')
  expect(replaced.id).toBe(planned.id)
  await liu.sees('整改措施已通过')
})

test('a connection told to end, and one broken, lose nothing that was accepted', async () => {
  const { dingtalk } = await office('stream')
  const liu = dingtalk.person('liu01', '刘具体')
  dingtalk.line.disconnects()
  await dingtalk.waitFor(() => dingtalk.line.live() > 0, { ms: 10_000, for: 'the next connection' })
  await liu.says('待办')
  await liu.sees('您手上')
  dingtalk.line.drop()
  const delivery = await liu.says('帮助')
  await dingtalk.waitFor(() => delivery.acknowledged, { ms: 20_000, for: 'the message to be taken' })
  await liu.sees('我能帮您做什么', aRound)
})

test('DingTalk down: what a person did is kept and the answer comes when it is back', async () => {
  const { dingtalk } = await office('stream')
  const liu = dingtalk.person('liu01', '刘具体')
  dingtalk.breaks('any', 'error 500', 3)
  expect((await liu.says('待办')).acknowledged).toBe(true)
  dingtalk.heals()
  await liu.sees('您手上', aRound)
})
