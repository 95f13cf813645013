import { z } from 'zod'
import type { FormValues } from '../core/form.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Fault } from '../core/read-field.ts'
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

/** Fields a refusal speaks of, so that they can be marked. */
export function refusedFields(refusal: Refusal, fields: readonly Field[]): Faults {
  const [labels, sentence] = aboutFields(refusal)
  return new Map(fields.filter(({ label }) => labels.includes(label)).map(({ name }) => [name, sentence]))
}

function aboutFields(refusal: Refusal): [readonly string[], string] {
  switch (refusal.code) {
    case 'missing':
      return [refusal.labels, formTexts.missing]
    case 'invalid':
      // Under the field its name needn't be said: 里的 LH2022-9999 没有找到 goes on from the name.
      return [[refusal.label], refusal.sentence.replace(/^里的\s*/, '')]
    default:
      return ['label' in refusal ? [refusal.label] : [], formTexts.wrong]
  }
}
