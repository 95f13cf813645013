import { z } from 'zod'
import { DaySchema } from '../core/calendar/day.ts'
import { judgeFile } from '../core/evidence.ts'
import type { Evidence } from '../core/issue.ts'
import { takenOn } from '../core/photograph.ts'
import { fileRefusalText, mostUploads, tooManyUploads, unnamedFile } from '../core/texts.ts'
import type { BlobStore } from './evidence.ts'
import { readSigned, signed, type Signer } from './signed-links.ts'

/** A file whose bytes are already in the store, waiting for the form it came with to be accepted. */
export type KeptFile = Pick<Evidence, 'name' | 'sha256' | 'size' | 'type' | 'takenOn'>

/** What came with a form; `refused` has a sentence for each file that can't be taken. */
export type Uploads = { readonly kept: readonly KeptFile[]; readonly refused: readonly string[] }

export const noUploads: Uploads = { kept: [], refused: [] }

const KeptShape = z.object({
  name: z.string(),
  sha256: z.string(),
  size: z.number(),
  type: z.string(),
  takenOn: DaySchema.exactOptional(),
})

type Store = Signer & { readonly blobs: BlobStore }

/**
 * Stores the files of a form, and takes up those it already brought before it came back with a fault: a browser
 * doesn't send a chosen file twice by itself. `whose`: who fills in what, in words of the caller's own.
 */
export async function takeUploads(store: Store, data: FormData, whose: string): Promise<Uploads> {
  const before = strings(data.getAll('kept')).map((token) => readKept(store, token, whose))
  const files = data.getAll('files').filter(isChosen)
  const kept = before.filter((file) => file !== null).slice(0, mostUploads)
  if (files.length + kept.length > mostUploads) return { kept, refused: [tooManyUploads] }
  const refused: string[] = []
  for (const file of files) {
    const taken = await takeOne(store, file)
    if (typeof taken === 'string') refused.push(taken)
    else kept.push(taken)
  }
  return { kept, refused }
}

/** A field without a file comes as an empty one without a name. */
function isChosen(value: string | File): value is File {
  return typeof value !== 'string' && (value.size > 0 || value.name !== '')
}

async function takeOne({ blobs }: Store, file: File): Promise<KeptFile | string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const name = cleanName(file.name)
  const judged = judgeFile({ name, bytes })
  if (!judged.ok) return fileRefusalText(name, judged.why)
  const taken = takenOn(bytes)
  const kept = { name, sha256: await blobs.put(bytes), size: bytes.length, type: judged.type }
  return taken === null ? kept : { ...kept, takenOn: taken }
}

const unseen = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Some browsers send a path; signs that turn the writing round would make one ending look like another. */
function cleanName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const seen = last.replace(unseen, '').slice(-120).toWellFormed()
  return seen === '' ? unnamedFile : seen
}

function strings(values: readonly (string | File)[]): string[] {
  return values.filter((value) => typeof value === 'string')
}

/** Signed, so that nobody claims a file that they didn't send with this very form. */
export function keptToken(signer: Signer, file: KeptFile, whose: string): string {
  return signed('file', JSON.stringify([whose, file]), signer)
}

function readKept(signer: Signer, token: string, whose: string): KeptFile | null {
  const bound = readSigned('file', token, signer)
  if (bound === null) return null
  const [sender, file] = JSON.parse(bound) as [string, unknown]
  return sender === whose ? KeptShape.parse(file) : null
}
