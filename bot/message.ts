import { formOf } from '../core/forms.ts'
import type { Serial } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import { normal } from '../core/text.ts'
import { actText } from '../core/texts.ts'
import { conversationOf } from '../db/conversations.ts'
import { findDraft, type Draft } from '../db/drafts.ts'
import { mine, resolveSerial, viewIssue, type IssueView } from '../db/issues.ts'
import { digestAnswered } from '../db/instructions.ts'
import { serialOfMessage } from '../db/outbox.ts'
import { act, MONEY, onRemark } from './act.ts'
import { onChoice } from './choose.ts'
import { answerTo } from './dialog.ts'
import { contextOfDraft } from './draft-form.ts'
import { takeFiles } from './files.ts'
import { instructCampaign, mayInstruct, onDigest } from './digest.ts'
import { openForm, submitForm } from './form.ts'
import { guessReport } from './guess.ts'
import { onZero } from './hand-in.ts'
import { onHandover } from './handover.ts'
import { fullSerialIn, intentOf, leadingSerial, type ChatAct, type Intent } from './intent.ts'
import { askWhichIssue, askWhichOfMine, isUnderBundle } from './nudge-acts.ts'
import type { Act, Handled } from './platform.ts'
import type { Talk } from './talk.ts'
import { say } from './texts.ts'

type Message = Extract<Act, { type: 'message' }>

/** A message: files are taken first, then its words. */
export function onMessage(talk: Talk, act: Exclude<Act, { type: 'tap' | 'joined' | 'read' | 'left' }>): Handled {
  if (act.type === 'unreadable') {
    talk.reply({ type: 'say', text: say.unreadable })
    return {}
  }
  const chosen = act.files.length === 0 ? onChoice(talk, act) : null
  if (chosen) return chosen
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
    case 'handover':
      return onHandover(talk, intent)
    case 'find':
      return talk.reply({ type: 'found', words: intent.words })
    case 'report':
      return openForm(talk, { kind: 'report', issue: null, guessed: guessReport(intent.text, talk.today) })
    case 'act':
      return onAct(talk, intent, { act, repliedTo })
    case 'unclear':
      return onLooseWords(talk, act, repliedTo)
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
function onLooseWords(talk: Talk, { text, inReplyTo }: Message, repliedTo: Serial | null): void {
  const named = leadingSerial(text)
  if (named && named.rest !== '') {
    const view = visibleIssue(talk, named.serial)
    const wish = wishOf(named.rest)
    if (view) return wish ? act(talk, view, wish) : onRemark(talk, view, named.rest)
  }
  const view = repliedTo === null ? null : viewIssue(talk.tx, talk.actor, repliedTo, talk.now)
  if (view) return onRemark(talk, view, text)
  if (askWhichIssue(talk, text, inReplyTo) || answersQuestion(talk, text)) return
  if (!named && askWhichOfMine(talk, text, inReplyTo)) return
  // A serial alone asks to see the issue, as 查 does.
  if (named && resolveSerial(talk.tx, talk.actor, named.serial).length > 0) {
    return talk.reply({ type: 'found', words: named.serial })
  }
  talk.reply({ type: 'help', lead: say.unclear })
}

/** 0007 延期到5月底 and 0007 签收 mean 延期 0007 到5月底 and 签收 0007; other sentences behind a serial are remarks. */
function wishOf(rest: string): { act: ChatAct; rest: string } | null {
  const intent = intentOf(rest)
  if (intent.do !== 'act' || intent.serial !== null) return null
  return intent.act === 'extend' || intent.rest === '' ? intent : null
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
  { act: { inReplyTo }, repliedTo }: { act: Message; repliedTo: Serial | null },
): void {
  // Said under a message about several, it is about one of those, not about what was spoken of last.
  if (serial === null && repliedTo === null && isUnderBundle(talk, inReplyTo)) {
    if (wanted === 'progress' && rest !== '' && askWhichIssue(talk, rest, inReplyTo)) return
    return talk.reply({ type: 'mine', lead: say.needSerial(actText[wanted]) })
  }
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

/** With more open issues than this, none is meant without being named. */
const MOST = 30

function fileTarget(talk: Talk, act: Message, { intent, repliedTo }: Reading): Serial | null {
  const typed = intent.do === 'act' ? intent.serial : (leadingSerial(act.text)?.serial ?? null)
  const serials = typed === null ? [] : resolveSerial(talk.tx, talk.actor, typed)
  return (serials.length === 1 ? serials[0] : null) ?? repliedTo
}
