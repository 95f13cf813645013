import { describe, expect, test } from 'vitest'
import { transact, type Db } from '../../db/database.ts'
import { allUnits, peopleNamed, personOf, postsOf, unitNamed } from '../../db/people.ts'
import { head } from '../../db/chain.ts'
import { divideUnit, mergeUnits, renameUnit } from '../../db/reform.ts'
import { importPeople } from '../../runtime/people-import.ts'
import { readPeople } from '../../runtime/people-sheet.ts'
import { campaign } from '../support/campaign.ts'
import { inOffice } from '../support/office-node.ts'
import { sheetOf } from '../support/sheet.ts'
import { day, start, world } from '../support/world.ts'

const system = { kind: 'system', door: 'cli' } as const
const columns = [
  '姓名',
  '职务',
  '手机',
  '单位',
  '单位类型',
  '上级单位',
  '角色',
  '分管范围',
  '飞书open_id',
  '钉钉userid',
]

type Cells = Partial<Record<(typeof columns)[number], string>>
type Done = { faults: string[]; lines: string[]; same: number; warnings: string[] }

/** One import of rows given by column; faults as `row column sentence`. */
function importing(db: Db, rows: readonly Cells[], { dryRun = false } = {}): Done {
  const sheet = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  const people = readPeople(sheetOf(sheet))
  const inWords = (faults: readonly { row: number; column: string | null; sentence: string }[]) => ({
    faults: faults.map(({ row, column, sentence }) => `${row} ${column} ${sentence}`),
    lines: [],
    same: 0,
    warnings: [],
  })
  if (!people.ok) return inWords(people.faults)
  const act = dryRun ? null : { actor: system, now: start }
  const result = transact(db, (tx) => importPeople(tx, people.rows, act))
  return result.ok ? { faults: [], ...result.preview } : inWords(result.faults)
}

const zhang = { 姓名: '张三', 手机: '13800138000', 单位: '临港区', 角色: '联络员' }
const li = { 姓名: '李四', 单位: '临港区', 角色: '第一责任人' }

const onlyOne = (db: Db, name: string) => {
  const [person, ...others] = peopleNamed(db, name)
  if (!person || others.length > 0) throw new Error(`${name} is not one person`)
  return person
}

describe('an import', () => {
  test('makes units with their tree and people with their posts', () =>
    inOffice((db) => {
      const rows = [
        { ...zhang, 职务: '科员', 单位类型: '功能区', 上级单位: '市政府', 角色: '联络员、具体责任人' },
        { ...li, 职务: '主任' },
      ]
      expect(importing(db, rows).faults).toEqual([])
      const [city, port] = [unitNamed(db, '市政府'), unitNamed(db, '临港区')]
      expect(port).toMatchObject({ kind: '功能区', parent: city?.id })
      const person = onlyOne(db, '张三')
      expect(person).toMatchObject({ title: '科员', phone: '13800138000' })
      expect(postsOf(db, person.id)).toEqual([
        { unit: port?.id, role: 'contact', scope: [] },
        { unit: port?.id, role: 'responsible', scope: [] },
      ])
    }))

  test('done twice changes nothing, not even the log', () =>
    inOffice((db) => {
      const rows = [
        { ...zhang, 上级单位: '市政府', 飞书open_id: 'ou_1' },
        { ...zhang, 单位: '城东区', 角色: '领导', 分管范围: '临港区' },
        li,
      ]
      importing(db, rows)
      const before = head(db)
      expect(importing(db, rows)).toEqual({ faults: [], lines: [], same: 2, warnings: [] })
      expect(head(db)).toEqual(before)
    }))

  test('as a preview says the same and writes nothing', () =>
    inOffice((db) => {
      const previewed = importing(db, [zhang, li], { dryRun: true })
      expect([allUnits(db), head(db).n]).toEqual([[], 0])
      expect(importing(db, [zhang, li]).lines).toEqual(previewed.lines)
      expect(previewed.lines).toEqual([
        '新增单位 临港区',
        '新增人员 张三：临港区 加 联络员；138****8000',
        '新增人员 李四：临港区 加 第一责任人',
      ])
    }))

  test('of several rows with one number gives one person several posts', () =>
    inOffice((db) => {
      importing(db, [zhang, { ...zhang, 单位: '城东区', 角色: '第一责任人' }])
      expect(postsOf(db, onlyOne(db, '张三').id).map(({ role }) => role)).toEqual(['contact', 'first'])
    }))

  test('leaves posts in units it does not name', () =>
    inOffice((db) => {
      importing(db, [zhang, { ...zhang, 单位: '城东区', 角色: '第一责任人' }])
      expect(importing(db, [{ ...zhang, 角色: '具体责任人' }]).lines).toEqual([
        '修改 张三：临港区 加 具体责任人 去掉 联络员',
      ])
      expect(postsOf(db, onlyOne(db, '张三').id).map(({ role }) => role)).toEqual(['responsible', 'first'])
    }))

  test('leaves what a cell says nothing about', () =>
    inOffice((db) => {
      importing(db, [{ ...zhang, 职务: '科员', 单位类型: '功能区', 上级单位: '市政府' }])
      expect(importing(db, [{ ...zhang, 职务: '', 单位类型: '', 上级单位: '' }]).lines).toEqual([])
      expect(unitNamed(db, '临港区')).toMatchObject({ kind: '功能区' })
    }))

  test('gives a known person without a number the number of the row', () =>
    inOffice((db) => {
      importing(db, [li])
      expect(importing(db, [{ ...li, 手机: '13900139000' }]).lines).toEqual(['修改 李四：手机 空 → 139****9000'])
      expect(onlyOne(db, '李四').phone).toBe('13900139000')
    }))

  test('with another number makes another person and says that there is a namesake', () =>
    inOffice((db) => {
      importing(db, [zhang])
      const done = importing(db, [{ ...zhang, 手机: '13900139000' }])
      expect(done.warnings).toEqual([
        '张三：同单位已有同名人员（手机 138****8000），按另一个人处理；如果是换了手机号，请先核对',
      ])
      expect(peopleNamed(db, '张三')).toHaveLength(2)
    }))

  test('binds an account of Lark', () =>
    inOffice((db) => {
      importing(db, [{ ...zhang, 飞书open_id: 'ou_1' }])
      expect(personOf(db, 'lark', 'ou_1')?.name).toBe('张三')
    }))

  test('reads names stretched by blanks, numbers with blanks, and half-width signs', () =>
    inOffice((db) => {
      importing(db, [{ ...zhang, 姓名: '张　三', 手机: '+86 138-0013-8000', 角色: '联络员，具体责任人' }])
      expect(onlyOne(db, '张三')).toMatchObject({ phone: '13800138000' })
    }))
})

describe('分管范围', () => {
  test('a category with kinds is all of them, named once, and so it stays', () =>
    inOffice((db) => {
      const kinds = ['C2a', 'C2b'].map((id) => ({
        id,
        name: `${id} 补贴`,
        isCase: false,
        parent: 'C2',
        from: 'setting',
      }))
      const w = world(db, { ...campaign, categories: [...campaign.categories, ...kinds] })
      const sheet = [{ 姓名: '吴副', 单位: '市政府', 角色: '领导', 分管范围: 'C2a、承诺与合同履行' }]
      importing(db, sheet)
      const scope = ['C2a', 'C2', 'C2b']
      expect(postsOf(db, onlyOne(db, '吴副').id)).toEqual([{ unit: w.units.city, role: 'leader', scope }])
      expect(importing(db, sheet).lines).toEqual([])
    }))

  test('names units and categories, by their words or ids', () =>
    inOffice((db) => {
      const w = world(db)
      importing(db, [{ 姓名: '吴副', 单位: '市政府', 角色: '领导', 分管范围: '临港区、承诺与合同履行、C9' }])
      expect(postsOf(db, onlyOne(db, '吴副').id)).toEqual([
        { unit: w.units.city, role: 'leader', scope: [`#${w.units.port}`, 'C2', 'C9'] },
      ])
    }))

  test('may name a unit that the same sheet brings', () =>
    inOffice((db) => {
      importing(db, [{ 姓名: '吴副', 单位: '市政府', 角色: '领导', 分管范围: '临港区' }, zhang])
      expect(postsOf(db, onlyOne(db, '吴副').id)[0]?.scope).toEqual([`#${unitNamed(db, '临港区')?.id}`])
    }))
})

describe('a sheet is refused whole, with row and column', () => {
  const refused = (rows: readonly Cells[], before: readonly Cells[] = []) =>
    inOffice((db) => {
      importing(db, before)
      const log = head(db)
      const { faults } = importing(db, rows)
      expect(head(db)).toEqual(log)
      return faults
    })

  test('for every fault at once', async () => {
    const rows = [{ 角色: '联络员' }, { ...zhang, 手机: '1.38E+10' }, { ...li, 角色: '书记' }, { ...li, 姓名: '李@四' }]
    expect((await refused(rows)).map((fault) => fault.split(' ').slice(0, 2).join(' '))).toEqual([
      '2 姓名',
      '2 单位',
      '3 手机',
      '4 角色',
      '5 姓名',
    ])
  })

  test('for a post said twice', async () => {
    expect(await refused([zhang, zhang])).toEqual(['3 角色 张三（临港区）与第 2 行重复'])
  })

  test('for one number and two names', async () => {
    expect(await refused([zhang, { ...zhang, 姓名: '王五' }])).toEqual([
      '3 手机 这个手机号已是第 2 行 张三的，姓名却不同',
    ])
    expect(await refused([{ ...zhang, 姓名: '王五' }], [zhang])).toEqual([
      '2 手机 这个手机号已是已登记的 张三 的，姓名却不同',
    ])
  })

  test('for one account and two people', async () => {
    const rows = [
      { ...zhang, 飞书open_id: 'ou_1' },
      { ...li, 飞书open_id: 'ou_1' },
    ]
    expect(await refused(rows)).toEqual(['3 飞书open_id 这个飞书账号已是 张三 的'])
    expect(await refused([{ ...li, 飞书open_id: 'ou_1' }], [rows[0] ?? {}])).toEqual([
      '2 飞书open_id 这个飞书账号已是 张三 的',
    ])
  })

  test('an account on DingTalk is bound beside one on Lark, and is one person’s as well', async () => {
    await inOffice((db) => {
      importing(db, [{ ...zhang, 飞书open_id: 'ou_1', 钉钉userid: 'manager01' }])
      const { id } = onlyOne(db, '张三')
      expect([personOf(db, 'lark', 'ou_1')?.id, personOf(db, 'dingtalk', 'manager01')?.id]).toEqual([id, id])
      expect(importing(db, [{ ...zhang, 钉钉userid: 'manager02' }]).lines).toEqual(['修改 张三：改绑钉钉账号'])
    })
    expect(
      await refused([
        { ...zhang, 钉钉userid: 'd1' },
        { ...li, 钉钉userid: 'd1' },
      ]),
    ).toEqual(['3 钉钉userid 这个钉钉账号已是 张三 的'])
    expect(await refused([{ ...zhang, 钉钉userid: '张三' }])).toEqual(['2 钉钉userid 不像钉钉的 userid'])
  })

  test('for two different parents of one unit', async () => {
    expect(
      await refused([
        { ...zhang, 上级单位: '市政府' },
        { ...li, 上级单位: '省政府' },
      ]),
    ).toEqual(['3 上级单位 临港区 与第 2 行填的不同'])
  })

  test('for a unit that would stand under itself', async () => {
    const rows = [
      { ...zhang, 单位: '甲', 上级单位: '乙' },
      { ...li, 单位: '乙', 上级单位: '甲' },
    ]
    expect(await refused(rows)).toEqual(['2 上级单位 甲 成了自己的上级', '3 上级单位 乙 成了自己的上级'])
  })

  test('for namesakes that nothing tells apart', async () => {
    const both = [zhang, { ...zhang, 手机: '13900139000', 角色: '第一责任人' }]
    expect(await refused([{ ...zhang, 手机: '' }], both)).toEqual(['2 手机 临港区 有几位 张三，请填手机以便区分'])
  })

  test('for a 分管范围 nobody knows', async () => {
    expect(await refused([{ ...zhang, 分管范围: '火星' }])).toEqual([
      '2 分管范围 “火星”不是本表或已有的单位，也不是已启动专项行动的问题类别',
    ])
  })
})

describe('the head row', () => {
  test('may stand below a title, its columns in any order, with others between', () => {
    const sheet = [
      ['人员名单'],
      [],
      ['角色', '备注', '单位*', '姓 名', '钉钉userid'],
      ['联络员', '新来', '临港区', '张三', 'd1'],
    ]
    expect(readPeople(sheetOf(sheet))).toMatchObject({
      ok: true,
      rows: [{ row: 4, name: '张三', unit: '临港区', roles: ['contact'], accounts: { lark: null, dingtalk: 'd1' } }],
      notes: ['没有读取这些列：备注'],
    })
  })

  test('is asked for where it is missing', () => {
    expect(readPeople(sheetOf([['张三', '临港区', '联络员']]))).toMatchObject({ ok: false, faults: [{ row: 1 }] })
  })
})

describe('a sheet with a name that a unit no longer bears', () => {
  const order = { reason: '漯编〔2022〕8号', on: day('2022-10-10') }
  const act = { actor: system, now: start }

  test('is understood, and says so', () =>
    inOffice((db) => {
      const { units } = world(db)
      transact(db, (tx) => renameUnit(tx, { unit: units.port, name: '临港新区', ...order }, act))
      transact(db, (tx) => mergeUnits(tx, { units: [units.park], into: '临港新区', ...order }, act))
      const done = importing(db, [
        { ...zhang, 上级单位: '市政府' },
        { ...li, 单位: '高新区' },
      ])
      expect(done.warnings).toEqual([
        '临港区 已更名为 临港新区，按 临港新区 导入',
        '高新区 已并入 临港新区，按 临港新区 导入',
      ])
      expect(postsOf(db, onlyOne(db, '张三').id)[0]?.unit).toBe(units.port)
      expect(postsOf(db, onlyOne(db, '李四').id)[0]?.unit).toBe(units.port)
      expect(unitNamed(db, '临港新区')).toMatchObject({ id: units.port, parent: units.city })
      expect(peopleNamed(db, '张三@高新区').map(({ name }) => name)).toEqual(['张三'])
    }))

  test('asks which of its parts is meant', () =>
    inOffice((db) => {
      const { units } = world(db)
      const none = { issues: new Map(), people: new Map() }
      transact(db, (tx) => divideUnit(tx, { unit: units.port, into: ['临港东区', '临港西区'], ...order }, none, act))
      const done = importing(db, [zhang, { ...li, 单位: '市政府', 角色: '领导', 分管范围: '临港区' }])
      expect(done.faults).toEqual([
        '2 单位 临港区 已分设为 临港东区、临港西区，请改填其中一个',
        '3 分管范围 临港区 已分设为 临港东区、临港西区，请改填其中一个',
      ])
    }))
})
