import { isOffice, type Actor } from '../actor.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'

/** What only 经办人 and 主任 read of a lead: who brought it up, how to reach them, and a note of the office. */
export type Sealed = {
  /** 反映人 */
  readonly complainant: string | null
  /** 反映人联系方式 */
  readonly contact: string | null
  /** 密封内容 */
  readonly note: string | null
}

/** Officers and directors open seals; auditors and administrators read everything else (domain: sections 1 and 4). */
export function mayOpenSeals(actor: Actor): boolean {
  return actor.kind === 'person' && isOffice(actor)
}

/**
 * 密封: the office keeps something to itself about a lead, whatever has become of it. Refusals: somebody else (who reads
 * that there is no such issue), a unit's own report, which nobody complained about, or nothing to seal.
 */
export function refuseSeal(issue: Issue, sealed: Sealed, actor: Actor): Refusal | null {
  if (!mayOpenSeals(actor)) return { code: 'not-found', serial: issue.serial }
  if (isEmpty(sealed)) return missing('反映人或密封内容')
  return issue.selfChecked
    ? invalid('密封内容', '只用于来信来访等线索；单位自查上报的问题没有反映人，要说明的请写留言')
    : null
}

export function isEmpty({ complainant, contact, note }: Sealed): boolean {
  return complainant === null && contact === null && note === null
}
