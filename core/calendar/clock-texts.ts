import { showFullDay } from './day.ts'
import type { Resumption } from './pause.ts'
import type { UnderstoodDay } from './understood-days.ts'

/** How the deadline goes on after a pause, as arithmetic. */
export function pauseText({ from, until, days, before, deadline, bound }: Resumption): string {
  const sum = `${from} 至 ${until} 停了 ${days} 天，原时限 ${before} 加 ${days} 天`
  if (bound === 'latest') return `${sum}，不晚于本专项最迟期限，为 ${deadline}`
  if (bound === 'today') return `${sum}，已经过去，须重新定，最早 ${deadline}`
  return `${sum}，为 ${deadline}`
}

/** “月底前”是2023年5月31日（星期三）。请核对，没有问题就提交。 */
export function understoodText(understood: readonly UnderstoodDay[]): string {
  const said = understood.map(({ typed, day }) => `“${typed}”是${showFullDay(day)}`)
  return `${[...new Set(said)].join('，')}。请核对，没有问题就提交。`
}
