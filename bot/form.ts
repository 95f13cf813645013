import type { Command } from '../core/command.ts'
import type { FormValues } from '../core/form.ts'
import { formOf, type FormContext, type FormKind } from '../core/forms.ts'
import type { Issue } from '../core/issue.ts'
import { readAct, readReport } from '../core/read-form.ts'
import type { Refusal } from '../core/refusal.ts'
import { refusalText } from '../core/texts.ts'
import { talkAbout } from '../db/conversations.ts'
import { openDraft, saveDraft, startDraft, type Draft } from '../db/drafts.ts'
import { formContext } from '../db/form-context.ts'
import { viewIssue } from '../db/issues.ts'
import { record } from '../db/ledger.ts'
import { questionOf } from './dialog.ts'
import { adoptFiles } from './files.ts'
import type { Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'
import { doneText, say } from './texts.ts'

type Opening = { readonly kind: FormKind; readonly issue: Issue | null; readonly guessed: FormValues }

/** Sends the form card. What was left unfinished a week ago is there again, under what was just said. */
export function openForm(talk: Talk, opening: Opening): void {
  const { tx, person, now } = talk
  const { kind, issue, guessed } = opening
  const old = openDraft(tx, person.id, kind, issue?.serial ?? null)
  const kept = old && Object.keys(guessed).length === 0 ? old : null
  const draft = kept ?? startForm(talk, opening)
  if (!draft) return
  if (kept) saveDraft(tx, kept.id, { seen: issue?.stateVersion ?? null, asking: null, now })
  talkAbout(tx, person.id, { draft: draft.id, ...(issue ? { serial: issue.serial } : {}) }, now)
  const lead = kept && kept.changedAt > kept.createdAt ? say.draftBack : readLead(talk, opening)
  talk.reply({ type: 'form', draft: draft.id, ...(lead ? { lead } : {}) }, issue?.serial ?? null)
}

/** 已从您的话里读到：项目名称、事件经过、涉及金额（万元）。 */
function readLead(talk: Talk, { kind, issue, guessed }: Opening): string | null {
  const context = kind === 'report' ? contextOf(talk, kind, issue, guessed) : null
  if (!context || Object.keys(guessed).length === 0) return null
  const fields = formOf(kind, context).fields.filter((field) => field.name in guessed)
  return say.readFromText(fields.map((field) => field.label))
}

/** A new draft with what the form holds at first and what was read from the person's words. */
export function startForm(talk: Talk, { kind, issue, guessed }: Opening): Draft | null {
  const context = contextOf(talk, kind, issue, guessed)
  if (!context) {
    talk.reply({ type: 'say', text: say.noCampaign })
    return null
  }
  if (kind === 'report' && context.units.length === 0) {
    talk.reply({ type: 'say', text: say.notForUnit })
    return null
  }
  return startDraft(talk.tx, {
    id: crypto.randomUUID(),
    person: talk.person.id,
    form: kind,
    serial: issue?.serial ?? null,
    seen: issue?.stateVersion ?? null,
    values: { ...formOf(kind, context).initial, ...guessed },
    now: talk.now,
  })
}

function contextOf(talk: Talk, kind: FormKind, issue: Issue | null, values: FormValues): FormContext | null {
  const measures = Object.keys(values).filter((name) => /^measure\d+$/.test(name)).length
  const campaign = typeof values['campaign'] === 'string' ? { campaign: values['campaign'] } : {}
  return formContext(talk.tx, { actor: talk.actor, kind, issue, now: talk.now, measures, ...campaign })
}

/**
 * Submits a draft with what was just typed into it. What is missing or wrong comes back as one question and
 * nothing typed is lost; a second submit returns the first result.
 */
export function submitForm(talk: Talk, draft: Draft, typed: FormValues, how: { confirmMoney?: boolean } = {}): Handled {
  const values = { ...draft.values, ...typed }
  saveDraft(talk.tx, draft.id, { values, asking: null, now: talk.now })
  const kind = draft.form as FormKind
  const view = draft.serial === null ? null : viewIssue(talk.tx, talk.actor, draft.serial, talk.now)
  if (draft.serial !== null && !view) return refused(talk, draft, { code: 'not-found', serial: draft.serial })
  const context = contextOf(talk, kind, view?.issue ?? null, values)
  if (!context) return toast('warn', say.noCampaign)
  const read = kind === 'report' ? readReport(values, context) : readAct(kind, values, context)
  if (!read.ok) return ask(talk, draft, questionOf(read.faults, formOf(kind, context).fields), read.faults[0]?.name)
  if (how.confirmMoney) return askMoney(talk, draft)
  const command: Command =
    read.act.type === 'report' ? read.act : { ...read.act, serial: draft.serial ?? '', seen: draft.seen }
  return commit(talk, draft, { command, context })
}

function askMoney(talk: Talk, draft: Draft): Handled {
  talk.reply({ type: 'money', draft: draft.id }, draft.serial)
  return {}
}

function ask(talk: Talk, draft: Draft, question: string, asking: string | undefined): Handled {
  saveDraft(talk.tx, draft.id, { asking: asking ?? null, now: talk.now })
  talkAbout(talk.tx, talk.person.id, { draft: draft.id }, talk.now)
  talk.reply({ type: 'say', text: question }, draft.serial)
  return toast('warn', question)
}

function commit(talk: Talk, draft: Draft, { command, context }: { command: Command; context: FormContext }): Handled {
  const outcome = record(talk.tx, { actor: talk.actor, command, now: talk.now, draft: draft.id })
  if (!outcome.ok) return refused(talk, draft, outcome.refusal, context)
  const { issue, repeated } = outcome
  talkAbout(talk.tx, talk.person.id, { serial: issue.serial, draft: null }, talk.now)
  if (command.type === 'report') adoptFiles(talk, issue.serial)
  finished(talk, command.type, { issue, repeated })
  return toast(repeated ? 'plain' : 'good', repeated ? say.alreadyDone : say.submitted)
}

/** Progress and comments get a line, everything else the issue's card as it now stands. */
function finished(talk: Talk, type: Command['type'], { issue, repeated }: { issue: Issue; repeated: boolean }): void {
  const lead = repeated ? say.alreadyDone : (type !== 'attach' && doneText[type]) || ''
  const quiet = talk.cardId === null && (type === 'progress' || type === 'comment')
  const line = type === 'comment' ? say.commentNoted(issue.serial) : say.progressNoted(issue.serial)
  if (quiet) talk.reply({ type: 'say', text: line }, issue.serial)
  else talk.replace({ type: 'issue', serial: issue.serial, lead }, issue.serial)
  talk.tellGroup(type === 'progress' || type === 'comment' ? line : `${issue.serial} ${lead}`)
}

/** A rule said no: the sentence, and where someone was faster the issue as it stands. */
export function refused(talk: Talk, draft: Draft | null, refusal: Refusal, context?: FormContext): Handled {
  const text = refusalText(refusal, talk.today)
  if (refusal.code === 'likely-duplicate' && draft) {
    talk.reply({ type: 'similar', draft: draft.id, serials: refusal.serials })
    return toast('warn', text)
  }
  const serial = draft?.serial ?? null
  if ((refusal.code === 'stale' || refusal.code === 'wrong-state') && serial !== null) {
    talk.replace({ type: 'issue', serial, lead: say.fasterOne(text) }, serial)
    return toast('warn', text)
  }
  const label =
    refusal.code === 'invalid' || refusal.code === 'after-latest' || refusal.code === 'day-past' ? refusal.label : null
  const fields = draft && context ? formOf(draft.form as FormKind, context).fields : []
  const wanted = refusal.code === 'missing' ? refusal.labels[0] : label
  return draft ? ask(talk, draft, text, fields.find((field) => field.label === wanted)?.name) : justSay(talk, text)
}

function justSay(talk: Talk, text: string): Handled {
  talk.reply({ type: 'say', text })
  return toast('warn', text)
}
