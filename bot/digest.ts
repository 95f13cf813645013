import { holds, type Actor } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { periodOf } from '../core/digest/tally.ts'
import { endOfWeek } from '../core/digest/figures.ts'
import { lengthOf } from '../core/text.ts'
import { mondayOf } from '../core/calendar/week.ts'
import { findCampaign, listCampaigns, openIn } from '../db/campaigns.ts'
import { only, transact } from '../db/database.ts'
import { figuresInSteps } from '../db/digest-cells.ts'
import {
  digestReceivers,
  editionsDue,
  findEdition,
  freezeEdition,
  sendEdition,
  digestNumber,
  type EditionKey,
} from '../db/digests.ts'
import { instruct } from '../db/instructions.ts'
import { viewOf } from '../db/digest-view.ts'
import { actorOf } from '../db/people.ts'
import { inSlices } from '../db/slices.ts'
import type { Intent } from './intent.ts'
import type { Office } from './office.ts'
import { digestCard } from './present-digest.ts'
import { readerOf } from './reader.ts'
import type { Talk } from './talk.ts'
import { say } from './texts.ts'

const clock: Actor = { kind: 'system', door: 'clock' }

/** Sends the digests that are due, each frozen first; the rest of the process goes on while the figures are added up. */
export async function sendDueDigests(office: Office): Promise<void> {
  const { db, now, dueBy } = office
  // A week that isn't over yet has no figures to freeze, whatever moment is played.
  const over = editionsDue(db, dueBy ?? now()).filter(({ week }) => endOfWeek(week) <= now())
  for (const key of over) {
    // One campaign's fault keeps no other from its digest.
    await sendDigest(office, key, clock).catch((fault: unknown) =>
      office.log('error', 'digest failed', { ...key, fault }),
    )
  }
}

/** Freezes an edition that isn't yet, and sends it. How many get it; null where it was sent before. */
export async function sendDigest({ db, now }: Office, key: EditionKey, actor: Actor): Promise<number | null> {
  await freezeEdition(db, key, { actor, now: now() })
  return transact(db, (tx) => sendEdition(tx, key, { actor, now: now() }))?.length ?? null
}

export type PreviewedDigest = {
  readonly campaign: string
  readonly week: string
  readonly to: string
  readonly text: string
}

/** Who would get an edition, and what they would read; nothing is frozen or sent. */
export async function previewDigest(office: Office, key: EditionKey): Promise<PreviewedDigest[]> {
  const { db, now, publicUrl } = office
  const running = only(findCampaign(db, key.campaign), `campaign ${key.campaign}`)
  const at = { week: key.week, cutoff: endOfWeek(key.week) }
  const edition = findEdition(db, key)
  const figures = edition
    ? { cells: edition.cells, papers: edition.papers, head: { count: edition.count, hash: edition.hash } }
    : await inSlices(figuresInSteps(db, running, periodOf(at.week, at.cutoff)))
  const about = {
    running,
    ...at,
    number: digestNumber(running, key.week),
    figures,
    paragraph: edition?.paragraph ?? null,
  }
  return digestReceivers(db).flatMap(({ id, name }) => {
    const reader = readerOf(db, actorOf(db, id, 'clock'), { now: now(), publicUrl })
    const view = viewOf(db, reader.actor, { ...about, sentAt: null })
    return view ? [{ campaign: key.campaign, week: key.week, to: name, text: digestCard(reader, view).fallback }] : []
  })
}

/** Words that still ask for something when they stand under a digest. */
const asking: readonly Intent['do'][] = ['help', 'mine', 'find', 'digest']

/** 批示 is given by those an edition goes to. */
export function mayInstruct({ actor }: Talk, intent: Intent['do']): boolean {
  return holds(actor, 'leader', 'director') && !asking.includes(intent)
}

const longest = 2000

type Answered = { readonly campaign: string; readonly week: Day | null; readonly sentAt: number }

export function instructCampaign(talk: Talk, { campaign, week, sentAt }: Answered, text: string): void {
  const { tx, actor, now } = talk
  const running = findCampaign(tx, campaign)
  if (!running) return
  if (lengthOf(text) > longest) return talk.reply({ type: 'say', text: say.instructionTooLong(longest) })
  instruct(tx, { campaign, week: week ?? mondayOf(dayOf(sentAt)), text: text.trim() }, { actor, now })
  talk.reply({ type: 'say', text: say.instructionNoted(running.campaign.title) })
}

/** 周报: the week so far of every campaign that isn't over, for leaders and the office. */
export function onDigest(talk: Talk): void {
  const { tx, actor } = talk
  if (!scopeOf(actor)) return talk.reply({ type: 'say', text: say.noDigest })
  const running = listCampaigns(tx).filter(({ state, code }) => state === 'running' || openIn(tx, code) > 0)
  if (running.length === 0) return talk.reply({ type: 'say', text: say.noCampaignForDigest })
  for (const { code } of running) talk.reply({ type: 'week-so-far', campaign: code })
}
