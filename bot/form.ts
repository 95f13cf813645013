import { holds } from '../core/actor.ts'
import type { Command } from '../core/command.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { formOf, type FormContext, type FormKind } from '../core/forms.ts'
import type { Issue, Serial } from '../core/issue.ts'
import type { Refusal } from '../core/refusal.ts'
import { leftToDo } from '../core/rules/progress.ts'
import { isDay, showFullDay } from '../core/calendar/day.ts'
import { showWan } from '../core/money.ts'
import { refusalText } from '../core/texts.ts'
import { talkAbout } from '../db/conversations.ts'
import { openDraft, saveDraft, startDraft, type Draft } from '../db/drafts.ts'
import { pendingFor } from '../db/fetches.ts'
import { questionOf } from './dialog.ts'
import { contextFor } from './draft-form.ts'
import { enterForm, type Entered } from './enter.ts'
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
  // A form begun before the issue changed speaks of what is no longer so: it begins anew.
  const current = old !== null && old.seen === (issue?.stateVersion ?? null)
  const kept = current && Object.keys(guessed).length === 0 ? old : null
  const draft = kept ?? startForm(talk, opening)
  if (!draft) return
  talkAbout(tx, person.id, { draft: draft.id, ...(issue ? { serial: issue.serial } : {}) }, now)
  const lead = kept && kept.changedAt > kept.createdAt ? say.draftBack : readLead(talk, opening)
  talk.reply({ type: 'form', draft: draft.id, ...(lead ? { lead } : {}) }, issue?.serial ?? null)
}

/** 已从您的话里读到：项目名称、涉及金额（万元）、完成时限 2023年6月30日（星期五）。 */
function readLead(talk: Talk, { kind, issue, guessed }: Opening): string | null {
  const context = Object.keys(guessed).length > 0 ? contextOf(talk, kind, issue, guessed) : null
  if (!context) return null
  const fields = formOf(kind, context).fields.filter((field) => field.name in guessed)
  return say.readFromText(
    fields.map(({ name, label }) => {
      const value = guessed[name]
      return typeof value === 'string' && isDay(value) ? `${label} ${showFullDay(value)}` : label
    }),
  )
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

function contextOf(
  { tx, actor, now }: Talk,
  kind: FormKind,
  issue: Issue | null,
  values: FormValues,
): FormContext | null {
  return contextFor({ db: tx, actor, now }, { kind, issue, values })
}

/**
 * Submits a draft with what was just typed into it. What is missing or wrong comes back as one question and
 * nothing typed is lost; a second submit returns the first result.
 */
export function submitForm(talk: Talk, draft: Draft, typed: FormValues): Handled {
  const entered = enterForm(talk, draft, { values: uncut(draft.values, typed) })
  switch (entered.end) {
    case 'used':
      return alreadyDone(talk, entered.serial)
    case 'out-of-sight':
      return refused(talk, draft, { code: 'not-found', serial: draft.serial ?? '' })
    case 'days':
      return showDays(talk, draft, entered.lead)
    case 'faults':
      return ask(talk, draft, questionOf(entered.faults, entered.fields), entered.faults[0]?.name)
    case 'refused':
      return refused(talk, draft, entered.refusal, entered.fields)
    case 'done':
      tellDone(talk, entered)
      return toast(entered.repeated ? 'plain' : 'good', entered.repeated ? say.alreadyDone : say.submitted)
    default:
      return entered satisfies never
  }
}

/** Days typed in words come back as days, in the form, before anything is done with them. */
function showDays(talk: Talk, draft: Draft, lead: string): Handled {
  talkAbout(talk.tx, talk.person.id, { draft: draft.id }, talk.now)
  talk.replace({ type: 'form', draft: draft.id, lead }, draft.serial)
  return toast('plain', lead)
}

/** The form was used before, by a tap or by answers in chat: its card gives way to what came of it. */
function alreadyDone(talk: Talk, serial: Serial): Handled {
  talk.replace({ type: 'issue', serial, lead: say.alreadyDone }, serial)
  return toast('plain', say.alreadyDone)
}

/** Longest text a card's field holds: Lark's. What was prefilled longer comes back cut, and is kept whole. */
const CARD_FIELD = 1_000

function uncut(kept: FormValues, typed: FormValues): FormValues {
  const isCut = (name: string, value: FormValues[string]) => {
    const whole = kept[name]
    return (
      typeof value === 'string' &&
      typeof whole === 'string' &&
      value.length >= CARD_FIELD - 20 &&
      whole.length > CARD_FIELD &&
      whole.startsWith(value.slice(0, CARD_FIELD - 20))
    )
  }
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => !isCut(name, value)))
}

function ask(talk: Talk, draft: Draft, question: string, asking: string | undefined): Handled {
  saveDraft(talk.tx, draft.id, { asking: asking ?? null, now: talk.now })
  talkAbout(talk.tx, talk.person.id, { draft: draft.id }, talk.now)
  talk.reply({ type: 'say', text: question }, draft.serial)
  return toast('warn', question)
}

/** What came of a form that was sent, said in chat: to the person, and to a group what it may know. */
export function tellDone(talk: Talk, { type, issue, repeated }: Extract<Entered, { end: 'done' }>): void {
  talkAbout(talk.tx, talk.person.id, { serial: issue.serial, draft: null }, talk.now)
  if (type === 'report') adoptFiles(talk, issue.serial)
  finished(talk, type, { issue, repeated })
}

/** Progress and comments get a line, everything else the issue's card as it now stands. */
function finished(talk: Talk, type: Command['type'], { issue, repeated }: { issue: Issue; repeated: boolean }): void {
  const lead = repeated ? say.alreadyDone : leadOf(type, issue)
  const quiet = talk.cardId === null && (type === 'progress' || type === 'comment')
  const noted = holds(talk.actor, 'leader') ? say.instructedOn : say.commentNoted
  const line = type === 'comment' ? noted(issue.serial) : say.progressNoted(issue.serial)
  const text = type === 'progress' ? `${line}${leftOf(talk, issue)}` : line
  if (quiet) talk.reply({ type: 'say', text }, issue.serial)
  else talk.replace({ type: 'issue', serial: issue.serial, lead }, issue.serial)
  talk.tellGroup(type === 'progress' || type === 'comment' ? line : `${issue.serial} ${lead}`, issue.serial)
}

/** What was done; where it was about a day, the day it was understood as. */
export function leadOf(type: Command['type'], { extension, deadline }: Issue): string {
  if (type === 'extend' && extension) return say.extensionAsked(showFullDay(extension.to))
  if (type === 'grant-extension' && deadline) return say.extensionGranted(showFullDay(deadline))
  return (type !== 'attach' && doneText[type]) || ''
}

/** What is still to do before 申请销号. */
function leftOf(talk: Talk, issue: Issue): string {
  const { measures, owed, unproven } = leftToDo(issue)
  const parts = [
    ...(measures.length > 0 ? [say.measuresLeft(measures)] : []),
    ...(owed > 0 ? [say.moneyLeft(showWan(owed))] : []),
    // A photograph sent along with the words may be on its way yet.
    ...(unproven && pendingFor(talk.tx, issue.serial) === 0 ? [say.evidenceLeft] : []),
  ]
  return parts.length > 0 ? `${parts.join('，')}。` : say.nothingLeft
}

/** A rule said no: the sentence, and where someone was faster the issue as it stands. */
export function refused(talk: Talk, draft: Draft | null, refusal: Refusal, fields: readonly Field[] = []): Handled {
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
  const wanted = refusal.code === 'missing' ? refusal.labels[0] : label
  return draft ? ask(talk, draft, text, fields.find((field) => field.label === wanted)?.name) : justSay(talk, text)
}

function justSay(talk: Talk, text: string): Handled {
  talk.reply({ type: 'say', text })
  return toast('warn', text)
}
