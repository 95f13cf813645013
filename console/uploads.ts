import { z } from 'zod'
import type { Evidence, Serial } from '../core/issue.ts'
import { DaySchema } from '../core/day.ts'
import { judgeFile } from '../core/evidence.ts'
import { takenOn } from '../core/photograph.ts'
import { fileRefusalText } from '../core/texts.ts'
import type { Office } from './office.ts'
import { hmac, type Viewer } from './session.ts'
import { timingSafeEqual } from 'hono/utils/buffer'
import { formTexts } from './texts.ts'

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

type For = { readonly viewer: Viewer; readonly serial: Serial }

const mostFiles = 20

/**
 * Stores the files of a form, and takes up those it already brought before it came back with a fault: a browser
 * doesn't send a chosen file twice by itself.
 */
export async function takeUploads(office: Office, data: FormData, whose: For): Promise<Uploads> {
  const before = await Promise.all(strings(data.getAll('kept')).map((token) => readKept(office, token, whose)))
  const chosen = data
    .getAll('files')
    .filter((value) => typeof value !== 'string' && (value.size > 0 || value.name !== ''))
  const files = chosen.filter((value) => typeof value !== 'string')
  const kept = before.filter((file) => file !== null)
  if (files.length + kept.length > mostFiles) return { kept, refused: [formTexts.tooManyFiles] }
  const refused: string[] = []
  for (const file of files) {
    const taken = await takeOne(office, file)
    if (typeof taken === 'string') refused.push(taken)
    else kept.push(taken)
  }
  return { kept, refused }
}

async function takeOne({ blobs }: Office, file: File): Promise<KeptFile | string> {
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
  return seen === '' ? formTexts.file : seen
}

function strings(values: readonly (string | File)[]): string[] {
  return values.filter((value) => typeof value === 'string')
}

/** Signed, so that nobody claims a file that they didn't send for this very issue. */
export async function keptToken({ secret }: Office, file: KeptFile, whose: For): Promise<string> {
  const content = JSON.stringify(file)
  return `${await signature(secret, content, whose)} ${content}`
}

async function readKept({ secret }: Office, token: string, whose: For): Promise<KeptFile | null> {
  const [, signed = '', content = ''] = /^([0-9a-f]{64}) (.*)$/s.exec(token) ?? []
  if (signed === '' || !(await timingSafeEqual(signed, await signature(secret, content, whose)))) return null
  return KeptShape.parse(JSON.parse(content))
}

function signature(secret: string, content: string, { viewer, serial }: For): Promise<string> {
  return hmac(secret, `file:${viewer.id}:${serial}:${content}`)
}
