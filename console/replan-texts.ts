import type { MeasureChange } from '../core/issue/plan-change.ts'

/** The words for a new plan that waits. */
export const replanTexts = {
  title: '待审的调整方案',
  stands: '通过以前仍按现行方案办。',
  tab: '调整方案',
  beside: '方案待审',
  reason: '调整理由',
  outcome: '裁决结果',
  done: '已完成',
  was: (way: string): string => `原为：${way}`,
  change: { kept: '', added: '新增', changed: '有改动', dropped: '不再列入' } satisfies Record<
    MeasureChange['change'],
    string
  >,
  waits: (on: string): string => `责任单位已于 ${on} 报来调整方案，等审核；通过以前仍按现行方案办。`,
  court: (number: string | null, day: string | null): string =>
    `走法律途径，暂停计时${number ? `（${number}）` : ''}${day ? `，开庭或裁决日期 ${day}` : ''}。有了结果由责任单位调整方案。`,
} as const
