import { isOffice, unitsOf } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Message } from '../core/message.ts'
import { campaignsTaking } from '../db/campaigns.ts'
import { hasMovedSince, issueEvent } from '../db/history.ts'
import { listIssues, mine, viewIssue } from '../db/issues.ts'
import { homeless } from '../db/fetches.ts'
import { formCard, moneyCard } from './present-form.ts'
import { issueCard, issueItem } from './present-issue.ts'
import { reformTidings, tidings } from './present-event.ts'
import type { Action, Card, Content } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, help, say } from './texts.ts'

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
    case 'form':
      return formCard(reader, message)
    case 'money':
      return moneyCard(reader, message.draft)
    case 'mine':
      return mineCard(reader, message.lead)
    case 'found':
      return foundCard(reader, message.words)
    case 'which':
      return whichCard(reader)
    case 'similar':
      return similarCard(reader, message)
    default:
      return message satisfies never
  }
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
  return view ? issueCard(reader, view, tidings(reader, found.logged)) : null
}

function reformText(reader: Reader, n: number): Content | null {
  const text = reformTidings(reader, n)
  return text === null ? null : { kind: 'text', text }
}

function helpCard(reader: Reader, lead?: string): Card {
  const mayReport = unitsOf(reader.actor).length > 0 || isOffice(reader.actor)
  const reports = mayReport && campaignsTaking(reader.db, reader.actor).length > 0
  const actions: Action[] = [
    ...(reports ? [{ label: buttons.report, style: 'primary' as const, value: { do: 'report' } }] : []),
    { label: buttons.mine, style: 'default', value: { do: 'mine' } },
  ]
  return {
    kind: 'card',
    title: lead ?? help.title,
    tone: 'plain',
    blocks: [...help.lines.map((text) => ({ type: 'text' as const, text })), { type: 'note', text: help.note }],
    actions,
    fallback: [lead ?? help.title, ...help.lines, help.note].join('\n'),
  }
}

const listed = 10

function mineCard(reader: Reader, lead?: string): Content {
  const rows = mine(reader.db, reader.actor, 100)
  if (rows.length === 0) return { kind: 'text', text: lead ? `${lead}\n${say.nothingOpen}` : say.nothingOpen }
  return listCard(reader, { title: lead ?? say.mineTitle(rows.length), serials: rows.map((row) => row.issue.serial) })
}

function foundCard(reader: Reader, words: string): Content {
  const rows = listIssues(reader.db, reader.actor, { filter: { words }, sort: 'newest', page: 1, size: 50 })
  if (rows.length === 0 || words.trim() === '') return { kind: 'text', text: say.foundNothing(words) }
  return listCard(reader, { title: say.foundTitle(words, rows.length), serials: rows.map((row) => row.issue.serial) })
}

function listCard(reader: Reader, { title, serials }: { title: string; serials: readonly Serial[] }): Card {
  const views = serials.slice(0, listed).map((serial) => viewIssue(reader.db, reader.actor, serial, reader.now))
  const items = views.filter((view) => view !== null).map((view) => issueItem(reader, view))
  const more = serials.length > listed ? say.more(serials.length - listed) : null
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [...items, ...(more ? [{ type: 'note' as const, text: more }] : [])],
    actions: [],
    fallback: [title, ...items.flatMap((item) => [item.title, ...item.lines]), ...(more ? [more] : [])].join('\n'),
  }
}

/** Which issue do the files belong to? Asked with buttons. */
function whichCard(reader: Reader): Content | null {
  const files = homeless(reader.db, reader.actor.id)
  if (files.length === 0) return null
  const title = say.whichForFiles(files.length)
  const rows = mine(reader.db, reader.actor, listed)
  const actions = rows.map(({ issue }): Action => {
    const label = `${issue.serial} ${issue.title.slice(0, 20)}`
    return { label, style: 'default', value: { do: 'place', serial: issue.serial } }
  })
  const names = files.map((file) => file.name).join('、')
  const fallback = [title, names, ...actions.map((action) => action.label)].join('\n')
  return { kind: 'card', title, tone: 'plain', blocks: [{ type: 'note', text: names }], actions, fallback }
}

function similarCard(reader: Reader, { draft, serials }: Extract<Message, { type: 'similar' }>): Card {
  const card = listCard(reader, { title: say.similarTitle, serials })
  const anyway: Action = { label: buttons.anyway, style: 'primary', value: { do: 'anyway', draft } }
  const back: Action = { label: buttons.change, style: 'default', value: { do: 'draft', draft } }
  return { ...card, tone: 'warn', actions: [anyway, back] }
}
