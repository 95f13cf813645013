import type { Resumption } from './pause.ts'

/** How the deadline goes on after a pause, as arithmetic. */
export function pauseText({ from, until, days, before, deadline, bound }: Resumption): string {
  const sum = `${from} 至 ${until} 停了 ${days} 天，原时限 ${before} 加 ${days} 天`
  if (bound === 'latest') return `${sum}，不晚于本专项最迟期限，为 ${deadline}`
  if (bound === 'today') return `${sum}，已经过去，须重新定，最早 ${deadline}`
  return `${sum}，为 ${deadline}`
}
