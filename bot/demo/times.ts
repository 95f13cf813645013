const zone = { timeZone: 'Asia/Shanghai' } as const
const day = new Intl.DateTimeFormat('zh-CN', { ...zone, month: 'long', day: 'numeric' })
const year = new Intl.DateTimeFormat('zh-CN', { ...zone, year: 'numeric' })
const weekday = new Intl.DateTimeFormat('zh-CN', { ...zone, weekday: 'long' })
const time = new Intl.DateTimeFormat('zh-CN', { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export type ClockFace = { readonly year: string; readonly day: string; readonly weekday: string; readonly time: string }

/** How an instant (epoch ms) is read in the office: 2022年 · 11月30日 · 星期三 · 09:14. */
export function clockFace(at: number): ClockFace {
  return { year: year.format(at), day: day.format(at), weekday: weekday.format(at), time: time.format(at) }
}

/** 11月30日 星期三 */
export function dayLabel(at: number): string {
  return `${day.format(at)} ${weekday.format(at)}`
}

/** 09:14 */
export function timeLabel(at: number): string {
  return time.format(at)
}
