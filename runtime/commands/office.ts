import { readPlace, type Place } from '../config.ts'
import { hasOffice, openOffice, type OfficeFiles } from '../office-node.ts'
import { texts } from '../texts.ts'
import { Failed, type Io } from './io.ts'

/** HOST, PORT, PUBLIC_URL and XIAOHAO_DATA, or every fault of them. */
export function placeOf(io: Io): Place {
  const reading = readPlace(io.env)
  if (!reading.ok) throw new Failed(...reading.faults)
  return reading.config
}

/** Runs `work` on the office, which begins to exist where there is none yet. */
export async function withOffice<T>(io: Io, work: (office: OfficeFiles) => T | Promise<T>): Promise<T> {
  const office = openOffice(placeOf(io).data)
  try {
    return await work(office)
  } finally {
    office.close()
  }
}

/** Only where there is an office: a wrong XIAOHAO_DATA must not be answered with an empty one. */
export async function withExisting<T>(io: Io, work: (office: OfficeFiles) => T | Promise<T>): Promise<T> {
  const { data } = placeOf(io)
  if (!hasOffice(data)) throw new Failed(texts.office.none(data))
  return withOffice(io, work)
}

/** What the command line does is done by the system, through this door. */
export const commandLine = { kind: 'system', door: 'cli' } as const
