import { z } from 'zod'
import type { Day } from '../core/day.ts'
import type { FormValues } from '../core/form.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Fault } from '../core/read-field.ts'
import { refusalText } from '../core/texts.ts'
import type { Field } from '../core/form.ts'
import type { Faults } from './form.tsx'
import { formTexts } from './texts.ts'

/** What every form of ours carries beside its fields. */
export type Ticket = {
  /** The stateVersion its reader saw; null for a report. */
  readonly seen: number | null
  /** Used once: sending the same form twice does it once. */
  readonly draft: string
}

const TicketShape = z.object({
  seen: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .nullable(),
  draft: z.uuid(),
})

/** null where the form isn't one of ours. */
export function readTicket(data: FormData): Ticket | null {
  return TicketShape.safeParse({ seen: data.get('seen'), draft: data.get('draft') }).data ?? null
}

/** What was typed, by name; line ends as the person saw them, since browsers send CR LF. */
export function readValues(data: FormData): FormValues {
  const names = [...new Set(data.keys())]
  return Object.fromEntries(
    names.map((name) => [name, single(data.getAll(name).filter((value) => typeof value === 'string'))]),
  )
}

function single(values: readonly string[]): string | string[] {
  const lines = values.map((value) => value.replaceAll('\r\n', '\n'))
  return lines.length === 1 ? (lines[0] ?? '') : lines
}

export function faultsOf(faults: readonly Fault[]): Faults {
  return new Map(faults.map(({ name, sentence, missing }) => [name, missing ? formTexts.missing : sentence]))
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
      return [refusal.labels, formTexts.missing]
    case 'invalid':
      // Under the field its name needn't be said: 里的 LH2022-9999 没有找到 goes on from the name.
      return [[refusal.label], refusal.sentence.replace(/^里的\s*/, '')]
    default:
      return ['label' in refusal ? [refusal.label] : [], refusalText(refusal, today)]
  }
}
