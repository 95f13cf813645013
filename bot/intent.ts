import type { FormKind } from '../core/forms.ts'
import { normal } from '../core/text.ts'

/** What a message asks for, by the words of the contract (section 4). Pure. */
export type Intent =
  | { readonly do: 'help' | 'mine' | 'zero' | 'digest' | 'unbind' | 'unclear' }
  | { readonly do: 'find'; readonly words: string }
  /** 交接: `from` null where it is one's own; names as typed, `to` empty where none was. */
  | { readonly do: 'handover'; readonly from: string | null; readonly to: string }
  | { readonly do: 'bind'; readonly code: string }
  | { readonly do: 'report'; readonly text: string }
  /** `serial` half-width, null where none was typed; `rest` exactly as typed. */
  | { readonly do: 'act'; readonly act: ChatAct; readonly serial: string | null; readonly rest: string }

/** Acts a typed word can ask for; 撤回 also takes back a submission. */
export type ChatAct = Extract<
  FormKind,
  | 'accept'
  | 'decline'
  | 'plan'
  | 'replan'
  | 'progress'
  | 'extend'
  | 'submit'
  | 'supplement'
  | 'withdraw'
  | 'unsubmit'
  | 'comment'
  | 'appeal'
>

export const plainWords: ReadonlyMap<string, Intent> = new Map([
  ['帮助', { do: 'help' }],
  ['待办', { do: 'mine' }],
  ['我的', { do: 'mine' }],
  ['零报告', { do: 'zero' }],
  ['周报', { do: 'digest' }],
  ['解绑', { do: 'unbind' }],
])

/** Longer words first: 撤回申请 begins with 撤回. */
export const actWords: readonly (readonly [word: string, act: ChatAct])[] = [
  ['申请销号', 'submit'],
  ['更新进展', 'progress'],
  ['补充材料', 'supplement'],
  ['撤回申请', 'unsubmit'],
  ['申请延期', 'extend'],
  ['调整方案', 'replan'],
  ['报措施', 'plan'],
  ['退回交办', 'decline'],
  ['提出异议', 'appeal'],
  ['签收', 'accept'],
  ['退办', 'decline'],
  ['措施', 'plan'],
  ['进展', 'progress'],
  ['延期', 'extend'],
  ['销号', 'submit'],
  ['补充', 'supplement'],
  ['撤回', 'withdraw'],
  ['留言', 'comment'],
  ['异议', 'appeal'],
]

/** What the office presses rather than types: with a serial behind it the card comes that has the button. */
export const pressedWords = [
  ...['措施通过', '措施退回', '同意延期', '不同意延期', '审核通过', '审核退回', '退回补充', '合并办理', '并案', '转办'],
  ...['重新挂账', '重启', '撤销', '答复异议', '确认', '交办', '不予列入', '不予受理', '核查销号', '退回整改', '更正'],
  ...['关联', '委托核查', '查看'],
]

export const reportWords = ['报送问题', '上报问题', '报问题', '报送', '上报']

/** Before a word and a serial anything but letters and digits may stand; behind them goes what only separates. */
const before = /^[\s\p{P}\p{Cf}]+/u
const behind = /^[\s\p{Cf}，,。.．：:；;、！!？?…·|~～—–\-)\]）】』」”’》〉]+/u
const quotes = /^[“”"'‘’「」『』]+|[“”"'‘’「」『』。.！!？?\s]+$/gu

/** The first word decides. Where a verb of the same signs begins a sentence (上报县政府研究), nothing is asked for. */
export function intentOf(text: string): Intent {
  const typed = text.trim().replace(before, '')
  const word = normal(/^[^\s\p{P}]*/u.exec(typed)?.[0] ?? '')
  const plain = plainWords.get(word)
  if (plain) return plain
  if (/^绑定(?:$|[\s\p{P}\p{Cf}\d０-９])/u.test(typed)) return { do: 'bind', code: typed.slice(2).replace(before, '') }
  const looked = /^查询?/u.exec(typed)?.[0] ?? ''
  if (looked !== '' && (word === looked || serialAt(typed.slice(looked.length)) !== null)) {
    return { do: 'find', words: after(typed, looked).replace(quotes, '') }
  }
  const pressed = pressedWords.find((known) => typed.startsWith(known)) ?? ''
  const shown = pressed === '' ? null : serialAt(typed.slice(pressed.length), 'whole')
  if (shown) return { do: 'find', words: shown.serial }
  const handover = handoverIntent(typed)
  if (handover) return handover
  const report = reportWords.find((known) => typed.startsWith(known) && isApart(typed.slice(known.length)))
  if (report) return { do: 'report', text: after(typed, report) }
  return actIntent(typed) ?? { do: 'unclear' }
}

/** 交接 王五, 交接给王五; 交接 王五 给 李四 where somebody else begins it. 移交 is the older word. */
function handoverIntent(typed: string): Intent | null {
  const word = /^(?:工作)?(?:交接|移交)/u.exec(typed)?.[0] ?? ''
  const rest = typed.slice(word.length)
  if (word === '' || !(isApart(rest) || /^[给到]/u.test(rest))) return null
  const said = rest.replace(behind, '').replace(quotes, '').trim()
  const [, from = '', to = ''] = /^(\S*?)\s*[给到至]\s*(\S+)$/u.exec(said) ?? ['', '', said]
  return { do: 'handover', from: from === '' ? null : from, to: to.replace(/^@/, '') }
}

/** 延期到5月底, where 延期到位 is no wish of anybody's. */
const untilDay = /^[至到]\s*[\d０-９一二三四五六七八九十今明本下月年]/u

/** 进展 0007 …, 进展0007 … and 进展，… are commands; 进展怎么样 and 措施1已完成 are not. */
function actIntent(typed: string): Intent | null {
  const [word, act] = actWords.find(([known]) => typed.startsWith(known)) ?? []
  if (!word || !act) return null
  const rest = typed.slice(word.length)
  if (act === 'extend' && untilDay.test(rest)) return { do: 'act', act, serial: null, rest }
  const found = serialAt(rest, act !== 'plan' && act !== 'replan' ? 'any' : isApart(rest) ? 'measures' : 'whole')
  if (found) return { do: 'act', act, ...found }
  return isApart(rest) ? { do: 'act', act, serial: null, rest: rest.replace(behind, '') } : null
}

/** A serial at the start of a reply, as in `0007 首期150万今天已打款`; 1、首期… begins a list. */
export function leadingSerial(text: string): { serial: string; rest: string } | null {
  return serialAt(text.trim(), 'whole')
}

/** A serial written in full anywhere in a sentence, as in `请抓紧办 LH2022-0007`. */
export function fullSerialIn(text: string): string | null {
  const found = new RegExp(`(?<![A-Za-z0-9])${named}`, 'u').exec(halfWidthDigits(text))?.[0]
  return found?.replace(/[-—–−]+/u, '-') ?? null
}

function isApart(rest: string): boolean {
  return rest === '' || before.test(rest)
}

function after(typed: string, word: string): string {
  return typed.slice(word.length).replace(behind, '')
}

const dash = '[-—–−]{1,2}'
const counted =
  '\\s*(?:[万亿元年月日号%个家户笔次套台份期倍天周]|项(?!目)|条(?!件)|件|名(?!称)|批(?![复准])|[,，]\\d{3}(?!\\d))'
const named = `[A-Za-z][A-Za-z0-9]{1,11}${dash}\\d{4,6}(?!\\d)`
const padded = `0\\d{3,5}(?!\\d|${dash}\\d)`
const ended = `(?=$|[\\s，,：:；;。！!？?】])(?!${counted})`
const serials = {
  /** LH2022-0007, 0007: nothing else looks like it. */
  whole: new RegExp(`^(?:${named}|${padded}|\\d{4,6}${ended})`, 'u'),
  /** 7 as well, where a command stands before it: but not 3项, 3月1日, 300万, 1、…. */
  any: new RegExp(`^(?:${named}|${padded}|\\d{1,6}${ended})`, 'u'),
  /** Measures are numbered themselves: 措施 1：核对金额. */
  measures: new RegExp(`^(?:${named}|${padded}|\\d{1,6}(?=$|\\s)(?!${counted}))`, 'u'),
} as const

function serialAt(text: string, kind: keyof typeof serials = 'any'): { serial: string; rest: string } | null {
  const typed = text.replace(before, '')
  const found = serials[kind].exec(halfWidthDigits(typed))?.[0]
  if (found === undefined) return null
  return { serial: found.replace(/[-—–−]+/u, '-'), rest: typed.slice(found.length).replace(behind, '') }
}

/** Full-width digits and letters as half-width, keeping every position. */
function halfWidthDigits(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ－％]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}
