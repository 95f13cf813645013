/** What DingTalk's doors say on their own: everything else comes from bot/texts.ts. */
export const texts = {
  imageName: '图片',
  fileName: '文件',
  cut: '……（略）',
  cutItems: (rest: number) => `还有 ${rest} 项没有列出。`,
  outsider:
    '没能认出您：您不在本单位的钉钉通讯录里，或者机器人还没有发布。请换用本单位的钉钉账号找我；还是这样，请告诉专班办公室。',
  why: {
    lostTimeout: '钉钉没有及时答复',
    lostNetwork: (code: string) => `连不上钉钉${code && `（${code}）`}`,
    lostServer: (status: number) => `钉钉服务出错（HTTP ${status}）`,
    lostAnswer: (status: number) => `钉钉的答复看不懂（HTTP ${status}）`,
    notDingtalk: (status: number) => `DINGTALK_API_URL 或 DINGTALK_OAPI_URL 指的地址不是钉钉开放平台（HTTP ${status}）`,
    other: (code: string, detail: string) => `钉钉退回，代码 ${code}${detail && `（${detail}）`}`,
    badAddress: '收件人或群的编号格式不对',
    badFileRef: '文件的引用读不出来',
    noSession: '这条消息已过了可以直接回复的时间',
  },
  codes: {
    credentials: 'DINGTALK_CLIENT_ID 或 DINGTALK_CLIENT_SECRET 不对',
    token: '钉钉不认应用的令牌',
    scope: '应用缺少接口权限，请在钉钉开放平台“权限管理”页申请',
    ip: '服务器的出口地址不在应用的 IP 白名单里',
    quota: '本组织本月的接口调用次数用完了',
    tooOften: '发得太快，钉钉要求稍候',
    banned: '调用太密，钉钉暂时封了本机的地址',
    robot: 'DINGTALK_ROBOT_CODE 不对，或者机器人没有发布、已停用',
    notThere: '钉钉通讯录里没有此人，或者不在应用的可见范围内',
    noGroup: '没有这个群，或者机器人不在群里',
    disbanded: '群已解散',
    sensitive: '内容没有通过钉钉的审核，不予发送',
    cardGone: '要更新的卡片已不在',
    template: 'DINGTALK_CARD_TEMPLATE_ID 不对，或者卡片模板没有发布',
    fileGone: '文件的下载码无效或已过期',
  },
  stream: {
    refused:
      '钉钉拒绝长连接：请核对 DINGTALK_CLIENT_ID、DINGTALK_CLIENT_SECRET，并确认应用已发布、消息接收模式选了 Stream',
  },
} as const
