import type { FormKind } from '../core/forms.ts'
import { normal } from '../core/text.ts'

/** What a message asks for, by the words of the contract (section 4). Pure. */
export type Intent =
  | { readonly do: 'help' | 'mine' | 'unbind' | 'unclear' }
  | { readonly do: 'find'; readonly words: string }
  | { readonly do: 'bind'; readonly code: string }
  | { readonly do: 'report'; readonly text: string }
  /** `serial` as typed, null where none was; `rest` exactly as typed. */
  | { readonly do: 'act'; readonly act: ChatAct; readonly serial: string | null; readonly rest: string }

/** Acts a typed word can ask for; 撤回 also takes back a submission. */
export type ChatAct = Extract<
  FormKind,
  'accept' | 'plan' | 'progress' | 'submit' | 'supplement' | 'withdraw' | 'unsubmit' | 'comment'
>

const plainWords: Readonly<Record<string, Intent>> = {
  帮助: { do: 'help' },
  待办: { do: 'mine' },
  我的: { do: 'mine' },
  解绑: { do: 'unbind' },
}

const actWords: Readonly<Record<string, ChatAct>> = {
  签收: 'accept',
  措施: 'plan',
  报措施: 'plan',
  进展: 'progress',
  更新进展: 'progress',
  销号: 'submit',
  申请销号: 'submit',
  补充: 'supplement',
  补充材料: 'supplement',
  撤回: 'withdraw',
  撤回申请: 'unsubmit',
  留言: 'comment',
}

const reportWords = ['报送问题', '报问题', '报送', '上报']
const separator = /^[\s\p{P}]+/u
const serialAtStart = /^(?:[A-Za-z][A-Za-z0-9]{1,11}[-—–]\d{4,6}|\d{1,6})(?![\d.,]|[万元亿年月日号%])/u

/** The first word decides; full-width spaces and punctuation behind it are tolerated. */
export function intentOf(text: string): Intent {
  const typed = text.trim()
  const word = normal(firstWord(typed))
  const plain = plainWords[word]
  if (plain) return plain
  if (word === '查' || word === '查询') return { do: 'find', words: after(typed, word) }
  if (word === '绑定') return { do: 'bind', code: after(typed, word) }
  const report = reportWords.find((known) => typed.startsWith(known))
  if (report) return { do: 'report', text: after(typed, report) }
  return actIntent(typed) ?? { do: 'unclear' }
}

function actIntent(typed: string): Intent | null {
  const words = Object.keys(actWords).sort((a, b) => b.length - a.length)
  const word = words.find((known) => typed.startsWith(known))
  const act = word && actWords[word]
  if (!word || !act) return null
  const behind = typed.slice(word.length)
  const rest = behind.replace(separator, '')
  // 进展 0007 …, 进展0007 … and 进展，… are commands; 进展怎么样 is not.
  const serial = serialAtStart.exec(normalDigits(rest))?.[0] ?? null
  if (behind !== '' && serial === null && !separator.test(behind)) return null
  return { do: 'act', act, serial, rest: serial ? rest.slice(serial.length).replace(separator, '') : rest }
}

/** A serial at the start of a reply, as in `0007 首期150万今天已打款`. */
export function leadingSerial(text: string): { serial: string; rest: string } | null {
  const typed = text.trim()
  const serial = serialAtStart.exec(normalDigits(typed))?.[0]
  return serial ? { serial, rest: typed.slice(serial.length).replace(separator, '') } : null
}

function firstWord(typed: string): string {
  return typed.split(/[\s\p{P}]/u, 1)[0] ?? ''
}

function after(typed: string, word: string): string {
  return typed.slice(word.length).replace(separator, '')
}

/** Full-width digits and letters as half-width, keeping every position. */
function normalDigits(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}
