import type { IssueAct } from '../../core/command.ts'

export type StoryStep = {
  readonly daysAgo: number
  readonly who: string
  readonly does: 'report' | IssueAct['type']
  readonly text?: string
  /** 已兑现金额 so far, in 万元. */
  readonly wan?: number
  /** Numbers of measures done. */
  readonly done?: readonly number[]
}

/** What a sample issue is about: a promise, a policy, an unpaid bill, a change of plans, a judgment. */
export type About = 'promise' | 'policy' | 'arrears' | 'change' | 'judgment'

/** Which category of a built-in campaign that is, by its code. Not every campaign takes up judgments. */
export const sampleCategories: Readonly<Record<string, Readonly<Partial<Record<About, string>>>>> = {
  LH2022: { promise: 'C2', policy: 'C1', arrears: 'C2', change: 'C3' },
  JX2021: { promise: 'B1', policy: 'B4', arrears: 'B5', change: 'B3', judgment: 'A1' },
  ZD2024: { promise: 'C1', policy: 'C2', arrears: 'C4a', change: 'C1' },
  LY2024: { promise: 'C3', policy: 'C1', arrears: 'C5', change: 'C2', judgment: 'C4' },
  BF2021: { promise: 'C3', policy: 'C3', arrears: 'C1', change: 'C2' },
}

/** One invented issue and how far it has come. `dueIn`: days from today to its deadline. */
export type Story = {
  readonly unit: string
  /** Who answers for it: first responsible, then responsible person. */
  readonly people: readonly [string, string]
  readonly title: string
  readonly cause: string
  readonly course: string
  readonly happened: string
  /** Which category of the campaign: see `sampleCategories`. */
  readonly about: About
  readonly caseNumber?: string
  readonly enterprise: string | null
  readonly wan: number | null
  readonly dueIn: number
  /** Not found by the unit itself. */
  readonly lead?: boolean
  readonly measures: readonly string[]
  readonly steps: readonly StoryStep[]
}

const taken = (who: string, daysAgo: number): StoryStep[] => [
  { daysAgo, who, does: 'report' },
  { daysAgo: daysAgo - 1, who: 'officer', does: 'confirm' },
]
const planned = (who: string, daysAgo: number): StoryStep[] => [
  ...taken(who, daysAgo),
  { daysAgo: daysAgo - 3, who, does: 'plan' },
]
const underWay = (who: string, daysAgo: number): StoryStep[] => [
  ...planned(who, daysAgo),
  { daysAgo: daysAgo - 4, who: 'officer', does: 'approve-plan' },
]

export const sampleStories: readonly Story[] = [
  {
    unit: '高新区',
    people: ['park first', 'park contact'],
    title: '孵化器房租减免未兑现',
    cause: '当年财政预算没有安排',
    course: '2021年招商协议约定前两年房租减半，企业已按全额缴纳两年，多次申请退还没有结果',
    happened: '2021-05',
    about: 'promise',
    enterprise: '青禾生物科技有限公司',
    wan: 48,
    dueIn: 20,
    measures: ['核对多缴房租', '退还到账'],
    steps: [
      ...underWay('park contact', 19),
      { daysAgo: 8, who: 'park contact', does: 'progress', text: '财务已核对，应退 48 万元', done: [1] },
      { daysAgo: 5, who: 'park contact', does: 'attach' },
      { daysAgo: 5, who: 'park contact', does: 'progress', text: '48 万元已全部退还', wan: 48, done: [2] },
      { daysAgo: 4, who: 'park contact', does: 'submit', text: '款项已退还到账，请核查' },
      { daysAgo: 2, who: 'second officer', does: 'close' },
    ],
  },
  {
    unit: '城东区',
    people: ['east first', 'east responsible'],
    title: '标准厂房建设补贴拖欠',
    cause: '换届后补贴资金没有列入预算',
    course: '2020年与企业签订投资协议，约定厂房竣工后给予补贴，厂房已投产两年，补贴没有拨付',
    happened: '2020-09',
    about: 'promise',
    enterprise: '恒岳机械制造有限公司',
    wan: 260,
    dueIn: -2,
    measures: ['重新核定补贴金额', '分两期拨付'],
    steps: [
      ...underWay('east responsible', 18),
      {
        daysAgo: 6,
        who: 'east responsible',
        does: 'progress',
        text: '首期 130 万元已拨付，第二期等待区政府常务会',
        wan: 130,
        done: [1],
      },
    ],
  },
  {
    unit: '临港区',
    people: ['port first', 'port responsible'],
    title: '企业专用道路未按承诺修建',
    cause: '规划调整后没有重新研究',
    course: '招商时承诺修通厂区至港区的道路，规划调整后工程停止，企业绕行三年',
    happened: '2019-11',
    about: 'change',
    enterprise: '海澜仓储物流有限公司',
    wan: null,
    dueIn: 6,
    measures: ['与企业商定替代路线', '完成施工并开放通行'],
    steps: [
      ...underWay('port responsible', 16),
      { daysAgo: 7, who: 'port responsible', does: 'progress', text: '替代路线已与企业书面确认', done: [1] },
      { daysAgo: 1, who: 'port responsible', does: 'extend', text: '施工图审查比预计多用了两周，已开工一半' },
    ],
  },
  {
    unit: '市住建局',
    people: ['housing first', 'housing contact'],
    title: '保障房项目尾款未支付',
    cause: '项目决算审核时间过长',
    course: '保障房项目2022年竣工验收，决算审核拖延，尾款至今没有支付给施工企业',
    happened: '2022-03',
    about: 'arrears',
    enterprise: '立丰建筑工程有限公司',
    wan: 86.5,
    dueIn: 15,
    measures: ['完成决算审核', '支付尾款'],
    steps: [
      ...underWay('housing contact', 15),
      { daysAgo: 4, who: 'housing contact', does: 'attach' },
      { daysAgo: 4, who: 'housing contact', does: 'progress', text: '尾款已支付', wan: 86.5, done: [1, 2] },
      { daysAgo: 1, who: 'housing contact', does: 'submit', text: '尾款已支付到账，请核查' },
    ],
  },
  {
    unit: '市工信局',
    people: ['industry first', 'industry contact'],
    title: '技改奖励资金逾期未发放',
    cause: '奖励办法与上级文件衔接不畅',
    course: '企业2021年完成技术改造并通过验收，按当时办法应得奖励，办法修订后一直没有发放',
    happened: '2021-12',
    about: 'policy',
    enterprise: '明川电子有限公司',
    wan: 120,
    dueIn: 40,
    measures: ['明确适用的奖励办法', '列入本季度拨款计划'],
    steps: planned('industry contact', 9),
  },
  {
    unit: '高新区',
    people: ['park first', 'park contact'],
    title: '人才公寓配套承诺未落实',
    cause: '原定地块改变用途',
    course: '2022年招商推介会上承诺提供人才公寓60套，地块改变用途后没有另行安排',
    happened: '2022-06',
    about: 'change',
    enterprise: '启元软件有限公司',
    wan: null,
    dueIn: 45,
    measures: [],
    steps: taken('park contact', 4),
  },
  {
    unit: '城东区',
    people: ['east first', 'east responsible'],
    title: '搬迁补偿协议未履行',
    cause: '补偿标准前后不一致',
    course: '企业来信反映，2021年配合城区改造搬迁，协议约定的停产损失补偿至今没有支付',
    happened: '2021-08',
    about: 'change',
    enterprise: '海澜仓储物流有限公司',
    wan: 75,
    dueIn: 50,
    lead: true,
    measures: [],
    steps: [
      { daysAgo: 3, who: 'officer', does: 'report' },
      { daysAgo: 1, who: 'officer', does: 'assign' },
    ],
  },
  {
    unit: '临港区',
    people: ['port first', 'port responsible'],
    title: '招商奖励条件中途变更',
    cause: '出台新办法时没有设过渡期',
    course: '企业按原奖励办法扩大投资，投产时新办法取消了该项奖励，企业要求按原承诺兑现',
    happened: '2022-02',
    about: 'policy',
    enterprise: '远帆新材料有限公司',
    wan: 200,
    dueIn: 60,
    measures: [],
    steps: [{ daysAgo: 1, who: 'port contact', does: 'report' }],
  },
  {
    unit: '城东区',
    people: ['east first', 'east responsible'],
    title: '货款判决未履行',
    cause: '判决生效后没有列入预算',
    course: '法院判决支付设备货款，判决生效一年，企业申请强制执行，款项至今没有支付',
    happened: '2024-10',
    about: 'judgment',
    caseNumber: '（2024）民初1024号',
    enterprise: '凌川设备有限公司',
    wan: 42,
    dueIn: 30,
    lead: true,
    measures: [],
    steps: [
      { daysAgo: 4, who: 'second officer', does: 'report' },
      { daysAgo: 2, who: 'officer', does: 'assign' },
    ],
  },
]
