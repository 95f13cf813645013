import { shortDay } from '../core/calendar/calendar-texts.ts'
import type { Day } from '../core/calendar/day.ts'
import { festivals } from '../core/calendar/holiday-notice.ts'
import { showHours } from '../core/calendar/office-hours.ts'
import type { OfficeEvent } from '../core/office-event.ts'

/** What the page 工作日历 says. */
export const calendarTexts = {
  title: '工作日历',
  year: (year: number): string => `${year}年`,
  yearLabel: '年份',
  month: (number: number): string => `${number}月`,
  week: ['一', '二', '三', '四', '五', '六', '日'],
  off: '休',
  worked: '班',
  legend: { off: '放假', worked: '周末上班', mended: '手工改的', today: '今天' },
  workdays: (count: number): string => `全年 ${count} 个工作日`,
  offDays: (days: string): string => `${days}休`,
  workedDays: (days: string): string => `${days}班`,
  arrange: '去录入',
  askAdministrator: '请管理员在“工作日历”里录入。',
  notice: {
    title: '粘贴放假通知',
    field: '国务院办公厅的放假通知',
    hint: '国务院办公厅关于某年部分节假日安排的通知，连标题一起粘贴。读出来先给您核对，确认以后才录入。',
    read: '读取',
    readAgain: '重新读取',
    change: '修改原文，重新读取',
    preview: (year: number): string => `${year}年放假安排`,
    columns: { name: '节日', off: '放假', count: '天数', worked: '上班' },
    none: '—',
    total: (off: number, worked: number): string => `放假合计 ${off} 天，周末上班 ${worked} 天。`,
    look: '请对照原文核对：',
    wrong: '读出来的安排有矛盾，不能录入：',
    checked: '以上各条已对照原文核对，以读出来的为准',
    mustCheck: '请先对照原文核对，再打勾确认。',
    same: '与已经录入的一样，不用再录。',
    mended: (days: string): string => `手工改的 ${days} 保持不变。`,
    replaces: '这一年已经录入过，确认后按这次的为准。',
    confirm: '确认录入',
    back: '返回工作日历',
  },
  day: {
    title: '改一天',
    hint: '地方另行规定放假、停工，或者临时要求上班时用。手工改的不受放假通知影响。',
    day: '日期',
    to: '改成',
    choices: { off: '放假', work: '上班' },
    reason: '依据',
    reasonHint: '文件名称和文号，或者原因',
    submit: '修改',
    badDay: '请填写日期，如 2026-11-27',
    chooseTo: '请选择放假或上班',
    noReason: '请填写依据',
    already: (day: Day, workday: boolean): string => `${shortDay(day)}本来就${workday ? '上班' : '放假'}，不用改`,
    list: (day: string, workday: boolean): string => `${day} 改为${workday ? '上班' : '放假'}`,
  },
  hours: {
    title: '办公时间',
    hint: '催办、周报等消息只在工作日的这段时间里发出；对各人操作的答复随时发出。个别群要另定时间的，在“人员与单位”的“群聊”里设。',
    from: '开始',
    to: '结束',
    submit: '保存',
    example: '如 08:30',
  },
  story: '改动记录',
  noStory: '还没有改动。',
  onlyRead: '工作日历由管理员维护。',
} as const

/** What is wrong with hours as they were typed. */
export const hoursFault = {
  from: '请写成几点几分，如 08:30',
  to: '请写成几点几分，如 18:00，不晚于 23:59',
  order: '结束时间要晚于开始时间',
} as const

/** One line of 改动记录. */
export function officeEventText(event: OfficeEvent): string {
  switch (event.type) {
    case 'calendar-arranged': {
      const whole = event.festivals.length === festivals.length
      const what = whole ? `${event.year}年放假安排` : `${event.year}年${event.festivals.join('、')}的安排`
      return `录入${what}：放假 ${event.off.length} 天，周末上班 ${event.worked.length} 天`
    }
    case 'calendar-mended':
      return `${event.day} 改为${event.workday ? '上班' : '放假'}：${event.reason}`
    case 'hours-set':
      return `办公时间改为 ${showHours(event)}`
    default:
      return event satisfies never
  }
}

/** What a green line says after something was done here. */
export const calendarDone = {
  'calendar-arranged': '已录入，工作日按新的安排推算。',
  'calendar-same': '与已经录入的一样，没有改动。',
  'calendar-mended': '已修改，工作日按新的安排推算。',
  'hours-set': '办公时间已保存。',
  'hours-same': '与原来的一样，没有改动。',
} as const
export type CalendarDone = keyof typeof calendarDone
