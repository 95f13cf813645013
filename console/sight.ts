import type { Serial } from '../core/issue.ts'
import { type IssueView, viewIssue } from '../db/issues.ts'
import type { Office } from './office.ts'
import type { Viewer } from './session.ts'

/** An issue as this viewer may see it in the console; null alike where there is none and where they may not know of it. */
export function seeIssue(office: Office, viewer: Viewer, serial: Serial): IssueView | null {
  const view = viewIssue(office.db, viewer.actor, serial, office.now())
  return view && viewer.delegateOnly && view.issue.delegate !== viewer.id ? null : view
}
