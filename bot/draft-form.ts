import type { ActingPerson } from '../core/actor.ts'
import type { FormValues } from '../core/forms/form.ts'
import type { FormContext, FormKind } from '../core/forms.ts'
import type { Issue } from '../core/issue.ts'
import type { Db } from '../db/database.ts'
import type { Draft } from '../db/drafts.ts'
import { formContext } from '../db/form-context.ts'
import { viewIssue } from '../db/issues.ts'

type Asker = { readonly db: Db; readonly actor: ActingPerson; readonly now: number }
type About = { readonly kind: FormKind; readonly issue: Issue | null; readonly values: FormValues }

/** What a form draws on, seeing what stands in it: the campaign chosen, and a row for each measure typed. */
export function contextFor({ db, actor, now }: Asker, { kind, issue, values }: About): FormContext | null {
  const measures = Math.max(0, ...Object.keys(values).map((name) => Number(/^measure(\d+)$/.exec(name)?.[1] ?? 0)))
  const campaign = typeof values['campaign'] === 'string' ? { campaign: values['campaign'] } : {}
  return formContext(db, { actor, kind, issue, now, measures, ...campaign })
}

/** A draft's issue and context; null where its issue is out of the person's sight or no campaign runs. */
export function contextOfDraft(asker: Asker, draft: Draft): { issue: Issue | null; context: FormContext } | null {
  const { db, actor, now } = asker
  const issue = draft.serial === null ? null : (viewIssue(db, actor, draft.serial, now)?.issue ?? null)
  if (draft.serial !== null && !issue) return null
  const context = contextFor(asker, { kind: draft.form as FormKind, issue, values: draft.values })
  return context && { issue, context }
}
