import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { parseCsv } from 'hucre/csv'
import { describe, expect, test } from 'vitest'
import { startCampaign } from '../../db/campaigns.ts'
import { redeem } from '../../db/codes.ts'
import { noteConnection } from '../../db/connections.ts'
import { transact } from '../../db/database.ts'
import { groupOf } from '../../db/groups.ts'
import { takeLease } from '../../db/leases.ts'
import { findIssue } from '../../db/ledger.ts'
import { remember } from '../../db/inbox.ts'
import { countUse, setQuota } from '../../db/meters.ts'
import { claimDue, enqueue } from '../../db/outbox.ts'
import { end } from '../../db/outbox-ends.ts'
import { bind } from '../../db/people.ts'
import { outbox } from '../../db/schema.ts'
import { useLoginLink } from '../../db/sessions.ts'
import { openOffice } from '../../runtime/office-node.ts'
import { campaign } from '../support/campaign.ts'
import { terminal } from '../support/command.ts'
import { busyWeek, noon } from '../support/quiet-week.ts'
import { particulars, start, world } from '../support/world.ts'
import { unzipped } from '../support/zipped.ts'

/** A terminal beside an office with people and campaign. */
function staffed() {
  const shell = terminal()
  const office = openOffice(shell.data)
  const w = world(office.db)
  return { ...shell, w, close: office.close }
}

describe('the command line', () => {
  test('without a command shows what there is, as wrong use', async () => {
    const { status, error } = await terminal().run('')
    expect([status, error[0], error.length > 10]).toEqual([2, '用法：npx xiaohao 命令 …', true])
  })

  test('asked for help says the same, and that is no mistake', async () => {
    const { status, out } = await terminal().run('--help')
    expect([status, out[0]]).toEqual([0, '用法：npx xiaohao 命令 …'])
  })

  test.each([
    ['campaign stop LH2022', '没有“campaign stop”这个命令'],
    ['campaign start', '少写了内容'],
    ['campaign list now', '多写了“now”（含空格的内容请加引号）'],
    ['campaign start luohe-2022 --force', '不认识的选项 --force'],
    ['campaign start luohe-2022 --begin tomorrow', '--begin 要写成 2026-12-01 这样的日期，不是“tomorrow”'],
    ['campaign start luohe-2022 --set P1', '--set 要写成 路径=值，例如 --set phase.P1.end=2026-12-30，不是“P1”'],
    ['tick --at 8点', '--at 要写成 2026-12-01T08:30 这样的时间（不写时区就是北京时间），不是“8点”'],
    ['ledger export LH2022 台账.xls', '请把文件名写成 .xlsx、.csv 或 .docx 结尾'],
    ['log verify --expect 12', '--expect 要写成 条数:哈希（至少前 16 位），例如 1204:8f3a0c5e91d27b46，不是“12”'],
  ])('%s is wrong use: one line why, one line how', async (words, why) => {
    const { status, error } = await terminal().run(words)
    expect([status, error[0], error[1]?.startsWith('用法：')]).toEqual([2, why, true])
  })

  test('names the variable that is wrong', async () => {
    const { status, error } = await terminal(undefined, { PORT: 'x' }).run('people login 李敏')
    expect([status, error]).toEqual([1, ['PORT：请填 1 到 65535 之间的端口号，例如 8787']])
  })

  test.each([
    'people login 李敏',
    'ledger export LH2022 a.csv',
    'log verify',
    'backup b.sqlite',
    'group bind lark oc_1 office',
  ])('%s makes no empty office where there is none', async (words) => {
    const { run, data } = terminal()
    const { status, error } = await run(words)
    expect([status, error.length, existsSync(data)]).toEqual([1, 1, false])
  })
})

describe('campaign', () => {
  test('check names the uncertain dates of the built-in one with their lines, and it can run once they are confirmed', async () => {
    const { run } = terminal()
    const lines = (await run('campaign show luohe-2022')).out[0]?.split('\n') ?? []
    const lineOf = (words: string) => lines.findIndex((line) => line.includes(`uncertain: ${words}`))
    const { status, out } = await run('campaign check luohe-2022')
    expect(status).toBe(0)
    expect(out.map((line) => line.split('：').slice(0, 3).join('：'))).toEqual([
      `第 ${lineOf('2023年11月30日')} 行：phase.P1.end：存疑`,
      `第 ${lineOf('2022年12月')} 行：phase.P2.begin：存疑`,
      `第 ${lineOf('2023年6月')} 行：phase.P3.begin：存疑`,
      expect.stringContaining('有 3 处存疑') as string,
    ])
  })

  test('check of a file that cannot run lists why, with status 1', async () => {
    const { run, file } = terminal()
    const [shown] = (await run('campaign show luohe-2022')).out
    writeFileSync(
      file('c.yaml'),
      (shown ?? '')
        .replace("end: '2023-05-31'", "end: '2022-05-31'")
        .replace('    selfCheck: true', '    selfCheck: false'),
    )
    const { status, error } = await run('campaign', 'check', file('c.yaml'))
    expect(status).toBe(1)
    expect(error).toEqual([
      expect.stringContaining('整改落实阶段的结束日期 2022-05-31 早于开始日期') as string,
      expect.stringContaining('自查来源') as string,
      '共 2 处问题，改好才能启动',
    ])
  })

  test('check points out what contradicts itself and may run all the same', async () => {
    const { status, out } = await terminal().run('campaign check baofeng-2021')
    expect(status).toBe(0)
    expect(out.filter((line) => line.includes('：提示：'))).toEqual([
      expect.stringMatching(/^第 \d+ 行：deliverable\.D2\.due：提示：“整改方案”/) as string,
      expect.stringMatching(/^第 \d+ 行：deliverable\.D3\.due：提示：“整改报告”/) as string,
      ...['T9', 'T11', 'T16'].map((id) => expect.stringContaining(`：task.${id}.lead：提示：`) as string),
    ])
  })

  test('start keeps to dates that are not confirmed', async () => {
    const { run } = terminal()
    const { status, error } = await run('campaign start luohe-2022')
    expect([status, error.length]).toEqual([1, 4])
    expect((await run('campaign list')).out).toEqual(['还没有启动专项行动'])
  })

  test('start with confirmed dates, a beginning and a value set', async () => {
    const { run } = terminal()
    const words = 'campaign start luohe-2022 --begin 2026-11-02 --set phase.P1.end=2026-11-20 --confirm-dates'
    expect(await run(words)).toMatchObject({
      status: 0,
      out: [
        '已启动 LH2022 漯河市招商引资领域政府失信行为专项治理',
        '  问题梳理：2026-11-02 至 2026-11-20',
        '  整改落实：2026-11-23 至 2027-05-23',
        '  总结验收：2027-05-24 至 2027-08-23',
        '  最迟完成整改：2027-05-23',
      ],
    })
    expect((await run('campaign list')).out).toEqual([
      'LH2022  漯河市招商引资领域政府失信行为专项治理  2022-12-01 启动  进行中  问题 0 件',
    ])
  })

  test('start where each uncertain date is set needs no confirmation', async () => {
    const sets = ['phase.P1.end=2022-11-30', 'phase.P2.begin=2022-12-01', 'phase.P3.begin=2023-06-01'].map(
      (set) => `--set=${set}`,
    )
    expect(await terminal().run('campaign', 'start', 'luohe-2022', ...sets)).toMatchObject({ status: 0 })
  })

  test('a code is started once; another code is another campaign', async () => {
    const { run } = terminal()
    await run('campaign start luohe-2022 --confirm-dates')
    expect(await run('campaign start luohe-2022 --confirm-dates')).toMatchObject({
      status: 1,
      error: [expect.stringContaining('LH2022 已经启动过了')],
    })
    expect(await run('campaign start luohe-2022 --confirm-dates --set code=LH2026')).toMatchObject({ status: 0 })
  })

  test('end leads from running to winding up, then to the end, and says what is still open', async () => {
    const { run } = terminal()
    await run('campaign start luohe-2022 --confirm-dates')
    expect(await run('campaign end LH2022')).toEqual({
      status: 0,
      out: [
        'LH2022 已转入收尾：各单位不再报送，只有办公室可以报送',
        '所有问题都已办结',
        '再执行一次 campaign end 就此结束',
      ],
      error: [],
    })
    expect((await run('campaign list')).out).toEqual([expect.stringContaining('收尾') as string])
    expect((await run('campaign', 'end', 'LH2022', '--reason', '到期')).out).toEqual([
      'LH2022 已结束：不再接受报送',
      '所有问题都已办结',
    ])
    expect(await run('campaign end LH2022')).toMatchObject({ status: 1, error: ['LH2022 已经结束了'] })
    expect(await run('campaign end XX1')).toMatchObject({
      status: 1,
      error: ['没有代号为 XX1 的专项行动，现有：LH2022'],
    })
  })

  test('amend changes values for a reason, all of them or none', async () => {
    const { run } = terminal()
    await run('campaign start luohe-2022 --confirm-dates')
    const set = ['--set', 'phase.P2.end=2023-06-30', '--set', 'rectify_by=2023-06-30']
    expect(await run('campaign', 'amend', 'LH2022', ...set)).toMatchObject({
      status: 1,
      error: ['reason：请写明调整的理由'],
    })
    expect(await run('campaign', 'amend', 'LH2022', '--set', 'rectify_by=soon', '--reason', '延长')).toMatchObject({
      status: 1,
      error: [expect.stringContaining('rectify_by.day：') as string],
    })
    expect(await run('campaign', 'amend', 'LH2022', ...set, '--reason', '疫情延长')).toEqual({
      status: 0,
      out: [
        'phase.P2.end：2023-05-31 → 2023-06-30',
        'rectify_by：2023-05-31 → 2023-06-30',
        'LH2022 已调整。已报问题各自的时限不变，需要改的请逐件更正',
      ],
      error: [],
    })
    expect(await run('campaign amend LH2022')).toMatchObject({ status: 2 })
  })

  test('an unknown name is answered with the known ones', async () => {
    expect(await terminal().run('campaign start nowhere-2099')).toEqual({
      status: 1,
      out: [],
      error: [
        '没有“nowhere-2099”这个文件，也没有这个名字的内置模板（现有：baofeng-2021、jiaxian-2021、linyi-2024、luohe-2022、zengdu-2024）',
      ],
    })
  })
})

describe('people', () => {
  test('import says each change and what it was', async () => {
    const { run, file } = terminal()
    writeFileSync(file('p.csv'), '姓名,单位,角色\n张三,临港区,联络员\n')
    expect(await run('people', 'import', file('p.csv'), '--dry-run')).toMatchObject({
      out: ['新增单位 临港区', '新增人员 张三：临港区 加 联络员', '预览：将有 2 处变化，0 人不变。没有写入'],
    })
    expect((await run('people', 'import', file('p.csv'))).out.at(-1)).toBe('已导入：2 处变化，0 人不变')
    expect((await run('people', 'import', file('p.csv'))).out).toEqual(['已导入：0 处变化，1 人不变'])
  })

  test('import names the row and the column, and that nothing was imported', async () => {
    const { run, file } = terminal()
    writeFileSync(file('p.csv'), '姓名,单位,角色\n张三,临港区,联络员\n李四,,书记\n')
    const { status, error } = await run('people', 'import', file('p.csv'))
    expect([status, error[0], error.at(-1)]).toEqual([1, '第 3 行“单位”：空着', '以上问题改好之前，什么都没有导入'])
  })

  test('login prints a link that signs in once', async () => {
    const { run, w, close } = staffed()
    const { status, out } = await run('people login 李敏')
    const [, token = ''] = /^http:\/\/127\.0\.0\.1:8787\/login\/([\w-]+)$/.exec(out[1] ?? '') ?? []
    expect([status, transact(w.db, (tx) => useLoginLink(tx, token, start))?.person]).toEqual([0, w.people.officer])
    close()
  })

  test('login is not for people of units', async () => {
    const { run, close } = staffed()
    expect(await run('people login 陈联络')).toMatchObject({
      status: 1,
      error: [expect.stringContaining('陈联络 没有可以登录控制台的岗位')],
    })
    close()
  })

  test('login is for whoever was named to verify an open issue', async () => {
    const { run, w, close } = staffed()
    const { officer, second, director, administrator } = w.people
    const issue = w.to('rectifying')
    for (const who of [officer, second, director])
      w.does(who, w.on(issue, { type: 'progress', text: '代录', percent: null, settled: null, done: [] }))
    w.does(
      'responsible',
      w.on(issue, {
        type: 'attach',
        evidence: {
          id: 'e',
          sha256: 'a'.repeat(64),
          name: 'a.jpg',
          size: 1,
          type: 'image/jpeg',
          purpose: 'progress',
          by: 1,
          at: start,
        },
      }),
    )
    w.does(
      'responsible',
      w.on(issue, { type: 'progress', text: '完成', percent: null, settled: 300_000_000, done: [1, 2] }),
    )
    w.does('responsible', w.on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    expect(await run('people login 高联络')).toMatchObject({ status: 1 })
    w.does('director', w.on(issue, { type: 'name-verifier', person: w.people.stranger, reason: '办公室人员均已经手' }))
    expect(await run('people login 高联络')).toMatchObject({ status: 0 })
    expect(administrator).toBeGreaterThan(0)
    close()
  })

  test('invite prints a code that binds its person', async () => {
    const { run, w, close } = staffed()
    const { status, out } = await run('people invite 陈联络@临港区')
    const code = /：(\d{3} \d{3})$/.exec(out[0] ?? '')?.[1] ?? ''
    const attempt = { platform: 'lark' as const, externalId: 'ou_1', code, now: start }
    expect([status, transact(w.db, (tx) => redeem(tx, attempt))]).toEqual([
      0,
      { outcome: 'bound', person: w.people.contact },
    ])
    close()
  })

  test('namesakes are listed; the unit or the number tells them apart', async () => {
    const { run, file } = terminal()
    writeFileSync(
      file('p.csv'),
      '姓名,手机,单位,角色\n张伟,13800138000,甲,经办人\n张伟,13900139000,甲,主任\n张伟,,乙,监督员\n',
    )
    await run('people', 'import', file('p.csv'))
    expect(await run('people login 张伟@甲')).toMatchObject({
      status: 1,
      error: [
        '“张伟@甲”不止一人，请写成 姓名@单位 或 姓名@手机号：',
        '  张伟，甲 经办人，138****8000',
        '  张伟，甲 主任，139****9000',
      ],
    })
    expect(await run('people login 张伟@13900139000')).toMatchObject({ status: 0 })
    expect(await run('people login 张伟@乙')).toMatchObject({ status: 0 })
  })
})

test("group bind makes a chat a unit's or the office's", async () => {
  const { run, w, close } = staffed()
  expect(await run('group bind lark oc_1 临港区')).toMatchObject({ status: 0 })
  expect(await run('group bind lark oc_2 office')).toMatchObject({ status: 0 })
  expect([groupOf(w.db, 'lark', 'oc_1')?.unit, groupOf(w.db, 'lark', 'oc_2')?.unit]).toEqual([w.units.port, null])
  expect(await run('group bind dingtalk cidGroup1== 临港区')).toMatchObject({ status: 0 })
  expect(groupOf(w.db, 'dingtalk', 'cidGroup1==')?.unit).toBe(w.units.port)
  expect(await run('group bind lark oc_3 火星')).toMatchObject({ status: 1 })
  expect((await run('group bind lark oc_1 office')).out).toEqual([
    '群 oc_1 已认作办公室的群',
    '它原来是 临港区 的群，从现在起不再是',
  ])
  expect((await run('group bind lark oc_1 contacts')).out).toEqual([
    '群 oc_1 已认作联络员总群',
    '它原来是办公室的群，从现在起不再是',
  ])
  expect(groupOf(w.db, 'lark', 'oc_1')).toMatchObject({ unit: null, kind: 'contacts' })
  close()
})

describe('ledger export', () => {
  test('has the columns of the contract, one row an issue, and opens in Excel', async () => {
    const { run, file, w, close } = staffed()
    w.to('rectifying')
    const hostile = { title: '=HYPERLINK("http://x")', enterprise: null, involved: null, course: '第一行\n"第二行",完' }
    w.does('contact', w.report({ particulars: particulars(hostile) }))
    close()
    expect(await run('ledger', 'export', 'LH2022', file('l.csv'))).toMatchObject({ status: 0 })
    const text = readFileSync(file('l.csv'), 'utf8')
    expect(text.startsWith('\ufeff编号,')).toBe(true)
    expect(parseCsv(text)).toEqual([
      [
        '编号',
        '问题描述',
        '状态',
        '问题类别',
        '问题来源',
        '责任单位',
        '涉及企业',
        '涉及金额（万元）',
        '已兑现金额（万元）',
        '发生时间',
        '是否逾期',
      ],
      [
        'LH2022-0001',
        '临港产业园标准厂房补贴\n财政资金未安排\n2021年签订协议，承诺补贴300万元，至今未兑现',
        ...['整改中', '承诺与合同履行', '自查', '临港区', '某某科技有限公司', '300', '0', '2021-03', '否'],
      ],
      [
        'LH2022-0002',
        '\'=HYPERLINK("http://x")\n财政资金未安排\n第一行\n"第二行",完',
        ...['待审核', '承诺与合同履行', '自查', '临港区', '', '', '', '2021-03', '否'],
      ],
      ...[['']].slice(1),
    ])
  })

  test('has no control characters but tabs and line breaks; the ledger keeps them', async () => {
    const { run, file, w, close } = staffed()
    const course = '\0=一二三四五\u0007\t六七八九十\n十一\u001b'
    const { serial } = w.does('contact', w.report({ particulars: particulars({ course }) }))
    expect(findIssue(w.db, serial)?.course).toBe(course)
    close()
    await run('ledger', 'export', 'LH2022', file('l.csv'))
    const text = readFileSync(file('l.csv'), 'utf8')
    expect(text).toContain('\n=一二三四五\t六七八九十\n十一"')
    expect(text).not.toMatch(/(?![\t\r\n])\p{Cc}/u)
  })

  test('says who is overdue as of now', async () => {
    const { run, file, w, clock, close } = staffed()
    w.to('rectifying')
    close()
    clock.now = Date.UTC(2023, 3, 1)
    await run('ledger', 'export', 'LH2022', file('l.csv'))
    expect(readFileSync(file('l.csv'), 'utf8').trimEnd().endsWith(',是')).toBe(true)
  })

  test('writes what the name asks for, of everyone or of one unit, and says how many', async () => {
    const { run, file, w, close } = staffed()
    w.to('rectifying')
    w.does('stranger', w.report({ unit: w.units.park }))
    close()
    const exported = (name: string, ...more: string[]) => run('ledger', 'export', 'LH2022', file(name), ...more)
    expect((await exported('l.xlsx')).out).toEqual([`已导出 2 件到 ${file('l.xlsx')}`])
    expect((await exported('l.DOCX', '--unit', '高新区')).out).toEqual([`已导出 1 件到 ${file('l.DOCX')}`])
    expect((await exported('l.csv', '--unit=临港区')).out).toEqual([`已导出 1 件到 ${file('l.csv')}`])
    expect([...unzipped(readFileSync(file('l.xlsx'))).keys()]).toContain('xl/workbook.xml')
    expect(unzipped(readFileSync(file('l.DOCX'))).get('word/document.xml')).toContain('填报单位（公章）：高新区')
    expect(readFileSync(file('l.csv'), 'utf8')).not.toContain('高新区')
  })

  test('of a unit there is none of says which there are', async () => {
    const { run, file, close } = staffed()
    close()
    expect(await run('ledger', 'export', 'LH2022', file('l.xlsx'), '--unit', '火星')).toMatchObject({
      status: 1,
      error: ['没有叫“火星”的单位，现有：市政府、专项办、临港区、高新区'],
    })
    expect(existsSync(file('l.xlsx'))).toBe(false)
  })

  test('that fails leaves the last good one', async () => {
    const { run, file, close } = staffed()
    close()
    writeFileSync(file('l.csv'), 'last week')
    expect(await run('ledger', 'export', 'XX2022', file('l.csv'))).toMatchObject({
      status: 1,
      error: [expect.stringContaining('现有：LH2022')],
    })
    expect(readFileSync(file('l.csv'), 'utf8')).toBe('last week')
  })
})

describe('log', () => {
  test('exported to lines verifies as the database does; a changed line is named', async () => {
    const { run, file, w, close } = staffed()
    w.to('closed')
    close()
    const [good] = (await run('log verify')).out
    await run('log', 'export', file('l.jsonl'))
    expect((await run('log', 'verify', file('l.jsonl'))).out).toEqual([good])
    const lines = readFileSync(file('l.jsonl'), 'utf8').replace('财政资金未安排', '财政资金已安排')
    writeFileSync(file('l.jsonl'), lines)
    expect(await run('log', 'verify', file('l.jsonl'))).toMatchObject({
      status: 1,
      error: [expect.stringMatching(/^日志第 \d+ 条不对：内容被改过$/)],
    })
  })

  test('verify names the issue whose row is not what its log makes of it', async () => {
    const { run, w, data, close } = staffed()
    for (const status of ['closed', 'planning', 'rectifying'] as const) w.to(status)
    const change = `update issues set status = 'closed', issue = json_set(issue, '$.status', 'closed') where id = 3`
    transact(w.db, (tx) => void tx.run(change))
    close()
    const said = {
      status: 1,
      out: [],
      error: ['台账与留痕不一致：LH2022-0003 在台账上的内容与它的日志算出来的不同，被绕过程序改过'],
    }
    expect(await run('log verify')).toEqual(said)
    expect(await run('log', 'verify', join(data, 'office.sqlite'))).toEqual(said)
  })

  test('verify of a file that is no log says so by name', async () => {
    const { run, file } = terminal()
    writeFileSync(file('x.sqlite'), 'x'.repeat(5000))
    expect(await run('log', 'verify', file('x.sqlite'))).toEqual({
      status: 1,
      out: [],
      error: [`${file('x.sqlite')}：这个文件不是数据库`],
    })
  })
})

describe('tick', () => {
  test('as a dry run prints what would be sent as of a moment, and sends nothing', async () => {
    const { run, w, close } = staffed()
    const later = Date.UTC(2022, 11, 2, 0, 30)
    transact(w.db, (tx) =>
      enqueue(tx, { key: 'k', to: { person: w.people.contact }, message: { type: 'say', text: '您好' }, now: later }),
    )
    expect((await run('tick --dry-run --at 2022-12-02T08:29')).out).toEqual([])
    const sent = { would: 'send', id: 1, to: '陈联络', platform: 'demo', serial: null, text: '您好', rules: [] }
    expect((await run('tick --dry-run --at 2022-12-02T08:30')).out.map((line) => JSON.parse(line) as unknown)).toEqual([
      sent,
    ])
    expect((await run('tick --dry-run --at 2022-12-02T00:30Z')).out).toHaveLength(1)
    close()
  })

  test('as of a moment to come sends what is due by then, and waits and remembers by the real clock', async () => {
    const lark = { LARK_APP_ID: 'cli_1', LARK_APP_SECRET: 's', LARK_BASE_URL: 'http://127.0.0.1:65531' }
    const { run, data } = terminal(undefined, lark)
    const office = openOffice(data)
    const w = world(office.db)
    const tomorrow = start + 86_400_000
    transact(w.db, (tx) => {
      bind(
        tx,
        { platform: 'lark', externalId: 'ou_1', person: w.people.contact },
        { actor: { kind: 'system', door: 'cli' }, now: start },
      )
      remember(tx, { platform: 'lark', eventId: 'e1', at: start })
      enqueue(tx, {
        key: 'k',
        to: { person: w.people.contact },
        message: { type: 'say', text: '您好' },
        now: start,
        notBefore: tomorrow,
      })
    })
    await run('tick')
    const tried = () => w.db.select({ attempts: outbox.attempts, nextAt: outbox.nextAt }).from(outbox).get()
    expect(tried()).toEqual({ attempts: 0, nextAt: tomorrow })
    expect(await run('tick --at 2023-12-02T08:30')).toMatchObject({ status: 0 })
    expect(tried()?.attempts).toBe(1)
    expect(tried()?.nextAt).toBeLessThan(start + 10_000)
    const again = transact(w.db, (tx) => remember(tx, { platform: 'lark', eventId: 'e1', at: start }))
    expect(again).toBe(false)
    office.close()
  })

  test('without a chat platform takes nothing out of the queue', async () => {
    const { run, w, close } = staffed()
    transact(w.db, (tx) =>
      enqueue(tx, { key: 'k', to: { person: w.people.contact }, message: { type: 'say', text: '您好' }, now: start }),
    )
    expect(await run('tick')).toMatchObject({ status: 1, error: [expect.stringContaining('没有配置聊天平台')] })
    expect((await run('tick --dry-run')).out).toHaveLength(1)
    close()
  })
})

describe('doctor', () => {
  test('says what is wrong and what to do, and fails where the server would not start', async () => {
    const { run, close } = staffed()
    close()
    const { status, out } = await run('doctor')
    expect(status).toBe(1)
    expect(out).toContain('✗ XIAOHAO_SECRET：请设置至少 32 个字符的随机密钥，例如用 openssl rand -hex 32 生成')
    expect(out).toContain('! 服务没有运行（npm start）')
  })

  test('says how the long connections of a running server stand', async () => {
    const { run, w, close } = staffed()
    transact(w.db, (tx) => {
      takeLease(tx, { name: 'server', holder: `${hostname()} ${process.ppid} x`, now: start, ms: 30_000 })
      const stands = { state: 'connected' as const, since: start - 3_600_000, why: null }
      noteConnection(tx, { platform: 'lark', ...stands, heardAt: start - 60_000 })
      noteConnection(tx, { platform: 'dingtalk', ...stands, heardAt: start - 600_000 })
    })
    close()
    const { out, status } = await run('doctor')
    expect(out).toContainEqual(expect.stringMatching(/^✓ 与飞书的长连接正常，最近一次有动静 .*/))
    expect(out).toContainEqual(expect.stringMatching(/^✗ 与钉钉的长连接自 .* 起没有动静/))
    expect(status).toBe(1)
  })

  test('mentions a connection by which nobody spoke today, as people do every day', async () => {
    const { run, clock, w, close } = staffed()
    clock.now = noon
    busyWeek(w.db, { platform: 'dingtalk', people: 5 })
    const holder = `${hostname()} ${process.ppid} x`
    transact(w.db, (tx) => takeLease(tx, { name: 'server', holder, now: noon, ms: 30_000 }))
    close()
    const { out } = await run('doctor')
    expect(out).toContainEqual(expect.stringMatching(/^✓ 与钉钉的长连接正常/))
    expect(out).toContainEqual(expect.stringMatching(/^! 自 2022-12-08 08:30 起没有人在钉钉里发来消息/))
  })

  test('says what may not have arrived, and that a month’s quota runs out', async () => {
    const { run, w, close } = staffed()
    transact(w.db, (tx) => {
      enqueue(tx, { key: 'k', to: { person: 1 }, message: { type: 'say', text: '您好' }, now: start })
      for (const row of claimDue(tx, start, 1)) end(tx, row, { outcome: 'unknown', why: 'time-out' })
      countUse(tx, 'lark', { calls: 96, now: start })
      setQuota(tx, 'lark', { of: 'calls', quota: 100 }, { actor: { kind: 'system', door: 'cli' }, now: start })
    })
    close()
    const { out } = await run('doctor')
    expect(out).toContain('! 1 条消息不知道到了没有，请到控制台“送达”页处理')
    expect(out).toContain('! 本月接口已用 96 次，额度 100 次快用完了，周报和催办会暂停')
  })

  test('says that a month’s pushes run out, and what to do once they have', async () => {
    const { run, data, w, close } = staffed()
    transact(w.db, (tx) => {
      countUse(tx, 'dingtalk', { calls: 0, pushes: 2_800, now: start })
      setQuota(tx, 'dingtalk', { of: 'pushes', quota: 3_000 }, { actor: { kind: 'system', door: 'cli' }, now: start })
    })
    close()
    const scarce = await run('doctor')
    expect(scarce.out).toContainEqual(expect.stringMatching(/^! 钉钉本月的推送已用 2800 次，额度 3000 次快用完了/))
    const again = openOffice(data)
    const end = { calls: 0, pushes: 0, pushing: { endedAt: start }, now: start }
    transact(again.db, (tx) => countUse(tx, 'dingtalk', end))
    again.close()
    const ended = await run('doctor')
    expect(ended.out).toContainEqual(expect.stringMatching(/^✗ 钉钉本月的推送次数已用完，自 .* 起.*控制台/))
    expect(ended.status).toBe(1)
  })

  test.each([
    ['a file', 'taken'],
    ['in a file', 'taken/data'],
  ])('and every command names XIAOHAO_DATA that is %s', async (_, name) => {
    const { file } = terminal()
    writeFileSync(file('taken'), 'x')
    const path = file(name)
    const { run } = terminal(undefined, { XIAOHAO_DATA: path })
    const sentence = `${path}：不能用作数据文件夹，因为这里（或它的上级）是一个文件。请改 XIAOHAO_DATA，或移走那个文件`
    for (const words of [
      'campaign start luohe-2022 --confirm-dates',
      'campaign list',
      'log verify',
      'backup b.sqlite',
    ]) {
      expect([words, await run(words)]).toEqual([words, { status: 1, out: [], error: [sentence] }])
    }
    const { status, out } = await run('doctor')
    expect(status).toBe(1)
    expect(out).toContain(`✗ ${sentence}`)
  })

  test('notices a misspelt variable', async () => {
    const { out } = await terminal(undefined, { XIAOHAO_SECERT: 'x' }).run('doctor')
    expect(out).toContain('! XIAOHAO_SECERT：不认识这个环境变量，是不是拼写有误')
  })

  test.each([
    ['2026-11-14', false],
    ['2026-11-15', true],
    ['2027-03-01', true],
  ])('on %s minds that 2027 has no holidays yet: %s', async (on, minds) => {
    const { run, data, clock } = terminal()
    openOffice(data).close()
    clock.now = Date.parse(`${on}T09:00+08:00`)
    const line =
      '! 2027年放假安排尚未录入，之后的工作日按周一至周五推算。请管理员在控制台“工作日历”粘贴国务院办公厅的通知'
    expect((await run('doctor')).out.includes(line)).toBe(minds)
  })

  test('notices a clock behind the log', async () => {
    const { run, data, clock } = terminal()
    const office = openOffice(data)
    transact(office.db, (tx) =>
      startCampaign(tx, campaign, { actor: { kind: 'system', door: 'cli' }, now: Date.UTC(2030, 0, 1) }),
    )
    office.close()
    clock.now = Date.UTC(2029, 0, 1)
    expect((await run('doctor')).out).toContain('✗ 系统时间比最近一条日志还早，请校准')
  })
})
