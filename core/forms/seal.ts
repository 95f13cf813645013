import { line, paragraph } from './field.ts'
import type { Field } from './form.ts'
import type { FieldReader } from './read-field.ts'
import type { Sealed } from '../issue/seal.ts'

/** Beside a lead's report, and on its page. Never part of the report itself, which many read. */
export const sealFields: readonly Field[] = [
  line('complainant', '反映人', { max: 100, hint: '可不填' }),
  line('complainantContact', '反映人联系方式', { max: 200, hint: '可不填' }),
  paragraph('sealed', '密封内容', { hint: '只有经办人、主任看得到，每次查看都有记录', max: 5_000 }),
]

export function sealedOf(read: FieldReader): Sealed {
  return {
    complainant: read.optional('complainant'),
    contact: read.optional('complainantContact'),
    note: read.optional('sealed'),
  }
}
