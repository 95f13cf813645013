import { z } from 'zod'
import { TapValue } from '../../../bot/tap.ts'

/** What is put into a forged button, by the name of what it carries. A button with more than these can't be tried. */
export type Stolen = Readonly<Record<'serial' | 'draft' | 'id', readonly string[]>>

/** Every button there can be, carrying what its presser has no business with. */
export function forgedTaps(stolen: Stolen): Record<string, unknown>[] {
  return TapValue.options.flatMap((option) => filled(Object.entries(option.shape), stolen))
}

function filled(fields: readonly (readonly [string, unknown])[], stolen: Stolen): Record<string, unknown>[] {
  return fields.reduce<Record<string, unknown>[]>(
    (begun, [name, schema]) =>
      begun.flatMap((one) => valuesOf(name, schema, stolen).map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

function valuesOf(name: string, schema: unknown, stolen: Stolen): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return valuesOf(name, schema.unwrap(), stolen)
  if (schema instanceof z.ZodLiteral) return [...schema.values]
  if (schema instanceof z.ZodEnum) return schema.options
  if (schema instanceof z.ZodNumber) return [1]
  if (schema instanceof z.ZodString && Object.hasOwn(stolen, name)) return stolen[name as keyof Stolen]
  throw new Error(`nobody has said what to forge for ${name} of a button`)
}
