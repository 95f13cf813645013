import { actWords, plainWords, pressedWords, reportWords } from '../../../bot/intent.ts'
import type { Db } from '../../../db/database.ts'
import { chat, textOf, type SentMessage } from '../chat.ts'
import { forgedTaps } from './forged.ts'
import { groups, hiddenDraft, secretOf, watchedOffice } from './office.ts'
import { table, type Kind, type ReaderName } from './table.ts'
import { settled } from './walk.ts'
import { passTime } from './walk-console.ts'

/** One thing said or pressed. `under`: in the thread of the message the office got about what is hidden. */
export type Said = {
  readonly text?: string
  readonly tap?: unknown
  readonly form?: Record<string, string>
  readonly group?: string
  readonly under?: boolean
}

/** An office with chat, and one of its people alone with the bot or in a group. */
export function talking(db: Db, who: ReaderName, hidden: readonly Kind[]) {
  const office = watchedOffice(db, { known: table[who], hidden })
  const c = chat(office.w, { brisk: true })
  const speaker = { stranger: who === 'unbound' ? 'demo-nobody' : `demo-${office.cast[who]}` }
  const mine = (message: SentMessage) => message.to.kind !== 'person' || message.to.id === speaker.stranger
  return { office, c, say, told, passes: () => passTime(office) }

  /** Everything that reaches the speaker, or a group they are in, in answer. */
  async function say({ text, tap, form = {}, group, under }: Said): Promise<string> {
    const how = { ...(group ? { group } : {}), ...(under ? { replyTo: overheard() } : {}) }
    if (text !== undefined)
      return settled((await c.says(speaker, text, how)).map(({ content }) => textOf(content)).join('\n'))
    const { handled, answers } = await c.tapsValue(speaker, tap, form)
    const said = answers.map(({ content }) => textOf(content))
    return settled([JSON.stringify(handled), ...said].join('\n'))
  }

  /** What has been said to the speaker so far, whatever it answered. */
  function told(): string {
    return settled(
      c.sent
        .filter(mine)
        .map(({ content }) => textOf(content))
        .join('\n'),
    )
  }

  function overheard(): SentMessage {
    const serial = hidden[0] ? office.serialOf(hidden[0]) : null
    const found = serial && c.sent.find(({ content }) => textOf(content).includes(serial))
    return (
      found || {
        messageId: 'never-sent',
        to: { kind: 'group', id: '' },
        content: { kind: 'text', text: '' },
        updates: 0,
      }
    )
  }
}

/** Everything a person could try who has got hold of serials, titles and drafts that are none of their business. */
export function tries(all: readonly string[], kinds: readonly Kind[]): Said[] {
  // What is asked about in words is the same whatever became of it: two stand for all there.
  const serials = all.slice(0, 2)
  const numbers = all.map((serial) => serial.slice(-4))
  const words = [
    ...plainWords.keys(),
    ...['查 密语', '查 某某科技', '查 陈联络', '查 LH2022', '查', '交接 陈联络', '绑定 123456', '你好'],
    ...kinds.map((kind) => `查 ${secretOf(kind)}`),
    ...[...all, ...numbers].flatMap((serial) => [serial, `查 ${serial}`]),
    ...serials.flatMap((serial) => [`${serial} 已打款300万`, `请抓紧办 ${serial}`]),
    ...serials.flatMap((serial) => actWords.flatMap(([word]) => [`${word} ${serial}`, `${word} ${serial} 想知道`])),
    ...serials.flatMap((serial) => pressedWords.map((word) => `${word} ${serial}`)),
    ...reportWords.map((word) => `${word} ${secretOf('own')}`),
  ].filter((word) => word !== '解绑')
  const alone = words.map((text) => ({ text }))
  const inGroups = Object.values(groups).flatMap((group) =>
    [...serials.flatMap((serial) => [`查 ${serial}`, `进展 ${serial} 已打款`]), '待办', '周报'].map((text) => ({
      text,
      group,
    })),
  )
  const papers = ['LH2022.D1.u3', 'LH2022.D1.u4', 'LH2022.D5.gG1']
  const taps = forgedTaps({ serial: serials, draft: [hiddenDraft], id: papers }).map((tap) => ({ tap }))
  return [...alone, ...inGroups, ...threads, ...taps]
}

const threads: readonly Said[] = ['已打款300万', '进展 已打款', '签收', '待办'].map((text) => ({ text, under: true }))
