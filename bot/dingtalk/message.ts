import { z } from 'zod'
import type { FileRef } from '../platform.ts'
import { wellFormed } from '../wire.ts'
import { fileToken } from './file.ts'
import { texts } from './texts.ts'

export type Said = { readonly text: string; readonly files: readonly FileRef[] }

const Code = z.string().min(1).max(4_000)
const Text = z.object({ content: z.string() })
const Picture = z.object({ downloadCode: Code })
const File = z.object({ downloadCode: Code, fileName: z.string().nullish() })
const Audio = z.object({ recognition: z.string().refine((words) => words.trim() !== '') })
const Run = z.object({ text: z.string().nullish(), type: z.string().nullish(), downloadCode: Code.nullish() })
const RichText = z.object({ richText: z.array(Run) })

/**
 * What a message of this type says, or undefined where it can't be read. Text has a part of its own, everything else
 * stands in `content`. A voice is its words as DingTalk understood them: nobody here can listen to it.
 */
export function saidIn(type: string, { text, content }: { text?: unknown; content?: unknown }): Said | undefined {
  switch (type) {
    case 'text':
      return read(Text, text, (said) => ({ text: clean(said.content), files: [] }))
    case 'richText':
      return read(RichText, content, saidInRuns)
    case 'picture':
      return read(Picture, content, ({ downloadCode }) => ({ text: '', files: [picture(downloadCode)] }))
    case 'file':
      return read(File, content, (file) => ({ text: '', files: [document(file)] }))
    case 'audio':
      return read(Audio, content, ({ recognition }) => ({ text: clean(recognition), files: [] }))
    default:
      return undefined
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, say: (content: T) => Said): Said | undefined {
  const result = schema.safeParse(value)
  return result.success ? say(result.data) : undefined
}

function saidInRuns({ richText }: z.infer<typeof RichText>): Said {
  const files = richText.flatMap(({ type, downloadCode }) =>
    type === 'picture' && downloadCode ? [picture(downloadCode)] : [],
  )
  return { text: clean(richText.map((run) => run.text ?? '').join('')), files }
}

/** Behind a mention, which DingTalk cuts off, a blank is left. */
function clean(text: string): string {
  return wellFormed(text).trim()
}

function picture(code: string): FileRef {
  return { name: texts.imageName, image: true, token: fileToken(code) }
}

function document({ downloadCode, fileName }: z.infer<typeof File>): FileRef {
  const name = wellFormed(fileName ?? '').trim() || texts.fileName
  return { name, image: false, token: fileToken(downloadCode) }
}
