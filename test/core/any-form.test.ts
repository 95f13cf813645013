import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf, type FormKind } from '../../core/forms.ts'
import { readAct, readReport } from '../../core/read-form.ts'
import { actText } from '../../core/texts.ts'
import { issueIn } from '../support/facts.ts'
import { filledReport, formContext, several } from '../support/form-context.ts'

describe('whatever is sent', () => {
  const kinds = Object.keys(actText).filter((type) => type !== 'attach') as Exclude<FormKind, 'report'>[]
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('1', '3', '300', 'C2', '现场', '12月31日', '2021-03', '__proto__', '\ud800', '9'.repeat(50)),
    fc.array(fc.constantFrom('1', '2', 'x'), { maxLength: 3 }),
  )
  const names = kinds.flatMap((kind) =>
    formOf(kind, formContext({ ...several, issue: issueIn('rectifying') })).fields.map(({ name }) => name),
  )
  const values = fc.dictionary(fc.constantFrom(...names, 'unit', 'constructor'), value, { maxKeys: 12 })

  test('a form is read into an act or into faults of its own fields, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), values, (kind, typed) => {
        const context = formContext({ ...several, issue: issueIn('rectifying') })
        const read = readAct(kind, typed, context)
        const known = formOf(kind, context).fields.map(({ label }) => label)
        if (read.ok) expect(read.act.type).toBe(kind)
        else expect(read.faults.filter(({ label, sentence }) => !known.includes(label) || sentence === '')).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  test('a report is read into a command or into faults', () => {
    fc.assert(
      fc.property(values, (typed) => {
        const read = readReport({ ...filledReport, ...typed }, formContext({ ...several, anySource: true }))
        expect(read.ok || read.faults.length > 0).toBe(true)
        const texts = read.ok ? Object.values(read.act.particulars) : []
        expect(texts.filter((text) => typeof text === 'string' && !text.isWellFormed())).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
