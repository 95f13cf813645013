import { z } from 'zod'
import type { FormValues } from '../core/forms/form.ts'

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
