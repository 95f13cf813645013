import { apply } from '../core/apply.ts'
import type { IssueEvent } from '../core/event.ts'
import type { Issue, Serial } from '../core/issue.ts'
import type { Db } from './database.ts'
import { historyOf, type Logged } from './history.ts'

/** An issue as it was once something had happened to it. */
export type Step = { readonly at: number; readonly event: IssueEvent; readonly issue: Issue }

/** An issue after each of its events; null where some are redacted, since nobody can say any more what they changed. */
export function stepsOf(logged: readonly Logged[]): Step[] | null {
  if (logged.some(({ redacted }) => redacted)) return null
  const steps: Step[] = []
  for (const { seq, at, by, event } of logged) {
    const issue = apply(steps.at(-1)?.issue ?? null, { seq, at, by, event })
    steps.push({ at, event, issue })
  }
  return steps
}

/** An issue as it was before an instant; null where it wasn't there yet, or words of it are redacted. */
export function issueBefore(db: Db, serial: Serial, instant: number): Issue | null {
  return stepsOf(historyOf(db, serial))?.findLast(({ at }) => at < instant)?.issue ?? null
}
