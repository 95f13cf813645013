import type { ActingPerson } from '../core/actor.ts'
import type { DutyId } from '../core/hand-ins/duty.ts'
import { isFirst, permitHandIn } from '../core/hand-ins/hand-in-permit.ts'
import type { HandInAct } from '../core/hand-ins/hand-in-rules.ts'
import { handInRefusalText } from '../core/hand-ins/hand-in-texts.ts'
import type { Db } from '../db/database.ts'
import { assignFiles, homeless } from '../db/fetches.ts'
import { recordHandIn } from '../db/hand-in-ledger.ts'
import { ownDuties, viewHandIn, type OwnDuty } from '../db/hand-ins.ts'
import type { Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'
import type { TapValue } from './tap.ts'
import { doneHandIn, say } from './texts.ts'

/** `零报告`: at once where one thing alone can be meant, else asked by buttons. */
export function onZero(talk: Talk): void {
  const lists = ownDuties(talk.tx, talk.actor, talk.now).filter(({ item }) => item.content === 'issues')
  const open = lists.filter(({ handIn }) => handIn.status === 'missing' || handIn.status === 'returned')
  const [only, ...others] = open
  if (only && others.length === 0) return void record(talk, { id: only.id, seen: null, act: { type: 'zero', ...bare } })
  if (only) return talk.reply({ type: 'zero-which' })
  const [waiting] = lists.filter(({ handIn }) => handIn.status === 'claimed')
  if (waiting) return talk.reply({ type: 'hand-in', id: waiting.id })
  talk.reply({ type: 'say', text: lists.length > 0 ? say.allHandedIn : say.noZero })
}

const bare = { scan: [], on: null } as const

const acts: Readonly<Record<Extract<TapValue, { do: 'hand-in' }>['act'], HandInAct>> = {
  ledger: { type: 'hand-in', files: null, on: null },
  zero: { type: 'zero', ...bare },
  'confirm-zero': { type: 'confirm-zero' },
  'decline-zero': { type: 'decline-zero', reason: null },
  withdraw: { type: 'withdraw', reason: null },
  accept: { type: 'accept' },
}

/** One tap on a hand-in's card. The card's own id is the draft, so a double tap returns the first result. */
export function tapHandIn(
  talk: Talk,
  { id, seen, act }: Extract<TapValue, { do: 'hand-in' }>,
  cardId: string,
): Handled {
  const draft = `tap:${talk.inbound.platform}:${cardId}:${act}:${id}:${seen}`
  return record(talk, { id, seen, act: acts[act], draft })
}

type Doing = { readonly id: DutyId; readonly seen: number | null; readonly act: HandInAct; readonly draft?: string }

function record(talk: Talk, { id, seen, act, draft }: Doing): Handled {
  const { tx, actor, now } = talk
  const outcome = recordHandIn(tx, { actor, command: { id, seen, ...act }, now, draft: draft ?? null })
  if (!outcome.ok) {
    const text = handInRefusalText(outcome.refusal, talk.today)
    if (outcome.refusal.code === 'not-found') talk.reply({ type: 'say', text })
    else talk.replace({ type: 'hand-in', id, lead: text })
    return toast('warn', text)
  }
  const claimed = outcome.handIn.status === 'claimed'
  const lead = outcome.repeated ? say.alreadyDone : claimed ? say.zeroClaimed : doneHandIn[act.type]
  talk.replace({ type: 'hand-in', id, lead })
  talk.tellGroup(lead)
  return toast(outcome.repeated ? 'plain' : 'good', lead)
}

/** Papers of the person's own that files could be, due soonest first. */
export function papersFor({ db, actor, now }: { db: Db; actor: ActingPerson; now: number }): OwnDuty[] {
  return ownDuties(db, actor, now).filter(({ handIn }) => handIn.status === 'missing' || handIn.status === 'returned')
}

/** The person has said which paper the files are; false where it can't take them. */
export function placePaper(talk: Talk, { id, as }: { id: DutyId; as: 'files' | 'scan' }): boolean {
  const view = viewHandIn(talk.tx, talk.actor, id, talk.now)
  if (!view) return false
  const wanted = as === 'scan' ? 'zero' : 'hand-in'
  if (permitHandIn(wanted, view.handIn, talk.actor, view.facts) !== null) return false
  if (homeless(talk.tx, talk.person.id).length > 0)
    assignFiles(talk.tx, talk.person.id, { paper: { id, as } }, talk.now)
  return true
}

/** Whether a duty waits for this very person. */
export function isOwedBy({ actor }: Pick<Talk, 'actor'>, { handIn }: OwnDuty): boolean {
  if (handIn.status === 'claimed') return isFirst(actor, handIn.unit)
  return handIn.status === 'missing' || handIn.status === 'returned'
}
