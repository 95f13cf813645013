import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { dingtalkEmulator } from '../support/dingtalk-emulator.ts'
import { officeFolder, openAllHours, startProgram } from '../support/server.ts'

const people = [
  '姓名,职务,手机,单位,单位类型,上级单位,角色,分管范围,飞书open_id,飞书union_id,钉钉userid',
  '李敏,科长,13800000001,专项办,市直单位,,经办人,,,,limin01',
  '陈联络,科员,13800000003,临港区,功能区,,联络员,,,,',
  '刘具体,科长,13800000004,临港区,功能区,,具体责任人,,,,liu01',
].join('\n')

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** An office with its campaign and people, its server running, talked to only as DingTalk would. */
async function office(transport: 'stream' | 'webhook') {
  const dingtalk = await dingtalkEmulator({ redeliverMs: [300, 1_000], lingerMs: 500 })
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
  await liu.sees('我能帮您做什么', 20_000)
})

test('DingTalk down: what a person did is kept and the answer comes when it is back', async () => {
  const { dingtalk } = await office('stream')
  const liu = dingtalk.person('liu01', '刘具体')
  dingtalk.breaks('any', 'error 500', 3)
  expect((await liu.says('待办')).acknowledged).toBe(true)
  dingtalk.heals()
  await liu.sees('您手上', 20_000)
})
