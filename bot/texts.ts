import type { ActType } from '../core/command.ts'
import type { Day } from '../core/calendar/day.ts'
import type { HandInStatus } from '../core/hand-ins/hand-in.ts'
import type { HandInActType } from '../core/hand-ins/hand-in-rules.ts'
import type { Issue } from '../core/issue.ts'
import { hasNewPlan } from '../core/issue/plan-approval.ts'
import { referralTexts } from './taking-texts.ts'

/** All wording of the chat: short, official without stiffness; what is wanted, by when, what comes next. */
export const say = {
  notBound: '还不认识您。请把办公室给您的 6 位绑定码发给我，例如：绑定 482 913',
  bound: (name: string) => `${name}，您好！已经绑定好了。发“帮助”看看我能做什么。`,
  alreadyBound: (name: string) => `您已经绑定为 ${name}。要换人请先发“解绑”。`,
  wrongCode: '绑定码不对或已经失效。请核对后再发，或请办公室重新给一个。',
  throttled: '试错太多次了，请一小时后再试，或请办公室重新给一个绑定码。',
  codeInGroup: '绑定码只能单独发给我。刚才那个已经作废，请办公室重新给一个。',
  bindPrivately: '请单独发给我，不要在群里办这件事。',
  hasLeft: '此人已离职',
  unbound: '已解绑。以后不再给您发消息；要重新使用，请办公室再给一个绑定码。',
  somethingNew: (serial: string | null) => `${serial ?? '您的事项'}有新情况，请发“待办”查看。`,
  unclear: '没看懂。可以试试：报送、待办、进展 0007 …、帮助',
  unreadable: '这种消息我看不了。请直接发文字、照片或文件。',
  groupWaits: '这个群还没有登记，已经报给办公室确认。确认以前我在这里不能办事，请单独找我。',
  groupKnown: '这个群已经登记好了。在群里 @ 我说话，我会把详情单独发给您。',
  groupRefused: '办公室没有同意登记这个群，我在这里不能办事，请单独找我。',
  groupAsked: '有一个群等您确认',
  groupAskedBy: (group: string, who: string) => `机器人被拉进了${group}（${who}）。`,
  groupAskedNext:
    '请确认它是哪个单位的群、办公室的群，还是联络员总群；不该登记的选不同意。确认以前机器人在群里不办事。',
  groupNamed: (name: string) => `群“${name}”`,
  groupNameless: '一个群',
  groupStranger: '一位还没有绑定的人',
  toldPrivately: '已单独发给您。',
  noCampaign: '目前没有正在进行的专项行动，暂时不能报送。请联系办公室。',
  notForUnit: '您没有可以报送的单位。请联系办公室核对您的岗位。',
  whichIssue: (typed: string, serials: readonly string[]) => `“${typed}”对应 ${serials.join('、')}，请写完整编号。`,
  notFound: (typed: string) => `没有找到 ${typed}。请核对编号，或发“待办”看看您手上的事项。`,
  needSerial: (act: string) => `要${act}哪一件？请带上编号，如：${act} 0007`,
  nothingOpen: '您手上没有要办的事项。',
  noIssueForFile: '您手上没有可以放材料的问题。请先报送，再把照片或文件发来。',
  whichForFiles: (count: number) => `收到 ${count} 份材料，放到哪一件？`,
  received: (what: string, serial: string, nth: number) => `已收到${what}，放入 ${serial} 的佐证材料（第 ${nth} 份）。`,
  sameFile: (name: string, serial: string) => `“${name}”在 ${serial} 里已经有一份一模一样的，没有重复放入。`,
  fileTooLarge: (name: string, max: number) => `“${name}”太大，最多 ${max} MB。请压缩或拆开后再发。`,
  fileType: (name: string) =>
    `“${name}”的格式收不了。请发照片、PDF、Word、Excel、PPT、WPS、OFD 或文本文件，不要发压缩包。`,
  fileEmpty: (name: string) => `“${name}”是空文件，请重新发一次。`,
  fileGone: (name: string) => `“${name}”没能接收下来，请重新发一次。`,
  fileLate: (name: string, serial: string) => `“${name}”已收到，但 ${serial} 现在不能再放材料，请与办公室联系。`,
  progressNoted: (serial: string) => `${serial} 已记入进展。`,
  measuresLeft: (numbers: readonly number[]) => `第 ${numbers.join('、')} 条措施还没有完成`,
  moneyLeft: (owed: string) => `还有 ${owed}没有兑现`,
  evidenceLeft: '还没有佐证材料（照片、付款凭证等请直接发来）',
  nothingLeft: '可以申请销号了。',
  extensionAsked: (day: string) => `已申请延期至${day}，待办公室答复。`,
  extensionGranted: (day: string) => `已同意延期，完成时限改为${day}。责任单位会收到通知。`,
  commentNoted: (serial: string) => `${serial} 已记为留言。`,
  instructedOn: (serial: string) => `${serial} 已记为批示，已告知承办人员。`,
  saved: '已存为草稿，随时可以接着填。',
  submitted: '已提交',
  alreadyDone: '这一步已经办过了，结果如下。',
  oldCard: '这张卡片已过期，最新的在下面。',
  deadButton: '这个按钮用不了了。请发“待办”重新打开。',
  fasterOne: (sentence: string) => `${sentence}最新情况如下：`,
  openForm: '请填写下面的表单',
  draftBack: '上次没填完的内容还在，接着填就行。',
  readFromText: (labels: readonly string[]) => `已从您的话里读到：${labels.join('、')}。请核对并补齐带 * 的。`,
  moneyCheck: (serial: string, settled: string, left: string | null) =>
    `${serial} 已兑现记为 ${settled}${left ? `（余 ${left}）` : ''}，对吗？`,
  moneyOver: (confirmed: string, settled: string) =>
    `话已记入进展，金额没有另记：核定 ${confirmed}，已兑现 ${settled}，再加就超过核定了。金额有误的，请办公室更正。`,
  mineTitle: (count: number) => `您手上的 ${count} 件事`,
  foundTitle: (words: string, count: number) => `“${words}”找到 ${count} 件`,
  foundNothing: (words: string) =>
    words.trim() === ''
      ? '要查什么？请在“查”后面写词或编号，如：查 补贴'
      : `没有找到“${Array.from(words).slice(0, 40).join('')}”。换个词试试，或发编号。`,
  more: (count: number) => `还有 ${count} 件，发“查 <词或编号>”可以找到。`,
  similarTitle: '您单位已经报过很像的问题，请核对',
  moneyNote: (settled: string) => `已兑现金额记为 ${settled}`,
  notYourDraft: '这张表单不是给您的，或已经失效。请重新打开。',
  noZero: '本单位没有要作零报告的事项。',
  allHandedIn: '本单位的问题清单已经报过了，发“待办”可以查看。',
  whichZero: '哪一项作零报告？',
  zeroClaimed: '已请第一责任人确认，确认后才算报送。',
  noSuchPaper: '没有找到这项报送。请发“待办”看看本单位要报送的事项。',
  cannotPlace: '这一项现在不能再放文件。请发“待办”看看它的情况。',
  paperPlaced: '好的，存好后告诉您。',
  paperReceived: (name: string, paper: string) => `“${name}”已作为《${paper}》报送，待办公室确认。`,
  asPaper: (paper: string) => `作为《${paper}》报送`,
  asScan: (paper: string) => `作为《${paper}》零报告盖章件`,
  morePapers: (count: number) => `还有 ${count} 项报送，期限在后。`,
  noDigest: '周报发给领导和办公室。您手上的事项请发“待办”。',
  noCampaignForDigest: '目前没有正在进行的专项行动，没有周报。',
  instructed: (who: string, edition: string, campaign: string) => `${who}对《${campaign}》周报（${edition}）批示：`,
  instructionNoted: (campaign: string) => `已记为对《${campaign}》的批示，并已告知办公室。`,
  instructionTooLong: (most: number) => `批示最多 ${most} 字，请分几条发。`,
  busy: '系统正忙，您的操作没有执行，请稍后再试一次。',
} as const

export const buttons = {
  submit: '提交',
  save: '存草稿',
  view: '查看',
  evidence: '查看佐证',
  openEvidence: '打开佐证材料',
  anyway: '仍要报送',
  yes: '对，记入',
  change: '改一下',
  report: '报送',
  mine: '待办',
  help: '帮助',
  acknowledge: '已知悉',
} as const

/** 查看佐证: a link of one's own, for a quarter of an hour. */
export const evidenceTexts = {
  none: '这件还没有佐证材料。',
  sent: '链接已单独发给您',
  title: (serial: string) => `${serial} 佐证材料`,
  count: (pictures: number, files: number) =>
    `${[pictures > 0 ? `照片 ${pictures} 张` : '', files > 0 ? `文件 ${files} 份` : ''].filter(Boolean).join('、')}。`,
  note: (until: string) => `链接只供您本人查看，请勿转发，${until} 失效；过后请再点“查看佐证”。`,
  late: (serial: string) => `${serial} 的佐证链接已失效，请再点“查看佐证”。`,
} as const

/** 涂抹: that something waits for the other of the two, never what. */
export const redactionTold = {
  title: '有一项涂抹等您决定',
  asked: (who: string, serial: string) => `${who}提出涂抹 ${serial} 里的一处内容。`,
  next: '要涂抹的原文不在消息里发送。请到后台“涂抹”核对原文、范围和理由，再决定是否同意。',
} as const

/** Dates to be kept, in one message a workday. */
export const nudged = {
  toDo: (count: number, others: number) => `今天要办的 ${count} 件事${others > 0 ? `，另请关注 ${others} 件` : ''}`,
  toWatch: (count: number) => `请关注：${count} 件事临期或逾期`,
  more: (count: number) => `还有 ${count} 件，发“待办”查看。`,
  measures: (done: string) => `措施 ${done}`,
  answers: (unit: string, responsible: string | null) =>
    `责任单位 ${unit}${responsible === null ? '' : ` · 具体责任人 ${responsible}`}`,
  past: (day: string) => `${day}的提醒`,
  nextOf: (names: readonly string[], next: string) =>
    `${names.slice(0, 3).join('、')}${names.length > 3 ? ` 等 ${names.length} 件` : ''}：${next}`,
  standsFor: (name: string) => `您代理${name}，请转告或协助办理。`,
  acknowledged: (time: string) => `已知悉（${time}），办公室能看到。事情办完请更新进展。`,
  remarkWhich: (text: string) => `“${Array.from(text).slice(0, 40).join('')}”说的是哪一件？`,
  moreInGroup: (count: number) => `还有 ${count} 项，请各自发“待办”查看。`,
  paper: (name: string) => `报送：${name}`,
  group: ({ due, late, soon }: { due: number; late: number; soon: number }) =>
    [
      ...(due > 0 ? [`今日到期 ${due} 项`] : []),
      ...(late > 0 ? [`逾期 ${late} 项`] : []),
      ...(soon > 0 ? [`临近 ${soon} 项`] : []),
    ].join('、'),
} as const

/** What a card says of the act that has just been done. */
export const doneText: Readonly<Partial<Record<ActType | 'report', string>>> = {
  report: '已报送，待办公室审核。',
  supplement: '已补充，待办公室审核。',
  withdraw: '已撤回。',
  confirm: '已确认，责任单位会收到报措施的通知。',
  assign: '已交办，责任单位会收到签收的通知，办公室也会收到告知。',
  accept: '已签收，请在期限前报整改措施。',
  decline: '已退办，由办公室另行交办；在重新交办给本单位之前，这件事不再由本单位办理。',
  plan: '措施已报，待办公室审核。',
  replan: '调整方案已报，待办公室审核；批准以前仍按原方案推进。',
  'approve-plan': '措施已通过，责任单位会收到通知。',
  'return-plan': '已退回，责任单位会收到退回原因。',
  progress: '已记入进展。',
  'refuse-extension': '已答复不同意，责任单位会收到理由。',
  submit: '已申请销号，请等审核和核查。',
  'pass-review': '审核已通过，转办公室核查。',
  'return-review': '已退回整改，责任单位会收到退回原因。',
  unsubmit: '已撤回销号申请。',
  comment: '已留言。',
  appeal: '已提出异议，待办公室答复，结果发到这里。期限照常计算。',
  ask: '已退回补充。',
  dismiss: '已不予列入。',
  'refuse-dismissal': '已答复不同意，提请人会收到理由。',
}

/** 待核查, while the lead unit looks at it first. */
export const underReview = '待牵头单位审核'
/** 待核查, once the office has, where the director closes. */
export const awaitsDirector = '待主任审定'

export const nobodyFaulted = '您主动报送的问题不作为考核扣分项。'

export const fileHint = '照片和文件直接发给我，会放进这件的佐证材料。'

/** What happened, told to those it concerns. */
export const told = {
  reported: (who: string) => `${who}报送了新问题，请审核。`,
  reportedForYou: (who: string) =>
    `办公室已代您报送，由${who}按您的电话登记。请核对：内容不全的发“补充”，不该报的可以撤回。`,
  someoneOfUnit: '责任单位',
  reportedFor: (who: string, teller: string, reader: 'office' | 'unit') =>
    `${who}代${teller}报送了新问题${reader === 'office' ? '，请审核' : ''}。`,
  asked: (question: string) => `办公室请您补充：${question}`,
  supplemented: (who: string, text: string) => `${who}补充了材料：${text}`,
  withdrawn: (who: string) => `${who}撤回了这件报送。`,
  confirmed: (planDue: string, deadline: string) => `办公室已确认。请在${planDue}前报整改措施，完成时限${deadline}。`,
  assigned: (signoffDue: string, deadline: string) =>
    `办公室交办了这件事。请在${signoffDue}前签收，完成时限${deadline}。`,
  dismissed: (reason: string) => `办公室不予列入，理由：${reason}`,
  planned: (who: string, count: number) => `${who}报了 ${count} 条整改措施，请审核。`,
  planApproved: '整改措施已通过，请按时间节点推进，有进展随时发给我。',
  replanned: (who: string) => `${who}报来调整方案，请审核；批准以前仍按原方案办。`,
  clockStands: (court: string | null) =>
    `方案已通过，走法律途径，完成时限暂停计时${court ? `，开庭或裁决日期${court}` : ''}。日期有变的更新进展，有了结果的请发“调整方案”。`,
  clockResumed: (deadline: string, days: number) =>
    `方案已通过，法律途径结束，恢复计时：停了 ${days} 天，完成时限改为${deadline}。请按时间节点推进。`,
  replanReturned: (reason: string) => `调整方案没有通过，仍按原方案推进。退回原因：${reason}`,
  planReturned: (reason: string) => `整改措施被退回：${reason}`,
  progressed: (who: string, text: string, settled: string | null) =>
    `${who}代为录入了进展：${text}${settled ? `（已兑现 ${settled}）` : ''}`,
  extensionAsked: (who: string, day: string, { beyond, inTime }: Asked) =>
    `${who}申请延期至${day}${beyond ? '（跨期）' : ''}${inTime ? '' : '，申请时已过时限'}。`,
  extensionGranted: (who: string, day: string, asked: string) =>
    `${who}同意延期，完成时限改为${day}${day === asked ? '' : `（申请的是${asked}）`}。各条措施的时间节点不变。需要跟着调整的请发“调整方案”。`,
  extensionRefused: (who: string, asked: string, reason: string) =>
    `${who}不同意延期至${asked}，完成时限不变。理由：${reason}`,
  submitted: (who: string, to: 'lead' | 'office') => `${who}申请销号，请${to === 'lead' ? '审核' : '核查'}。`,
  unsubmitted: (who: string) => `${who}撤回了销号申请。`,
  reviewed: (who: string) => `${who}审核通过了销号申请，请核查。`,
  reviewReturned: (reason: string) => `牵头单位审核没有通过，退回整改：${reason}。补齐后请再申请销号。`,
  verified: (who: string) => `${who}核查通过，请在网页上审定：核查销号或退回整改。`,
  calledBack: (who: string, outcome: string) => `${who}回访了企业：${outcome}。详情请在网页上看。`,
  denialOverruled: (who: string) => `${who}认定企业否认不成立，可以继续核查。`,
  closed: (who: string, day: string) => `${who}于${day}核查通过，已销号。`,
  sentBack: (reason: string, deadline: string) =>
    `核查没有通过，退回整改：${reason}。新的完成时限${deadline}；措施的时间节点要改的请发“调整方案”。`,
  verifierNamed: (reason: string) => `委托您核查这件事：${reason}。请向办公室要登录链接，在网页上核查。`,
  corrected: (who: string, reason: string) => `${who}更正了内容，理由：${reason}`,
  commented: (who: string, text: string) => `${who}留言：${text}`,
  instructed: (who: string, text: string) => `${who}批示：${text}`,
  changed: (who: string) => `${who}办理了这件事。`,
  unitRenamed: (from: string, to: string, order: Ordered) =>
    `${from}${ordered(order)}更名为${to}。在办事项、时限和办理经过都不变。`,
  unitsMerged: (units: readonly string[], into: string, order: Ordered) =>
    `${units.join('、')}${ordered(order)}并入${into}，在办问题一并转入，时限、进展和办理经过都不变。发“待办”查看。`,
  unitDivided: (unit: string, into: readonly string[], order: Ordered) =>
    `${unit}${ordered(order)}分设为${into.join('、')}，在办问题按办公室的划分转交，时限、进展和办理经过都不变。发“待办”查看。`,
} as const

type Asked = { readonly beyond: boolean; readonly inTime: boolean }

type Ordered = { readonly on: string; readonly reason: string }

function ordered({ on, reason }: Ordered): string {
  return `自${on}起（依据：${reason}）`
}

/** What happened to a hand-in, told to those it concerns; what was handed in stands below. */
export const toldHandIn = {
  handedIn: (who: string, late: boolean, behalf: boolean) =>
    `${who}${behalf ? '代为登记了这项报送' : '已报'}${late ? '，逾期报送' : ''}。`,
  zeroClaimed: (who: string) => `${who}提出零报告：本单位自查没有发现问题。属实的请您确认。`,
  zeroConfirmed: (who: string, late: boolean) => `${who}已确认零报告${late ? '，逾期报送' : ''}。`,
  zeroDeclined: (who: string) => `${who}没有确认零报告，请核实后重新报送。`,
  accepted: (day: string) => `办公室已确认${day === '' ? '' : `（${day}报送）`}。`,
  returned: '办公室退回了这项报送，请改好后重新报送。',
  withdrawn: (who: string) => `${who}撤回了这项报送。`,
  superseded: '零报告之后又报了问题，零报告不再算数，改为按台账报送。',
  claimOver: '零报告还没有确认，本单位又报了问题，不再需要确认。',
  fileAdded: (who: string, name: string) => `${who}补充了文件“${name}”。`,
} as const

export const handInButtons = {
  confirmZero: '确认零报告',
  declineZero: '不确认',
  ledger: '按台账报送',
  people: '按人员名单报送',
  zero: '零报告',
  accept: '确认',
  withdraw: '撤回',
} as const

/** What a card says of the act that has just been done to a hand-in. */
export const doneHandIn: Readonly<Record<HandInActType, string>> = {
  'hand-in': '已报，待办公室确认。',
  'add-file': '已补充文件。',
  zero: '零报告已报，待办公室确认。',
  'confirm-zero': '零报告已确认，已报办公室。',
  'decline-zero': '没有确认，联络员会收到通知。',
  accept: '已确认，责任单位会收到通知。',
  return: '已退回。',
  withdraw: '已撤回，请在期限前重新报送。',
}

/** What comes next with a hand-in, for the side that reads it. */
export function nextHandIn(status: HandInStatus, side: 'unit' | 'office', byLedger: boolean): string {
  switch (status) {
    case 'missing':
    case 'returned':
      if (side === 'office') return '等单位报送。'
      return byLedger ? '请点按钮报送，或把文件发给我再选这一项。' : '请把文件发给我，再选这一项。'
    case 'claimed':
      return side === 'office' ? '等第一责任人确认。' : '请第一责任人确认；也可以把盖章扫描件发给我。'
    case 'handed':
      return side === 'office' ? '请核对后确认；要退回的在网页上办。' : '等办公室确认，结果发到这里。'
    case 'accepted':
      return '已经办结。'
    default:
      return status satisfies never
  }
}

/** A plan that waits for an answer; of a new one what it changes. */
/** 150 万元（50 万元未附凭证），余 150 万元. Amounts as they are shown. */
export const paidTexts = {
  label: '已兑现金额',
  noVoucher: '（未附凭证）',
  someWithout: (amount: string) => `（${amount}未附凭证）`,
  whole: '，全部兑现',
  left: (amount: string) => `，余 ${amount}`,
} as const

export const planTexts = {
  label: '调整方案',
  waits: (day: string) => `${day}报来，待审核；批准以前仍按原方案`,
  asks: '调整方案待审核',
  reason: (reason: string) => `调整理由：${reason}`,
  outcome: (outcome: string) => `裁决结果：${outcome}`,
  way: (parts: readonly string[]) => `处置方式：${parts.join('，')}`,
  resumes: (sum: string) => `通过后恢复计时：${sum}。要定别的日期的在网页上办。`,
  court: (day: string) => `${day}开庭或裁决`,
  done: '已完成',
  moved: (day: string) => `原 ${day}`,
  added: '新增',
  dropped: '不再列入',
  next: {
    unit: '等办公室审核调整方案，结果发到这里；批准以前仍按原方案推进。',
    decides: '请审核调整方案。',
  },
  late: '有措施已过时间节点：已完成的请更新进展，要改期的请发“调整方案”。',
  toCourt: '法律途径办理中，暂停计时；开庭日期有变的更新进展，有了结果的请发“调整方案”。',
} as const

/** Beside the deadline, while a request for more time waits or once some were granted. */
export const extensionTexts = {
  asked: '延期申请',
  asks: (day: string) => `申请延期至${day}`,
  pending: (day: string) => `申请延期至${day}，待答复`,
  waits: (day: string, beyond: boolean) => `至${day}，${beyond ? '跨期，待主任决定' : '待办公室答复'}`,
  granted: '延期',
  times: (times: number, first: string) => `已延期 ${times} 次，首次时限${first}`,
  reason: (reason: string) => `延期理由：${reason}`,
  latest: (text: string) => `最近进展：${text}`,
  next: {
    unit: '等办公室答复延期申请，结果发到这里；整改照常推进。',
    decides: '请决定是否同意延期。',
    refuses: '延到本专项最迟期限以后的，由主任来定；不同意的可以直接答复。',
    others: '等其他经办人答复延期申请。',
  },
} as const

/** Where nobody of the office may take the step, for whoever names somebody of another unit. */
export const nameVerifier = '办公室没有人可以办这一步，请在网页上用“委托核查”请其他单位的人员来办。'

const whileReviewed = {
  unit: '等牵头单位审核，结果发到这里。',
  office: '等牵头单位审核；满 3 个工作日没有审核的，可以在网页上代为审核。',
  reviewer: '请审核：到位的通过，不到位的退回。',
} as const

function signOrDecline({ declinedBy, unit }: Issue): string {
  return declinedBy.includes(unit) ? '请签收。' : '请签收；不归本单位的，写明理由退办。'
}

/** What comes next, for the side that reads it. */
export function nextStep(issue: Issue, side: 'unit' | 'office' | 'reviewer', today: Day): string | null {
  if (issue.status === 'verifying' && issue.stage === 'lead') return whileReviewed[side]
  if (hasNewPlan(issue)) return side === 'unit' ? planTexts.next.unit : planTexts.next.decides
  if (issue.referred !== null && issue.asked === null && side !== 'unit') return referralTexts.next[side]
  if (side === 'reviewer') return issue.status === 'plan_review' ? '请审核整改措施。' : null
  switch (issue.status) {
    case 'reported':
      if (issue.asked !== null) return side === 'unit' ? `请补充：${issue.asked}` : '等报送人补充。'
      return side === 'unit'
        ? '办公室一般在 2 个工作日内确认，结果发到这里。'
        : issue.selfChecked
          ? '请确认或退回补充；不予列入的在网页上办。'
          : '请在网页上交办给责任单位；缺材料的退回补充。'
    case 'assigned':
      return side === 'unit' ? signOrDecline(issue) : '等责任单位签收。'
    case 'planning':
      return side === 'unit' ? '请报整改措施，每条写明时间节点。' : '等责任单位报措施。'
    case 'plan_review':
      return side === 'unit' ? '办公室审核措施，结果发到这里。' : '请审核整改措施。'
    case 'rectifying':
      return side === 'unit' ? rectifyingNext(issue, today) : '等责任单位推进。'
    case 'verifying':
      if (issue.stage === 'director')
        return side === 'unit' ? '办公室已核查，等主任审定，结果发到这里。' : '办公室已核查，等主任在网页上审定。'
      return side === 'unit' ? '等办公室核查，结果发到这里。' : '请在网页上核查销号或退回整改。'
    case 'merged':
      return issue.mergedInto && `这件不再单独办理，请到 ${issue.mergedInto} 里办。`
    case 'closed':
    case 'dismissed':
    case 'withdrawn':
      return null
    default:
      return issue.status satisfies never
  }
}

/** What the unit does next: a measure that is late, or a court, comes before the usual way. */
function rectifyingNext({ plan, suspended }: Issue, today: Day): string {
  if (suspended) return planTexts.toCourt
  const late = plan?.measures.some(({ state, due }) => state === 'open' && due < today) ?? false
  return late ? planTexts.late : '按措施推进；办完后发来佐证材料，申请销号。'
}
