import type { ActingPerson } from '../core/actor.ts'
import type { Command } from '../core/command.ts'
import { understoodText } from '../core/calendar/clock-texts.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { formOf, type FormContext, type FormKind } from '../core/forms.ts'
import type { Evidence, Issue, Serial } from '../core/issue.ts'
import { readAct, readReport } from '../core/read-form.ts'
import type { Fault } from '../core/forms/read-field.ts'
import type { Refusal } from '../core/refusal.ts'
import { understoodDays, withDays } from '../core/calendar/understood-days.ts'
import type { Tx } from '../db/database.ts'
import { saveDraft, type Draft } from '../db/drafts.ts'
import { record } from '../db/ledger.ts'
import type { KeptFile } from '../db/uploads.ts'
import { contextOfDraft } from './draft-form.ts'

type Asker = { readonly tx: Tx; readonly actor: ActingPerson; readonly now: number }

/** What comes of a form that was sent. */
export type Entered =
  /** It was done before: what came of that. */
  | { readonly end: 'used'; readonly serial: Serial }
  /** Its issue is none of this person's business any more, or no campaign runs. */
  | { readonly end: 'out-of-sight' }
  /** Days typed in words are days now, and to be looked at before anything is done with them. */
  | { readonly end: 'days'; readonly lead: string }
  | { readonly end: 'faults'; readonly faults: readonly Fault[]; readonly fields: readonly Field[] }
  | { readonly end: 'refused'; readonly refusal: Refusal; readonly fields: readonly Field[] }
  | { readonly end: 'done'; readonly type: Command['type']; readonly issue: Issue; readonly repeated: boolean }

type Typed = {
  readonly values: FormValues
  /** Files that came with the form: on the issue with the act or not at all. */
  readonly files?: readonly KeptFile[]
}

/**
 * Enters what was typed into a draft, and does what the form is for where nothing is missing or wrong. What was typed is
 * kept in the draft whatever comes of it; a second time returns the first result. Where `files` were put on the issue
 * before the act was refused, it is for the caller to roll back.
 */
export function enterForm(asker: Asker, draft: Draft, { values: typed, files = [] }: Typed): Entered {
  const { tx, actor, now } = asker
  if (draft.usedFor !== null) return { end: 'used', serial: draft.usedFor }
  const values = { ...draft.values, ...typed }
  saveDraft(tx, draft.id, { values, asking: null, now })
  const kind = draft.form as FormKind
  const found = contextOfDraft({ db: tx, actor, now }, { ...draft, values })
  if (!found) return { end: 'out-of-sight' }
  const { context } = found
  const { fields } = formOf(kind, context)
  const understood = understoodDays(fields, values, context)
  if (understood.length > 0) {
    saveDraft(tx, draft.id, { values: withDays(values, understood), now })
    return { end: 'days', lead: understoodText(understood) }
  }
  const read = kind === 'report' ? readReport(values, context) : readAct(kind, values, context)
  if (!read.ok) return { end: 'faults', faults: read.faults, fields }
  const command: Command =
    read.act.type === 'report' ? read.act : { ...read.act, serial: draft.serial ?? '', seen: draft.seen }
  return commit(asker, draft, { command, context, files })
}

type Commit = { readonly command: Command; readonly context: FormContext; readonly files: readonly KeptFile[] }

function commit(asker: Asker, draft: Draft, { command, context, files }: Commit): Entered {
  const { tx, actor, now } = asker
  const refuse = (refusal: Refusal): Entered => {
    return { end: 'refused', refusal, fields: formOf(draft.form as FormKind, context).fields }
  }
  const before = context.issue && attachAll(asker, context.issue, files)
  if (before) return refuse(before)
  const outcome = record(tx, { actor, command, now, draft: draft.id })
  if (!outcome.ok) return refuse(outcome.refusal)
  const after = context.issue ? null : attachAll(asker, outcome.issue, files)
  if (after) return refuse(after)
  return { end: 'done', type: command.type, issue: outcome.issue, repeated: outcome.repeated }
}

/** A file that the issue has already is passed over. */
function attachAll({ tx, actor, now }: Asker, issue: Issue, files: readonly KeptFile[]): Refusal | null {
  const purpose: Evidence['purpose'] = issue.status === 'reported' ? 'report' : 'progress'
  for (const file of files) {
    const evidence: Evidence = { id: crypto.randomUUID(), ...file, purpose, by: actor.id, at: now }
    const command = { type: 'attach' as const, serial: issue.serial, seen: null, evidence }
    const outcome = record(tx, { actor, command, now })
    if (!outcome.ok && outcome.refusal.code !== 'nothing-changed') return outcome.refusal
  }
  return null
}
