import { readsAll, type PersonId } from '../../core/actor.ts'
import type { UnitId } from '../../core/issue.ts'
import { isHiddenLead } from '../../core/sight.ts'
import type { Db } from '../database.ts'
import { groupOf } from '../groups.ts'
import { viewHandIn } from '../hand-ins.ts'
import { viewHandover } from '../handovers/find.ts'
import { viewIssue } from '../issues.ts'
import { actorOf } from '../people.ts'

type About = { readonly subjectKind: 'issue' | 'handin' | 'handover'; readonly subject: string }

/** Whether a person may know of what is spoken of: posts and units change between a rung and its message. */
export function mayHear(db: Db, person: PersonId, { subjectKind, subject }: About, now: number): boolean {
  const actor = actorOf(db, person, 'clock')
  if (readsAll(actor)) return true
  if (subjectKind === 'handover') return viewHandover(db, actor, Number(subject)) !== null
  return (subjectKind === 'issue' ? viewIssue : viewHandIn)(db, actor, subject, now) !== null
}

/**
 * Whether a group chat, `g:lark:oc_1`, is still one that hears of this: the unit's, though of no lead before 交办; the
 * office's; of papers all contacts'.
 */
export function groupMayHear(db: Db, receiver: string, about: About, now: number): boolean {
  const [, platform = '', chatId = ''] = /^g:([^:]+):(.+)$/.exec(receiver) ?? []
  const group = groupOf(db, platform, chatId)
  if (!group) return false
  if (group.kind === 'contacts') return about.subjectKind === 'handin'
  return group.kind === 'office' || group.unit === unitOf(db, about, now)
}

function unitOf(db: Db, { subjectKind, subject }: About, now: number): UnitId | null {
  const system = { kind: 'system', door: 'clock' } as const
  if (subjectKind === 'issue') {
    const issue = viewIssue(db, system, subject, now)?.issue
    return issue && !isHiddenLead(issue) ? issue.unit : null
  }
  if (subjectKind === 'handover') return viewHandover(db, system, Number(subject))?.unit ?? null
  return viewHandIn(db, system, subject, now)?.facts.unit ?? null
}
