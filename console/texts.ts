import { redactionTexts } from './redaction-texts.ts'
import { subjectText } from '../core/after-texts.ts'
import type { Door } from '../core/actor.ts'
import { isOverdue, runningDeadline } from '../core/calendar/clock.ts'
import { standingDenial } from '../core/issue/call-back.ts'
import type { ActType } from '../core/command.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { daysBetween, type Day } from '../core/calendar/day.ts'
import { hasNewPlan } from '../core/issue/plan-approval.ts'
import { replanTexts } from './replan-texts.ts'
import { isBeyond } from '../core/issue/extension.ts'
import type { Issue, Measure, Status } from '../core/issue.ts'
import { calendarDone, type CalendarDone } from './calendar-texts.ts'
import { deliveryDone, type DeliveryDone } from './delivery-texts.ts'
import { suggestionDone, type SuggestionDone } from './suggestion-texts.ts'
import { rosterDone, type RosterDone } from './roster-texts.ts'
import { stockText } from '../core/texts.ts'

/** What the console itself says; words for states, roles, acts and refusals are core's. */
export const texts = {
  brand: '销号',
  ledger: '问题台账',
  none: '—',
  wan: '万元',
  back: '返回台账',
  cancel: '取消',
  submit: '提交',
  required: '必填',
  choose: '请选择',
  dayExample: '如 2023-05-31',
  monthExample: '如 2021-03',
  pickDay: '打开日历',
  signOut: '退出',
  paused: '刚从备份恢复，消息已暂停发送。请核对台账和人员无误后继续。',
  resume: '继续发送',
  keys: '快捷键：/ 搜索，j k 上下移动，回车打开，c 确认待审核的一行',
}

/** Ways of the bar. */
export const navTexts = {
  label: '主导航',
  ledger: '台账',
  handIns: '报送情况',
  digests: '周报',
  suggestions: '督办建议',
  campaigns: '专项行动',
  roster: '人员与单位',
  redactions: '涂抹',
  waiting: (count: number): string => `${count} 项等您决定`,
  deliveries: '送达',
  calendar: '工作日历',
} as const

export const loginTexts = {
  title: '登录',
  as: (name: string): string => `以 ${name} 的身份登录`,
  button: '登录',
  once: '这个链接只能用一次，15 分钟内有效。请不要转发给别人。',
  console: '登录控制台',
  with: (platform: string): string => `用${platform}登录`,
  notYet: '还没有登录',
  back: '再试一次',
  refused: {
    lost: (platform: string): string => `这次登录隔得太久，或者不是从本页开始的。请再点一次“用${platform}登录”。`,
    unsure: (platform: string): string => `${platform}没有确认您的身份：可能是您没有同意，也可能是连不上${platform}。`,
    unbound: (platform: string): string =>
      `还不认识您的${platform}账号。请先在${platform}里把办公室给您的绑定码单独发给机器人，例如：绑定 482 913。`,
    noEntry: (platform: string): string =>
      `已确认您的${platform}账号，但您没有登录控制台的岗位。责任单位的同志请在聊天里办理。`,
  },
  how: '用一次性链接登录',
  steps: [
    '控制台不设密码。请管理员在服务器上执行下面的命令，把打印出来的链接发给您。',
    '打开链接，点“登录”。登录后 12 小时内有效。',
  ],
  command: 'npx xiaohao people login 姓名',
  who: '经办人、主任、管理员、领导、监督员和受委托的核查人可以登录。责任单位的同志请在聊天里办理。',
  used: '这个登录链接已经用过或过期了',
  again: '请管理员再生成一个链接。',
  goOn: '您已经登录',
  toLedger: '进入台账',
} as const

export const ledgerTexts = {
  report: '登记问题',
  import: '导入台账',
  forOffice: '待办公室办理',
  all: '全部',
  overdue: '逾期',
  extension: '延期申请',
  appeal: '异议',
  flagged: '标记',
  anyFlag: '标记：不限',
  suspected: '标记：疑似',
  confirmed: '标记：已认定',
  dismissal: '提请不予列入',
  noDismissal: '没有待决定的不予列入提请',
  suggestions: '督办建议',
  noExtension: '没有待答复的延期申请',
  overdueOnly: '仅看逾期',
  campaign: '专项行动',
  unit: '责任单位',
  happened: '按发生时间',
  enterprise: '涉及企业',
  anyEnterprise: '不限企业',
  anyUnit: '全部单位',
  ended: (unit: string): string => `${unit}（已撤并）`,
  anyCampaign: '全部专项行动',
  sort: '排序',
  sorts: { newest: '最新报送', deadline: '完成时限', changed: '最近变动' },
  search: '搜索',
  searchHint: '编号、项目、企业、案号…',
  find: '查询',
  clear: '清除条件',
  columns: {
    serial: '编号',
    description: '问题描述',
    unit: '责任单位',
    deadline: '完成时限',
    first: '第一责任人',
    responsible: '具体责任人',
    involved: '涉及金额（万元）',
    settled: '已兑现金额（万元）',
    state: '状态',
  },
  total: (total: number, from: number, to: number): string =>
    total === 0 ? '共 0 件' : `共 ${grouped(total)} 件，第 ${grouped(from)}–${grouped(to)} 件`,
  previous: '上一页',
  next: '下一页',
  pages: '翻页',
  delegated: '委托您核查的问题',
  proposed: '单位建议',
  asksUntil: (day: Day): string => `申请至 ${day}`,
  printed: (day: Day): string => `打印时间：${day}`,
  nobodyToVerify: '无人可核查，须委托',
  emptyTitle: '台账里还没有问题',
  emptyText: '各单位在聊天里报送的问题会出现在这里。来信来访、上级交办等线索由办公室登记。',
  noneOf: (state: string): string => `没有“${state}”的问题`,
  noneTitle: '没有符合条件的问题',
  noneText: '换一个词，或者放宽条件再试。',
  noCampaignTitle: '没有正在进行的专项行动',
  noCampaignText: '请管理员在服务器上执行下面的命令，开始一个专项行动。',
  noCampaignCommand: 'npx xiaohao campaign start luohe-2022',
} as const

export const exportTexts = {
  open: '导出',
  what: (campaign: string, unit: string | null): string =>
    `${campaign}：${unit === null ? '全部单位' : unit}的全部问题`,
  formats: {
    xlsx: { name: 'Excel 台账（.xlsx）', hint: '全部栏目，打印出来就是附表' },
    docx: { name: 'Word 附表（.docx）', hint: '用于打印盖章；不含不予列入、已撤回和未交办的线索' },
    csv: { name: '纯数据（.csv）', hint: '供其他系统读取' },
  },
} as const

export const issueTexts = {
  toDo: '现在可以办',
  otherActs: '其他操作',
  nothing: '现在没有需要您办的事。',
  onBehalf: (who: string, teller: string) => `${who}代${teller}报送`,
  facts: '基本情况',
  description: '问题描述',
  measures: '推进措施及时间节点',
  proposal: '待审的推进措施',
  proposalAgain: '上次报的措施（已退回）',
  formerPlan: (unit: string, until: Day): string => `原措施（${unit}，${until} 转办后不再执行）`,
  evidence: '佐证材料',
  noEvidence: '还没有佐证材料。',
  pending: (count: number): string => `还有 ${count} 份材料正在接收。`,
  verifications: '核查记录',
  callBacks: '企业回访',
  caller: (who: string, entered: string): string => `${who}，${entered} 记入`,
  earlierCall: '上次申请销号时的回访',
  overruled: (who: string, when: string): string => `${who}于 ${when} 认定否认不成立`,
  history: '办理经过',
  earlier: (count: number): string => `更早的 ${count} 条`,
  unfold: (count: number): string => `展开全文（${grouped(count)} 字）`,
  download: '下载',
  evidenceNo: (no: number): string => `佐证 ${no}`,
  purposes: { report: '报送', progress: '整改', verification: '核查' },
  stock: (fresh: boolean, began: Day): string => `${stockText(fresh)}，专项行动 ${began} 开始`,
  firstDeadline: (day: Day, extensions: number): string =>
    `首次时限 ${day}${extensions > 0 ? `，已延期 ${extensions} 次` : ''}`,
  remainder: '未兑现',
  proposed: '单位建议',
  noMoney: '与钱无关',
  settledOf: '兑现进度',
  measureLate: '已过期',
  suspended: (since: Day, court: Day | null): string =>
    `走法律途径，${since} 起暂停计时${court ? `，开庭或裁决日期 ${court}` : ''}`,
  asked: '已请报送人补充材料',
  question: '要求补充的内容',
  extensionReason: '延期理由',
  appealReason: (about: string): string => `异议理由（对${about}，待答复）`,
  restsOn: '依据的材料：',
  flagReason: (flag: string): string => `${flag}的理由`,
  dismissalReason: (who: string, day: Day): string => `${who} ${day} 提请不予列入的理由`,
  reason: '退回原因',
  reasonAgain: '重新挂账或退回的原因',
  reopenings: (times: number): string => `已重新挂账 ${times} 次`,
  reasons: { reported: '退办理由', dismissed: '不予列入的理由', withdrawn: '撤回理由' } as Readonly<
    Partial<Record<Status, string>>
  >,
  backToIssue: '返回问题',
  redactedTitle: '已涂抹',
  redacted: '这一条的内容已按规定涂抹。',
  system: '系统',
  columns: { no: '序号', measure: '推进措施', due: '时间节点', state: '进度' },
} as const

export const caseTexts = {
  enterprise: '同一企业',
  matter: '同一事项',
  self: '本件',
  total: (count: number, open: number, money: { owed: string; left: string } | null): string =>
    `共 ${grouped(count)} 件（含本件），在办 ${grouped(open)} 件` +
    (money ? `；金额合计 ${money.owed}，未兑现 ${money.left}` : ''),
  all: '在台账里查看这家企业的全部问题',
} as const

export const formTexts = {
  faults: (count: number): string => `有 ${count} 处需要补上或改正`,
  typed: '您刚才填写的内容还在这里，可以复制',
  notDuplicate: '仍要报送',
  newTitle: '登记问题',
  newHint: '其他来源的线索、电话里报来的问题，由办公室在这里登记。',
  files: '照片和文件',
  filesHint: '可以一次选几份，每份不超过 30 MB：照片、PDF、OFD、WPS 和 Office 文档、文本文件',
  pickFiles: '选择照片或文件',
  takePicture: '拍照',
  kept: '已经收到、随本次提交一起存入的文件',
  noFiles: '请选择要补充的照片或文件。',
  groups: { look: '核查方式和人员', found: '核查材料和情况', call: '回访企业', callHint: '没有回访的不用填' },
  addNames: '点名字填入',
  sendBackTitle: '不到位的，退回整改',
  sendBackHint: '退回要写清还差什么，并定新的完成时限。',
  undone: (whoWhen: string, what: string): string => `撤销的是${whoWhen} 办的“${what}”，`,
  undoneTo: (state: string): string => `撤销后回到“${state}”。`,
  undoneHarmless: '撤销不计入任何人的考核，办理经过照常保留。',
  verify: '核查',
  decide: '主任审定',
  ends: {
    verify: { title: '到位的，报主任审定', hint: '主任审定后销号；审定的人和核查的人不能是同一个人。' },
    close: { title: '到位的，予以销号', hint: '销号后，责任单位和报送人会收到通知。' },
  },
  besides: '供核对',
} as const

/** What somebody sees on the phone who asked for the evidence of an issue in chat. */
export const linkTexts = {
  title: '佐证材料',
  counted: (count: number): string => `佐证材料（${count} 份）`,
  whose: (who: string, until: string): string => `仅供${who}本人查看，${until} 失效，请勿转发`,
  gone: '文件不在了',
  missing: '台账里有这份材料的记录，但存放的文件找不到。请联系办公室。',
  dead: '链接已失效',
  again: '请回到对话里，再点“查看佐证”。',
} as const

export const errorTexts = {
  notFound: { title: '没有找到', text: '这个页面不存在，或者您没有权限查看。请核对编号，或回到台账查找。' },
  noFile: { title: '文件不在了', text: '台账里有这份材料的记录，但存放的文件找不到。请告诉管理员，从备份里找回。' },
  foreign: { title: '没有办理', text: '这次提交不是从本系统的页面发出的。请回到台账，重新打开表单再提交。' },
  expired: { title: '登录已过期', text: '没有办理。请重新登录，再用浏览器的“后退”回到刚才的表单提交。' },
  tooLarge: {
    title: '太大了',
    text: '这次提交的内容超过了上限（文字 2 MB，文件合计 100 MB），没有办理。请分几次提交。',
  },
  unreadable: { title: '没看懂', text: '提交的内容不完整，没有办理。请回到表单重新提交。' },
  fault: { title: '系统出了问题', text: '没有办理，内容没有改动。请过一会儿再试；还是不行，请把时间告诉管理员。' },
} as const

/** A chat platform by which nothing comes in. */
export const connectionTexts = {
  down: (platform: string, since: string): string =>
    `与${platform}的连接自 ${since} 起中断，大家在${platform}里发来的消息暂时收不到。`,
  silent: (platform: string, since: string): string =>
    `与${platform}的连接自 ${since} 起没有动静，大家在${platform}里发来的消息可能收不到。`,
  itself: '系统会自动重连。请管理员检查网络；十分钟后还没有恢复，请重启服务。',
  refused: (why: string): string => `${why}。请管理员处理。`,
  quiet: (platform: string, since: string): string =>
    `今天 ${since} 以来，没有人在${platform}里发来消息，而前五个工作日的同一时段都有多人发来。请在${platform}里给机器人发“帮助”：有答复就是正常的，这条提示随即消失；没有答复，请管理员检查机器人是否停用、是否另有程序连着同一个应用，再重启服务。`,
} as const

export const doorText: Readonly<Record<Door, string>> = {
  lark: '飞书',
  dingtalk: '钉钉',
  demo: '演示聊天',
  console: '控制台',
  cli: '命令行',
  clock: '系统',
}

export const measureText: Readonly<Record<Measure['state'], string>> = {
  open: '未完成',
  done: '已完成',
  waived: '不再实施',
}

/** What a green line says after something was done. */
type HandInDone = 'hand-in-accept' | 'hand-in-return' | 'hand-in-entered' | 'part-set'
type CampaignDone = 'campaign-amended' | 'campaign-closing' | 'campaign-ended' | 'campaign-moved'

export const doneText: Readonly<
  Record<
    | ActType
    | RosterDone
    | CalendarDone
    | DeliveryDone
    | SuggestionDone
    | 'report'
    | 'repeated'
    | 'resumed'
    | 'card-template-set'
    | 'card-template-gone'
    | 'sealed'
    | 'redaction-asked'
    | 'redaction-refused'
    | 'redacted'
    | 'redacted-shared'
    | 'sent-again'
    | 'imported'
    | 'imported-before'
    | 'signed-out'
    | CampaignDone
    | HandInDone
    | 'digest-worded'
    | 'digest-again',
    string
  >
> = {
  report: '已登记，等待审核。',
  imported: '已导入，结果如下。',
  'imported-before': '这份台账已经导入过，没有重复办理。',
  'digest-worded': '说明已保存，会随这一期周报发出。',
  'digest-again': '已再发一次。',
  'campaign-amended': '已调整，记录在页面下方。',
  'campaign-closing': '已转入收尾，各单位不再报送。',
  'campaign-ended': '已结束，不再接受报送。',
  'campaign-moved': '已经有人先办了，您的操作没有执行。下面是最新情况。',
  ask: '已退回补充，报送人会收到您的要求。',
  supplement: '已补充，办公室会收到通知。',
  withdraw: '已撤回。',
  confirm: '已确认，责任单位会收到通知，接着报措施。',
  assign: '已交办，责任单位会收到通知。',
  refer: '已交牵头单位，牵头单位审核人会收到通知；交办以后再告知办公室。',
  dismiss: '已记为不予列入，报送人会收到理由。',
  'ask-dismissal': '已提请不予列入，主任会收到通知；没有决定之前，整改照常。',
  'refuse-dismissal': '已答复不同意，提请人会收到理由，整改照常。',
  accept: '已签收，请按期报措施。',
  decline: '已退办，由办公室另行交办。',
  merge: '已合并，材料已转入那一件，有关人员会收到通知。',
  reassign: '已转办，新单位会收到签收的通知，原单位也会收到告知。',
  plan: '措施已报。',
  replan: '新方案已报，批准以前仍按原方案办。',
  'approve-plan': '措施已通过，责任单位会收到通知。',
  'return-plan': '已退回，责任单位会收到原因。',
  progress: '进展已记入。',
  extend: '已申请延期，办公室会收到通知。',
  'grant-extension': '已同意延期，责任单位会收到新的完成时限。',
  'refuse-extension': '已答复不同意，责任单位会收到理由。',
  attach: '材料已存入。',
  submit: '已申请销号，等待核查。',
  unsubmit: '已撤回申请，回到整改中。',
  'pass-review': '审核已通过，等办公室核查。',
  'return-review': '已退回整改，责任单位会收到原因。',
  verify: '核查通过，已报主任审定。',
  close: '已核查销号，责任单位和报送人会收到通知。',
  'send-back': '已退回整改，责任单位会收到原因和新的时限。',
  'call-back': '回访已记入。',
  overrule: '已认定企业的否认不成立，核查人会收到通知。',
  reopen: '已重新挂账，责任单位会收到理由和新的时限。',
  undo: '已撤销，恢复到办理以前的情况，有关人员会收到通知。',
  flag: '已标记为疑似，认定以前只有办公室知道。',
  'confirm-flag': '已认定，责任单位会收到通知，并可以提出一次异议。',
  'withdraw-flag': '已撤销标记。',
  appeal: '已提出异议，办公室会收到通知。',
  'decide-appeal': '已答复，责任单位会收到结果。',
  'name-verifier': '已委托，受托人会收到通知。',
  correct: '已更正，前后内容都记入办理经过。',
  link: '已关联，两件都记入办理经过。',
  unlink: '已解除关联，两件都记入办理经过。',
  comment: '留言已记入。',
  'hand-in-accept': '已确认，责任单位会收到通知。',
  'hand-in-return': '已退回，责任单位会收到原因。',
  'hand-in-entered': '已登记，责任单位会收到通知。',
  'part-set': '已保存，理由记入专项行动的留痕。',
  repeated: '这张表已经提交过，没有重复办理。要再办一次，请重新打开表单。',
  resumed: '已恢复发送。',
  'card-template-set': '卡片模板已保存，以后的消息用卡片发。',
  'card-template-gone': '以后的消息不用卡片发。',
  'redaction-asked': redactionTexts.asked,
  'redaction-refused': redactionTexts.refused,
  redacted: redactionTexts.done,
  'redacted-shared': redactionTexts.doneShared,
  sealed: '内容已密封，只有经办人、主任可以查看。',
  'sent-again': '没有送达的消息已重新发送。',
  'signed-out': '已退出。',
  ...rosterDone,
  ...calendarDone,
  ...deliveryDone,
  ...suggestionDone,
}

/** What happens next and whose turn it is. */
export function nextText(issue: Issue, campaign: Campaign): string {
  const { appeal } = issue
  // An appeal stops nothing: what comes next comes beside its answer.
  const disputed = appeal ? `责任单位 ${appeal.on} 对${subjectText(appeal.about)}提出异议，等办公室答复。` : ''
  return disputed + nextStepText(issue, campaign)
}

function nextStepText(issue: Issue, campaign: Campaign): string {
  switch (issue.status) {
    case 'reported':
      return reportedText(issue)
    case 'assigned':
      return `${issue.former.length > 0 ? '已转办，等新的' : '已交办，等'}责任单位签收，期限 ${issue.signoffDue ?? texts.none}。`
    case 'planning':
      return `等责任单位报推进措施，期限 ${issue.planDue ?? texts.none}。`
    case 'plan_review':
      return '责任单位已报推进措施，等办公室审核。'
    case 'rectifying':
      return rectifyingText(issue, campaign)
    case 'verifying':
      return verifyingText(issue)
    case 'closed':
      return closedText(issue)
    case 'dismissed':
      return '不予列入，不再办理。'
    case 'merged':
      return mergedText(issue)
    case 'withdrawn':
      return '报送人已撤回，不再办理。'
    default:
      return issue.status satisfies never
  }
}

function rectifyingText(issue: Issue, campaign: Campaign): string {
  const { suspended, extension, plan, replan } = issue
  if (hasNewPlan(issue) && replan) return replanTexts.waits(replan.on)
  if (suspended) return replanTexts.court(plan?.caseNumber ?? null, suspended.courtDate)
  if (!extension) return '责任单位正在整改。完成后由责任单位申请销号。'
  const { askedOn, to, inTime } = extension
  const asked = `责任单位已于 ${askedOn} 申请延期至 ${to}${inTime ? '' : '（申请时已过时限）'}`
  return isBeyond(to, campaign) ? `${asked}。超出本专项的最迟期限，属跨期，等主任决定。` : `${asked}，等办公室答复。`
}

function closedText({ closed }: Issue): string {
  return closed ? `已于 ${closed.on} 销号，${closed.inTime ? '按期完成' : '逾期完成'}。` : '导入台账时已经销号。'
}

const waitsForText = {
  lead: '等牵头单位审核',
  office: '等办公室核查',
  director: '办公室已核查，等主任审定',
} as const satisfies Record<Issue['stage'], string>

function mergedText({ mergedInto }: Issue): string {
  return mergedInto === null ? '导入台账时已经合并。' : `已并入 ${mergedInto}，请到那一件里办理。`
}

function verifyingText({ submittedOn, stage, callBacks }: Issue): string {
  const denial = standingDenial(callBacks)
  if (denial) {
    return `企业 ${denial.on} 回访时否认整改结果，现在不能销号：属实的退回整改；企业改口的再记一次回访；凭证确凿的由主任认定否认不成立。`
  }
  if (submittedOn === null) return '导入台账时已申请销号，等办公室核查。'
  return `责任单位已于 ${submittedOn} 申请销号，${waitsForText[stage]}。`
}

function reportedText({ asked, selfChecked, declinedBy, referred }: Issue): string {
  if (asked !== null) return '已请报送人补充材料，等待答复。'
  if (referred !== null) return '已交牵头单位，等牵头单位交办；急的，办公室也可以直接交办。'
  if (declinedBy.length > 0) return '责任单位已退办，等办公室另行交办；核实后仍归原单位的，也可以再交办给它。'
  return selfChecked ? '等办公室审核：属实的确认，缺材料的退回补充。' : '线索，等办公室交办给责任单位。'
}

export type Due = { readonly text: string; readonly tone: 'bad' | 'warn' | 'quiet' }

const soon = 7

/** How a running deadline stands today: 逾期 3 天, 今天到期, 还有 5 天; null where none runs or it is far off. */
export function dueOf(issue: Issue, today: Day): Due | null {
  const deadline = runningDeadline(issue)
  if (issue.suspended && issue.status === 'rectifying') return { text: '暂停计时', tone: 'quiet' }
  if (deadline === null) return null
  const left = daysBetween(today, deadline)
  if (isOverdue(issue, today)) return { text: `逾期 ${grouped(-left)} 天`, tone: 'bad' }
  if (left === 0) return { text: '今天到期', tone: 'warn' }
  return left <= soon ? { text: `还有 ${left} 天`, tone: 'warn' } : null
}

/** The words beside a state in a list: what a reader of the row should know first. */
export function besideState(issue: Issue): string | null {
  if (issue.status === 'reported' && issue.asked !== null) return '待报送人补充'
  if (issue.referred !== null) return '待牵头单位交办'
  if (issue.status === 'reported' && issue.declinedBy.length > 0) return '已退办，待交办'
  if (issue.status === 'reported' && !issue.selfChecked) return '线索'
  if (issue.dismissal) return '提请不予列入，待决定'
  if (issue.status === 'verifying' && issue.stage === 'lead') return '待牵头单位审核'
  if (issue.status === 'verifying' && issue.stage === 'director') return '待主任审定'
  if (issue.appeal) return '异议待答复'
  if (hasNewPlan(issue)) return replanTexts.beside
  if (issue.extension) return '延期待答复'
  const measures = issue.status === 'rectifying' ? (issue.plan?.measures ?? []) : []
  if (measures.length === 0) return null
  return `措施 ${measures.filter(({ state }) => state !== 'open').length}/${measures.length}`
}

export const officeStates: readonly Status[] = ['reported', 'plan_review', 'verifying']

/** '1,204' */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
