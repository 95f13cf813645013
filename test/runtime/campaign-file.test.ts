import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { faults } from '../../core/campaigns/campaign-check.ts'
import { remarks } from '../../core/campaigns/campaign-remarks.ts'
import { calendarOf } from '../../core/calendar/workday.ts'
import { changed, checkShape, parseCampaign } from '../../runtime/campaign-file.ts'
import { templateNames, templateText } from '../../runtime/program-node.ts'
import { DaySchema } from '../../core/calendar/day.ts'

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
    expect(faultsOf(bomb)).toEqual(['1 '])
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

describe('a template that was mutilated', () => {
  type Step = { readonly at: number; readonly how: 'drop' | 'retype' | 'swap' | 'add'; readonly with: unknown }
  const steps: fc.Arbitrary<Step> = fc.record({
    at: fc.nat(10_000),
    how: fc.constantFrom('drop', 'retype', 'swap', 'add'),
    with: fc.oneof(
      fc.constantFrom(null, true, -1, 0.5, '', '2023-02-30', [], {}),
      fc.string(),
      fc.integer(),
      fc.date(),
    ),
  })

  /** Every place of a value that has other values in it, and the key of one of those. */
  function places(node: unknown, found: { around: Record<string, unknown>; key: string }[] = []) {
    if (typeof node !== 'object' || node === null) return found
    for (const [key, inner] of Object.entries(node)) {
      found.push({ around: node as Record<string, unknown>, key })
      places(inner, found)
    }
    return found
  }

  function mutilated(value: unknown, { at, how, with: other }: Step): void {
    const all = places(value)
    const place = all[at % Math.max(1, all.length)]
    if (!place) return
    const { around, key } = place
    const next = all[(at * 7 + 1) % all.length]
    if (how === 'drop') delete around[key]
    else if (how === 'retype') around[key] = other
    else if (how === 'add') around[`x${key}`] = other
    else if (next) [around[key], next.around[next.key]] = [next.around[next.key], around[key]]
  }

  /** ok, or faults each with a line, the path they concern and one sentence. */
  function expectAnswer(text: string): void {
    const parsed = parseCampaign(text)
    const shape = parsed.ok ? checkShape(parsed.raw, parsed.lineOf) : parsed
    const found = shape.ok
      ? [...faults(shape.file), ...remarks(shape.file, plainWeek)].map(({ path, sentence }) => ({
          ...{ line: parsed.ok ? parsed.lineOf(path) : null, path, sentence },
        }))
      : shape.faults
    if (!shape.ok) expect(found).not.toEqual([])
    for (const { line, path, sentence } of found) {
      expect(line).toBeGreaterThan(0)
      expect(line).toBeLessThanOrEqual(text.split('\n').length)
      expect(path === '' && parsed.ok && typeof parsed.raw === 'object' && parsed.raw !== null).toBe(false)
      expect(sentence).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u)
      expect(sentence.length).toBeLessThan(400)
    }
  }

  const plainWeek = calendarOf({ years: [], holidays: [], workdays: [] })

  test.each(templateNames())('%s: values dropped, changed, swapped and added', (name) => {
    const whole: unknown = parse(templateText(name) ?? '')
    const mutilation = fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (list) => {
      const value = structuredClone(whole)
      for (const step of list) mutilated(value, step)
      expectAnswer(stringify(value, { aliasDuplicateObjects: false }))
    })
    fc.assert(mutilation, { numRuns: 15 })
  })

  test.each(templateNames())('%s: its text cut and broken', (name) => {
    const whole = templateText(name) ?? ''
    const broken = fc.property(fc.nat(whole.length), fc.nat(12), fc.string(), (at, length, put) => {
      expectAnswer(whole.slice(0, at) + put + whole.slice(at + length))
    })
    fc.assert(broken, { numRuns: 10 })
  })

  test.each([
    ['nothing but brackets', '['.repeat(100_000)],
    ['half a million letters', `title: ${'大'.repeat(500_000)}`],
    ['a reference to nothing', 'code: *nowhere'],
    ['tabs', 'document:\n\ttitle: x'],
    ['a name twice', 'code: A\ncode: B'],
    ['a key of a prototype', '__proto__: {}\nconstructor: 1'],
    ['a foreign tag', 'code: !!js/function "x"'],
  ])('%s', (_, text) => {
    expectAnswer(text)
    expect(faultsOf(text)).not.toEqual([])
  })
})
