import type { Serial } from '../core/issue.ts'
import { showWan } from '../core/money.ts'
import type { Signal } from '../core/signals.ts'

export const signalTexts = { label: '核查提示', hint: '提示：' }

/** How many of the other issues are named. */
const NAMED = 3
/** How many payments are. */
const PAYMENTS = 5

/** What was seen, in one sentence; other issues are named as far as the reader `sees` them. */
export function signalText(signal: Signal, sees: (serial: Serial) => boolean): string {
  switch (signal.kind) {
    case 'same-file':
      return `佐证 ${signal.no} 与${named(signal.others, sees)}的佐证文件相同。`
    case 'same-text':
      return `${signal.on} 更新的进展与${named(signal.others, sees)}的进展文字相同。`
    case 'taken-before':
      return `佐证 ${signal.no} 是照片，自带的拍摄日期为 ${signal.takenOn}，早于本问题的报送日期 ${signal.reportedOn}。`
    case 'last-day':
      return `责任单位在本次行动中提出的 ${signal.count} 件销号申请，都在完成时限当天提出。`
    case 'nothing-paid':
      return `本问题涉及 ${showWan(signal.owed)}，已申请销号，但没有兑现记录，也没有凭证。`
    case 'unvouched':
      return unvouchedText(signal)
    default:
      return signal satisfies never
  }
}

function unvouchedText({ numbers, amount, settled }: Extract<Signal, { kind: 'unvouched' }>): string {
  const some = `第 ${numbers.slice(0, PAYMENTS).join('、')} 笔`
  const which = numbers.length > PAYMENTS ? `${some}等 ${numbers.length} 笔` : some
  if (amount === settled) return `已兑现的 ${showWan(settled)}（${which}）没有附凭证。`
  return `已兑现 ${showWan(settled)}，其中 ${showWan(amount)}没有附凭证，见${which}。`
}

function named(others: readonly Serial[], sees: (serial: Serial) => boolean): string {
  const known = others.filter(sees).slice(0, NAMED)
  if (known.length === 0) return '另一件问题'
  return ` ${known.join('、')} ${others.length > known.length ? '等问题' : ''}`
}
