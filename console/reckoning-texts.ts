import type { Day } from '../core/calendar/day.ts'
import type { Pause, Why } from '../core/calendar/reckoning.ts'

/** 怎么算的: behind every date of an issue. */
export const reckoningTexts = {
  how: '怎么算的',
  pause: ({ since, until }: Pause): string =>
    until === null ? `${since} 起走法律途径，暂停计时` : `${since} 至 ${until} 走法律途径，暂停计时`,
} as const

/** What set a date, in a clerk's words. */
export function whyText(why: Why): string {
  switch (why.by) {
    case 'rule':
      return `${ruleText(why.from)}，${why.begin} 的次日起数 ${why.counted.length} 个工作日${daysText(why)}`
    case 'latest':
      return `本专项的最迟期限（${sectionText(why.from)}）`
    case 'proposal':
      return '按责任单位建议的时限'
    case 'first':
      return '沿用首次定的时限'
    case 'office':
      return '由办公室填定'
    case 'plan':
      return '按整改方案'
    case 'progress':
      return '更新进展时填报'
    case 'sheet':
      return `原台账“${why.file}”第 ${why.row} 行`
    case 'extension':
      return `第 ${why.nth} 次延期，共可 ${why.most} 次${why.beyond ? '；跨期，由主任批准' : ''}`
    case 'corrected':
      return `更正：${why.reason}`
    case 'sent-back':
      return `退回整改：${why.reason}`
    case 'reopened':
      return `重新挂账：${why.reason}`
    case 'pause':
      return `法律途径结束，时限顺延 ${why.days} 天`
    default:
      return why satisfies never
  }
}

function ruleText(from: string): string {
  return from === 'setting' ? '按本产品设定' : `按实施方案（${from}）`
}

function sectionText(from: string): string {
  return from === 'setting' ? '本产品设定' : from
}

function daysText({ counted, skipped }: { counted: readonly Day[]; skipped: readonly Day[] }): string {
  const left = skipped.length === 0 ? '' : `；跳过休息日 ${skipped.join('、')}`
  return `：${counted.join('、')}${left}`
}
