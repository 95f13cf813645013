import { statSync } from 'node:fs'
import { writeBackup } from '../backup-node.ts'
import { restoreBackup } from '../restore-node.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { placeOf, withExisting } from './office.ts'

const said = texts.backup

export async function backup(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const [file = ''] = operands
  const written = await withExisting(io, (office) => writeBackup(office, file))
  if (!written.ok) throw new Failed(written.why)
  const { events, hash, files, missing } = written
  io.out(said.written({ file, bytes: statSync(file).size, files, events, hash }))
  if (missing.length === 0) return 0
  throw new Failed(said.missing(missing.length), ...missing.slice(0, 10))
}

export async function restore(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const [file = ''] = operands
  const restored = await restoreBackup(file, placeOf(io).data, io.now())
  if (!restored.ok) throw new Failed(restored.why)
  const { events, hash, files, aside, missing } = restored
  for (const line of said.restored({ events, hash, files, aside })) io.out(line)
  if (missing.length > 0) io.error(said.missing(missing.length))
  return 0
}
