import { unarrangedText } from '../core/calendar/calendar-texts.ts'

const config = {
  heading: '配置有误，服务没有启动：',
  port: '请填 1 到 65535 之间的端口号，例如 8787',
  webAddress: '请填完整的网址，例如 https://xiaohao.example.gov.cn',
  noPath: '网址后面不能带路径，请只写到域名和端口',
  secret: '请设置至少 32 个字符的随机密钥，例如用 openssl rand -hex 32 生成',
  transport: '只能是 websocket（长连接，默认）或 webhook',
  missing: (name: string, use: string) => `${name}：没有设置。${use}`,
  larkUse: {
    LARK_APP_ID: '设置了 LARK_APP_SECRET 就要同时设置它，在飞书开放平台“凭证与基础信息”页',
    LARK_APP_SECRET: '设置了 LARK_APP_ID 就要同时设置它，在飞书开放平台“凭证与基础信息”页',
    LARK_ENCRYPT_KEY: 'LARK_TRANSPORT=webhook 时必须设置，在飞书开放平台“事件与回调 → 加密策略”页',
    LARK_VERIFICATION_TOKEN: 'LARK_TRANSPORT=webhook 时必须设置，在飞书开放平台“事件与回调 → 加密策略”页',
  },
  dingtalkTransport: '只能是 stream（长连接，默认）或 webhook',
  dingtalkUse: {
    DINGTALK_CLIENT_ID: '接入钉钉要同时设置它，在钉钉开放平台应用的“凭证与基础信息”页',
    DINGTALK_CLIENT_SECRET: '接入钉钉要同时设置它，在钉钉开放平台应用的“凭证与基础信息”页',
    DINGTALK_ROBOT_CODE: '接入钉钉要同时设置它，在钉钉开放平台应用的“机器人”页，一般与 Client ID 相同',
  },
}

const commandUsage = {
  'campaign check': 'campaign check FILE|NAME —— 检查专项行动文件或内置模板，逐条列出问题和所在行',
  'campaign show': 'campaign show NAME —— 打印内置模板（YAML），可另存后修改',
  'campaign start':
    'campaign start FILE|NAME [--begin 2026-12-01] [--set PATH=VALUE]… [--confirm-dates] —— 启动专项行动；--begin 整体平移日期，--set 改一项，--confirm-dates 认可文件对存疑日期的读法',
  'campaign list': 'campaign list —— 列出已启动的专项行动',
  'campaign amend':
    'campaign amend CODE --set PATH=VALUE… --reason 理由 —— 调整进行中的专项行动；已报问题各自的时限不变',
  'campaign end':
    'campaign end CODE [--reason 理由] —— 进行中的转入收尾（只有办公室可以报送）；已在收尾的就此结束（不再接受报送）',
  'people import': 'people import FILE.csv|.xlsx [--dry-run] —— 导入单位和人员；--dry-run 只预览不写入',
  'people login': 'people login 姓名[@单位] —— 打印一次性控制台登录链接（15 分钟）',
  'people invite': 'people invite 姓名[@单位] —— 打印绑定码（72 小时，一次有效）',
  'group bind':
    'group bind PLATFORM CHAT_ID 单位|office|contacts —— 把群认作某单位的群、办公室的群或联络员总群；一个群只归一家，再认一次就从原来那家改归这家',
  tick: 'tick [--at 2026-12-01T08:30] [--dry-run] —— 收一轮文件、发一轮消息；--dry-run 只打印不发送',
  digest:
    'digest [--week 2026-12-07] [--dry-run] —— 发某周的周报（写那周的周一；不写就是上周）；--dry-run 只打印谁会收到什么',
  'ledger import':
    'ledger import CAMPAIGN FILE.xlsx|.csv [--dry-run] [--by 姓名[@单位]] —— 导入台账：新问题按表上的状态接着办，有改动的在控制台里勾选后才执行；--by 写明导入人',
  'ledger export':
    'ledger export CAMPAIGN FILE.xlsx|.csv|.docx [--unit 单位] —— 导出台账：.xlsx 和 .csv 带全部栏目，.docx 是可打印盖章的附表；--unit 只导出一个单位的',
  'log verify':
    'log verify [FILE.sqlite|.jsonl] [--expect 条数:哈希] —— 核对日志链，并核对台账与日志是否一致，指出第一处不对的',
  'log export': 'log export FILE.jsonl —— 导出全部日志，一行一条',
  backup:
    'backup FILE.sqlite —— 备份成一个 SQLite 文件，数据库和佐证材料都在里面（不含 .env），写完自动核对；已有的文件不覆盖；服务不用停',
  restore: 'restore FILE.sqlite —— 从备份恢复（先停止服务）；恢复后暂停发送，直到在控制台点“继续发送”',
  doctor: 'doctor —— 检查配置、数据库、磁盘、时钟和飞书、钉钉的连通情况',
} as const

const usage = {
  commands: commandUsage,
  all: () => ['用法：npx xiaohao 命令 …', ...Object.values(commandUsage).map((line) => `  npx xiaohao ${line}`)],
  one: (name: keyof typeof commandUsage) => `用法：npx xiaohao ${commandUsage[name]}`,
  unknown: (words: string) => `没有“${words}”这个命令`,
  unknownOption: (option: string) => `不认识的选项 ${option}`,
  badOption: '选项写法有误：要么缺少它的值，要么多写了值',
  tooFew: '少写了内容',
  tooMany: (rest: string) => `多写了“${rest}”（含空格的内容请加引号）`,
  badDay: (name: string, text: string) => `${name} 要写成 2026-12-01 这样的日期，不是“${text}”`,
  badInstant: (name: string, text: string) =>
    `${name} 要写成 2026-12-01T08:30 这样的时间（不写时区就是北京时间），不是“${text}”`,
}

const faults = {
  full: '磁盘已满，请腾出空间后再试（已写入的数据没有损坏）',
  notAllowed: '没有读写权限，请检查这个文件夹和文件归谁所有',
  locked: '数据库正被别的程序占用，请稍后再试；一直这样请检查是否有备份软件锁住了文件',
  notDatabase: '这个文件不是数据库',
  corrupt: '数据库文件已损坏，请用 npx xiaohao restore 从备份恢复',
  disk: '磁盘读写出错，请检查磁盘',
  noFile: '没有这个文件',
  isFolder: '这是文件夹，不是文件',
  isFile: '路径中有一处是文件，不是文件夹',
  folder: {
    isFile: '不能用作数据文件夹，因为这里（或它的上级）是一个文件。请改 XIAOHAO_DATA，或移走那个文件',
    notAllowed: '不能用作数据文件夹，因为没有权限在这里读写。请检查它归谁所有，或改 XIAOHAO_DATA',
    readOnly: '不能用作数据文件夹，因为这个磁盘是只读的。请改 XIAOHAO_DATA',
    cannotMake: '不能用作数据文件夹，因为这里建不了文件夹。请改 XIAOHAO_DATA',
  },
  newer: '数据库是更新版本的销号写的，请升级程序',
  unknown: '程序出错，详情见日志',
  unexpected: (what: string) => `程序出错（${what}）。设置 XIAOHAO_DEBUG=1 再运行一次可以看到详情`,
}

const answers = {
  notFound: '没有这个页面',
  notAllowed: '不能从这里查看',
  fault: (why: string | null, id: string) =>
    `${why ?? '出错了，您的操作没有完成'}。请稍后再试；如果还不行，请把编号 ${id} 告诉管理员`,
}

const server = {
  second: (data: string) => `${data} 已有一个服务在运行。请先停止它；如果它刚刚异常退出，半分钟后再试`,
  portTaken: (port: number) => `端口 ${port} 已被别的程序占用，请换一个（PORT），或停掉那个程序`,
  portForbidden: (port: number) => `没有权限使用端口 ${port}，请换成 1024 以上的端口（PORT）`,
  noHost: (host: string) => `本机没有 ${host} 这个地址，请检查 HOST`,
  notStarted: (what: string) => `服务没有启动：${what}。设置 XIAOHAO_DEBUG=1 再试可以看到详情`,
  diskLow: '磁盘剩余空间不足 64 MB',
  connection: {
    connecting: '正在建立长连接',
    reconnecting: '长连接断开，正在重连',
    failed: '长连接建立不了，请检查凭证和网络（npx xiaohao doctor）',
    silent: '长连接没有动静，消息可能收不到；请检查网络，或重启服务',
  },
}

const office = {
  none: (data: string) =>
    `${data} 里还没有数据。如果数据在别处，请设置 XIAOHAO_DATA；新办公室请先启动专项行动（campaign start）`,
}

/** By the codes of the YAML parser. */
const yamlFaults: Readonly<Record<string, string>> = {
  BAD_ALIAS: '* 引用的内容不存在',
  BAD_INDENT: '缩进没有对齐',
  BLOCK_AS_IMPLICIT_KEY: '冒号后面的写法不对，内容里有冒号的请加引号',
  DUPLICATE_KEY: '同一层里有两个相同的名称，请去掉一个',
  MISSING_CHAR: '缺少符号，请检查引号、括号、冒号和空格是否成对、齐全',
  MULTILINE_IMPLICIT_KEY: '这一行缺少冒号，或者引号没有成对',
  TAB_AS_INDENT: '缩进用了制表符，请改用空格',
  UNEXPECTED_TOKEN: '多了不该有的符号，请检查引号、括号和缩进',
}

const openLine = (open: number) =>
  open === 0 ? '所有问题都已办结' : `还有 ${open} 件问题没有办结，照常整改、提醒和核查，直到全部办结`

const campaign = {
  yaml: (code: string) =>
    `YAML 写法有误：${yamlFaults[code] ?? '这里的写法不认识，请对照内置模板（campaign show）改正'}`,
  tooLarge: '文件太大，不像专项行动文件。请对照内置模板（campaign show）检查',
  tooDeep: '文件里的引用或嵌套层数太多，展不开。请去掉 & 和 * 的引用，对照内置模板（campaign show）改写',
  line: (line: number) => `第 ${line} 行`,
  uncertain: (original: string, reading: string | null, why: string) =>
    `存疑：原文“${original}”暂读作 ${reading ?? '不设'}（${why}）`,
  remark: (sentence: string) => `提示：${sentence}`,
  runs: (remarks: number) => (remarks === 0 ? '没有问题，可以启动' : `有 ${remarks} 处提示，不影响启动`),
  runsOnceConfirmed: (count: number) =>
    `有 ${count} 处存疑：启动时用 --confirm-dates 认可上面的读法，或用 --set 另行指定，即可启动`,
  cannotRun: (count: number) => `共 ${count} 处问题，改好才能启动`,
  confirmHint: '读法确认无误后加 --confirm-dates 再启动，或用 --set 路径=值 逐个指定',
  noTemplate: (name: string, names: readonly string[]) => `没有叫“${name}”的内置模板，现有：${names.join('、')}`,
  noFile: (path: string, names: readonly string[]) =>
    `没有“${path}”这个文件，也没有这个名字的内置模板（现有：${names.join('、')}）`,
  notText: (path: string) => `${path} 不是文本文件`,
  taken: (code: string) => `${code} 已经启动过了。如果是新一轮专项行动，请换代号：--set code=新代号`,
  badSetting: (text: string) => `--set 要写成 路径=值，例如 --set phase.P1.end=2026-12-30，不是“${text}”`,
  phase: (name: string, begin: string | null, end: string | null) =>
    `  ${name}：${begin ?? '不限'} 至 ${end ?? '不限'}`,
  started: (
    { code, title, rectify_by: { day } }: { code: string; title: string; rectify_by: { day: string | null } },
    phases: readonly string[],
  ) => [`已启动 ${code} ${title}`, ...phases, `  最迟完成整改：${day ?? '不限'}`],
  none: '还没有启动专项行动',
  listed: ({
    code,
    title,
    day,
    issues,
    state,
  }: {
    code: string
    title: string
    day: string
    issues: number
    state: string
  }) => `${code}  ${title}  ${day} 启动  ${state}  问题 ${issues} 件`,
  notRunning: (code: string, codes: readonly string[]) =>
    `没有代号为 ${code} 的专项行动，现有：${codes.length > 0 ? codes.join('、') : '无'}`,
  moved: {
    closing: (code: string, open: number) => [
      `${code} 已转入收尾：各单位不再报送，只有办公室可以报送`,
      openLine(open),
      '再执行一次 campaign end 就此结束',
    ],
    ended: (code: string, open: number) => [`${code} 已结束：不再接受报送`, openLine(open)],
  },
  alreadyEnded: (code: string) => `${code} 已经结束了`,
  nothingToSet: '少写了 --set，例如 --set phase.P2.end=2023-06-30',
  changed: (path: string, before: string, after: string) => `${path}：${before} → ${after}`,
  amended: (code: string) => `${code} 已调整。已报问题各自的时限不变，需要改的请逐件更正`,
}

const people = {
  fault: (row: number, column: string | null, sentence: string) =>
    `第 ${row} 行${column === null ? '' : `“${column}”`}：${sentence}`,
  noHead: (columns: readonly string[]) => `前 10 行里没有表头。表头至少要有：${columns.join('、')}`,
  noRows: '表头下面没有内容',
  columnTwice: '这一列出现了两次',
  strangeColumns: (names: string) => `没有读取这些列：${names}`,
  unusedColumns: (names: string) => `本版本不使用这些列，没有导入：${names}`,
  empty: '空着',
  noAt: '不能含有 @',
  tooLong: (most: number) => `最多 ${most} 个字`,
  badPhone: '不是 11 位手机号。如果显示成 1.38E+10，请把这一列的格式改为“文本”',
  badRole: (labels: string, all: readonly string[]) =>
    `不认识“${labels}”，可用的有：${all.join('、')}（多个用顿号分开）`,
  badAccount: { lark: '不像飞书的 open_id', dingtalk: '不像钉钉的 userid' },
  badScope: (entry: string) => `“${entry}”不是本表或已有的单位，也不是已启动专项行动的问题类别`,
  differs: (what: string, row: number) => `${what} 与第 ${row} 行填的不同`,
  duplicate: (name: string, unit: string, row: number) => `${name}（${unit}）与第 ${row} 行重复`,
  circle: (unit: string) => `${unit} 成了自己的上级`,
  accountTaken: (account: string, name: string) => `这个${account}账号已是 ${name} 的`,
  phoneTaken: (owner: string) => `这个手机号已是${owner}的，姓名却不同`,
  inRow: (row: number) => `第 ${row} 行 `,
  registered: (name: string) => `已登记的 ${name} `,
  sameAs: (name: string, row: number) => `${name} 与第 ${row} 行指的是同一个人，手机却不同`,
  namesakes: (name: string, unit: string) => `${unit} 有几位 ${name}，请填手机以便区分`,
  formerUnit: (old: string, now: string, renamed: boolean) =>
    `${old} ${renamed ? '已更名为' : '已并入'} ${now}，按 ${now} 导入`,
  dividedUnit: (old: string, now: readonly string[]) => `${old} 已分设为 ${now.join('、')}，请改填其中一个`,
  nothingImported: '以上问题改好之前，什么都没有导入',
  newUnit: (name: string, kind: string | null, parent: string | null) =>
    `新增单位 ${name}${bracketed([kind, parent === null ? null : `上级 ${parent}`])}`,
  newPerson: (name: string, posts: readonly string[], phone: string | null) =>
    `新增人员 ${name}：${[...posts, ...(phone === null ? [] : [phone])].join('；')}`,
  changed: (name: string, changes: readonly string[]) => `修改 ${name}：${changes.join('；')}`,
  change: (label: string, from: string | null, to: string | null) => `${label} ${from ?? '空'} → ${to ?? '空'}`,
  posts: ({
    unit,
    added,
    gone,
    rescoped,
  }: Record<'added' | 'gone' | 'rescoped', readonly string[]> & { unit: string }) =>
    [
      unit,
      ...(added.length > 0 ? [`加 ${added.join('、')}`] : []),
      ...(gone.length > 0 ? [`去掉 ${gone.join('、')}`] : []),
      ...(rescoped.length > 0 ? [`改为 ${rescoped.join('、')}`] : []),
    ].join(' '),
  scoped: (role: string, scope: readonly string[]) => `${role}（分管 ${scope.join('、')}）`,
  bound: (account: string, again: boolean) => `${again ? '改绑' : '绑定'}${account}账号`,
  account: { lark: '飞书', dingtalk: '钉钉' },
  namesake: (name: string, phone: string | null) =>
    `${name}：同单位已有同名人员（手机 ${phone ?? '未填'}），按另一个人处理；如果是换了手机号，请先核对`,
  remark: (line: string) => `提醒：${line}`,
  previewed: (changes: number, same: number) => `预览：将有 ${changes} 处变化，${same} 人不变。没有写入`,
  imported: (changes: number, same: number) => `已导入：${changes} 处变化，${same} 人不变`,
  nobody: (text: string) => `没有找到“${text}”。请核对姓名，或写成 姓名@单位`,
  several: (text: string) => `“${text}”不止一人，请写成 姓名@单位 或 姓名@手机号：`,
  mayNotSignIn: (name: string) =>
    `${name} 没有可以登录控制台的岗位（经办人、主任、管理员、领导、监督员，或被委托核查的人）`,
  loginLink: (who: string) => `${who}的控制台登录链接，15 分钟内有效，只能用一次，请勿转发：`,
  code: (who: string, code: string) => [
    `${who}的绑定码：${code}`,
    `72 小时内有效，只能用一次，不再显示。请本人在飞书或钉钉里单独给机器人发：绑定 ${code}`,
  ],
}

function bracketed(parts: readonly (string | null)[]): string {
  const shown = parts.filter((part) => part !== null)
  return shown.length === 0 ? '' : `（${shown.join('，')}）`
}

/** Whose group it is: 'office', 'contacts', or the name of a unit. */
function ownerText(owner: string): string {
  if (owner === 'office') return '办公室的群'
  return owner === 'contacts' ? '联络员总群' : ` ${owner} 的群`
}

const group = {
  badPlatform: (name: string, all: readonly string[]) => `不支持“${name}”，可用的有：${all.join('、')}`,
  noUnit: (name: string, all: readonly string[]) =>
    `没有叫“${name}”的单位，现有：${all.join('、') || '（还没有导入）'}；办公室的群请写 office，联络员总群请写 contacts`,
  bound: (chat: string, owner: string) => `群 ${chat} 已认作${ownerText(owner)}`,
  already: (chat: string) => `群 ${chat} 原来就是，没有变化`,
  moved: (owner: string) => `它原来是${ownerText(owner)}，从现在起不再是`,
}

const ledger = {
  whichFormat: '请把文件名写成 .xlsx、.csv 或 .docx 结尾',
  noUnit: (name: string, all: readonly string[]) =>
    `没有叫“${name}”的单位，现有：${all.join('、') || '（还没有单位）'}`,
  noCampaign: (code: string, all: readonly string[]) =>
    `没有代号为“${code}”的专项行动，现有：${all.join('、') || '（还没有启动）'}`,
  exported: (file: string, count: number) => `已导出 ${count} 件到 ${file}`,
  fault: (row: number, column: string | null, sentence: string) =>
    `第 ${row} 行${column === null ? '' : `“${column}”`}：${sentence}`,
  nothingImported: (fine: number) => `没有导入任何内容（另有 ${fine} 行没有问题）。请改好表格再导入`,
  remark: (line: string) => `注意：${line}`,
  newRow: (row: number, title: string, unit: string, status: string) =>
    `第 ${row} 行 新增：${title}（${unit}，${status}）`,
  changedRow: (row: number, serial: string, label: string, after: string) =>
    `第 ${row} 行 ${serial}“${label}”改为：${after === '' ? '（空）' : after}`,
  fixed: '——不能由导入更改，请在系统里办理',
  previewed: (news: number, changed: number, same: number) =>
    `预览：新增 ${news} 件，有改动 ${changed} 件，没有变化 ${same} 件。没有写入`,
  imported: (news: number, changed: number, same: number) =>
    `已导入：新增 ${news} 件，没有变化 ${same} 件${changed > 0 ? `；有改动的 ${changed} 件没有执行，请在控制台“导入台账”里核对、勾选` : ''}`,
  byOffice: (name: string) => `${name}不是办公室的经办人或主任，不能导入台账`,
}

const log = {
  onlyJsonl: '请把文件名写成 .jsonl 结尾',
  noFile: (file: string) => `没有 ${file} 这个文件`,
  noLog: (file: string) => `${file} 里没有销号的日志`,
  badLine: (line: number) => `第 ${line} 行不是日志`,
  badExpectation: (text: string) =>
    `--expect 要写成 条数:哈希（至少前 16 位），例如 1204:8f3a0c5e91d27b46，不是“${text}”`,
  bad: (n: number, why: string) => `日志第 ${n} 条不对：${why}`,
  faults: {
    gap: '缺了这一条，或顺序不对',
    'subject-gap': '同一事项的序号不连续',
    'data-missing': '内容不见了，又没有涂抹记录',
    'data-changed': '内容被改过',
    'redaction-missing': '内容被涂抹，却没有对应的涂抹记录',
    'header-changed': '这一条或它前面的被改过',
    'expected-hash': '与记下的哈希不符，之前的日志被整段重写过',
    'expected-length': '日志比记下的短，从这一条起被截断',
  },
  badLedger: (serial: string, what: string) => `台账与留痕不一致：${serial} ${what}`,
  ledgerFaults: {
    differs: '在台账上的内容与它的日志算出来的不同，被绕过程序改过',
    'no-events': '在台账上，却没有日志',
    'no-row': '有日志，台账上却没有',
  },
  good: (count: number, hash: string, redacted: number) =>
    `日志完整：${count} 条${redacted > 0 ? `（其中 ${redacted} 条已涂抹）` : ''}，${count}:${hash}`,
  exported: (file: string, count: number) => `已导出 ${count} 条到 ${file}`,
}

type BadFile = { serial: string | null; name: string | null; fault: 'gone' | 'altered' }

const evidence = {
  bad: ({ serial, name, fault }: BadFile, path: string | null) =>
    `  ${serial ?? '还没有归到问题的'} 佐证文件${name === null ? '' : `“${name}”`}${fault === 'gone' ? '不见了' : '被改动过'}${path === null ? '' : `（${path}）`}`,
  more: (count: number) => `  另有 ${count} 份`,
}

const backup = {
  noFolder: (folder: string) => `没有 ${folder} 这个文件夹。请先建好它，或把备份写到别的文件夹`,
  exists: (file: string) => `${file} 已经存在，不覆盖。请换个文件名`,
  noFile: (file: string) => `没有 ${file} 这个文件`,
  broken: '备份文件已损坏或不是备份，没有使用它',
  foreign: '这不是销号的备份',
  badFile: (sha256: string) => `备份里的佐证文件 ${sha256.slice(0, 16)} 与它的哈希不符`,
  missing: (count: number) => `有 ${count} 份佐证文件不在备份里（备份时就缺，或已被改动）：`,
  incomplete: (count: number) => `备份不完整：有 ${count} 份佐证文件没有备份，其余都已备份：`,
  howToMend:
    '请把原来的文件按括号里的位置和名字放回（可把以前的备份恢复到另一个 XIAOHAO_DATA，从它的 evidence 里拷），再备份一次',
  written: ({
    file,
    bytes,
    files,
    events,
    hash,
  }: {
    file: string
    bytes: number
    files: number
    events: number
    hash: string
  }) =>
    `已备份到 ${file}（${Math.ceil(bytes / 1024)} KB），含佐证文件 ${files} 份、日志 ${events} 条，核对无误。日志 ${events}:${hash}`,
  served: '服务正在运行，不能恢复。请先停止服务再试',
  restored: ({ events, hash, files, aside }: { events: number; hash: string; files: number; aside: string | null }) => [
    `已恢复：日志 ${events} 条（${events}:${hash}），佐证文件 ${files} 份`,
    ...(aside === null ? [] : [`原来的数据库保留在 ${aside}`]),
    '发送已暂停：请在控制台核对后点“继续发送”。登录、登录链接和绑定码已全部作废，请重新生成',
  ],
}

const tick = {
  noPlatform: '没有配置聊天平台（LARK_APP_ID、LARK_APP_SECRET），消息无处可发',
  paused: (queued: number) => `发送已暂停，${queued} 条消息等待在控制台点“继续发送”`,
  done: (queued: number, failed: number) => `这一轮已完成：还有 ${queued} 条等待发送，${failed} 条未送达`,
}

const digest = {
  notMonday: (day: string) => `--week 要写那一周的周一，${day} 不是周一`,
  notOver: (monday: string) =>
    `${monday} 这一周还没有过完，周报要到下周一零时以后才有；本周至今的情况请在聊天里发“周报”`,
  none: (week: string) => `${week} 没有周报：那一周没有进行中的专项行动，或者收尾的专项行动已经没有在办问题`,
  sent: (campaign: string, people: number) => `${campaign} 的周报发给 ${people} 人`,
  sentBefore: (campaign: string) => `${campaign} 的这一期周报已经发过，没有重复发送；要再发一次请在控制台的“周报”里发`,
}

const doctor = {
  marks: { good: '✓', mind: '!', bad: '✗' },
  wrong: (count: number) => `有 ${count} 处需要先解决`,
  node: (version: string) => `Node.js ${version}`,
  nodeOld: (version: string) => `Node.js ${version} 太旧，请升级到 22 以上`,
  config: '配置齐全',
  unknownVariable: (name: string) => `${name}：不认识这个环境变量，是不是拼写有误`,
  plainHttp: 'PUBLIC_URL 是 http，登录信息会明文传输，请在前面加 https',
  noPublicUrl: 'PUBLIC_URL 没有设置，消息里的链接别人打不开，请设为大家访问控制台的网址',
  noDatabase: (data: string) => `${data} 里还没有数据，第一次启动服务或专项行动时建立`,
  database: (events: number) => `数据库完好，日志 ${events} 条`,
  evidence: (count: number) => `佐证文件 ${count} 份，都在，内容与登记的一致`,
  evidenceBySize: (count: number) => `佐证文件 ${count} 份，都在，大小与登记的一致（总量大，没有逐份核对内容）`,
  databaseBroken: '数据库文件已损坏，请用 npx xiaohao restore 从备份恢复',
  disk: (free: number) => `磁盘剩余 ${free} MB`,
  diskLow: (free: number) => `磁盘只剩 ${free} MB，请尽快清理`,
  diskFull: (free: number) => `磁盘只剩 ${free} MB，很快就无法写入，请立即清理`,
  clock: '系统时间正常',
  clockPast: '系统时间不对（早于本程序发布），请校准',
  clockBehind: '系统时间比最近一条日志还早，请校准',
  served: '服务正在运行',
  notServed: '服务没有运行（npm start）',
  connection: {
    well: (platform: string, heard: string) => `与${platform}的长连接正常，最近一次有动静 ${heard}`,
    down: (platform: string, since: string) => `与${platform}的长连接自 ${since} 起中断，大家发来的消息收不到`,
    silent: (platform: string, since: string) =>
      `与${platform}的长连接自 ${since} 起没有动静，大家发来的消息可能收不到`,
    quiet: (platform: string, since: string) =>
      `自 ${since} 起没有人在${platform}里发来消息，而前五个工作日的同一时段都有多人发来。请给机器人发“帮助”；没有答复就检查机器人是否停用、是否另有程序连着同一个应用，再重启服务`,
    platforms: { lark: '飞书', dingtalk: '钉钉', demo: '演示聊天' },
    itself: '。服务会自动重连；请检查网络，十分钟后还没有恢复，请重启服务',
  },
  outbox: (queued: number) => `待发消息 ${queued} 条，没有发送失败的`,
  failed: (count: number) => `${count} 条消息未送达，请到控制台“送达”页查看`,
  unknownOutcome: (count: number) => `${count} 条消息不知道到了没有，请到控制台“送达”页处理`,
  quota: (calls: number, quota: number | null) =>
    quota === null
      ? `平台说本月的接口次数已用完（已用 ${calls} 次），现在只发答复`
      : `本月接口已用 ${calls} 次，额度 ${quota} 次快用完了，周报和催办会暂停`,
  pushesEnded: (platform: string, since: string) =>
    `${platform}本月的推送次数已用完，自 ${since} 起大家发的消息、点的按钮都收不到。请通知联络员有事打电话，由经办人在控制台代为登记；或在${platform}管理后台购买加量包。下月 1 日重新计数`,
  pushesScarce: (platform: string, count: number, quota: number) =>
    `${platform}本月的推送已用 ${count} 次，额度 ${quota} 次快用完了，用完后大家发的消息收不到；请考虑在${platform}管理后台购买加量包`,
  paused: '发送已暂停，请在控制台点“继续发送”',
  noHolidays: (year: number) => `${unarrangedText(year)}。请管理员在控制台“工作日历”粘贴国务院办公厅的通知`,
  noPlatform: '没有配置飞书（LARK_APP_ID 等）或钉钉（DINGTALK_CLIENT_ID 等），机器人收不到也发不出消息',
  reaches: (platform: string) => `能连上${platform}，凭证有效`,
  reachFails: (platform: string, why: string) => `${platform}：${why}`,
}

const demo = {
  usage: '用法：npm run demo -- [--campaign 模板] [--fresh] [--plain]',
  second: '演示已经在运行，请先停止它',
  otherCampaign: (template: string) =>
    `data/demo 里是另一个专项行动的数据。换成 ${template} 请加 --fresh（原有演示数据会清空）`,
  started: (url: string, link: string, unit: string) => [
    '',
    '销号演示已启动，只有本机能访问。人员、单位和企业都是虚构的。',
    '',
    `  聊天    ${url}/demo`,
    `          先扮演${unit}联络员，对机器人说“报送”；再切换成办公室的人去处理`,
    `  控制台  ${link}`,
    '          以经办人身份登录（15 分钟内打开）；其他人请在聊天页点“打开控制台”',
    '',
    '按 Ctrl+C 停止，下次启动接着用；要重新开始：npm run demo -- --fresh',
    '',
  ],
}

/** What the command line and the server say on a terminal, and what a fault is answered with. */
export const texts = {
  config,
  usage,
  faults,
  answers,
  server,
  office,
  campaign,
  people,
  group,
  ledger,
  log,
  evidence,
  backup,
  tick,
  digest,
  doctor,
  demo,
}
