import type { FormValues } from '../../../core/forms/form.ts'
import { larkPlatform } from '../../../bot/lark/index.ts'
import { openLongConnection } from '../../../bot/lark/long-connection-node.ts'
import type { Inbound } from '../../../bot/platform.ts'
import { answering } from '../../../bot/routes.ts'
import { findPerson } from '../../../db/people.ts'
import { larkEmulator, type Message } from '../lark-emulator.ts'
import { fieldsIn } from '../lark/fingers.ts'
import { asText, elementsIn, initialOf, isNode, optionsOf, wordsOf } from '../lark/view.ts'
import { serveWebhook } from '../lark/webhook.ts'
import type { World } from '../world.ts'
import { handsOf, labelOf, officeOf, photo, settled, type Button, type ChatDoor } from './door.ts'
import { chartLines, tableLines, type FormShown, type Shown } from './reading.ts'

type Node = Readonly<Record<string, unknown>>

/** Lark, through an emulator of its servers and its clients: by webhook, or over the long connection. */
export async function larkDoor(w: World, by: 'webhook' | 'long connection' = 'webhook'): Promise<ChatDoor> {
  const now = () => w.clock.now
  const lark = await larkEmulator({ now })
  const { LARK_APP_ID, LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN } = lark.env
  const app = { appId: LARK_APP_ID, appSecret: LARK_APP_SECRET }
  const keys = { encryptKey: LARK_ENCRYPT_KEY, verificationToken: LARK_VERIFICATION_TOKEN }
  const platform = larkPlatform({ ...app, ...keys, baseUrl: lark.url, now })
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const hear = async (inbound: Inbound) => handler(inbound)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const config = { ...app, baseUrl: lark.url }
  const line = by === 'webhook' ? null : openLongConnection({ config, platform, handle: hear, ...quiet })
  const webhook = by === 'webhook' ? await serveWebhook(platform, hear) : null
  if (webhook) lark.webhookTo(webhook.url)
  else await lark.connected()
  const accountOf = (who: number) => `ou_${who}`
  const person = handsOf(w, { platform: 'lark', account: accountOf, hold: (id) => lark.person(id) })
  const group = 'oc_group'
  lark.group(group, Object.values(w.people).map(person))
  const delivered = () => settled(w, office)
  const messages = (where: number | 'group') => (where === 'group' ? lark.messagesTo(group) : person(where).messages())
  const tap = async (who: number, button: Button, filled: FormValues): Promise<string | null> => {
    const { label, of } = labelOf(button)
    const card = newest(messages(who), `[${label}]`)
    const { toast, error } = await person(who).taps(card, of === '' ? label : { label, after: of }, filled)
    if (error !== undefined) throw new Error(`Lark says ${error}`)
    await delivered()
    return toast ?? null
  }
  return {
    ...{ platform: 'lark', office, group, accountOf },
    async says(who, text, { inGroup = false, unheard = false, under } = {}) {
      const there = inGroup || unheard
      const replyTo = under === undefined ? undefined : newest(messages(there ? 'group' : who), under)
      await person(who).says(text, { ...(there && { inGroup: group, mention: !unheard }), ...(replyTo && { replyTo }) })
      await delivered()
    },
    async sends(who, name, bytes) {
      if (name === photo) await person(who).sendsImage(bytes)
      else await person(who).sendsFile(bytes, name)
      await delivered()
    },
    taps: (who, button) => tap(who, button, {}),
    fills: (who, filled, button) => tap(who, button, filled),
    reads: (who) => messages(who).map(({ text }) => text),
    shows: (where) => messages(where).map((message) => shownIn(message, (id) => nameIn(w, id))),
    close: async () => {
      await line?.close()
      await webhook?.close()
      await lark.close()
    },
  }
}

function newest(messages: readonly Message[], text: string): Message {
  const found = messages.findLast((message) => message.text.includes(text))
  if (!found) throw new Error(`nothing with ${text}:\n${messages.at(-1)?.text ?? ''}`)
  return found
}

function nameIn({ db }: World, openId: string): string {
  return findPerson(db, Number(openId.replace('ou_', '')))?.name ?? openId
}

type NameOf = (openId: string) => string

function shownIn({ id, type, content, text }: Message, nameOf: NameOf): Shown {
  if (type !== 'interactive' || !isNode(content))
    return { id, lines: text.split('\n'), choices: [], form: null, page: null }
  const all = elementsIn(content)
  const form = all.find(({ tag }) => tag === 'form')
  const inside = form ? [form, ...elementsIn(form['elements'])] : []
  const outside = all.filter((element) => !inside.includes(element))
  const title = isNode(content['header']) ? wordsOf(content['header']['title']) : ''
  return {
    id,
    lines: [title, ...outside.flatMap((element) => linesOf(element, nameOf))],
    choices: outside
      .filter(({ tag }) => tag === 'button')
      .map((button) => ({ label: wordsOf(button['text']), of: '' })),
    form: form ? formIn(form) : null,
    page: null,
  }
}

function linesOf(element: Node, nameOf: NameOf): string[] {
  switch (element['tag']) {
    case 'div':
      return wordsOf(element['text']).split('\n')
    case 'markdown':
      return [asText(element['content']).replace(/<at id=(\S+)><\/at>/g, (_, id: string) => `@${nameOf(id)}`)]
    case 'table':
      return tableIn(element)
    case 'chart':
      return chartIn(element)
    default:
      return []
  }
}

function tableIn(table: Node): string[] {
  const columns = nodesIn(table['columns'])
  const rows = nodesIn(table['rows']).map((row) => columns.map((column) => asText(row[asText(column['name'])])))
  return tableLines(
    columns.map((column) => asText(column['display_name'])),
    rows,
  )
}

function chartIn({ chart_spec: spec }: Node): string[] {
  const [title, data] = isNode(spec) ? [spec['title'], spec['data']] : []
  const values = isNode(data) ? nodesIn(data['values']) : []
  const distinct = (name: string) => [...new Set(values.map((value) => asText(value[name])))]
  const of = (series: string) => values.filter((value) => value['series'] === series).map(({ value }) => Number(value))
  const series = distinct('series').map((name) => ({ name, values: of(name) }))
  return chartLines(isNode(title) ? asText(title['text']) : '', { steps: distinct('step'), series })
}

function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Lark has no mark for what must be filled in where there are several buttons: the label has. */
function formIn(form: Node): FormShown {
  const elements = elementsIn(form['elements'])
  const fields = fieldsIn({ elements: [form] })
  const starts = fields.map(({ field }) => elements.indexOf(field))
  return {
    fields: fields.map(({ label, field }, at) => {
      const own = elements.slice((starts[at - 1] ?? -1) + 1, (starts[at] ?? 0) + 1)
      const above = own.filter(({ tag }) => tag === 'div').map((div) => wordsOf(div['text']))
      const options = optionsOf(field)
      const words = [initialOf(field)].flat().map((one) => options.find(({ value }) => value === one)?.label ?? one)
      return {
        ...{ label, required: [wordsOf(field['label']), ...above].includes(`${label} *`), value: words.join('、') },
        options: options.map((option) => option.label),
        said: [...above, wordsOf(field['placeholder'])].join('\n'),
      }
    }),
    buttons: elements.filter(({ tag }) => tag === 'button').map((button) => wordsOf(button['text'])),
  }
}
