import { transact, type Tx } from '../db/database.ts'
import { forgetOld } from '../db/inbox.ts'
import { forgetOffers } from '../db/offers.ts'
import type { Lane } from '../db/outbox.ts'
import { deliverDue, roomAt } from './deliver.ts'
import { sendDueDigests } from './digest.ts'
import { fetchDue } from './fetch.ts'
import { nudgeDue } from './nudge.ts'
import type { Office } from './office.ts'
import { countUseOf } from './use.ts'

/**
 * One round of what is due: downloads, nudges, digests, deliveries, then tidying. Running it twice, or a week late, is
 * harmless. A step that fails leaves the others to run.
 */
export async function tick(office: Office): Promise<void> {
  await files(office)
  await enqueueDue(office)
  await Promise.all([replies(office), others(office)])
}

async function files(office: Office): Promise<void> {
  await step(office, 'fetch', () => fetchDue(office))
}

async function replies(office: Office): Promise<void> {
  await step(office, 'reply', () => deliverDue(office, 'replies'))
}

/** Puts into the outbox what the clock has brought; asked for by the clock, not by every message. */
export async function enqueueDue(office: Office): Promise<void> {
  await step(office, 'nudge', () => nudgeDue(office.db, office.dueBy ?? office.now(), () => pause(0)))
  await step(office, 'digest', () => sendDueDigests(office))
}

async function others(office: Office): Promise<void> {
  await step(office, 'deliver', () => deliverDue(office, 'others'))
  await step(office, 'tidy', async () => transact(office.db, (tx) => tidy(tx, office)))
}

/** Counts what no answer and no act has brought to the meters, too. */
function tidy(tx: Tx, { platforms, now }: Office): void {
  for (const platform of platforms.values()) countUseOf(tx, platform, now())
  forgetOld(tx, now())
  forgetOffers(tx, now())
}

async function step(office: Office, name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    office.log('error', 'tick step failed', { step: name, fault })
  }
}

export type Postman = {
  /** Something was queued: goes round soon, once for many calls. */
  kick(): void
  /** Settles when no round is running or asked for. */
  idle(): Promise<void>
}

type Surroundings = {
  /** Keeps the process (or Worker) alive for what goes on after the answer. */
  readonly defer: (work: Promise<void>) => void
  readonly nextDueAt: (lane: Lane) => number | null
}

/**
 * Delivery after the answer, in three rounds that never wait for each other: answers to people, everything else, and
 * files, whose senders are answered once they are there.
 */
export function postman(office: Office, { defer, nextDueAt }: Surroundings): Postman {
  // What is due already may go on as soon as the platforms take more.
  const soonest = (lane: Lane) => {
    const due = nextDueAt(lane)
    return due === null ? null : Math.max(due, roomAt(office, lane))
  }
  const answers = repeated(office, { round: replies, next: () => soonest('replies'), defer })
  const rest = repeated(office, { round: others, next: () => soonest('others'), defer })
  const fetching = async () => {
    await files(office)
    answers.kick()
  }
  const downloads = repeated(office, { round: fetching, next: () => null, defer })
  const all = [answers, downloads, rest]
  return {
    kick: () => all.forEach((one) => one.kick()),
    // What a download brought is answered yet.
    idle: async () => {
      await Promise.all(all.map((one) => one.idle()))
      await answers.idle()
    },
  }
}

type Errand = {
  readonly round: (office: Office) => Promise<void>
  readonly next: () => number | null
  readonly defer: Surroundings['defer']
}

/** One round runs at a time, and a kick during it, or while it waits for what is due soon, starts another. */
function repeated(office: Office, { round, next, defer }: Errand): Postman {
  let running: Promise<void> | null = null
  let asked = false
  let wake = () => {}
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const rounds = async (): Promise<void> => {
    await pause(0)
    while (asked) {
      asked = false
      await round(office)
      const wait = (next() ?? Infinity) - office.now()
      if (!asked && wait <= SOON && wait >= -LATELY) {
        await rest(Math.max(wait, AGAIN))
        asked = true
      }
    }
  }
  const run = async (): Promise<void> => {
    try {
      await rounds()
    } catch (fault) {
      office.log('error', 'delivery round failed', { fault })
    } finally {
      running = null
    }
  }
  const kick = () => {
    asked = true
    wake()
    if (running) return
    running = run()
    defer(running)
  }
  return { kick, idle: async () => void (await running) }
}

/**
 * What is due within this time is waited for: a card is replaced half a second after its tap, and what failed is tried again
 * after two seconds and after four. What fails more often waits for the minute's round.
 */
const SOON = 5_000
/** Nor is what has fallen due since the round looked left to the next minute; what another process has taken is, after this. */
const LATELY = 2_000
const AGAIN = 50

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
