import { z } from 'zod'
import type { IssueAct } from '../core/command.ts'
import type { FormKind } from '../core/forms.ts'
import type { Issue } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import { refusalText } from '../core/texts.ts'
import { talkAbout } from '../db/conversations.ts'
import { findDraft, saveDraft, type Draft } from '../db/drafts.ts'
import { viewIssue } from '../db/issues.ts'
import { record } from '../db/ledger.ts'
import { showEvidence } from './evidence.ts'
import { placeFiles } from './files.ts'
import { placePaper, tapHandIn } from './hand-in.ts'
import { handoverTaps, tapHandover } from './handover.ts'
import { openForm, refused, submitForm } from './form.ts'
import { acknowledged, remarkOn } from './nudge-acts.ts'
import type { Act, Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'
import { doneText, say } from './texts.ts'

/** Acts a button asks for; those with nothing to fill in are done at once. */
const formActs = [
  ...(['supplement', 'plan', 'replan', 'progress', 'extend', 'submit', 'withdraw'] as const),
  ...(['unsubmit', 'comment', 'appeal'] as const),
  ...(['grant-extension', 'refuse-extension'] as const),
  ...(['decline', 'assign'] as const),
  ...(['ask', 'confirm', 'return-plan', 'return-review', 'dismiss', 'refuse-dismissal'] as const),
] as const satisfies readonly FormKind[]

const handInActs = ['ledger', 'zero', 'confirm-zero', 'decline-zero', 'withdraw', 'accept'] as const

const serial = z.string().max(40)
const paperId = z.string().max(80)
const seen = z.number().int()

/** What our buttons carry. It came over the wire: nothing in it is trusted but as a wish. */
export const TapValue = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), act: z.enum(formActs), serial, seen }),
  z.object({ do: z.literal('at-once'), act: z.enum(['accept', 'approve-plan', 'pass-review']), serial, seen }),
  z.object({ do: z.enum(['submit', 'save', 'draft', 'anyway']), draft: z.string().max(60) }),
  z.object({ do: z.enum(['view', 'evidence', 'place']), serial }),
  z.object({ do: z.literal('hand-in'), act: z.enum(handInActs), id: paperId, seen }),
  ...handoverTaps,
  z.object({ do: z.literal('place-paper'), id: paperId, as: z.enum(['files', 'scan']) }),
  z.object({ do: z.literal('remark'), draft: z.string().max(60), serial }),
  z.object({ do: z.enum(['mine', 'help', 'report', 'acknowledge']) }),
])
export type TapValue = z.infer<typeof TapValue>

export function onTap(talk: Talk, act: Extract<Act, { type: 'tap' }>): Handled {
  const parsed = TapValue.safeParse(act.value)
  if (!parsed.success) return toast('warn', say.deadButton)
  const value = parsed.data
  switch (value.do) {
    case 'open':
      return open(talk, value)
    case 'at-once':
      return atOnce(talk, value, act.cardId)
    case 'submit':
    case 'save':
    case 'draft':
    case 'anyway':
      return onDraft(talk, value, act.form)
    case 'view':
      talk.reply({ type: 'issue', serial: value.serial }, value.serial)
      return {}
    case 'evidence':
      return showEvidence(talk, value.serial)
    case 'place':
      return place(talk, value.serial)
    case 'hand-in':
      return tapHandIn(talk, value, act.cardId)
    case 'place-paper':
      return placed(talk, value)
    case 'handover':
    case 'handover-ask':
    case 'handover-start':
    case 'handover-sign':
    case 'handover-return':
    case 'handover-cancel':
      return tapHandover(talk, value, act.form)
    case 'report':
      openForm(talk, { kind: 'report', issue: null, guessed: {} })
      return toast('plain', say.openForm)
    case 'acknowledge':
      return acknowledged(talk, act.cardId)
    case 'remark':
      return remarkOn(talk, value)
    case 'mine':
    case 'help':
      talk.reply({ type: value.do })
      return {}
    default:
      return value satisfies never
  }
}

/** The form of an act; where the card is out of date, the fresh one instead. */
function open(talk: Talk, wish: Extract<TapValue, { do: 'open' }>): Handled {
  const found = current(talk, wish)
  if (!('serial' in found)) return found
  openForm(talk, { kind: wish.act, issue: found, guessed: {} })
  return toast('plain', say.openForm)
}

/** 签收, 措施通过, 审核通过: one tap. The card's own id is the draft, so a double tap returns the first result. */
function atOnce(talk: Talk, wish: Extract<TapValue, { do: 'at-once' }>, cardId: string): Handled {
  const act: IssueAct = { type: wish.act }
  const { tx, actor, now, inbound } = talk
  const draft = `tap:${inbound.platform}:${cardId}:${wish.act}:${wish.serial}:${wish.seen}`
  const outcome = record(tx, { actor, command: { serial: wish.serial, seen: wish.seen, ...act }, now, draft })
  if (!outcome.ok) return staleCard(talk, wish.serial, refusalText(outcome.refusal, talk.today))
  const lead = outcome.repeated ? say.alreadyDone : (doneText[wish.act] ?? '')
  talkAbout(tx, talk.person.id, { serial: wish.serial }, now)
  talk.replace({ type: 'issue', serial: wish.serial, lead }, wish.serial)
  return toast('good', lead)
}

function current(
  talk: Talk,
  wish: { act: FormKind & IssueAct['type']; serial: string; seen: number },
): Issue | Handled {
  const view = viewIssue(talk.tx, talk.actor, wish.serial, talk.now)
  if (!view) return refused(talk, null, { code: 'not-found', serial: wish.serial })
  const refusal = permit(wish.act, view.issue, talk.actor, view.facts)
  if (refusal) return staleCard(talk, wish.serial, refusalText(refusal, talk.today))
  const free = wish.act === 'progress' || wish.act === 'comment'
  if (!free && view.issue.stateVersion !== wish.seen) return staleCard(talk, wish.serial, say.oldCard)
  return view.issue
}

/** An out-of-date card says so and brings the fresh one. */
function staleCard(talk: Talk, of: string, sentence: string): Handled {
  talk.replace({ type: 'issue', serial: of, lead: sentence }, of)
  return toast('warn', sentence)
}

function onDraft(
  talk: Talk,
  wish: Exclude<Extract<TapValue, { draft: string }>, { do: 'remark' }>,
  form: Parameters<typeof submitForm>[2],
): Handled {
  const draft = findDraft(talk.tx, wish.draft)
  if (!draft || draft.person !== talk.person.id) return toast('bad', say.notYourDraft)
  switch (wish.do) {
    case 'submit':
      return submitForm(talk, draft, form)
    case 'anyway':
      return submitForm(talk, draft, { notDuplicate: 'yes' })
    case 'draft':
      talk.reply({ type: 'form', draft: draft.id }, draft.serial)
      return toast('plain', say.openForm)
    case 'save':
      return save(talk, draft, form)
    default:
      return wish.do satisfies never
  }
}

function save(talk: Talk, draft: Draft, form: Parameters<typeof submitForm>[2]): Handled {
  if (draft.usedAt !== null) return toast('plain', say.alreadyDone)
  saveDraft(talk.tx, draft.id, { values: { ...draft.values, ...form }, asking: null, now: talk.now })
  return toast('good', say.saved)
}

function place(talk: Talk, serial: string): Handled {
  if (!placeFiles(talk, serial)) return refused(talk, null, { code: 'not-found', serial })
  talkAbout(talk.tx, talk.person.id, { serial }, talk.now)
  return {}
}

function placed(talk: Talk, wish: Extract<TapValue, { do: 'place-paper' }>): Handled {
  const placed = placePaper(talk, wish)
  if (!placed) return toast('warn', say.cannotPlace)
  return toast('good', say.paperPlaced)
}
