export const cardTemplateTexts = {
  title: (platform: string): string => `${platform}互动卡片`,
  about:
    '装上卡片模板，消息里的按钮一点就办，办完卡片上直接显示结果。不装也能用：按钮变成发一句短话的链接，表单在网页上填。',
  without: '现在没有用卡片模板。',
  with: (id: string): string => `正在用卡片模板 ${id}。`,
  how: '怎么装',
  steps: (platform: string): string[] => [
    '下载模板文件。',
    `用开发者账号登录${platform}开放平台，打开“卡片平台”，新建卡片模板，关联本应用，选择导入，选中刚才的文件。`,
    '预览没有问题后发布，把模板 ID（一般以 .schema 结尾）复制下来。',
    '把模板 ID 填在下面并保存，以后的消息就用卡片发。',
  ],
  download: '下载',
  byHand: '导入不成功？照下面的变量自己画一张',
  untried:
    '模板文件是照公开的导出格式做的，还没有在真实的卡片平台上导入过。卡片从上到下放这些内容，程序只认变量的名字：',
  variables: [
    ['title', '标题，普通文本'],
    ['text1 … text8', '正文，Markdown，空的不显示'],
    ['buttons1 … buttons6', '按钮组，每个按钮有 text、color、status、event'],
    ['status', '办理结果，普通文本，空的不显示'],
  ] as const,
  id: '模板 ID',
  hint: '留空保存就不再用卡片。',
  fault: '模板 ID 只有字母、数字、点和横线，8 到 100 个字符，请从卡片平台复制。',
  save: '保存',
  fixed: '模板 ID 由服务器的设置 DINGTALK_CARD_TEMPLATE_ID 决定，要改请找技术人员。',
  askAdministrator: '模板 ID 由管理员填写。',
} as const
