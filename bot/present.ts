import { daysBetween } from '../core/calendar/day.ts'
import { mayReadEvent } from '../core/issue/flag.ts'
import type { Serial } from '../core/issue.ts'
import type { Message } from '../core/message.ts'
import { hasMovedSince, issueEvent } from '../db/history.ts'
import { listIssues, mine, viewIssue, type IssueView } from '../db/issues.ts'
import { findDraft } from '../db/drafts.ts'
import { homeless } from '../db/fetches.ts'
import { atOnce } from '../db/slices.ts'
import { ownDuties, viewHandIn, type HandInView } from '../db/hand-ins.ts'
import { isOwedBy, papersFor } from './hand-in.ts'
import { presentDigest, presentInstruction, presentWeekSoFar } from './present-digest.ts'
import { evidenceButton, presentEvidence } from './present-evidence.ts'
import { presentRedaction } from './present-redaction.ts'
import { formCard, moneyCard } from './present-form.ts'
import { handInItem, presentHandIn, presentHandInEvent } from './present-hand-in.ts'
import { presentGroupAsked } from './present-group.ts'
import { helpCard } from './present-help.ts'
import { presentOfHandover } from './present-handover.ts'
import { handoversToSign } from './present-handover-item.ts'
import { issueCard, issueItem } from './present-issue.ts'
import { reformTidings, tidings } from './present-event.ts'
import { farewell } from './present-taking.ts'
import type { Action, Block, Card, Content } from './platform.ts'
import type { Reader } from './reader.ts'
import { pastCard, presentNudges } from './present-nudges.ts'
import { buttons, nudged, say } from './texts.ts'

/**
 * Words a message for its reader from the state of this moment. null = nothing to say any more (the issue is
 * no longer theirs to see, the draft is gone).
 */
export function present(message: Message, reader: Reader): Content | null {
  switch (message.type) {
    case 'say':
      return { kind: 'text', text: message.text }
    case 'help':
      return helpCard(reader, message.lead)
    case 'issue':
      return presentIssue(reader, message.serial, message.lead)
    case 'event':
      return presentEvent(reader, message.n)
    case 'reform':
      return reformText(reader, message.n)
    case 'group-asked':
      return presentGroupAsked(reader, message)
    case 'handover':
    case 'handover-event':
    case 'handover-ask':
    case 'handover-who':
    case 'handover-return':
    case 'ownerless':
      return presentOfHandover(message, reader)
    case 'hand-in':
      return presentHandIn(reader, message.id, message.lead)
    case 'hand-in-event':
      return presentHandInEvent(reader, message.n)
    case 'digest':
      return presentDigest(reader, message)
    case 'week-so-far':
      return atOnce(presentWeekSoFar(reader, message.campaign))
    case 'instruction':
      return presentInstruction(reader, message.n)
    case 'redaction':
      return presentRedaction(reader, message.id)
    case 'evidence':
      return presentEvidence(reader, message)
    case 'form':
      return formCard(reader, message)
    case 'money':
      return moneyCard(reader, message.draft)
    case 'mine':
      return mineCard(reader, message.lead)
    case 'found':
      return foundCard(reader, message.words)
    case 'which':
    case 'zero-which':
    case 'remark-which':
      return presentWhich(message, reader)
    case 'similar':
      return similarCard(reader, message)
    case 'nudges':
      return presentNudges(reader, reader.outbox)
    case 'nudges-again':
      return presentNudges(reader, message.outbox, message.lead)
    case 'nudges-past':
      return pastCard(reader, message)
    default:
      return message satisfies never
  }
}

function presentWhich(
  message: Extract<Message, { type: 'which' | 'zero-which' | 'remark-which' }>,
  reader: Reader,
): Content | null {
  if (message.type === 'remark-which') return remarkWhichCard(reader, message)
  return message.type === 'which' ? whichCard(reader) : zeroWhichCard(reader)
}

function presentIssue(reader: Reader, serial: Serial, lead = ''): Content {
  const view = viewIssue(reader.db, reader.actor, serial, reader.now)
  return view ? issueCard(reader, view, lead) : { kind: 'text', text: lead || say.notFound(serial) }
}

function presentEvent(reader: Reader, n: number): Content | null {
  const found = issueEvent(reader.db, n)
  // What asked for something is moot once the issue has moved on; what is so now was told by a later event.
  if (!found || hasMovedSince(reader.db, found.serial, found.logged)) return null
  const view = viewIssue(reader.db, reader.actor, found.serial, reader.now)
  if (view && !mayReadEvent(reader.actor, view.issue, found.logged.event)) return null
  if (view) return issueCard(reader, view, tidings(reader, view.issue, found.logged))
  const text = farewell(reader, found.serial, found.logged)
  return text === null ? null : { kind: 'text', text }
}

function reformText(reader: Reader, n: number): Content | null {
  const text = reformTidings(reader, n)
  return text === null ? null : { kind: 'text', text }
}

const listed = 10

/** Papers first, since they are few and each has its day; then the issues. */
function mineCard(reader: Reader, lead?: string): Content {
  const rows = mine(reader.db, reader.actor, 100)
  const papers = papersSoon(reader)
  const toSign = handoversToSign(reader)
  const count = rows.length + papers.near.length + toSign.length
  if (count + papers.later === 0) return { kind: 'text', text: lead ? `${lead}\n${say.nothingOpen}` : say.nothingOpen }
  const serials = rows.map((row) => row.issue.serial)
  const title = lead ?? say.mineTitle(count)
  return listCard(reader, { title, serials, papers: papers.near, later: papers.later, first: toSign })
}

/** Days: a paper due later than this is only counted. */
const soon = 31

function papersSoon(reader: Reader): { near: HandInView[]; later: number } {
  const papers = owedPapers(reader)
  const near = papers.filter(({ facts: { item } }) => item.due === null || daysBetween(reader.today, item.due) <= soon)
  return { near, later: papers.length - near.length }
}

/** What this very person has to hand in or to confirm, due soonest first. */
function owedPapers(reader: Reader): HandInView[] {
  return ownDuties(reader.db, reader.actor, reader.now)
    .filter((duty) => isOwedBy(reader, duty))
    .map(({ id }) => viewHandIn(reader.db, reader.actor, id, reader.now))
    .filter((view) => view !== null)
}

function foundCard(reader: Reader, words: string): Content {
  const rows = listIssues(reader.db, reader.actor, { filter: { words }, sort: 'newest', page: 1, size: 50 })
  if (rows.length === 0 || words.trim() === '') return { kind: 'text', text: say.foundNothing(words) }
  const serials = rows.map((row) => row.issue.serial)
  return listCard(reader, { title: say.foundTitle(words, rows.length), serials, evidence: true })
}

/** At most this many papers at the head of a list. */
const listedPapers = 4

type Listed = {
  readonly title: string
  readonly serials: readonly Serial[]
  readonly papers?: readonly HandInView[]
  /** Papers that are counted only. */
  readonly later?: number
  /** Whoever looks for an issue may want to see what there is of it. */
  readonly evidence?: boolean
  /** What comes before everything else. */
  readonly first?: readonly Extract<Block, { type: 'item' }>[]
}

function listCard(reader: Reader, listing: Listed): Card {
  const { title, serials, papers = [], later = 0, first = [] } = listing
  const paperItems = papers.slice(0, listedPapers).map((view) => handInItem(reader, view))
  const room = listed - paperItems.length - first.length
  const unlisted = papers.length - paperItems.length + later
  const views = serials.slice(0, room).map((serial) => viewIssue(reader.db, reader.actor, serial, reader.now))
  const items = [
    ...first,
    ...paperItems,
    ...views.filter((view) => view !== null).map((view) => itemOf(reader, view, listing)),
  ]
  const notes = [
    ...(unlisted > 0 ? [say.morePapers(unlisted)] : []),
    ...(serials.length > room ? [say.more(serials.length - room)] : []),
  ]
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [...items, ...notes.map((text) => ({ type: 'note' as const, text }))],
    actions: [],
    fallback: [title, ...items.flatMap((item) => [item.title, ...item.lines]), ...notes].join('\n'),
  }
}

function itemOf(reader: Reader, view: IssueView, { evidence = false }: Listed): ReturnType<typeof issueItem> {
  const item = issueItem(reader, view)
  return evidence ? { ...item, actions: [...item.actions, ...evidenceButton(view.issue)] } : item
}

/** Which paper is the zero report? */
function zeroWhichCard(reader: Reader): Content | null {
  const lists = owedPapers(reader).filter(({ facts }) => facts.item.content === 'issues')
  return lists.length === 0 ? null : listCard(reader, { title: say.whichZero, serials: [], papers: lists })
}

/** Which issue do the files belong to, or which paper are they? Asked with buttons. */
function whichCard(reader: Reader): Content | null {
  const files = homeless(reader.db, reader.actor.id)
  if (files.length === 0) return null
  const title = say.whichForFiles(files.length)
  const rows = mine(reader.db, reader.actor, listed)
  const issues = rows.map(({ issue }): Action => {
    const label = `${issue.serial} ${issue.title.slice(0, 20)}`
    return { label, style: 'default', value: { do: 'place', serial: issue.serial } }
  })
  const actions = [...issues, ...paperActions(reader)]
  const names = files.map((file) => file.name).join('、')
  const fallback = [title, names, ...actions.map((action) => action.label)].join('\n')
  return { kind: 'card', title, tone: 'plain', blocks: [{ type: 'note', text: names }], actions, fallback }
}

function paperActions(reader: Reader): Action[] {
  const place = (id: string, as: 'files' | 'scan', label: string): Action => {
    return { label, style: 'default', value: { do: 'place-paper', id, as } }
  }
  return papersFor(reader)
    .slice(0, listedPapers)
    .flatMap(({ id, item }) => [
      place(id, 'files', say.asPaper(item.name)),
      ...(mayBeZero(reader, id) ? [place(id, 'scan', say.asScan(item.name))] : []),
    ])
}

/** A list of issues, and the unit's own check has found none. */
function mayBeZero(reader: Reader, id: string): boolean {
  const facts = viewHandIn(reader.db, reader.actor, id, reader.now)?.facts
  return facts?.item.content === 'issues' && !facts.issues.some(({ selfChecked }) => selfChecked)
}

function similarCard(reader: Reader, { draft, serials }: Extract<Message, { type: 'similar' }>): Card {
  const card = listCard(reader, { title: say.similarTitle, serials })
  const anyway: Action = { label: buttons.anyway, style: 'primary', value: { do: 'anyway', draft } }
  const back: Action = { label: buttons.change, style: 'default', value: { do: 'draft', draft } }
  return { ...card, tone: 'warn', actions: [anyway, back] }
}

/** Which of the issues in a message was the reply about? */
function remarkWhichCard(
  reader: Reader,
  { draft, serials }: Extract<Message, { type: 'remark-which' }>,
): Content | null {
  const text = findDraft(reader.db, draft)?.values['text']
  const views = serials.slice(0, listed).map((serial) => viewIssue(reader.db, reader.actor, serial, reader.now))
  const actions = views
    .filter((view) => view !== null)
    .map(({ issue: { serial, title } }): Action => {
      return { label: `${serial} ${title.slice(0, 20)}`, style: 'default', value: { do: 'remark', draft, serial } }
    })
  if (typeof text !== 'string' || actions.length === 0) return null
  const title = nudged.remarkWhich(text)
  const fallback = [title, ...actions.map(({ label }) => label)].join('\n')
  return { kind: 'card', title, tone: 'plain', blocks: [], actions, fallback }
}
