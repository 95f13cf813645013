import { actsFor } from '../core/actor.ts'
import { formOf } from '../core/forms.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import { actText, refusalText } from '../core/texts.ts'
import { conversationOf, talkAbout } from '../db/conversations.ts'
import { findDraft, saveDraft, type Draft } from '../db/drafts.ts'
import { mine, resolveSerial, viewIssue, type IssueView } from '../db/issues.ts'
import { digestAnswered } from '../db/instructions.ts'
import { serialOfMessage } from '../db/outbox.ts'
import { answerTo, typedExtension, typedMeasures } from './dialog.ts'
import { contextOfDraft } from './draft-form.ts'
import { takeFiles } from './files.ts'
import { openForm, startForm, submitForm } from './form.ts'
import { instructCampaign, mayInstruct, onDigest } from './digest.ts'
import { onZero } from './hand-in.ts'
import { guessDone, guessReport, guessSettled } from './guess.ts'
import { fullSerialIn, intentOf, leadingSerial, type ChatAct, type Intent } from './intent.ts'
import type { Act, Handled } from './platform.ts'
import type { Talk } from './talk.ts'
import { say } from './texts.ts'
import type { FormValues } from '../core/form.ts'
import { showWan, wanField } from '../core/money.ts'
import { normal } from '../core/text.ts'

type Message = Extract<Act, { type: 'message' }>

/** A message: files are taken first, then its words. */
export function onMessage(talk: Talk, act: Exclude<Act, { type: 'tap' | 'joined' | 'read' }>): Handled {
  if (act.type === 'unreadable') {
    talk.reply({ type: 'say', text: say.unreadable })
    return {}
  }
  const intent = intentOf(act.text)
  const repliedTo = serialOfMessage(talk.tx, talk.inbound.platform, act.inReplyTo)
  if (act.files.length > 0) takeFiles(talk, act.files, fileTarget(talk, act, { intent, repliedTo }))
  if (act.text.trim() !== '') onWords(talk, act, { intent, repliedTo })
  return {}
}

type Reading = { intent: Intent; repliedTo: Serial | null }

function onWords(talk: Talk, act: Message, { intent, repliedTo }: Reading): void {
  if (mayInstruct(talk, intent.do) && onInstruction(talk, act)) return
  switch (intent.do) {
    case 'help':
      return talk.reply({ type: 'help' })
    case 'mine':
      return talk.reply({ type: 'mine' })
    case 'zero':
      return onZero(talk)
    case 'digest':
      return onDigest(talk)
    case 'find':
      return talk.reply({ type: 'found', words: intent.words })
    case 'report':
      return openForm(talk, { kind: 'report', issue: null, guessed: guessReport(intent.text, talk.today) })
    case 'act':
      return onAct(talk, intent, repliedTo)
    case 'unclear':
      return onLooseWords(talk, act.text, repliedTo)
    case 'bind':
    case 'unbind':
      return
    default:
      return intent satisfies never
  }
}

/** What a leader or director writes under a digest: 批示, on the issue it names by its serial, else on the campaign. */
function onInstruction(talk: Talk, { text, inReplyTo }: Message): boolean {
  const digest = digestAnswered(talk.tx, talk.inbound.platform, inReplyTo)
  if (!digest) return false
  const leading = leadingSerial(text)
  const serial = leading && leading.rest !== '' ? leading.serial : fullSerialIn(text)
  if (serial === null) instructCampaign(talk, digest, text)
  else {
    const view = visibleIssue(talk, serial)
    if (view) act(talk, view, { act: 'comment', rest: leading?.serial === serial ? leading.rest : text })
  }
  return true
}

/** No command word: the answer to a question, a reply about an issue, or not understood. */
function onLooseWords(talk: Talk, text: string, repliedTo: Serial | null): void {
  const named = leadingSerial(text)
  if (named && named.rest !== '') {
    const view = visibleIssue(talk, named.serial)
    if (view) return onRemark(talk, view, named.rest)
  }
  const view = repliedTo === null ? null : viewIssue(talk.tx, talk.actor, repliedTo, talk.now)
  if (view) return onRemark(talk, view, text)
  if (answersQuestion(talk, text)) return
  talk.reply({ type: 'help', lead: say.unclear })
}

/**
 * A reply in the thread of a card: progress where the writer works on the issue, the answer where the office
 * asked for more, else a comment. Money read from it is confirmed first.
 */
function onRemark(talk: Talk, view: IssueView, text: string): void {
  const { issue, facts } = view
  const may = (act: 'progress' | 'supplement') => permit(act, issue, talk.actor, facts) === null
  if (actsFor(talk.actor, issue.unit) && may('progress')) return act(talk, view, { act: 'progress', rest: text })
  if (issue.asked !== null && may('supplement')) return act(talk, view, { act: 'supplement', rest: text })
  return act(talk, view, { act: 'comment', rest: text })
}

function answersQuestion(talk: Talk, text: string): boolean {
  const { draft: id } = conversationOf(talk.tx, talk.person.id, talk.now)
  const draft = id === null ? null : findDraft(talk.tx, id)
  if (!draft || draft.usedAt !== null || draft.asking === null) return false
  if (draft.asking === MONEY) return answersMoney(talk, draft, text)
  const context = contextOfDraft({ db: talk.tx, actor: talk.actor, now: talk.now }, draft)?.context
  const fields = context ? formOf(draft.form as ChatAct | 'report', context).fields : []
  const field = fields.find((known) => known.name === draft.asking)
  if (!field) return false
  submitForm(talk, draft, answerTo(field, text))
  return true
}

/** 对 or 不对 to the question about money, without the buttons. */
function answersMoney(talk: Talk, draft: Draft, text: string): boolean {
  const word = normal(text).replace(/[。.!！,，]/g, '')
  if (/^(?:对|对的|是|是的|没错|正确|嗯|好|好的|确认)$/.test(word)) submitForm(talk, draft, {})
  else if (/^(?:不对|不是|错了|不|改|改一下)$/.test(word)) talk.reply({ type: 'form', draft: draft.id }, draft.serial)
  else return false
  return true
}

function onAct(
  talk: Talk,
  { act: wanted, serial, rest }: Extract<Intent, { do: 'act' }>,
  repliedTo: Serial | null,
): void {
  const view = serial === null ? impliedIssue(talk, wanted, repliedTo) : visibleIssue(talk, serial)
  if (view) return act(talk, view, { act: wanted, rest })
  if (serial === null) talk.reply({ type: 'mine', lead: say.needSerial(actText[wanted]) })
}

/** The issue of a typed serial; says so where there is none or several. */
function visibleIssue(talk: Talk, typed: string): IssueView | null {
  const serials = resolveSerial(talk.tx, talk.actor, typed)
  const [serial] = serials
  if (serials.length === 1 && serial) return viewIssue(talk.tx, talk.actor, serial, talk.now)
  const text = serials.length === 0 ? say.notFound(typed) : say.whichIssue(typed, serials)
  talk.reply({ type: 'say', text })
  return null
}

/** Without a serial: the card replied to, the issue being talked about, or the only one where it can be done. */
function impliedIssue(talk: Talk, wanted: ChatAct, repliedTo: Serial | null): IssueView | null {
  const { tx, actor, now, person } = talk
  const may = (serial: Serial) => {
    const view = viewIssue(tx, actor, serial, now)
    return view && permit(wanted, view.issue, actor, view.facts) === null ? view : null
  }
  if (repliedTo !== null) return viewIssue(tx, actor, repliedTo, now)
  const spoken = conversationOf(tx, person.id, now).serial
  const current = spoken === null ? null : may(spoken)
  if (current) return current
  const open = mine(tx, actor, MOST + 1)
  if (open.length > MOST) return null
  const possible = open.map((row) => may(row.issue.serial)).filter((view) => view !== null)
  return possible.length === 1 ? (possible[0] ?? null) : null
}

/** One act on one issue by words: with the rest it is done, without it the form comes. */
function act(talk: Talk, { issue, facts }: IssueView, { act: wanted, rest }: { act: ChatAct; rest: string }): void {
  const kind: ChatAct = wanted === 'withdraw' && issue.status === 'verifying' ? 'unsubmit' : wanted
  const refusal = permit(kind, issue, talk.actor, facts)
  if (refusal) return talk.reply({ type: 'say', text: refusalText(refusal, talk.today) }, issue.serial)
  const plain = kind === 'accept' || kind === 'withdraw' || kind === 'unsubmit'
  if (rest.trim() === '' && !plain) return openForm(talk, { kind, issue, guessed: {} })
  const guessed = typedValues(talk, { kind, issue, rest })
  // A day that could be another one is shown in the form before anything is asked for with it.
  if (kind === 'extend' && !typedExtension(rest, talk.today).sure) return openForm(talk, { kind, issue, guessed })
  const draft = startForm(talk, { kind, issue, guessed })
  if (!draft) return
  const { toast } = submitForm(talk, draft, {})
  if (kind === 'progress' && toast?.tone === 'good') askMoney(talk, issue, rest)
}

/** What was said is recorded; money read from it only once the person says it is right (domain: section 5). */
function askMoney(talk: Talk, issue: Issue, rest: string): void {
  const money = issue.confirmed === null ? null : guessSettled(rest, issue.settled)
  if (money === null) return
  const guessed = { settled: wanField(money), text: say.moneyNote(showWan(money)) }
  const draft = startForm(talk, { kind: 'progress', issue, guessed })
  if (!draft) return
  saveDraft(talk.tx, draft.id, { asking: MONEY, now: talk.now })
  talkAbout(talk.tx, talk.person.id, { draft: draft.id }, talk.now)
  talk.reply({ type: 'money', draft: draft.id }, issue.serial)
}

/** In place of a field's name: the draft waits for a yes. */
const MONEY = '?money'
/** With more open issues than this, none is meant without being named. */
const MOST = 30

type Typed = { readonly kind: ChatAct; readonly issue: Issue; readonly rest: string }

function typedValues({ today }: Talk, { kind, issue, rest }: Typed): FormValues {
  switch (kind) {
    case 'extend':
      return typedExtension(rest, today).values
    case 'plan':
      return typedMeasures(rest)
    case 'progress': {
      const open = new Set((issue.plan?.measures ?? []).filter(({ state }) => state === 'open').map(({ no }) => no))
      return {
        text: rest,
        done: guessDone(rest)
          .filter((no) => open.has(no))
          .map(String),
      }
    }
    case 'withdraw':
    case 'unsubmit':
      return { reason: rest }
    case 'submit':
    case 'supplement':
    case 'comment':
      return { text: rest }
    case 'accept':
      return {}
    default:
      return kind satisfies never
  }
}

function fileTarget(talk: Talk, act: Message, { intent, repliedTo }: Reading): Serial | null {
  const typed = intent.do === 'act' ? intent.serial : (leadingSerial(act.text)?.serial ?? null)
  const serials = typed === null ? [] : resolveSerial(talk.tx, talk.actor, typed)
  return (serials.length === 1 ? serials[0] : null) ?? repliedTo
}
