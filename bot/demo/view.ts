import { ownChat } from './chats.ts'
import type { Shown } from './message.tsx'
import type { SamplePerson } from './people.ts'
import type { DemoMessage, DemoStore } from './store.ts'

/** Whose chats are looked at, and which of the two. */
export type Viewer = { readonly person: SamplePerson; readonly chat: ChatName }

export type ChatName = 'bot' | 'group'

/** A page shows no more than this many of the latest messages of a chat. */
export const shownAtOnce = 200

export function chatId({ person, chat }: Viewer): string {
  return chat === 'group' ? person.group.id : ownChat(person.id)
}

type Looked = { store: DemoStore; people: readonly SamplePerson[]; viewer: Viewer; since: number }

/** The messages of the viewer's chat that changed after revision `since`, ready to be drawn. */
export function shownMessages({ store, people, viewer, since }: Looked): readonly Shown[] {
  const changed = store.list(chatId(viewer), since).slice(-shownAtOnce)
  return changed.map((message) => ({
    message,
    me: viewer.person.id,
    writer: writerOf(people, message),
    files: message.files.map((id) => store.file(id)),
    answers: message.inReplyTo === null ? null : store.find(message.inReplyTo),
  }))
}

function writerOf(people: readonly SamplePerson[], { author }: DemoMessage): SamplePerson | null {
  return author.kind === 'bot' ? null : (people.find((person) => person.id === author.id) ?? null)
}

export type UnreadCounts = { readonly people: { readonly [personId: string]: number }; readonly group: number }

/** What each person hasn't seen of their own chat with the bot, and the viewer of their group. */
export function unreadCounts(store: DemoStore, people: readonly SamplePerson[], me: SamplePerson): UnreadCounts {
  return {
    people: Object.fromEntries(people.map(({ id }) => [id, store.unread(id, ownChat(id))])),
    group: store.unread(me.id, me.group.id),
  }
}

export type DemoPage = {
  readonly viewer: Viewer
  readonly people: readonly SamplePerson[]
  readonly messages: readonly Shown[]
  readonly unread: UnreadCounts
  readonly campaignTitle: string
  readonly now: number
  readonly epoch: string
  readonly rev: number
}
