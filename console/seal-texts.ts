import { showInstant } from '../core/calendar/day.ts'

export const sealText = {
  title: '密封内容',
  kept: '内容已密封，只有经办人、主任可以查看。',
  none: '还没有密封内容。反映人的姓名、联系方式等不宜让办理单位知道的，写在这里。',
  count: (count: number) => `已密封 ${count} 条，只有经办人、主任可以查看，每次查看都有记录。`,
  looks: (count: number, who: string, at: number) => `查看过 ${count} 次，最近一次：${who}，${showInstant(at)}`,
  open: '查看密封内容',
  add: '补充密封内容',
  submit: '密封',
  opened: '本次查看已记录。请勿截图、转发，看完即关闭本页。',
  complainant: '反映人',
  contact: '反映人联系方式',
  note: '密封内容',
  gone: '这一条已按规定涂抹。',
  back: '返回问题',
  beside: '反映人（只有经办人、主任可以查看）',
  own: '单位自查上报的问题没有反映人，请改问题来源，或把这几项清空',
} as const
