import { z } from 'zod'
import type { Content } from '../platform.ts'

const tone = z.enum(['plain', 'good', 'warn', 'bad'])

const actionHead = { label: z.string(), style: z.enum(['primary', 'default', 'danger']) }
const action = z.union([
  z.object({ ...actionHead, url: z.string() }),
  z.object({ ...actionHead, value: z.record(z.string(), z.union([z.string(), z.number()])) }),
])

const field = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['line', 'paragraph', 'choice', 'choices', 'day', 'month', 'money']),
  required: z.boolean(),
  hint: z.string().exactOptional(),
  max: z.number().exactOptional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).exactOptional(),
})

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('note'), text: z.string() }),
  z.object({ type: z.literal('fields'), fields: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ type: z.literal('buttons'), actions: z.array(action) }),
  z.object({ type: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({
    type: z.literal('chart'),
    title: z.string(),
    steps: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), values: z.array(z.number()) })),
  }),
  z.object({
    type: z.literal('item'),
    title: z.string(),
    lines: z.array(z.string()),
    tone,
    actions: z.array(action),
    mentions: z.array(z.object({ id: z.string(), name: z.string() })).exactOptional(),
  }),
])

const form = z.object({
  fields: z.array(z.object({ field, value: z.union([z.string(), z.array(z.string())]) })),
  submit: z.array(action),
})

const content: z.ZodType<Content> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.literal('card'),
    title: z.string(),
    tone,
    blocks: z.array(block),
    form: form.exactOptional(),
    actions: z.array(action),
    fallback: z.string(),
  }),
])

const author = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  z.object({ kind: z.literal('person'), id: z.string() }),
])

const line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id: z.string(),
    key: z.string(),
    chat: z.string(),
    author,
    at: z.number(),
    content,
    files: z.array(z.string()),
    mentioned: z.boolean(),
    inReplyTo: z.string().nullable(),
  }),
  z.object({ type: z.literal('update'), id: z.string(), content, at: z.number() }),
  z.object({ type: z.literal('file'), id: z.string(), name: z.string(), mime: z.string(), base64: z.string() }),
  z.object({ type: z.literal('read'), person: z.string(), chat: z.string(), seq: z.number() }),
])

export type Author = z.infer<typeof author>

/** One change of the demo's chats, as it is kept on disk. */
export type Line = z.infer<typeof line>

/** Null for what can't be read: a line cut short when the machine went off must not keep the demo shut. */
export function readLine(text: string): Line | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
