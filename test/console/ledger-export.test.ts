import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../core/actor.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { desk, type Browser, type Desk, wordsOn } from '../support/console.ts'
import { luohe } from '../support/ledger.ts'
import { evidence, particulars } from '../support/world.ts'

let office: Desk
beforeEach(() => {
  office = desk({}, luohe)
  office.world.to('rectifying')
  office.world.does('stranger', office.world.report({ unit: office.world.units.park }))
})
afterEach(() => office.close())

const xlsx = '/ledgers/LH2022/xlsx'
const units = () => office.world.units

async function serialsIn(browser: Browser, address: string): Promise<unknown[]> {
  const [sheet] = (await readXlsx((await browser.get(address)).bytes)).sheets
  return (sheet?.rows ?? []).map(([serial]) => serial).filter((cell) => /^LH2022-\d+$/.test(String(cell)))
}

function appoint(who: 'leader' | 'administrator', role: Role, scope: string[]): void {
  const act = { actor: { kind: 'system', door: 'cli' }, now: office.world.clock.now } as const
  transact(office.world.db, (tx) =>
    setPosts(tx, office.world.people[who], [{ unit: office.world.units.city, role, scope }], act),
  )
}

describe('the ledger as a file', () => {
  test.each(['officer', 'director', 'administrator', 'auditor', 'leader'] as const)(
    'is there for whoever reads the ledger page: %s',
    async (who) => {
      const browser = await office.signIn(who)
      expect(await serialsIn(browser, xlsx)).toEqual(['LH2022-0001', 'LH2022-0002'])
      expect(await serialsIn(browser, `${xlsx}?unit=${units().park}`)).toEqual(['LH2022-0002'])
    },
  )

  test('of a leader has their scope only', async () => {
    appoint('leader', 'leader', [`#${units().park}`])
    const browser = await office.signIn('leader')
    expect(await serialsIn(browser, xlsx)).toEqual(['LH2022-0002'])
    expect(await serialsIn(browser, `${xlsx}?unit=${units().port}`)).toEqual([])
  })

  test('isn’t there for whoever was only named to verify, nor is the button', async () => {
    const { does, on, people, to } = office.world
    const issue = to('rectifying')
    const progress = { type: 'progress', text: '电话了解进展', percent: null, settled: null, done: [] } as const
    for (const who of ['officer', 'second', 'director'] as const) does(who, on(issue, progress))
    does('responsible', on(issue, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does('responsible', on(issue, { ...progress, settled: 300_000_000, done: [1, 2] }))
    does('responsible', on(issue, { type: 'submit', text: '已完成', waived: [], waiver: null }))
    does('director', on(issue, { type: 'name-verifier', person: people.stranger, reason: '经办人都办理过' }))
    const browser = await office.signIn('stranger')
    const page = await browser.get('/')
    expect([page.status, page.text.includes(xlsx)]).toEqual([200, false])
    expect((await browser.get(xlsx)).status).toBe(404)
  })

  test('asks to sign in first', async () => {
    const answer = await office.open().get(xlsx)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
  })

  test.each([
    '/ledgers/XX2022/xlsx',
    '/ledgers/LH2022/xls',
    '/ledgers/LH2022/xlsx?unit=999',
    '/ledgers/LH2022/xlsx?unit=',
    '/ledgers/LH2022/__proto__',
    '/ledgers/%00/csv',
  ])('of what isn’t there is not found: %s', async (address) => {
    const browser = await office.signIn('officer')
    expect((await browser.get(address)).status).toBe(404)
  })

  test('is named after the annex, the unit and the day, for every browser', async () => {
    const browser = await office.signIn('officer')
    const { headers } = await browser.get(`/ledgers/LH2022/docx?unit=${units().port}`)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="LH2022.docx"; filename*=UTF-8''${encodeURIComponent(
        '漯河市招商引资领域政府失信行为排查情况一览表（临港区）2022-12-01',
      )}.docx`,
    )
    expect(headers.get('content-type')).toContain('wordprocessingml.document')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('keeps its name a name whatever the campaign calls its annex', async () => {
    const hostile = desk({}, { ...luohe, annex: { ...luohe.annex, title: `../一览表"\r\nx: 'y'*${'长'.repeat(300)}` } })
    const { headers } = await (await hostile.signIn('officer')).get('/ledgers/LH2022/csv')
    const [, name = ''] = /filename\*=UTF-8''([\w%.-]+)$/.exec(headers.get('content-disposition') ?? '') ?? []
    expect(decodeURIComponent(name)).toMatch(/^\.\. 一览表\s+x {2}'y' 长+\.csv$/)
    hostile.close()
  })

  test('in lines is the same as the command line writes', async () => {
    const browser = await office.signIn('officer')
    const { text, bytes } = await browser.get('/ledgers/LH2022/csv')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(text.split('\r\n')[0]).toMatch(/^编号,序号,问题描述,.*,是否逾期$/)
    expect(text).toContain('\r\nLH2022-0002,2,')
  })

  test('writes nothing: neither an event nor anything else', async () => {
    const browser = await office.signIn('officer')
    const changes = () => office.world.db.all('select total_changes() as changes')
    const before = changes()
    for (const format of ['xlsx', 'docx', 'csv']) await browser.get(`/ledgers/LH2022/${format}`)
    expect(changes()).toEqual(before)
  })
})

describe('导出 on the ledger page', () => {
  test('leads to the campaign shown, in each format', async () => {
    const { text } = await (await office.signIn('officer')).get('/')
    for (const format of ['xlsx', 'docx', 'csv']) expect(text).toContain(`href="/ledgers/LH2022/${format}"`)
    expect(wordsOn(text)).toContain('招商引资失信专项治理：全部单位的全部问题')
  })

  test('with a unit chosen leads to that unit’s', async () => {
    office.world.does('contact', office.world.report({ particulars: particulars({ title: '又一件' }) }))
    const { text } = await (await office.signIn('auditor')).get(`/?unit=${units().port}&state=reported`)
    expect(text).toContain(`href="/ledgers/LH2022/xlsx?unit=${units().port}"`)
    expect(wordsOn(text)).toContain('招商引资失信专项治理：临港区的全部问题')
  })
})
