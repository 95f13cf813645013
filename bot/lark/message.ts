import { z } from 'zod'
import type { FileRef } from '../platform.ts'
import { fileToken } from './file.ts'
import { wellFormed } from '../wire.ts'
import { texts } from './texts.ts'

/** Someone a message mentions. `key` stands for them in its text. */
export type Mention = { readonly key: string; readonly name: string; readonly isBot: boolean }

export type Said = { readonly text: string; readonly files: readonly FileRef[] }

type Body = { readonly messageId: string; readonly mentions: readonly Mention[] }

const Key = z.string().regex(/^[A-Za-z0-9_-]+$/)
const Text = z.object({ text: z.string() })
const Image = z.object({ image_key: Key })
const File = z.object({ file_key: Key, file_name: z.string().optional() })
const Run = z.object({
  tag: z.string(),
  text: z.string().optional(),
  href: z.string().optional(),
  user_id: z.string().optional(),
  user_name: z.string().optional(),
  image_key: Key.optional(),
  file_key: Key.optional(),
  file_name: z.string().optional(),
})
const Post = z.object({ title: z.string().optional(), content: z.array(z.array(Run)) })
const AnyPost = z.union([Post, z.object({ zh_cn: Post }).transform((post) => post.zh_cn)])

/** What a message of this type says, or undefined where it can't be read. `content` is Lark's JSON text. */
export function saidIn(type: string, content: string, body: Body): Said | undefined {
  const value = parsed(content)
  switch (type) {
    case 'text':
      return read(Text, value, ({ text }) => ({ text: withoutKeys(text, body.mentions), files: [] }))
    case 'post':
      return read(AnyPost, value, (post) => saidInPost(post, body))
    case 'image':
      return read(Image, value, (image) => ({ text: '', files: [imageOf(image.image_key, body)] }))
    case 'file':
    case 'media':
    case 'audio':
      return read(File, value, (file) => ({ text: '', files: [fileOf(file.file_key, file.file_name, body)] }))
    default:
      return undefined
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return undefined
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, say: (content: T) => Said): Said | undefined {
  const result = schema.safeParse(value)
  return result.success ? say(result.data) : undefined
}

function withoutKeys(text: string, mentions: readonly Mention[]): string {
  const byKey = new Map(mentions.map((mention) => [mention.key, mention]))
  const named = text.replace(/(@_user_\d+|@_all) ?/g, (whole, key: string) => {
    const blank = whole.slice(key.length)
    if (key === '@_all') return texts.everyone + blank
    const mention = byKey.get(key)
    if (!mention) return whole
    return mention.isBot ? '' : `@${mention.name}${blank}`
  })
  // An address typed as it is comes as a link to itself.
  return wellFormed(named.replace(/\[([^\s[\]]{1,500})\]\(\1\)/g, '$1')).trim()
}

function saidInPost(post: z.infer<typeof Post>, body: Body): Said {
  const lines = post.content.map((runs) => runs.map((run) => textOf(run, body.mentions)).join(''))
  const text = [post.title ?? '', ...lines].filter((line) => line.trim() !== '').join('\n')
  return { text: wellFormed(text).trim(), files: post.content.flat().flatMap((run) => filesOf(run, body)) }
}

function textOf(run: z.infer<typeof Run>, mentions: readonly Mention[]): string {
  if (run.tag !== 'at') return run.text ?? ''
  if (run.user_id === '@_all' || run.user_id === 'all') return texts.everyone
  const mention = mentions.find(({ key }) => key === run.user_id)
  if (mention?.isBot) return ''
  return `@${mention?.name ?? run.user_name ?? ''}`
}

function filesOf(run: z.infer<typeof Run>, body: Body): FileRef[] {
  if (run.tag === 'img' && run.image_key) return [imageOf(run.image_key, body)]
  if (run.tag === 'media' && run.file_key) return [fileOf(run.file_key, run.file_name, body)]
  return []
}

function imageOf(key: string, { messageId }: Body): FileRef {
  return { name: texts.imageName, image: true, token: fileToken({ messageId, key, type: 'image' }) }
}

function fileOf(key: string, name: string | undefined, { messageId }: Body): FileRef {
  const given = wellFormed(name ?? '').trim()
  return { name: given || texts.voiceName, image: false, token: fileToken({ messageId, key, type: 'file' }) }
}
