import type { Role } from './actor.ts'
import { afterActText, afterEventText, afterRefusalText } from './after-texts.ts'
import type { CampaignState } from './campaigns/campaign-life.ts'
import type { Outcome } from './issue/call-back.ts'
import type { ActType } from './command.ts'
import { dayOf, showDay, showTime, type Day } from './calendar/day.ts'
import type { FileFault } from './evidence.ts'
import type { EventType } from './event.ts'
import type { Disposition, Status } from './issue.ts'
import { showWan } from './money.ts'
import type { Move, Refusal, RefusalCode } from './refusal.ts'

/** The words people see for states, roles and acts: those of the contract page. */
export const statusText: Readonly<Record<Status, string>> = {
  reported: '待审核',
  assigned: '待签收',
  planning: '待报措施',
  plan_review: '措施待审',
  rectifying: '整改中',
  verifying: '待核查',
  closed: '已销号',
  dismissed: '不予列入',
  merged: '已合并',
  withdrawn: '已撤回',
}

/** Whether it happened before its campaign began or after. */
export function stockText(fresh: boolean): string {
  return fresh ? '增量' : '存量'
}

export const campaignStateText: Readonly<Record<CampaignState, string>> = {
  running: '进行中',
  closing: '收尾',
  ended: '已结束',
}

export const roleText: Readonly<Record<Role, string>> = {
  contact: '联络员',
  responsible: '具体责任人',
  first: '第一责任人',
  reviewer: '牵头单位审核人',
  officer: '经办人',
  director: '主任',
  leader: '领导',
  auditor: '监督员',
  administrator: '管理员',
}

export const actText: Readonly<Record<ActType, string>> = {
  ask: '退回补充',
  supplement: '补充材料',
  withdraw: '撤回',
  confirm: '确认',
  assign: '交办',
  refer: '交牵头单位',
  dismiss: '不予列入',
  'ask-dismissal': '提请不予列入',
  'refuse-dismissal': '不同意不予列入',
  merge: '合并办理',
  accept: '签收',
  decline: '退办',
  reassign: '转办',
  plan: '报措施',
  replan: '调整方案',
  'approve-plan': '措施通过',
  'return-plan': '措施退回',
  progress: '更新进展',
  extend: '申请延期',
  'grant-extension': '同意延期',
  'refuse-extension': '不同意延期',
  attach: '补充佐证',
  submit: '申请销号',
  unsubmit: '撤回申请',
  'pass-review': '审核通过',
  'return-review': '审核退回',
  verify: '核查通过',
  close: '核查销号',
  'send-back': '退回整改',
  'call-back': '回访',
  overrule: '认定否认不成立',
  ...afterActText,
  'name-verifier': '委托核查',
  correct: '更正',
  link: '关联',
  unlink: '解除关联',
  comment: '留言',
}

export const dispositionText: Readonly<Record<Disposition, string>> = {
  fulfil: '具备条件，限期兑现',
  schedule: '暂不具备条件，定方案和时限',
  legal: '有争议，走法律途径',
}

export const outcomeText: Readonly<Record<Outcome, string>> = {
  confirmed: '企业认可',
  denied: '企业否认',
  unreached: '未联系上',
}

export const eventText: Readonly<Record<EventType, string>> = {
  reported: '报送',
  imported: '从台账导入',
  'supplement-asked': '退回补充',
  supplemented: '补充材料',
  withdrawn: '撤回',
  confirmed: '确认',
  assigned: '交办',
  referred: '交牵头单位',
  dismissed: '不予列入',
  'dismissal-asked': '提请不予列入',
  'dismissal-refused': '不同意不予列入',
  merged: '合并办理',
  absorbed: '另一件并入本件',
  parted: '并入本件的一件已分出',
  accepted: '签收',
  declined: '退办',
  reassigned: '转办',
  planned: '报措施',
  replanned: '调整方案',
  'plan-approved': '措施通过',
  'plan-returned': '措施退回',
  progressed: '更新进展',
  'extension-asked': '申请延期',
  'extension-granted': '同意延期',
  'extension-refused': '不同意延期',
  'evidence-added': '收到佐证材料',
  submitted: '申请销号',
  'submission-withdrawn': '撤回销号申请',
  reviewed: '审核通过',
  'review-returned': '审核退回',
  verified: '核查通过，报主任审定',
  closed: '核查销号',
  'sent-back': '退回整改',
  'called-back': '回访企业',
  'denial-overruled': '认定企业否认不成立',
  ...afterEventText,
  'verifier-named': '委托核查',
  'handed-over': '交接',
  'handover-signed': '交接签收',
  'handover-ended': '交接终止',
  corrected: '更正',
  linked: '关联',
  unlinked: '解除关联',
  commented: '留言',
  sealed: '存入密封内容',
  passed: '转由新单位办理',
}

/** Why an issue passes to another unit when it is opened again. */
export const heirText = '原责任单位已经撤并，由承接单位继续办理'

/** 本系统不得处理涉密信息 stands in help, forms and the console's foot (domain: section 4). */
export const secrecyText = '本系统不得处理涉密信息'

const doneBy = {
  unit: '这一步由责任单位的联络员、具体责任人或第一责任人来做。',
  reporter: '这一步由报送人来做。',
  reviewer: '这一步由牵头单位审核人来做；满 3 个工作日没有审核的，办公室可以代为审核。',
  office: '这一步由办公室经办人来做。',
  director: '这一步须由主任来做，请报主任办理；没有主任的，请管理员先录入一位。',
  desk: '这一步须由主任来做；没有主任的，由管理员来做；都没有的，请技术人员先录入一位管理员。',
} as const

/** 委托核查 (domain: rule 1), and what an office does that has nobody to ask for it. */
const nobodyElse =
  '没有其他人的，请主任委托其他单位的人员；没有主任的，请管理员委托；都没有的，请技术人员先录入一位管理员。'

const barredText = {
  unit: '核查不能由责任单位自己做。请等办公室核查，或留言催办。',
  progress: `您录入过这件事的进展，不能再核查它。请由其他经办人核查；${nobodyElse}`,
  verified: `这件事是您核查的，不能再由您审定。请由主任审定；${nobodyElse}`,
} as const

/** What is wrong wherever it is met, and what to do next. */
const plainText = {
  'awaits-review':
    '牵头单位还没有审核，审核通过以后才能核查。请等牵头单位审核；满 3 个工作日没有审核的，办公室可以代为审核。',
  'awaits-director': '本专项由主任审定后销号。请先点“核查通过”，报主任审定。',
  'no-director-stage': '本专项由办公室核查后直接销号，请用“核查销号”。',
  'no-denial': '没有需要认定的企业否认。企业否认过、后来又认可的，不用再认定。',
  'own-plan': `整改措施不能由责任单位自己的人审。请由其他经办人审核；${nobodyElse}`,
  'own-extension': `延期不能由责任单位自己的人来批。请由其他经办人决定；${nobodyElse}`,
  'dismissal-undecided': '已经提请不予列入，还没有答复，不用再提。请等主任决定；没有主任的，由另一位经办人决定。',
  'dismissal-not-asked': '没有人提请不予列入，不用答复。确实不该列入的，可以直接“不予列入”。',
  'no-consent-needed': '您可以自己决定，不用提请。确实不该列入的，请直接“不予列入”。',
  'own-dismissal': '报措施以后不予列入，须由两个人办。请先“提请不予列入”，由另一位经办人决定。',
  'extension-not-asked': '这件事没有待答复的延期申请。要调整完成时限的，请用“更正”。',
  'clock-stopped': '走法律途径期间暂停计时，不用申请延期。请按开庭或裁决的进程更新进展。',
  'lead-needs-assigning': '这是其他来源的线索，不能直接确认，请交办给责任单位。',
  'other-unit': '两件不是同一个责任单位的，不能合并。请用“关联”把它们连起来，由各单位分别办理。',
  'declined-before':
    '本单位对这件事已经退办过一次，不能再退。请签收办理；确实不属于本单位的，请留言说明，由办公室决定是否转办。',
  'no-lead-to-refer': '这是责任单位自己报送的，不用交牵头单位。请确认，或退回补充。',
  'refer-to-itself': '牵头单位就是这件线索所涉的单位，不能由它自己交办。请由办公室直接交办。',
  'nobody-to-refer': '这类问题还没有可以交办的牵头单位审核人。请直接交办，或请管理员先录入牵头单位审核人。',
  'referred-already': '已经交牵头单位，还没有交办，不用再交。急的请留言催办，也可以由办公室直接交办。',
  'campaign-closed': '本专项行动已经收尾，不再接受单位报送。如有新问题请与办公室联系。',
  'campaign-ended':
    '本专项行动已经结束，不再接受报送；没有办结的问题照常整改和核查。如有新问题，请报到正在进行的专项行动。',
  'no-evidence': '还没有佐证材料。请先发来照片或文件（如付款凭证），再申请销号。',
  ...afterRefusalText,
  'verifier-left': '办公室还有人可以办这一步，不需要委托。请由他们来办。',
  'unfit-verifier': '被委托人须是其他单位的工作人员，没有经手过这件事；领导、监督员和管理员不受委托。请另选一位。',
  'not-linked': '这件事还没有关联别的问题，请先关联。',
  'nothing-changed': '与原来的一样，不用再提交。',
} as const satisfies Partial<Record<RefusalCode, string>>

type Plain = Extract<Refusal, { code: keyof typeof plainText }>

function isPlain(refusal: Refusal): refusal is Plain {
  return Object.hasOwn(plainText, refusal.code)
}

/** The sentence of a refusal: what is wrong and what to do next. `today` sets how a day is written. */
export function refusalText(refusal: Refusal, today: Day): string {
  if (isPlain(refusal)) return plainText[refusal.code]
  switch (refusal.code) {
    case 'not-found':
      return `没有找到 ${refusal.serial}。请核对编号，或发“待办”看看您手上的事项。`
    case 'not-yours':
      return doneBy[refusal.whose]
    case 'wrong-state':
      return `这件事现在是“${statusText[refusal.status]}”，不能这样办。${whatNext[refusal.status]}`
    case 'stale':
      return staleText(refusal, today)
    case 'barred':
      return barredText[refusal.why]
    case 'extension-undecided':
      return `已经申请延期至${showDay(refusal.to, today)}，还没有答复。请等办公室答复；急的请留言催办。`
    case 'no-more-extensions':
      return noMoreExtensionsText(refusal.times)
    case 'missing':
      return `还缺：${refusal.labels.join('、')}。请补上再提交。`
    case 'invalid':
      return `“${refusal.label}”${refusal.sentence}。`
    case 'likely-duplicate':
      return `与已经报过的 ${refusal.serials.join('、')} 很像。如果不是同一件事，请点“仍要报送”。`
    case 'after-latest':
      return `“${refusal.label}”不能晚于${limits[refusal.why](showDay(refusal.latest, today))}。`
    case 'day-past':
      return `“${refusal.label}”${showDay(refusal.day, today)}已经过了，请填今天或以后的日期。`
    case 'settled-shrinks':
      return `已兑现金额只增不减，目前记的是 ${showWan(refusal.settled)}。这里填到今天为止的总数；如果原来记错了，请办公室更正。`
    case 'amounts-differ':
      return amountsDifferText(refusal)
    case 'settled-exceeds':
      return `已兑现金额不能超过核定的 ${showWan(refusal.confirmed)}。如果核定有误，请办公室更正。`
    case 'enterprise-denies':
      return `企业在${showDay(refusal.on, today)}的回访中否认整改结果，不能销号。企业改口认可的，请再记一次“回访”；确已整改到位的，请主任凭凭证“认定否认不成立”；没有到位的，请退回整改。`
    case 'no-call-back':
      return `本专项须回访企业并得到认可才能销号，请先“回访”。联系不上的，在 ${refusal.enough} 个不同日期各记一次“未联系上”（已记 ${refusal.tries} 次），也可以销号。`
    case 'measures-open':
      return `第 ${refusal.numbers.join('、')} 条措施还没有完成。请先更新进展，或在申请里选为“不再实施”并写明理由。`
    case 'evidence-pending':
      return `还有 ${refusal.count} 份材料正在接收，请等收齐了再办。`
    case 'not-settled':
      return `还有 ${showWan(refusal.remainder)}没有兑现，不能销号。请先更新已兑现金额；已经在核查的，请退回整改。`
    case 'no-such-measure':
      return `没有第 ${refusal.number} 条措施。请核对措施的序号。`
    case 'not-of-unit':
      return `“${refusal.label}”须是责任单位的人员。名单里没有的，请办公室先录入。`
    default:
      return refusal satisfies never
  }
}

function amountsDifferText({ before, amount, settled }: Extract<Refusal, { code: 'amounts-differ' }>): string {
  const sum = `以前已兑现 ${showWan(before)}，加上本次 ${showWan(amount)}，一共 ${showWan(before + amount)}`
  return `${sum}，与填的已兑现金额 ${showWan(settled)}对不上。是哪一个填错了？请核对，只填一个也可以。`
}

function noMoreExtensionsText(times: number): string {
  const why = times === 0 ? '本专项的完成时限不能申请延期' : `本专项每件最多延期 ${times} 次，这件已经用完`
  return `${why}。确有特殊情况的，请与办公室联系。`
}

const whatNext: Readonly<Record<Status, string>> = {
  reported: '下一步由办公室审核。',
  assigned: '下一步由责任单位签收。',
  planning: '下一步由责任单位报措施。',
  plan_review: '下一步由办公室审核措施。',
  rectifying: '下一步由责任单位推进整改，完成后申请销号。',
  verifying: '下一步由办公室核查。',
  closed: '已经办结。要再整改的，由办公室重新挂账。',
  dismissed: '已经办结。办错了的，由办公室撤销。',
  merged: '已经并入另一件，请到那一件里办；合并错了的，由办公室撤销。',
  withdrawn: '只能留言；要再报请重新报送。',
}

const limits = {
  'rectify-by': (day: string) => `本专项的最迟期限 ${day}。请改早一些；确需更晚的，由主任来定`,
  deadline: (day: string) => `完成时限 ${day}。请改早一些；完成时限要调整的，请办公室办理`,
  'plan-due': (day: string) => `报措施期限 ${day}。请改早一些`,
} as const

function staleText({ status, move }: Extract<Refusal, { code: 'stale' }>, today: Day): string {
  const what = move ? moveText(move, today) : '刚刚有变化'
  return `这件事${what}，现在是“${statusText[status]}”，您的操作没有执行。`
}

function moveText({ type, at }: Move, today: Day): string {
  const on = dayOf(at)
  return on === today
    ? `刚刚有人${eventText[type]}（${showTime(at)}）`
    : `在${showDay(on, today)}已经${eventText[type]}`
}

/** Under a field of a form. */
export const fieldTexts = { missing: '请填写这一项' } as const

/** Files that can come with one form. */
export const mostUploads = 20
export const tooManyUploads = `一次最多传 ${mostUploads} 份，请分几次传。`
export const unnamedFile = '文件'

/** Why a file was not taken: which one, and what to do. */
export function fileRefusalText(name: string, why: FileFault): string {
  switch (why) {
    case 'empty':
      return `“${name}”是空的，没有收下。请重新选择文件。`
    case 'too-large':
      return `“${name}”超过 30 MB，没有收下。请压缩或分成几份再传。`
    case 'type':
      return `“${name}”的格式不能收。可以收照片（JPG、PNG、HEIC 等）、PDF、OFD、WPS 和 Office 文档、文本文件；压缩包请解开后逐个传，加密的文档请先去掉密码。`
    default:
      return why satisfies never
  }
}
