import { formOf, type FormKind } from '../core/forms.ts'
import { readAct } from '../core/read-form.ts'
import { showWan } from '../core/money.ts'
import { findDraft, type Draft } from '../db/drafts.ts'
import { formContext } from '../db/form-context.ts'
import { viewIssue } from '../db/issues.ts'
import type { Action, Content, FilledField } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, fileHint, say } from './texts.ts'
import { nobodyFaulted } from './texts.ts'

/** A form as a card, with what the draft holds so far. null once the draft was used or its issue is out of sight. */
export function formCard(reader: Reader, { draft: id, lead }: { draft: string; lead?: string }): Content | null {
  const found = draftForm(reader, id)
  if (!found) return null
  const { draft, form, title } = found
  const fields = form.fields.map((field): FilledField => ({ field, value: draft.values[field.name] ?? '' }))
  const submit: Action = { label: buttons.submit, style: 'primary', value: { do: 'submit', draft: draft.id } }
  const save: Action = { label: buttons.save, style: 'default', value: { do: 'save', draft: draft.id } }
  const hint =
    draft.form === 'report' ? nobodyFaulted : draft.form === 'progress' || draft.form === 'submit' ? fileHint : null
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [
      ...(lead ? [{ type: 'text' as const, text: lead }] : []),
      ...(hint ? [{ type: 'note' as const, text: hint }] : []),
    ],
    form: { fields, submit: [submit, save] },
    actions: [],
    fallback: [title, lead ?? '', `要填：${form.fields.map((field) => field.label).join('、')}`].join('\n'),
  }
}

/** LH2022-0007 已兑现记为 150 万元（余 150 万元），对吗？ */
export function moneyCard(reader: Reader, id: string): Content | null {
  const found = draftForm(reader, id)
  if (!found?.issue) return null
  const { draft, issue, context } = found
  const read = readAct('progress', draft.values, context)
  if (!read.ok || read.act.type !== 'progress' || read.act.settled === null) return null
  const left = issue.confirmed === null ? null : Math.max(0, issue.confirmed - read.act.settled)
  const title = say.moneyCheck(issue.serial, showWan(read.act.settled), left === null ? null : showWan(left))
  const yes: Action = { label: buttons.yes, style: 'primary', value: { do: 'submit', draft: draft.id } }
  const change: Action = { label: buttons.change, style: 'default', value: { do: 'draft', draft: draft.id } }
  const blocks = [{ type: 'text' as const, text: read.act.text }]
  return { kind: 'card', title, tone: 'plain', blocks, actions: [yes, change], fallback: title }
}

function draftForm(reader: Reader, id: string) {
  const draft = findDraft(reader.db, id)
  if (!draft || draft.usedAt !== null || draft.person !== reader.actor.id) return null
  const issue =
    draft.serial === null ? null : (viewIssue(reader.db, reader.actor, draft.serial, reader.now)?.issue ?? null)
  if (draft.serial !== null && !issue) return null
  const kind = draft.form as FormKind
  const context = formContext(reader.db, {
    actor: reader.actor,
    kind,
    issue,
    now: reader.now,
    measures: measuresIn(draft),
  })
  if (!context) return null
  const form = formOf(kind, context)
  return { draft, issue, context, form, title: issue ? `${issue.serial} ${form.title}` : form.title }
}

function measuresIn({ values }: Draft): number {
  return Object.keys(values).filter((name) => /^measure\d+$/.test(name)).length
}
