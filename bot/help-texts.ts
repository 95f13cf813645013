import { secrecyText } from '../core/texts.ts'

/** Whoever has other words to say than others. */
export const helpGroups = ['unit', 'reviewer', 'office', 'leader', 'everybody'] as const
export type HelpGroup = (typeof helpGroups)[number]

/** What 帮助 says: every word of the chat, to those who use it, an example where the word alone says too little. */
export const help = {
  title: '我能帮您做什么',
  groups: {
    unit: {
      label: '责任单位',
      lines: [
        '报送 <问题>：报一个问题，会给您一张表',
        '零报告：自查没有发现问题时用，由第一责任人确认',
        '签收、退办、措施、进展、延期、销号 <编号>：办一件，如“进展 0007 首期已拨付”',
        '补充、撤回、撤回申请、调整方案 <编号>：改一件',
        '异议 <编号> <理由>：对交办或认定有不同意见时用',
        '交接 <接手人>：您名下的全部转给他，他签收才算完成',
        '回复一张卡片，就是更新那一件的进展',
      ],
    },
    reviewer: {
      label: '牵头单位审核人',
      lines: ['查 <编号>：打开一件，点交办、措施通过、措施退回、审核通过、审核退回'],
    },
    office: {
      label: '办公室',
      lines: [
        '查 <编号>：打开一件，点确认、退回补充、措施通过、措施退回、同意延期、不同意延期；交办、核查、转办等在网页上办',
        '报送 <问题>、进展 <编号> <情况>：代单位登记；代录了进展的人，不能再核查这一件',
        '交接 <离开的人> 给 <接手人>：替别人交接',
        '周报：本周至今的情况',
      ],
    },
    leader: {
      label: '领导',
      lines: ['周报：本周至今的情况；回复周报即为批示，带编号则批在那一件上'],
    },
    everybody: {
      label: '都能用',
      lines: [
        '待办：您手上的事项，最急的在前',
        '查 <词或编号>：找一件事',
        '留言 <编号> <内容>：说给办这件事的人听',
        '照片和文件直接发来，会放进正在说的那一件',
        '绑定 <绑定码>、解绑：换账号时用',
      ],
    },
  },
  note: secrecyText,
} as const satisfies {
  title: string
  groups: Record<HelpGroup, { label: string; lines: readonly string[] }>
  note: string
}
