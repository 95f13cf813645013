import { actsFor } from '../core/actor.ts'
import type { FormValues } from '../core/forms/form.ts'
import type { Issue } from '../core/issue.ts'
import { showWan, wanField } from '../core/money.ts'
import { permit } from '../core/permit.ts'
import { refusalText } from '../core/texts.ts'
import { seenFrom } from '../db/calendar.ts'
import { talkAbout } from '../db/conversations.ts'
import { saveDraft } from '../db/drafts.ts'
import { lastNumber } from '../core/rules/replan.ts'
import type { IssueView } from '../db/issues.ts'
import { typedExtension, typedMeasures } from './dialog.ts'
import { openForm, startForm, submitForm } from './form.ts'
import { guessDone, guessSettled } from './guess.ts'
import type { ChatAct } from './intent.ts'
import type { Talk } from './talk.ts'
import { say } from './texts.ts'

/**
 * A reply in the thread of a card: progress where the writer works on the issue, the answer where the office
 * asked for more, else a comment. Money read from it is confirmed first.
 */
export function onRemark(talk: Talk, view: IssueView, text: string): void {
  const { issue, facts } = view
  const may = (act: 'progress' | 'supplement') => permit(act, issue, talk.actor, facts) === null
  if (actsFor(talk.actor, issue.unit) && may('progress')) return act(talk, view, { act: 'progress', rest: text })
  if (issue.asked !== null && may('supplement')) return act(talk, view, { act: 'supplement', rest: text })
  return act(talk, view, { act: 'comment', rest: text })
}

/** One act on one issue by words: with the rest it is done, without it the form comes. */
export function act(
  talk: Talk,
  { issue, facts }: IssueView,
  { act: wanted, rest }: { act: ChatAct; rest: string },
): void {
  const kind = meant(wanted, issue)
  const refusal = permit(kind, issue, talk.actor, facts)
  if (refusal) return talk.reply({ type: 'say', text: refusalText(refusal, talk.today) }, issue.serial)
  const plain = kind === 'accept' || kind === 'withdraw' || kind === 'unsubmit'
  if (rest.trim() === '' && !plain) return openForm(talk, { kind, issue, guessed: {} })
  const guessed = typedValues(talk, { kind, issue, rest })
  // It takes the place of what was approved: what was read from words is looked at first.
  if (kind === 'replan') return openForm(talk, { kind, issue, guessed })
  // A day that could be another one is shown in the form before anything is asked for with it.
  if (kind === 'extend' && !typedExtension(rest, seenFrom(talk.tx, talk.today)).sure)
    return openForm(talk, { kind, issue, guessed })
  const draft = startForm(talk, { kind, issue, guessed })
  if (!draft) return
  const { toast } = submitForm(talk, draft, {})
  if (kind === 'progress' && toast?.tone === 'good') askMoney(talk, issue, rest)
}

/** 撤回 also takes an application back, and 措施 once there is a plan means a new one. */
function meant(wanted: ChatAct, { status }: Issue): ChatAct {
  if (wanted === 'withdraw' && status === 'verifying') return 'unsubmit'
  return wanted === 'plan' && status === 'rectifying' ? 'replan' : wanted
}

/** What was said is recorded; money read from it only once the person says it is right (domain: section 5). */
function askMoney(talk: Talk, issue: Issue, rest: string): void {
  const { serial, confirmed, settled } = issue
  const money = confirmed === null ? null : guessSettled(rest, settled)
  if (money === null || confirmed === null || money === settled) return
  // It would be refused however it is answered: said at once, so that nobody thinks it was booked.
  if (money > confirmed)
    return talk.reply({ type: 'say', text: say.moneyOver(showWan(confirmed), showWan(settled)) }, serial)
  const guessed = { settled: wanField(money), text: say.moneyNote(showWan(money)) }
  const draft = startForm(talk, { kind: 'progress', issue, guessed })
  if (!draft) return
  saveDraft(talk.tx, draft.id, { asking: MONEY, now: talk.now })
  talkAbout(talk.tx, talk.person.id, { draft: draft.id }, talk.now)
  talk.reply({ type: 'money', draft: draft.id }, serial)
}

/** In place of a field's name: the draft waits for a yes. */
export const MONEY = '?money'

type Typed = { readonly kind: ChatAct; readonly issue: Issue; readonly rest: string }

function typedValues({ tx, today }: Talk, { kind, issue, rest }: Typed): FormValues {
  switch (kind) {
    case 'extend':
      return typedExtension(rest, seenFrom(tx, today)).values
    case 'plan':
      return typedMeasures(rest)
    case 'replan':
      return typedMeasures(rest, lastNumber(issue.plan))
    case 'progress': {
      const open = new Set((issue.plan?.measures ?? []).filter(({ state }) => state === 'open').map(({ no }) => no))
      return {
        text: rest,
        done: guessDone(rest)
          .filter((no) => open.has(no))
          .map(String),
      }
    }
    case 'decline':
    case 'withdraw':
    case 'unsubmit':
      return { reason: rest }
    case 'appeal':
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
