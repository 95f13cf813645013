import { actWords, plainWords, pressedWords, reportWords } from '../../../bot/intent.ts'
import type { Db } from '../../../db/database.ts'
import { chat, textOf, type SentMessage } from '../chat.ts'
import { forgedTaps } from './forged.ts'
import { groups, hiddenDraft, secretOf, watchedOffice } from './office.ts'
import type { Serial } from '../../../core/issue.ts'
import { groupsOf, table, type Kind, type ReaderName } from './table.ts'
import { settled } from './walk.ts'
import { daysAfter, passTime } from './walk-console.ts'

/** One thing said or pressed. `under`: in the thread of what the bot answered when asked for this serial. */
export type Said = {
  readonly text?: string
  readonly tap?: unknown
  readonly form?: Record<string, string>
  readonly group?: string
  readonly under?: Serial
}

/** An office with chat, and one of its people alone with the bot or in a group. */
export function talking(db: Db, who: ReaderName, hidden: readonly Kind[]) {
  const office = watchedOffice(db, { known: table[who], hidden })
  const c = chat(office.w, { brisk: true })
  const speaker = { stranger: who === 'unbound' ? 'demo-nobody' : `demo-${office.cast[who]}` }
  const mine = ({ to }: SentMessage) =>
    to.kind === 'person'
      ? to.id === speaker.stranger
      : to.kind === 'group' && groupsOf(who).some((group) => groups[group] === to.id)
  return { office, c, say, told, passes: () => passTime(office, c), passesOn: () => passTime(office, c, daysAfter) }

  /** Everything that reaches the speaker, or a group they are in, in answer. */
  async function say({ text, tap, form = {}, group, under }: Said): Promise<string> {
    const replyTo = under === undefined ? undefined : answerAbout(under)
    const how = { ...(group ? { group } : {}), ...(replyTo ? { replyTo } : {}) }
    if (text !== undefined)
      return settled((await c.says(speaker, text, how)).map(({ content }) => textOf(content)).join('\n'))
    const { handled, answers } = await c.tapsValue(speaker, tap, form)
    const said = answers.map(({ content }) => textOf(content))
    return settled([JSON.stringify(handled), ...said].join('\n'))
  }

  /** What has been said so far to the speaker and in their groups, whatever it answered; side by side it has no order. */
  function told(): string {
    const texts = c.sent.filter(mine).map(({ content }) => textOf(content))
    return settled(texts.sort().join('\n'))
  }

  function answerAbout(serial: Serial): SentMessage | undefined {
    const answers = c.sent.filter(mine)
    return answers.find(({ content }) => textOf(content).includes(serial)) ?? answers.at(-1)
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
  const threads = serials.flatMap((under) => threadWords.map((text) => ({ text, under })))
  return [...alone, ...inGroups, ...threads, ...taps]
}

const threadWords = ['已打款300万', '进展 已打款', '签收', '待办']
