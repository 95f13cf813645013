import type { PlatformName } from '../platform.ts'
import type { ActType } from '../../core/command.ts'
import { openItems } from '../../core/handovers/handover.ts'
import { permit } from '../../core/permit.ts'
import { refusalText } from '../../core/texts.ts'
import { findDraft, type Draft } from '../../db/drafts.ts'
import { readFormLink, type FormLink, type ReadFormLink } from '../../db/form-links.ts'
import { viewHandover } from '../../db/handovers/find.ts'
import { viewIssue, type IssueView } from '../../db/issues.ts'
import { actorOf, findPerson, type PersonRow } from '../../db/people.ts'
import { formCard } from '../present-form.ts'
import type { ListeningOffice } from '../office.ts'
import type { Card, CardForm, Content } from '../platform.ts'
import { present } from '../present.ts'
import { readerOf, type Reader } from '../reader.ts'

/** Who has a form before them, and what it is for. */
export type Holder = {
  readonly link: FormLink
  readonly platform: PlatformName
  /** Their account in the chat the link was sent in. */
  readonly account: string
  readonly person: PersonRow
  readonly reader: Reader
}

export type FormCard = Card & { readonly form: CardForm }

/** What the form is about to do; the draft of an act, used or not, or an item of a handover. */
export type Subject =
  | { readonly type: 'form'; readonly draft: Draft; readonly view: IssueView | null }
  | { readonly type: 'handover-return'; readonly id: number; readonly serial: string }

export type Opening =
  /** Foreign, altered, of something that is none of this person's business, or not there: nothing tells which. */
  | { readonly is: 'dead' }
  /** Ours, and too late. */
  | { readonly is: 'late'; readonly holder: Holder }
  /** It was sent already. */
  | { readonly is: 'used'; readonly holder: Holder; readonly subject: Subject }
  /** It can't be done any more, or not by this person: why, and the issue as it stands. */
  | { readonly is: 'moved'; readonly holder: Holder; readonly sentence: string; readonly view: IssueView }
  | { readonly is: 'open'; readonly holder: Holder; readonly subject: Subject; readonly card: FormCard }

const dead = { is: 'dead' } as const

/** What a link opens at this moment, its person's rights and the state of things as they are now. */
export function openForm(office: ListeningOffice, token: string): Opening {
  const { db, secret, publicUrl, now } = office
  const read = readFormLink(db, token, { secret, publicUrl, now: now() })
  const holder = read && holderOf(office, read)
  if (!read || !holder) return dead
  if (read.isOver) return { is: 'late', holder }
  const { purpose } = read.link
  return purpose.type === 'form' ? openDraftForm(holder, purpose.draft) : openReturn(holder, purpose)
}

function holderOf({ db, now, publicUrl }: ListeningOffice, { link, account }: ReadFormLink): Holder | null {
  const person = findPerson(db, link.person)
  const platform = link.platform as PlatformName
  const reader = readerOf(db, actorOf(db, link.person, link.platform), { now: now(), publicUrl })
  return person && { link, platform, account: account.externalId, person, reader }
}

function openDraftForm(holder: Holder, id: string): Opening {
  const { db, actor, now, today } = holder.reader
  const draft = findDraft(db, id)
  if (!draft || draft.person !== holder.person.id) return dead
  const view = draft.serial === null ? null : viewIssue(db, actor, draft.serial, now)
  if (draft.serial !== null && !view) return dead
  const subject = { type: 'form', draft, view } as const
  if (draft.usedAt !== null) return draft.usedFor === null ? dead : { is: 'used', holder, subject }
  const sentence = view && whyNot(holder, draft, view)
  if (view && sentence !== null) return { is: 'moved', holder, sentence, view }
  const card = withForm(formCard({ ...holder.reader, today }, { draft: id }))
  return card ? { is: 'open', holder, subject, card } : dead
}

/** Acts that any state after the form was opened leaves as they are. */
const free = ['progress', 'comment']

function whyNot({ reader: { actor, today } }: Holder, draft: Draft, { issue, facts }: IssueView): string | null {
  const refusal = permit(draft.form as ActType, issue, actor, facts)
  if (refusal) return refusalText(refusal, today)
  if (free.includes(draft.form) || draft.seen === issue.stateVersion) return null
  return refusalText({ code: 'stale', status: issue.status, move: facts.lastMove }, today)
}

function openReturn(holder: Holder, { id, serial }: { readonly id: number; readonly serial: string }): Opening {
  const { db, actor } = holder.reader
  const handover = viewHandover(db, actor, id)
  if (!handover || !openItems(handover).some((item) => item.serial === serial)) return dead
  const card = withForm(present({ type: 'handover-return', id, serial }, holder.reader))
  return card ? { is: 'open', holder, subject: { type: 'handover-return', id, serial }, card } : dead
}

function withForm(content: Content | null): FormCard | null {
  return content?.kind === 'card' && content.form !== undefined ? { ...content, form: content.form } : null
}
