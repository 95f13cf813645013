import { transact } from '../db/database.ts'
import { forgetOld } from '../db/inbox.ts'
import { deliverDue } from './deliver.ts'
import { fetchDue } from './fetch.ts'
import type { Office } from './office.ts'

/**
 * One round of what is due: downloads, then deliveries, then tidying. Running it twice, or a week late, is
 * harmless. A step that fails leaves the others to run.
 */
export async function tick(office: Office): Promise<void> {
  await step(office, 'fetch', () => fetchDue(office))
  await step(office, 'deliver', () => deliverDue(office))
  await step(office, 'tidy', () => Promise.resolve(transact(office.db, (tx) => forgetOld(tx, office.now()))))
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

/**
 * Delivery after the answer. `defer` keeps the process (or Worker) alive for it; one round runs at a time, and
 * a kick during it starts another.
 */
export function postman(
  office: Office,
  { defer, nextDueAt: due }: { defer: (work: Promise<void>) => void; nextDueAt: () => number | null },
): Postman {
  let running: Promise<void> | null = null
  let asked = false
  const rounds = async (): Promise<void> => {
    await pause(0)
    while (asked) {
      asked = false
      await tick(office)
      const wait = (due() ?? Infinity) - office.now()
      if (wait > 0 && wait <= SOON) {
        await pause(wait)
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
    if (running) return
    running = run()
    defer(running)
  }
  return { kick, idle: async () => void (await running) }
}

/** What is due within this time is waited for (a card is replaced half a second after its tap). */
const SOON = 2_000

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
