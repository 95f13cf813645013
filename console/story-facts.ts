import type { StoryFact } from './story.ts'

/** One particular of an event; null where there is nothing to say. */
export function fact(label: string, text: string | null): StoryFact | null {
  return text === null || text === '' ? null : { label, text }
}

/** 第 1、2 条 */
export function numbers(list: readonly number[]): string | null {
  return list.length > 0 ? `第 ${list.join('、')} 条` : null
}
