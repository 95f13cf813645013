import type { Particulars } from '../issue.ts'
import { keyOf } from '../text.ts'

/** What an enterprise is known by: its 统一社会信用代码, and its name as a key. */
export type Enterprise = { readonly code: string | null; readonly key: string | null }

/**
 * The enterprise an issue is about, null where it names none. 同一企业 (一企一议, 郏县 三(二)1) is the same code; where
 * one of the two has none, the same name.
 */
export function enterpriseOf(about: Pick<Particulars, 'enterprise' | 'creditCode'>): Enterprise | null {
  const { creditCode: code, enterprise } = about
  const key = enterprise === null ? null : keyOf(enterprise) || null
  return code === null && key === null ? null : { code, key }
}
