import { describe, expect, test } from 'vitest'
import { changed, checkShape, parseCampaign } from '../../runtime/campaign-file.ts'
import { templateText } from '../../runtime/program-node.ts'
import { DaySchema } from '../../core/day.ts'

const yaml = templateText('luohe-2022') ?? ''

/** `line path` of each fault of a file. */
function faultsOf(text: string): string[] {
  const parsed = parseCampaign(text)
  const shape = parsed.ok ? checkShape(parsed.raw, parsed.lineOf) : parsed
  return shape.ok ? [] : shape.faults.map(({ line, path }) => `${line} ${path}`)
}

const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1

describe('a fault of a campaign file', () => {
  test('has the line and the path --set takes', () => {
    const broken = yaml
      .replace("end: '2023-05-31'", "end: '2023-05-32'")
      .replace('name: 优惠政策是否依法出台', 'name: 12')
    expect(faultsOf(broken)).toEqual([
      `${lineOf(broken, '2023-05-32')} phase.P2.end`,
      `${lineOf(broken, 'name: 12')} category.C1.name`,
    ])
  })

  test('that is a missing part stands where it should be', () => {
    const broken = yaml.replace('  inspectors: 2\n', '')
    expect(faultsOf(broken)).toEqual([`${lineOf(broken, 'verification:')} verification.inspectors`])
  })

  test('that is a misspelt name is found there', () => {
    const broken = yaml.replace('rectify_by:', 'rectify_bye:')
    expect(faultsOf(broken)).toContain(`${lineOf(broken, 'rectify_bye')} rectify_bye`)
  })

  test('of the YAML itself is one line, not a stack', () => {
    expect(faultsOf('code: [1, 2\ntitle: x')).toHaveLength(1)
  })

  test.each(['', 'null', '42', '[]', 'just words'])('a file of %j is refused', (text) => {
    expect(faultsOf(text)).not.toEqual([])
  })

  test('a file that multiplies itself is refused before it is unfolded', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...['b', 'c', 'd', 'e', 'f', 'g'].map(
        (name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdef'[index]}`).join(',')}]`,
      ),
    ].join('\n')
    expect(faultsOf(bomb)).toEqual(['null '])
  })
})

describe('changes to a campaign', () => {
  const changedBy = (begin: string | null, set: { path: string; value: string }[]) => {
    const parsed = parseCampaign(yaml)
    if (!parsed.ok) throw new Error('broken')
    const result = changed(parsed.raw, { begin: begin === null ? null : DaySchema.parse(begin), set }, parsed.lineOf)
    return result.ok ? result.file : result.faults.map(({ path }) => path)
  }

  test('a date that is set stands, whatever the others are moved by', () => {
    const file = changedBy('2026-11-02', [{ path: 'phase.P1.end', value: '2026-11-20' }])
    expect(file).toMatchObject({
      phases: [{ begin: '2026-11-02', end: '2026-11-20' }, { end: '2027-05-23' }, { end: '2027-08-23' }],
      rectify_by: { day: '2027-05-23' },
    })
  })

  test('every path that is not there is named', () => {
    const set = [
      { path: 'phase.P9.end', value: '2026-11-20' },
      { path: 'colour', value: 'red' },
    ]
    expect(changedBy(null, set)).toEqual(['phase.P9.end', 'colour'])
  })

  test('a value that cannot be is refused', () => {
    expect(changedBy(null, [{ path: 'verification.inspectors', value: 'two' }])).toEqual(['verification.inspectors'])
  })
})
