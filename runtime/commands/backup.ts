import { statSync } from 'node:fs'
import { writeBackup } from '../backup-node.ts'
import { evidencePath, type BadFile } from '../evidence-node.ts'
import { placesIn } from '../office-node.ts'
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
  const { evidence } = placesIn(placeOf(io).data)
  throw new Failed(said.incomplete(missing.length), ...badFileLines(missing, evidence), said.howToMend)
}

export async function restore(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  const [file = ''] = operands
  const restored = await restoreBackup(file, placeOf(io).data, io.now())
  if (!restored.ok) throw new Failed(restored.why)
  const { events, hash, files, aside, missing } = restored
  for (const line of said.restored({ events, hash, files, aside })) io.out(line)
  if (missing.length > 0) io.error(said.missing(missing.length))
  for (const line of badFileLines(missing)) io.error(line)
  return 0
}

const MOST_NAMED = 20

/** The issue and the name of each file, with `folder` also where it should lie. */
function badFileLines(files: readonly BadFile[], folder?: string): string[] {
  const placeOfFile = ({ sha256 }: BadFile) => (folder === undefined ? null : evidencePath(folder, sha256))
  const named = files.slice(0, MOST_NAMED).map((file) => texts.evidence.bad(file, placeOfFile(file)))
  return files.length > MOST_NAMED ? [...named, texts.evidence.more(files.length - MOST_NAMED)] : named
}
