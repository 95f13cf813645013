import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { pathOf, shapeProblems, valueAt } from '../../../core/campaigns/campaign-shape.ts'
import { CampaignFile } from '../../../core/campaigns/campaign.ts'

type Raw = Record<string, unknown>
const raw = parse(readFileSync(new URL('../../../core/campaigns/luohe-2022.yaml', import.meta.url), 'utf8')) as Raw

/** The file with what stands at these keys put another way; undefined takes it out. */
function written(keys: readonly (string | number)[], value: unknown): Raw {
  const file = structuredClone(raw)
  const last = keys.at(-1) ?? ''
  const holder = valueAt(file, keys.slice(0, -1)) as Raw
  if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, value)
  return file
}

describe('a file that is not as it should be', () => {
  test.each([
    ['a thing left out', ['title'], undefined, 'title', '缺少这一项'],
    ['a thing left out inside', ['plan', 'days'], undefined, 'plan.days', '缺少这一项'],
    ['a word in the wrong spelling', ['tittle'], '方案', 'tittle', '不认识这一项，请去掉或改正拼写'],
    ['one of a phase', ['phases', 0, 'ende'], '', 'phase.P1.ende', '不认识这一项，请去掉或改正拼写'],
    ['words for a number', ['plan', 'days'], '五', 'plan.days', '应当是数字'],
    ['half a day', ['plan', 'days'], 1.5, 'plan.days', '应当是整数'],
    ['words for yes or no', ['plan', 'approval'], '要', 'plan.approval', '应当是 true 或 false'],
    ['a number for words', ['title'], 2022, 'title', '应当是文字（数字和日期请加引号）'],
    ['a word for a list', ['phases'], '一', 'phases', '应当是列表'],
    ['a word for what has parts', ['office'], '招商办', 'office', '下面应当有若干项'],
    ['a wrong name of a phase', ['phases', 1, 'name'], 7, 'phase.P2.name', '应当是文字（数字和日期请加引号）'],
    [
      'one of a list without ids',
      ['annex', 'columns', 2, 'label'],
      7,
      'annex.columns[2].label',
      '应当是文字（数字和日期请加引号）',
    ],
    [
      'a phase that names itself by a number',
      ['phases', 1, 'id'],
      7,
      'phases[1].id',
      '应当是文字（数字和日期请加引号）',
    ],
    ['a word in place of a phase', ['phases', 1], '整改', 'phases[1]', '下面应当有若干项'],
  ])('%s is named where it stands', (_, keys, value, ...[path, sentence]) => {
    expect(shapeProblems(CampaignFile, written(keys, value))).toEqual([{ path, sentence }])
  })

  test('with everything wrong in it is told of each', () => {
    const file = { ...written(['plan', 'days'], '五'), phases: undefined, extra: 1, more: 2 }
    const paths = shapeProblems(CampaignFile, file).map(({ path }) => path)
    expect(paths.sort()).toEqual(['extra', 'more', 'phases', 'plan.days'])
  })

  test('is told of what may stand in a place that has its own words', () => {
    const [problem] = shapeProblems(CampaignFile, written(['dispositions', 0, 'kind'], 'pay'))
    expect(problem).toEqual({ path: 'dispositions[0].kind', sentence: expect.stringContaining('"fulfil"') as unknown })
  })

  test('is no file at all', () => {
    for (const other of [null, '专项治理', []]) {
      expect(shapeProblems(CampaignFile, other)).toEqual([{ path: '', sentence: '下面应当有若干项' }])
    }
  })

  test('and one that is, is told of nothing', () => {
    expect(shapeProblems(CampaignFile, raw)).toEqual([])
  })
})

describe('a path leads to its value', () => {
  test.each([
    ['', []],
    ['title', ['title']],
    ['plan.days', ['plan', 'days']],
    ['phase.P2.end', ['phases', 1, 'end']],
    ['phases.P2.end', ['phases', 1, 'end']],
    ['phase.P2', ['phases', 1]],
    ['phases', ['phases']],
    ['phase.P9.end', ['phases']],
    ['annex.columns[2].label', ['annex', 'columns', 2, 'label']],
    ['annex.columns[12]', ['annex', 'columns', 12]],
    ['nudges.late[0]', ['nudges', 'late', 0]],
    ['plan.5days', ['plan', '5days']],
    ['plan.days5', ['plan', 'days5']],
  ])('%s', (shown, keys) => {
    expect(pathOf(shown, raw)).toEqual(keys)
  })

  test('into a list that is none, or of nobody’s, no further than the list', () => {
    expect(pathOf('phase.P1.end', { phases: '一' })).toEqual(['phases'])
    expect(pathOf('phase.P1.end', null)).toEqual(['phases'])
    expect(pathOf('phase.7', { phases: [{ id: 7 }] })).toEqual(['phases'])
  })

  test('and nowhere leads to nothing', () => {
    expect(valueAt(raw, ['plan', 'days'])).toBe(CampaignFile.parse(raw).plan.days)
    for (const keys of [
      ['plan', 'days', 'more'],
      ['none', 'more'],
      ['title', 'length'],
    ]) {
      expect(valueAt(raw, keys)).toBeUndefined()
    }
    expect(valueAt(null, ['title'])).toBeUndefined()
  })
})
