import { faultsOf, placed, type Faults } from '../../core/faults.ts'
import type { Field, FormValues } from '../../core/forms/form.ts'
import { handoverRefusalText } from '../../core/handovers/handover-texts.ts'
import type { Serial } from '../../core/issue.ts'
import { refusalText } from '../../core/texts.ts'
import { transact, type Tx } from '../../db/database.ts'
import { saveDraft, type Draft } from '../../db/drafts.ts'
import { returnItem } from '../../db/handovers/record.ts'
import { namesOf } from '../../db/people.ts'
import type { KeptFile } from '../../db/uploads.ts'
import { enterForm, type Entered } from '../enter.ts'
import { leadOf, tellDone } from '../form.ts'
import { handed } from '../handover-texts.ts'
import type { ListeningOffice } from '../office.ts'
import type { Content, Inbound } from '../platform.ts'
import { present } from '../present.ts'
import { readerOf } from '../reader.ts'
import { talkWith, type Talk } from '../talk.ts'
import { say } from '../texts.ts'
import type { Holder, Subject } from './open.ts'

/** What a form that was sent leads to. */
export type Result =
  /** Done, now or before: what there is to see of it. */
  | { readonly is: 'done'; readonly content: Content }
  /** The form again: what is wrong, what was understood, what it looks like. */
  | {
      readonly is: 'again'
      readonly sentence: string | null
      readonly faults: Faults
      readonly similar: readonly Serial[]
    }
  | { readonly is: 'moved'; readonly sentence: string }
  | { readonly is: 'dead' }

type Sent = { readonly values: FormValues; readonly files: readonly KeptFile[] }

/**
 * Does what a form is for, with the rights of this moment. Files and act go together: a refused act leaves no file on the
 * issue, and what was typed stays in the draft either way. What was done is told in chat as after a card.
 */
export function submit(
  office: ListeningOffice,
  holder: Holder,
  { subject, sent }: { subject: Subject; sent: Sent },
): Result {
  if (subject.type === 'handover-return') return giveBack(office, holder, { ...subject, reason: sent.values['reason'] })
  const { draft } = subject
  const entered = undone(() =>
    transact(office.db, (tx) => {
      const what = enterForm(asker(tx, office, holder), draft, sent)
      if (what.end === 'refused' && sent.files.length > 0) throw new Undone(what)
      if (what.end === 'done') inChat({ tx, office, holder, id: draft.id }, (talk) => tellDone(talk, what))
      return what
    }),
  )
  if (entered.end === 'refused') save(office, draft, sent.values)
  return resultOf(office, holder, entered)
}

/** Keeps what was typed for another time. */
export function save({ db, now }: ListeningOffice, draft: Draft, values: FormValues): void {
  const { notDuplicate: _, ...typed } = values
  transact(db, (tx) => saveDraft(tx, draft.id, { values: { ...draft.values, ...typed }, now: now() }))
}

/** Thrown to roll back files of an act that was refused. */
class Undone extends Error {
  readonly entered: Entered
  constructor(entered: Entered) {
    super('refused')
    this.entered = entered
  }
}

function undone(work: () => Entered): Entered {
  try {
    return work()
  } catch (stopped) {
    if (stopped instanceof Undone) return stopped.entered
    throw stopped
  }
}

function asker(tx: Tx, office: ListeningOffice, { reader }: Holder) {
  return { tx, actor: reader.actor, now: office.now() }
}

type Telling = { readonly tx: Tx; readonly office: ListeningOffice; readonly holder: Holder; readonly id: string }

/** What is said while it runs reaches the person in the chat their link came from. */
function inChat({ tx, office, holder, id }: Telling, work: (talk: Talk) => void): void {
  const { platform, account, person } = holder
  const inbound: Inbound = {
    ...{ platform, id: `form:${id}`, at: office.now(), sender: { id: account } },
    chat: { kind: 'p2p', id: account },
    act: { type: 'tap', cardId: '', value: null, form: {} },
  }
  const { talk, finish } = talkWith(tx, inbound, { person, now: office.now(), signer: office })
  work(talk)
  finish()
}

function resultOf(office: ListeningOffice, holder: Holder, entered: Entered): Result {
  const again = { is: 'again', sentence: null, faults: new Map(), similar: [] } as const
  switch (entered.end) {
    case 'used':
      return done(office, holder, { serial: entered.serial, lead: say.alreadyDone })
    case 'out-of-sight':
      return { is: 'dead' }
    case 'days':
      return { ...again, sentence: entered.lead }
    case 'faults':
      return { ...again, faults: faultsOf(entered.faults) }
    case 'refused':
      return refusedResult(holder, entered)
    case 'done': {
      const { type, issue, repeated } = entered
      return done(office, holder, { serial: issue.serial, lead: repeated ? say.alreadyDone : leadOf(type, issue) })
    }
    default:
      return entered satisfies never
  }
}

function refusedResult(
  { reader: { today } }: Holder,
  { refusal, fields }: Extract<Entered, { end: 'refused' }>,
): Result {
  const sentence = refusalText(refusal, today)
  if (refusal.code === 'not-found') return { is: 'dead' }
  if (refusal.code === 'stale' || refusal.code === 'wrong-state') return { is: 'moved', sentence }
  const similar = refusal.code === 'likely-duplicate' ? refusal.serials : []
  const { faults, above } = placed(refusal, fields, today)
  return { is: 'again', sentence: above ? sentence : null, faults, similar }
}

function done(office: ListeningOffice, { reader }: Holder, { serial, lead }: { serial: Serial; lead: string }): Result {
  const fresh = readerOf(office.db, reader.actor, { now: office.now(), publicUrl: office.publicUrl })
  return { is: 'done', content: present({ type: 'issue', serial, lead }, fresh) ?? { kind: 'text', text: lead } }
}

type Returning = { readonly id: number; readonly serial: Serial; readonly reason: FormValues[string] | undefined }

function giveBack(office: ListeningOffice, holder: Holder, { id, serial, reason }: Returning): Result {
  const text = typeof reason === 'string' ? reason.trim() : ''
  const lead = handed.gaveBack(serial)
  const outcome = transact(office.db, (tx) => {
    const what = returnItem(tx, { id, serial, reason: text }, asker(tx, office, holder))
    const tell = (talk: Talk) => talk.reply({ type: 'handover', id, lead })
    if (what.ok && !what.repeated) inChat({ tx, office, holder, id: `handover:${id}:${serial}` }, tell)
    return what
  })
  if (!outcome.ok) {
    const nameOf = (one: number) => namesOf(office.db, [one]).get(one) ?? ''
    const sentence = handoverRefusalText(outcome.refusal, nameOf)
    return { is: 'again', sentence: null, faults: new Map([['reason', sentence]]), similar: [] }
  }
  const content = present({ type: 'handover', id, lead }, { ...holder.reader, now: office.now() })
  return { is: 'done', content: content ?? { kind: 'text', text: lead } }
}

/** What was typed, by the fields the form has; line ends as the person saw them, since browsers send CR LF. */
export function typedIn(data: FormData, fields: readonly Field[]): FormValues {
  const texts = (name: string) =>
    data
      .getAll(name)
      .flatMap((value) => (typeof value === 'string' ? [value.replaceAll('\r\n', '\n').toWellFormed()] : []))
  return Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === 'choices' ? texts(name) : (texts(name)[0] ?? '')]),
  )
}
