import { formOf, type FormKind } from '../core/forms.ts'
import { readAct } from '../core/read-form.ts'
import { showWan } from '../core/money.ts'
import { findDraft } from '../db/drafts.ts'
import { contextOfDraft } from './draft-form.ts'
import type { Action, Content, FilledField } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, fileHint, nobodyFaulted, say, told } from './texts.ts'

/** A form as a card, with what the draft holds so far. null once the draft was used or its issue is out of sight. */
export function formCard(reader: Reader, { draft: id, lead }: { draft: string; lead?: string }): Content | null {
  const found = draftForm(reader, id)
  if (!found) return null
  const { draft, form, title } = found
  const fields = form.fields.map((field): FilledField => ({ field, value: draft.values[field.name] ?? '' }))
  const submit: Action = { label: buttons.submit, style: 'primary', value: { do: 'submit', draft: draft.id } }
  const save: Action = { label: buttons.save, style: 'default', value: { do: 'save', draft: draft.id } }
  const asked = draft.form === 'supplement' ? (found.issue?.asked ?? null) : null
  const hint =
    draft.form === 'report' && !found.context.anySource
      ? nobodyFaulted
      : draft.form === 'progress' || draft.form === 'submit'
        ? fileHint
        : null
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [
      ...(lead ? [{ type: 'text' as const, text: lead }] : []),
      ...(asked ? [{ type: 'text' as const, text: told.asked(asked) }] : []),
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
  const found = contextOfDraft(reader, draft)
  if (!found) return null
  const form = formOf(draft.form as FormKind, found.context)
  return { draft, form, ...found, title: found.issue ? `${found.issue.serial} ${form.title}` : form.title }
}
