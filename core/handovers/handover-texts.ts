import type { PersonId } from '../actor.ts'
import type { HandedRole } from './handing.ts'
import type { Cause, HandoverStatus } from './handover.ts'
import type { HandoverRefusal } from './handover-rules.ts'

const doneBy = {
  start: '交接由本人、本单位第一责任人或办公室发起。请与他们联系。',
  sign: '这份交接由接手人签收。',
  cancel: '取消交接由发起人、本单位第一责任人或办公室办理。',
} as const

const plain = {
  'not-found': '没有找到这份交接。请发“待办”看看您手上的事项。',
  oneself: '不能交接给本人。请写接手人的姓名，如：交接 王五',
  elsewhere: '接手人须是同一单位的联络员、具体责任人或第一责任人。请换一位；还没有岗位的，请办公室先加岗位。',
  unfit: '委托核查的事项不能由这位接手：他是责任单位的人员，或经手过这件事。请换一位，或由办公室另行委托。',
  lost: '这位已经联系不上了，不能接手。请换一位。',
  nothing: '名下没有要交接的事项。经办人、主任手上的事由办公室其他人照常办理，不用交接。',
  over: '这份交接已经办完或取消了，不用再办。',
  'no-reason': '请写明退回的原因，如：这件事不归我分管。',
} as const satisfies Partial<Record<HandoverRefusal['code'], string>>

/** Why a handover was not begun, signed or called off, and what to do next. */
export function handoverRefusalText(refusal: HandoverRefusal, nameOf: (person: PersonId) => string): string {
  switch (refusal.code) {
    case 'unknown':
      return `没有找到叫“${refusal.name}”的人员。请核对姓名；名单里没有的，请办公室先录入。`
    case 'several':
      return `有几位叫“${refusal.name}”，请写成 姓名@单位。`
    case 'not-yours':
      return doneBy[refusal.whose]
    case 'running':
      return `已经在交接给${nameOf(refusal.to)}，等他签收，不用再办。要换人的请先取消。`
    default:
      return plain[refusal.code]
  }
}

export const handedRoleText: Readonly<Record<HandedRole, string>> = {
  first: '第一责任人',
  responsible: '具体责任人',
  reporter: '报送人',
  delegate: '委托核查',
}

export const handoverStatusText: Readonly<Record<HandoverStatus, string>> = {
  running: '待签收',
  done: '已完成',
  lapsed: '已终止',
  cancelled: '已取消',
}

export const causeText: Readonly<Record<Cause, string>> = {
  asked: '办理交接',
  left: '本人已离开通讯录',
  posts: '本人在本单位的岗位已结束',
}

/** Why an issue is no longer being handed over, in its history. */
export const endedText = {
  cancelled: '交接取消',
  returned: '接手人退回',
  moot: '不再由移交人负责',
  unfit: '接手人不再是本单位人员',
} as const

/** What a successor needs beside: posts are the administrator's. */
export const postsStay =
  '交接的是事项，岗位和聊天账号不随之变动，请办公室随后调整。报送事项按岗位办理，有岗位的人都可以办。'
