import { inOffice } from '#office'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workbookStream } from '../../console/papers/write-workbook.ts'
import { ledgerPaper } from '../../console/papers/ledger-file.ts'
import { readSheet } from '../../console/papers/read-sheet.ts'
import type { Issue } from '../../core/issue.ts'
import { ledgerTable } from '../../core/sheets/ledger-table.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'
import { findCampaign } from '../../db/campaigns.ts'
import { only, transact, type Db } from '../../db/database.ts'
import {
  confirmImport,
  findImport,
  keepImport,
  NotTaken,
  openImports,
  previewLedger,
  takeOn,
  tickOf,
} from '../../db/imports.ts'
import { findIssue } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { annex, old, sheetWith, type Cells } from '../support/ledger-sheets.ts'
import { sheetOf } from '../support/sheet.ts'
import { day, oneDay, particulars, plan, terms, world, type World } from '../support/world.ts'

const preview = (w: World, sheet: Sheet) =>
  only(
    previewLedger(w.db, sheet, { campaign: 'LH2022', file: '台账.xlsx', actor: w.as('officer'), now: w.clock.now }),
    'campaign',
  )

function faultsOf(w: World, ...rows: readonly Cells[]): string[] {
  const reading = preview(w, sheetWith(...rows))
  return reading.ok ? [] : reading.faults.map(({ row, column, sentence }) => `${row} ${column} ${sentence}`)
}

function planOf(w: World, sheet: Sheet) {
  const reading = preview(w, sheet)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.plan
}

let ids = 0
function kept(w: World, sheet: Sheet): string {
  const id = `import-${(ids += 1)}`
  const act = { actor: w.as('officer'), now: w.clock.now }
  transact(w.db, (tx) => keepImport(tx, { id, plan: planOf(w, sheet), campaign: 'LH2022', file: '台账.xlsx', ...act }))
  return id
}

function confirm(w: World, id: string, ticks: readonly string[] = [], who: 'officer' | 'second' = 'officer'): boolean {
  const act = { actor: w.as(who), now: w.clock.now, ticks: new Set(ticks) }
  return transact(w.db, (tx) => confirmImport(tx, id, act))
}

async function exported(db: Db, w: World): Promise<Sheet> {
  const { campaign: running } = only(findCampaign(db, 'LH2022'), 'campaign')
  const paper = ledgerPaper(db, {
    campaign: running,
    unit: null,
    actor: w.as('officer'),
    format: 'xlsx',
    now: w.clock.now,
  })
  const bytes = new Uint8Array(await new Response(workbookStream(paper)).arrayBuffer())
  const reading = await readSheet(bytes, (sheet) => ledgerTable(sheet, annex) !== null)
  if (!reading.ok) throw new Error(reading.fault)
  return reading.sheet
}

describe('a row without a serial', () => {
  test('is taken on with what it says, in the name of whoever confirms it', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const row = {
        ...old,
        问题描述: '项目名称：标准厂房补贴；\n事件原因：资金未安排\n事件经过：2021年签协议，承诺补贴300万元',
        推进措施及时间节点: '1. 核对金额（2022-11-20，已完成）\n2、拨付到位（2023年3月15日）',
        ...{ 第一责任人: '马 主任', 具体责任人: '刘具体', 备注: '老问题', 涉及企业: '某某公司' },
        ...{ '涉及金额（万元）': '３００', '已兑现金额（万元）': '1.5' },
      }
      expect(confirm(w, kept(w, sheetWith(row)))).toBe(true)
      expect(findIssue(db, 'LH2022-0001')).toMatchObject({
        ...{ title: '标准厂房补贴', cause: '资金未安排', course: '2021年签协议，承诺补贴300万元', happened: '2021-03' },
        ...{
          status: 'rectifying',
          deadline: '2023-03-31',
          involved: 300_000_000,
          settled: 1_500_000,
          remark: '老问题',
        },
        ...{ category: 'C2', source: 'self', selfChecked: true, unit: w.units.port, reporter: w.people.officer },
        plan: {
          ...{ first: w.people.first, responsible: w.people.responsible, disposition: 'fulfil' },
          measures: [
            { no: 1, text: '核对金额', due: '2022-11-20', state: 'done' },
            { no: 2, text: '拨付到位', due: '2023-03-15', state: 'open' },
          ],
        },
      })
      expect(verifyLedger(db)).toBe(null)
    }))

  test('keeps free text: one long description, measures in a piece', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const long = `2019年临港区承诺给予某某公司标准厂房补贴，${'协议约定分三年支付，至今没有兑现。'.repeat(6)}`
      const row = { ...old, 问题描述: long, 推进措施及时间节点: '3月底前拨付首期，\n6月底前拨完' }
      confirm(w, kept(w, sheetWith(row)))
      expect(findIssue(db, 'LH2022-0001')).toMatchObject({
        ...{ title: '2019年临港区承诺给予某某公司标准厂房补贴', cause: '', course: long },
        plan: {
          ...{ first: w.people.first, responsible: w.people.responsible },
          measures: [{ no: 1, text: '3月底前拨付首期，\n6月底前拨完', due: '2023-03-31', state: 'open' }],
        },
      })
    }))

  test('names every fault by row and column, and nothing of the sheet is taken', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const bad = { ...old, 状态: '办理中', 问题类别: '别的', 完成时限: '3月31日', 发生时间: '', 责任单位: '临港' }
      const faults = faultsOf(w, old, { ...bad, 第一责任人: '某人' }, { ...old, 问题描述: '别的', 第一责任人: '某人' })
      expect(faults).toEqual([
        '4 发生时间 还空着',
        '4 责任单位 没有“临港”这个单位。请改成登记的名称，或先导入人员和单位',
        expect.stringContaining('4 状态 没有“办理中”这个状态，请填：待审核、待签收'),
        '4 完成时限 “3月31日”是哪一年？请写成 2023-05-31',
        '4 问题类别 没有“别的”，请填：承诺与合同履行、案件',
        '5 第一责任人 临港区没有“某人”这个人。请先导入人员，或改成名单里的姓名',
      ])
    }))

  test.each<[string, Cells, string]>([
    ['taken on without a deadline', { 完成时限: '' }, '3 null “完成时限”空着：状态是“整改中”的要有完成时限。'],
    ['from a month to come', { 发生时间: '2030-01' }, '3 null “发生时间”不能晚于本月。'],
    [
      'with measures and nobody for them',
      { 责任单位: '市政府', 推进措施及时间节点: '拨付' },
      '3 第一责任人 空着，而市政府的名单里没有唯一的人选，请填上',
    ],
  ])('%s is refused', (_, cells, fault) =>
    inOffice((db) => {
      expect(faultsOf(world(db, annex), { ...old, ...cells })).toEqual([fault])
    }),
  )

  test('stands once, in the sheet and in the ledger', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const twice = [
        '4 null 与第 3 行是同一个单位的同一个项目。一个问题只占一行，合并的单元格请拆开，几条措施写在一格里',
      ]
      expect(faultsOf(w, old, old)).toEqual(twice)
      confirm(w, kept(w, sheetWith(old)))
      expect(faultsOf(w, old)).toEqual([
        '3 null 与台账里的 LH2022-0001 相同，可能已经导入过。是同一件的请填上编号，不是的请把项目名称写得不一样',
      ])
    }))

  test('confirmed twice, or by two officers at once, is taken on once', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const [one, other] = [kept(w, sheetWith(old)), kept(w, sheetWith(old, { ...old, 问题描述: '别的' }))]
      expect([confirm(w, one), confirm(w, one), confirm(w, one, [], 'second')]).toEqual([true, false, false])
      expect(() => confirm(w, other, [], 'second')).toThrow(NotTaken)
      expect([findIssue(db, 'LH2022-0001')?.title, findIssue(db, 'LH2022-0002')]).toEqual(['标准厂房补贴', null])
      expect(openImports(db).map(({ id }) => id)).toEqual([other])
    }))
})

describe('a row with a serial', () => {
  const known = (w: World) => w.to('rectifying')

  test('is compared with what the export writes: equal, or only written another way, is no change', async () =>
    inOffice(async (db) => {
      const w = world(db, annex)
      known(w)
      const sheet = await exported(db, w)
      expect(planOf(w, sheet)).toMatchObject({ news: [], changed: [], same: 1 })
      const otherwise = (cell: string) =>
        cell
          .replace(/^2023-03-31$/, '2023年3月31日')
          .replace(/^300$/, '３００．０')
          .replace(/^2021-03$/, '2021年3月')
      const again = sheet.rows.map((row) => ({ ...row, cells: row.cells.map(otherwise) }))
      expect(planOf(w, { ...sheet, rows: again })).toMatchObject({ changed: [], same: 1 })
    }))

  test('is corrected in what is ticked, in one event with the reason; the rest stays', async () =>
    inOffice(async (db) => {
      const w = world(db, annex)
      const issue = known(w)
      const changed = {
        编号: 'ＬＨ2022-0001 ',
        问题描述: '改名\n财政资金未安排\n2021年签订协议，承诺补贴300万元，至今未兑现',
      }
      const id = kept(
        w,
        sheetWith({ ...old, ...changed, 涉及企业: '别的公司', '涉及金额（万元）': '400', 状态: '已销号' }),
      )
      const [, row] = findImport(db, id)?.rows ?? []
      const changes = row?.data.kind === 'changed' ? row.data.changed.changes : []
      expect(changes.map(({ label, correction }) => [label, correction])).toEqual([
        ['问题描述', { title: '改名' }],
        ['推进措施及时间节点', null],
        ['第一责任人', null],
        ['具体责任人', null],
        ['状态', null],
        ['涉及企业', { enterprise: '别的公司' }],
        ['涉及金额（万元）', { involved: 400_000_000 }],
      ])
      confirm(w, id, [tickOf(3, 0), tickOf(3, 4), tickOf(3, 6)])
      expect(findIssue(db, issue.serial)).toEqual({
        ...{ ...issue, title: '改名', involved: 400_000_000 },
        ...{ version: issue.version + 1, stateVersion: issue.stateVersion + 1 },
      })
    }))

  test('that somebody changed meanwhile is left, with the usual refusal, while others are done', () =>
    inOffice((db) => {
      const w = world(db, annex)
      const [first, second] = [
        w.to('planning'),
        w.does('contact', w.report({ particulars: particulars({ title: '别的' }) })),
      ]
      const row = (issue: Issue, enterprise: string) => [issue.serial, textOf(issue), enterprise]
      const id = kept(w, sheetOf([['编号', '问题描述', '涉及企业'], row(first, '甲'), row(second, '乙')]))
      w.does('officer', w.on(first, { type: 'correct', changed: { enterprise: '丙' }, reason: '笔误' }))
      confirm(w, id, [tickOf(2, 0), tickOf(3, 0)])
      expect(
        findImport(db, id)
          ?.rows.slice(1)
          .map(({ outcome }) => outcome),
      ).toMatchObject([
        { kind: 'refused', refusal: { code: 'stale' } },
        { kind: 'done', serial: second.serial },
      ])
    }))

  test('nobody knows, of another campaign, or twice is a fault', () =>
    inOffice((db) => {
      const w = world(db, annex)
      known(w)
      const same = { ...old, 编号: 'LH2022-0001' }
      expect(faultsOf(w, { ...old, 编号: 'LH2022-0009' }, same, same)).toEqual([
        '3 编号 台账里没有 LH2022-0009。编号由系统给，新问题请把编号空着',
        '5 编号 与第 4 行的编号相同，一个问题只占一行',
      ])
    }))
})

test('what nobody confirmed goes after a month', () =>
  inOffice((db) => {
    const w = world(db, annex)
    const id = kept(w, sheetWith(old))
    w.clock.now += 31 * oneDay
    kept(w, sheetWith({ ...old, 问题描述: '别的' }))
    expect(findImport(db, id)).toBe(null)
    expect(transact(db, (tx) => takeOn(tx, id, { actor: w.as('officer'), now: w.clock.now }))).toBe(0)
  }))

function textOf({ title, cause, course }: Issue): string {
  return [title, cause, course].join('\n')
}

/** Text with everything a spreadsheet stumbles over. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '=1+1',
        '_x000D_',
        ']]>',
        '<b>',
        '&amp;',
        '\t',
        '',
        '﹢',
        '１２',
        '注：',
        "'",
        '\n',
        '\r\n',
        '1. 一（2023-01-01）',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''))
const word = nasty.map((text) => text.replace(/\s+/g, ' ').slice(0, 60).trim())

describe('export → import → export', () => {
  const story = fc.record({
    title: word.map((text) => `项目${text}`),
    cause: nasty.map((text) => `没有安排资金${text}`),
    course: nasty.map((text) => `二〇二一年签订协议至今${text}`),
    enterprise: fc.option(
      word.filter((text) => /\p{L}/u.test(text)),
      { nil: null },
    ),
    remark: fc.option(
      nasty.filter((text) => /\p{L}/u.test(text)),
      { nil: null },
    ),
    involved: fc.option(fc.integer({ min: 0, max: 100_000_000_000 }), { nil: null }),
    measure: word.filter((text) => text !== ''),
    status: fc.constantFrom('reported', 'planning', 'plan_review', 'rectifying'),
  })

  test('changes nothing in the same office, and gives another office the same sheet', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(story, { minLength: 1, maxLength: 4, selector: ({ title }) => title }),
        async (stories) => {
          const [before, after] = await inOffice(async (db) => {
            const w = world(db, annex)
            for (const one of stories) tell(w, one)
            const sheet = await exported(db, w)
            expect(planOf(w, sheet)).toMatchObject({ news: [], changed: [], same: stories.length })
            return [sheet, await elsewhere(sheet)] as const
          })
          expect(after.rows.map(({ cells }) => cells)).toEqual(before.rows.map(({ cells }) => cells))
        },
      ),
      { numRuns: 10 },
    )
  })

  type Story = typeof story extends fc.Arbitrary<infer T> ? T : never

  function tell(w: World, { title, cause, course, enterprise, remark, involved, measure, status }: Story): void {
    const { first, responsible } = w.people
    const own = particulars({ title, cause, course, enterprise, remark, involved })
    const issue = w.does('contact', w.report({ particulars: own }))
    if (status === 'reported') return
    w.does('officer', w.on(issue, { type: 'confirm', ...terms(), confirmed: involved }))
    if (status === 'planning') return
    const measures = [
      { text: measure, due: day('2022-12-31') },
      { text: '拨付', due: day('2023-03-15') },
    ]
    w.does('responsible', w.on(issue, plan({ first, responsible }, { measures })))
    if (status === 'plan_review') return
    w.does('officer', w.on(issue, { type: 'approve-plan' }))
    w.does('responsible', w.on(issue, { type: 'progress', text: '办了一条', percent: 50, settled: null, done: [1] }))
  }

  /** The same sheet, its serials taken out, imported into an office that has none of them. */
  async function elsewhere(sheet: Sheet): Promise<Sheet> {
    const blank = {
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (/^LH2022-\d+$/.test(cell) ? '' : cell)),
      })),
    }
    return inOffice(async (db) => {
      const w = world(db, annex)
      expect(confirm(w, kept(w, blank))).toBe(true)
      return exported(db, w)
    })
  }
})

test('what an import came to is kept; one nobody confirmed goes after a month', () =>
  inOffice((db) => {
    const w = world(db, annex)
    const [done, left] = [kept(w, sheetWith(old)), kept(w, sheetWith({ ...old, 问题描述: '另一件事' }))]
    confirm(w, done, [])
    w.clock.now += 31 * oneDay
    kept(w, sheetWith({ ...old, 问题描述: '第三件事' }))
    expect([findImport(db, done)?.kept.doneBy, findImport(db, left)]).toEqual([w.people.officer, null])
  }))
