import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openImports } from '../../db/imports.ts'
import { findIssue } from '../../db/ledger.ts'
import { openOffice } from '../../runtime/office-node.ts'
import { terminal } from '../support/command.ts'
import { world } from '../support/world.ts'

/** An office with people and one issue 整改中; its ledger exported, then changed by `edit`. */
async function halfWay(edit: (csv: string) => string) {
  const office = terminal()
  const { db, close } = openOffice(office.data)
  const w = world(db)
  w.to('rectifying')
  const path = join(office.folder, '台账.csv')
  await office.run('ledger', 'export', 'LH2022', path)
  writeFileSync(path, edit(readFileSync(path, 'utf8')))
  return { ...office, path, w, db, close }
}

const newRow = ',停工补偿,待审核,承诺与合同履行,来信来访,高新区,,,,2022-05,'

test('the export imported again changes nothing', async () => {
  const { run, path, close } = await halfWay((csv) => csv)
  const { status, out } = await run('ledger', 'import', 'LH2022', path)
  expect([status, out]).toEqual([0, ['已导入：新增 0 件，没有变化 1 件']])
  close()
})

test('a preview writes nothing; the import takes new rows on and leaves changed ones to the console', async () => {
  const { run, path, db, close, w } = await halfWay(
    (csv) => `${csv.replace('某某科技有限公司', '别的公司')}${newRow}\r\n`,
  )
  const lines = ['第 3 行 新增：停工补偿（高新区，待审核）', '第 2 行 LH2022-0001“涉及企业”改为：别的公司']
  const preview = await run('ledger', 'import', 'LH2022', path, '--dry-run')
  expect(preview.out).toEqual([...lines, '预览：新增 1 件，有改动 1 件，没有变化 0 件。没有写入'])
  expect([findIssue(db, 'LH2022-0002'), openImports(db)]).toEqual([null, []])
  const done = await run('ledger', 'import', 'LH2022', path, '--by', '李敏@专项办')
  expect(done.out.at(-1)).toBe(
    '已导入：新增 1 件，没有变化 0 件；有改动的 1 件没有执行，请在控制台“导入台账”里核对、勾选',
  )
  expect(findIssue(db, 'LH2022-0002')).toMatchObject({
    title: '停工补偿',
    status: 'reported',
    reporter: w.people.officer,
  })
  expect(findIssue(db, 'LH2022-0001')?.enterprise).toBe('某某科技有限公司')
  expect(openImports(db)).toMatchObject([{ file: '台账.csv', person: w.people.officer, doneAt: null }])
  close()
})

test('a sheet with faults imports nothing and says how many rows are fine', async () => {
  const { run, path, db, close } = await halfWay((csv) => `${csv}${newRow.replace('高新区', '火星')}\r\n`)
  expect(await run('ledger', 'import', 'LH2022', path)).toMatchObject({
    status: 1,
    error: [
      '第 3 行“责任单位”：没有“火星”这个单位。请改成登记的名称，或先导入人员和单位',
      '没有导入任何内容（另有 1 行没有问题）。请改好表格再导入',
    ],
  })
  expect(openImports(db)).toEqual([])
  close()
})

test('only the office is named as who imports', async () => {
  const { run, path, close } = await halfWay((csv) => csv)
  expect(await run('ledger', 'import', 'LH2022', path, '--by', '陈联络')).toMatchObject({
    status: 1,
    error: ['陈联络不是办公室的经办人或主任，不能导入台账'],
  })
  close()
})

test('a table without the head of the ledger is told what it needs', async () => {
  const { run, path, close } = await halfWay(() => '姓名,手机\r\n张三,138\r\n')
  expect((await run('ledger', 'import', 'LH2022', path)).error[0]).toBe(
    '第 1 行：前 20 行里没有找到表头。表头至少要有：问题描述、责任单位。请用本系统导出的表格，或者把列名改成这样',
  )
  close()
})
