import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findIssue } from '../../db/ledger.ts'
import { desk, hidden, wordsOn, type Answer, type Browser, type Desk } from '../support/console.ts'
import { workbookOf } from '../support/workbook.ts'

let office: Desk
let browser: Browser
beforeEach(async () => {
  office = desk()
  browser = await office.signIn('officer')
})
afterEach(() => office.close())

const columns = ['编号', '问题描述', '状态', '问题类别', '问题来源', '责任单位', '涉及企业', '发生时间']
const fresh = ['', '停工补偿', '待审核', '承诺与合同履行', '来信来访', '临港区', '', '2021-05']

function book(...rows: readonly (readonly string[])[]): File {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const data = [columns, ...rows].map((row) => `<row>${row.map(cell).join('')}</row>`).join('')
  return new File([new Uint8Array(workbookOf({ sheets: { 改过名: `<sheetData>${data}</sheetData>` } }))], '台账.xlsx')
}

async function upload(file: File, by = browser): Promise<Answer> {
  const form = hidden((await by.get('/imports')).text)
  return by.post('/imports', { ...form, campaign: 'LH2022', file: [file] })
}

async function confirm(path: string, ticks: string[] = [], by = browser): Promise<Answer> {
  const form = hidden((await by.get(path)).text)
  return by.post(path, { ...form, tick: ticks })
}

const placeOf = (answer: Answer) => answer.headers.get('location') ?? ''

/** An issue, and its row in a sheet with another enterprise. */
function changedRow(): string[] {
  const { serial } = office.world.to('rectifying')
  const issue = findIssue(office.world.db, serial)
  const text = [issue?.title, issue?.cause, issue?.course].join('&#10;')
  return [serial, text, '已销号', '承诺与合同履行', '自查', '临港区', '别的公司', '2021-03']
}

describe('a ledger sheet in the console', () => {
  test('is shown first, and taken on when the office confirms it, once', async () => {
    const uploaded = await upload(book(fresh))
    expect(uploaded.status).toBe(303)
    const place = placeOf(uploaded)
    expect(wordsOn((await browser.get(place)).text)).toContain('新增 1 件，有改动 0 件，没有变化 0 件。')
    expect(findIssue(office.world.db, 'LH2022-0001')).toBe(null)
    const second = await office.signIn('second')
    expect([(await confirm(place)).status, (await confirm(place, [], second)).status]).toEqual([303, 303])
    expect(findIssue(office.world.db, 'LH2022-0001')).toMatchObject({
      title: '停工补偿',
      reporter: office.world.people.officer,
    })
    expect(findIssue(office.world.db, 'LH2022-0002')).toBe(null)
    expect(wordsOn((await second.get(place)).text)).toContain('这份台账已经导入过，没有重复办理。')
    expect(wordsOn((await browser.get('/issues/LH2022-0001')).text)).toContain('台账.xlsx 第 2 行')
  })

  test('lists what is wrong by row and column, keeps nothing', async () => {
    const answer = await upload(book(fresh, ['', '别的', '办理中', ...fresh.slice(3)]))
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain('有 1 处要改，没有导入任何内容。另有 1 行没有问题。')
    expect(wordsOn(answer.text)).toContain('3 状态 没有“办理中”这个状态')
    expect(wordsOn(answer.text)).not.toContain('等待核对的导入')
  })

  test('corrects what is ticked in the name of whoever ticks, and leaves the rest', async () => {
    const place = placeOf(await upload(book(changedRow())))
    const page = (await browser.get(place)).text
    expect([...page.matchAll(/name="tick" value="([^"]+)"/g)].map(([, tick]) => tick)).toEqual(['2.1'])
    expect(wordsOn(page)).toContain('不能由导入更改，请在系统里办理')
    const second = await office.signIn('second')
    await confirm(place, ['2.0', '2.1', '9.9'], second)
    expect(findIssue(office.world.db, 'LH2022-0001')).toMatchObject({ enterprise: '别的公司', status: 'rectifying' })
    expect(wordsOn((await browser.get('/issues/LH2022-0001')).text)).toContain('导入台账更正（台账.xlsx）')
  })

  test('without a tick changes nothing', async () => {
    const place = placeOf(await upload(book(changedRow())))
    await confirm(place)
    expect(findIssue(office.world.db, 'LH2022-0001')?.enterprise).toBe('某某科技有限公司')
    expect(wordsOn((await browser.get(place)).text)).toContain('没有勾选，保持原样')
  })

  test('that somebody else has imported meanwhile is refused as a whole', async () => {
    const [one, other] = [placeOf(await upload(book(fresh))), placeOf(await upload(book(fresh)))]
    await confirm(one)
    const late = await confirm(other)
    expect(late.status).toBe(409)
    expect(wordsOn(late.text)).toContain('与台账里的 LH2022-0001 相同，可能已经导入过')
    expect(findIssue(office.world.db, 'LH2022-0002')).toBe(null)
  })

  test('a form sent twice keeps the sheet once', async () => {
    const form = { ...hidden((await browser.get('/imports')).text), campaign: 'LH2022' }
    const send = () => browser.post('/imports', { ...form, file: [book(fresh)] })
    expect(placeOf(await send())).toBe(placeOf(await send()))
  })

  test('a file that is none, or none at all, is told so', async () => {
    expect(wordsOn((await upload(new File(['\xd0\xcf\x11\xe0'], 'a.xlsx'))).text)).toContain('前 20 行里没有找到表头')
    const none = await browser.post('/imports', { ...hidden((await browser.get('/imports')).text), campaign: 'LH2022' })
    expect(wordsOn(none.text)).toContain('请先选择文件。')
  })

  test.each(['auditor', 'administrator', 'leader'] as const)('is not there for the %s', async (who) => {
    const place = placeOf(await upload(book(fresh)))
    const other = await office.signIn(who)
    const csrf = hidden((await browser.get('/imports')).text)
    expect([(await other.get('/imports')).status, (await other.get(place)).status]).toEqual([404, 404])
    expect((await other.post(place, csrf)).status).toBeGreaterThanOrEqual(403)
    expect(findIssue(office.world.db, 'LH2022-0001')).toBe(null)
  })
})
