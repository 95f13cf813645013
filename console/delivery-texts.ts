import type { Message } from '../core/message.ts'
import type { Thrift } from '../core/quota.ts'
import type { DeliveryState } from '../db/deliveries.ts'
import { doorText } from './texts.ts'

export const deliveryTexts = {
  title: '送达',
  about: '系统发给谁、什么时候发的、到了没有。只列标题，不显示答复的内容。',
  trouble: '需要处理',
  list: '全部消息',
  to: '收件人',
  what: '内容',
  by: '平台',
  state: '状态',
  time: '时间',
  act: '操作',
  anyState: '全部状态',
  person: '姓名',
  find: '查找',
  nobody: (name: string): string => `人员库里没有“${name}”。`,
  none: '没有消息',
  noneText: '换个状态或姓名再找。',
  older: '更早的消息',
  newest: '回到最新',
  moreTrouble: '查看全部',
  again: '再发一次',
  allAgain: (count: number): string => `把 ${count} 条失败的都再发一次`,
  group: (unit: string | null): string => (unit === null ? '群聊' : `群聊（${unit}）`),
  stranger: '未登记的人',
  urgent: '加急',
  made: '生成',
  sent: '送达',
  read: '已读',
  next: '下次',
  unknownHint: '平台没有答复，消息可能到了，也可能没到。请先问一下本人，再决定是否再发。',
  banner: (count: number): string => `${count} 条消息没有送达或结果未知。`,
  look: '去看看',
} as const

export const meterTexts = {
  title: '本月用量',
  none: '本月还没有计入限额的调用。',
  used: {
    calls: (count: string): string => `接口已用 ${count} 次`,
    pushes: (count: string): string => `推送已用 ${count} 次`,
  },
  ofQuota: (quota: string, left: string): string => `额度 ${quota} 次，剩 ${left}`,
  unlimited: '没有设额度',
  exhausted: '平台说本月的接口次数已用完',
  ended: '平台说本月的推送次数已用完',
  field: { calls: '每月接口额度（次）', pushes: '每月推送额度（次）' },
  hint: {
    calls: '免费版有月度上限，可在平台管理后台查到。空着表示不限。',
    pushes: '钉钉标准版每月 3,000 次，买了加量包的照包上的次数填。空着表示不限。',
  },
  fault: '请填整数，如 10000，或留空',
  save: '保存',
  counted: {
    calls: '接口：发消息、更新卡片、下载附件各算一次，取令牌不算。',
    pushes:
      '推送：大家发给机器人的每条消息、点的每次卡片按钮、平台发来的每个通知（通讯录变动除外）、机器人的每次当场答复各算一次，平台重发的也算。本单位其他钉钉应用共用这个额度，实际用量以平台管理后台为准。',
  },
} as const

/** What every page of the office says while a platform pushes nothing more, or soon won't. */
export const pushTexts = {
  ended: (platform: string, since: string): string =>
    `${platform}本月的推送次数已用完：自 ${since} 起，大家在${platform}里发的消息、交的材料、点的按钮都收不到，以后也不会补来；系统发出的提醒照常。请通知联络员有事打电话，由经办人在控制台代为报送、登记进展；也可请管理员在${platform}管理后台购买加量包，买好后自动恢复。下月 1 日重新计数。`,
  scarce: (platform: string, left: string): string =>
    `${platform}本月的推送次数只剩 ${left} 次，用完后大家在${platform}里发的消息、交的材料、点的按钮都收不到。请管理员考虑在${platform}管理后台购买加量包，并告诉联络员到时候打电话。下月 1 日重新计数。`,
} as const

export const deliveryStateText: Readonly<Record<DeliveryState, string>> = {
  queued: '排队',
  sent: '已送达',
  read: '已读',
  failed: '失败',
  unknown: '结果未知',
  unbound: '未绑定',
  dropped: '已撤回',
}

/** What the office is told while a quota is being saved. */
export const thriftText: Readonly<Record<Exclude<Thrift, 'none'>, string>> = {
  'no-digests': '本月接口次数剩不到 10%，发给个人的周报已暂停，下月恢复。',
  'only-replies': '本月接口次数快用完了，现在只发答复和每天的群清单，其余排队等候，下月恢复。',
}

/** What a message is about, in a word: never what it says. */
export const subjectText: Readonly<Record<Message['type'], string>> = {
  event: '办理动态',
  reform: '单位变动',
  'group-asked': '群登记请示',
  'handover-event': '交接动态',
  handover: '交接',
  'handover-ask': '交接确认',
  'handover-who': '交接对象询问',
  'handover-return': '交接退回',
  ownerless: '无主事项',
  'hand-in-event': '报送动态',
  'hand-in': '报送事项',
  'zero-which': '零报告询问',
  nudges: '催办',
  'nudges-again': '催办清单',
  'nudges-past': '旧催办作废',
  'remark-which': '回复归属询问',
  redaction: '涂抹请示',
  issue: '问题卡片',
  evidence: '佐证材料链接',
  form: '填报表单',
  say: '答复',
  help: '使用说明',
  mine: '待办清单',
  found: '查找结果',
  which: '材料归属询问',
  similar: '疑似重复提示',
  digest: '周报',
  'week-so-far': '本周情况',
  instruction: '批示',
  money: '金额确认',
}

const whys: Readonly<Record<string, string>> = {
  quota: '本月额度不足，暂缓发送',
  throttled: '发得太快，平台要求稍候',
  fault: '系统出错，稍后重试',
  'no platform': '这个聊天平台没有接上',
  'cards cannot be replaced here': '平台不能更新卡片',
  'the card is too old': '卡片过期，不能更新',
}

export function platformName(platform: string): string {
  return platform in doorText ? doorText[platform as keyof typeof doorText] : platform
}

/** Why a message has not arrived yet, in words for the office. */
export function whyText(lastError: string): string {
  return whys[lastError] ?? lastError
}

export type DeliveryDone = 'sent-one-again' | 'quota-set'

/** What a green line says after something was done here. */
export const deliveryDone: Readonly<Record<DeliveryDone, string>> = {
  'sent-one-again': '已重新排队，办公时间内发出。',
  'quota-set': '额度已保存。',
}
