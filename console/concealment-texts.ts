import type { SelfCheck } from '../core/concealment.ts'
import type { Month } from '../core/calendar/day.ts'

/** What was seen, for the office to look into; whether it is 瞒报 or 漏报 is for people to say. */
export const concealmentTexts = {
  label: '自查情况提示',
  hint: (seen: string) => `提示：${seen}是否瞒报、漏报，请核实；确有嫌疑的可以标记。认定以前责任单位不知道。`,
  seen: ({ paper, on, zero, listed }: SelfCheck, unit: string, happened: Month) =>
    `这件不是${unit}自查报送的，发生时间 ${happened}；该单位 ${on} 报的“${paper}”${
      zero ? '是零报告' : `列了 ${listed.length} 件，没有这一件`
    }。`,
  flag: '标记',
} as const
