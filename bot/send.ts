import { groupOf } from '../db/groups.ts'
import { sentAtOf } from '../db/outbox-ends.ts'
import type { Row } from '../db/outbox.ts'
import { inSlices } from '../db/slices.ts'
import { actorOf } from '../db/people.ts'
import { carry } from './carry.ts'
import { channelOf, type NoChannel } from './channel.ts'
import type { Office } from './office.ts'
import type { Address, Content, Platform, PlatformName, Sent } from './platform.ts'
import { present } from './present.ts'
import { presentWeekSoFar } from './present-digest.ts'
import { readerOf, type Reader } from './reader.ts'
import { say } from './texts.ts'

export type Target = { readonly platform: Platform; readonly address: Address | { kind: 'update'; messageId: string } }

/**
 * Where a row goes: its own address, or the chat its person hears in. Somebody without a chat account is no failure; a
 * platform that isn't switched on may be so by mistake, and the message waits.
 */
export function targetOf(office: Office, row: Row): Target | NoChannel {
  const { db, platforms } = office
  if (row.platform !== null && row.address !== null) {
    const platform = platforms.get(row.platform as PlatformName)
    if (!platform) return { nowhere: 'no platform' }
    const group = row.address.kind === 'group' ? groupOf(db, platform.name, row.address.id) : null
    const why = group?.unreachableWhy ?? null
    return why === null ? { platform, address: row.address } : { nowhere: 'lost', why }
  }
  const channel = channelOf(office, row)
  if ('nowhere' in channel) return channel
  return { platform: channel.platform, address: { kind: 'person', id: channel.account } }
}

/** What a row says to its reader, from the state of this moment; null where nothing is left to say. */
export function contentFor(office: Office, row: Row): Content | null {
  if (row.message.type === 'say') return { kind: 'text', text: row.message.text }
  return present(row.message, readerFor(office, row))
}

/** The same for what is about to leave: where the whole ledger is added up, whoever writes meanwhile has their turn. */
export async function contentInSlices(office: Office, row: Row): Promise<Content | null> {
  if (row.message.type !== 'week-so-far') return contentFor(office, row)
  return inSlices(presentWeekSoFar(readerFor(office, row), row.message.campaign))
}

function readerFor({ db, now, publicUrl }: Office, row: Row): Reader {
  return readerOf(db, actorOf(db, row.person ?? 0, 'clock'), { now: now(), publicUrl, outbox: row.id })
}

/**
 * Hands a message over as its platform can carry it; what the platform refuses to show is said more plainly, under keys
 * of its own.
 */
export async function send(
  office: Office,
  row: Row,
  { platform, address, content: whole }: Target & { content: Content },
): Promise<Sent> {
  if (address.kind === 'update' && !platform.capabilities.updates) return cannotReplace
  const content = carry(office, row, { platform, address, content: whole })
  // The server signs links to forms; a command that only sends leaves such a message to it.
  if (!content) return { outcome: 'throttled', retryAfterMs: 60_000 }
  if (address.kind === 'update') return replaced(office, { platform, messageId: address.messageId, content })
  const key = `${row.id}:${row.createdAt}`
  let sent = await platform.send({ to: address, content, key })
  for (const [index, text] of plainer(content, row).entries()) {
    if (sent.outcome !== 'rejected') break
    office.log('warn', 'content rejected, saying it more plainly', { row: row.id, why: sent.why })
    sent = await platform.send({ to: address, content: { kind: 'text', text }, key: `${key}:text${index}` })
  }
  return sent
}

const cannotReplace: Sent = { outcome: 'unreachable', why: 'cards cannot be replaced here' }

type Replacement = { readonly platform: Platform; readonly messageId: string; readonly content: Content }

/** A card past its platform's life isn't even tried: the person gets a new one. */
async function replaced({ db, now }: Office, { platform, messageId, content }: Replacement): Promise<Sent> {
  const { cardLivesMs = Infinity } = platform.capabilities
  const sentAt = sentAtOf(db, platform.name, messageId)
  if (!platform.update) return cannotReplace
  if (sentAt !== null && now() - sentAt >= cardLivesMs) return { outcome: 'unreachable', why: 'the card is too old' }
  return platform.update({ messageId, content })
}

/** What is said where a platform refuses the content: a card's text, then only that there is something. */
function plainer(content: Content, row: Row): string[] {
  const neutral = say.somethingNew(row.serial)
  return content.kind === 'text' ? [neutral] : [content.fallback, neutral]
}
