import type { Day } from './calendar/day.ts'
import type { Field } from './forms/form.ts'
import type { Fault } from './forms/read-field.ts'
import type { Refusal } from './refusal.ts'
import { fieldTexts, refusalText } from './texts.ts'

/** What is wrong with a form, by field name: a sentence that stands under the field. */
export type Faults = ReadonlyMap<string, string>

export function faultsOf(faults: readonly Fault[]): Faults {
  return new Map(faults.map(({ name, sentence, missing }) => [name, missing ? fieldTexts.missing : sentence]))
}

/**
 * Where a refusal is said, and said once: under the fields of the form it speaks of, each with what is to be mended;
 * `above` the form where it speaks of something else, or of a field the form doesn't have.
 */
export function placed(
  refusal: Refusal,
  fields: readonly Field[],
  today: Day,
): { readonly faults: Faults; readonly above: Refusal | null } {
  const [labels, sentence] = aboutFields(refusal, today)
  const meant = fields.filter(({ label }) => labels.includes(label))
  const whole = labels.length > 0 && labels.every((label) => meant.some((field) => field.label === label))
  return { faults: new Map(meant.map(({ name }) => [name, sentence])), above: whole ? null : refusal }
}

function aboutFields(refusal: Refusal, today: Day): [labels: readonly string[], sentence: string] {
  switch (refusal.code) {
    case 'missing':
      return [refusal.labels, fieldTexts.missing]
    case 'invalid':
      // Under the field its name needn't be said: 里的 LH2022-9999 没有找到 goes on from the name.
      return [[refusal.label], refusal.sentence.replace(/^里的\s*/, '')]
    default:
      return ['label' in refusal ? [refusal.label] : [], refusalText(refusal, today)]
  }
}
