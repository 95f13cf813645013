import { actsFor, isOffice } from '../core/actor.ts'
import { showDay } from '../core/calendar/day.ts'
import { isBeyond } from '../core/issue/extension.ts'
import { permit } from '../core/permit.ts'
import type { IssueView } from '../db/issues.ts'
import type { Reader } from './reader.ts'
import { extensionTexts as said } from './texts.ts'

/** 延期申请 while it waits, and how often more time was granted: beside the deadline of a card. */
export function extensionFields({ today }: Reader, { issue, facts }: IssueView): { label: string; value: string }[] {
  const { extension, extensions, firstDeadline } = issue
  const waits = extension && said.waits(showDay(extension.to, today), isBeyond(extension.to, facts.campaign))
  const granted = extensions > 0 && firstDeadline ? said.times(extensions, showDay(firstDeadline, today)) : null
  return [
    ...(waits ? [{ label: said.asked, value: waits }] : []),
    ...(granted ? [{ label: said.granted, value: granted }] : []),
  ]
}

/** What the office has to read before it decides: why, and how far the unit has come. */
export function extensionToDecide({ actor }: Reader, { issue }: IssueView): string[] {
  const { extension, latest } = issue
  if (!extension || (!isOffice(actor) && issue.delegate !== actor.id)) return []
  return [said.reason(extension.reason), ...(latest ? [said.latest(latest.text)] : [])]
}

/** What comes next while a request for more time waits; null where none does, or it is nothing to this reader. */
export function extensionNext({ actor }: Reader, { issue, facts }: IssueView): string | null {
  if (!issue.extension) return null
  if (actsFor(actor, issue.unit)) return said.next.unit
  if (permit('grant-extension', issue, actor, facts) === null) return said.next.decides
  if (permit('refuse-extension', issue, actor, facts) === null) return said.next.refuses
  return isOffice(actor) ? said.next.others : null
}
