import { env, runInDurableObject } from 'cloudflare:test'
import type { Db } from '../../db/database.ts'
import { openDurable } from '../../db/open-durable.ts'

/** Runs `work` inside a fresh Durable Object whose empty database has every migration. */
export async function inOffice<T>(work: (db: Db) => T | Promise<T>): Promise<T> {
  const office = env.OFFICE.get(env.OFFICE.newUniqueId())
  return await runInDurableObject(office, async (_, state) => work(await openDurable(state.storage)))
}
