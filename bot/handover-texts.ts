/** What the chat says about 交接: who passes what to whom, by when, and what comes next. */
export const handed = {
  label: '正在交接',
  system: '系统',
  between: (from: string, to: string) => `${from} → ${to}（待签收）`,
  privately: '交接请单独发给我，不要在群里办。',
  usage: '要交接给谁？请写接手人的姓名，如：交接 王五。替别人办的写：交接 张三 给 王五',
  askTitle: (count: number, to: string) => `把 ${count} 件事项交接给${to}，请核对`,
  ask: (from: string, own: boolean) =>
    `${own ? '您' : from}名下的下列事项将转给接手人。签收以前两人都负责；时限、督办层级和办理经过都不变。`,
  left: (count: number) => `另有 ${count} 件不能交给这位（不是他所在单位的事，或按规定不能由他核查），须另行交接。`,
  unbound: (to: string) => `${to}还没有绑定聊天账号，须先绑定才能签收。已请办公室给他绑定码。`,
  unboundAsk: (to: string) => `${to}还没有绑定聊天账号，须先绑定才能签收。确认后会请办公室给他绑定码。`,
  confirm: '确认交接',
  signAll: '全部签收',
  sign: '签收',
  back: '退回',
  cancel: '取消交接',
  view: '查看',
  more: (count: number) => `还有 ${count} 件，点“全部签收”一并签收，或签完这些再看。`,
  moreToAsk: (count: number) => `还有 ${count} 件，一并交接。`,
  toSign: (from: string, count: number) => `${from}交接给您 ${count} 件，请签收`,
  between2: (from: string, to: string) => `交接：${from} → ${to}`,
  sums: (open: number, signed: number, returned: number) =>
    [
      ...(open > 0 ? [`待签收 ${open} 件`] : []),
      ...(signed > 0 ? [`已签收 ${signed} 件`] : []),
      ...(returned > 0 ? [`已退回 ${returned} 件`] : []),
    ].join('，') || '没有需要签收的事项',
  signBy: (day: string) => `请在${day}前签收。没有签收的，第一责任人会收到提醒。`,
  both: '签收以前两人都负责。不归您办的点“退回”，写明原因。',
  reason: (reason: string) => `原因：${reason}`,
  started: (who: string, from: string, to: string, count: number) =>
    `${who}发起了交接：${from}名下的 ${count} 件事项交给${to}，等他签收。签收以前两人都负责。`,
  began: (cause: string, from: string, to: string, count: number) =>
    `${from}${cause}，名下的 ${count} 件事项转给${to}，等他签收。时限和办理经过都不变。`,
  startedFor: (who: string, from: string, count: number) =>
    `${who === from ? from : `${who}代${from}`}把 ${count} 件事项交接给您。时限、督办层级和办理经过都不变。`,
  beganFor: (cause: string, from: string, count: number) =>
    `${from}${cause}，名下的 ${count} 件事项由您接手。时限、督办层级和办理经过都不变。`,
  widened: (from: string, count: number) => `${from}名下又有 ${count} 件新的事项，一并交接给您。`,
  done: (from: string, to: string, count: number) => `${to}已签收 ${count} 件，${from}的交接完成。`,
  returned: (to: string, serials: string, reason: string, from: string) =>
    `${to}退回了 ${serials}：${reason}。这件仍由${from}负责，请第一责任人另定接手人（发“交接 ${from} 给 姓名”）。`,
  unfit: (to: string, from: string) =>
    `${to}不能再接手${from}的事项（岗位变动或联系不上），没有签收的仍由${from}负责，请另定接手人。`,
  lapsed: (from: string, to: string) => `${from}交给${to}的事项已经办结或不再由他负责，不用再签收。`,
  cancelled: (who: string, from: string, to: string) => `${who}取消了${from}给${to}的交接，没有签收的仍由${from}负责。`,
  begun: (to: string, count: number) => `已发起，${to}会收到这 ${count} 件，签收后告诉您。签收以前仍由两人负责。`,
  already: (to: string) => `已经在交接给${to}，等他签收。`,
  signed: (count: number, left: number) => `已签收 ${count} 件${left > 0 ? `，还有 ${left} 件` : '，交接完成'}。`,
  gaveBack: (serial: string) => `${serial} 已退回，第一责任人会收到通知。`,
  calledOff: '已取消，没有签收的仍由原来的人负责。',
  which: '是哪一位？',
  returnTitle: (serial: string) => `退回 ${serial}，请写明原因`,
  returnReason: '退回原因',
  ownerlessTitle: '有事项没有人接手',
  ownerless: (name: string, count: number) => `${name}已不在岗或联系不上，名下 ${count} 件在办事项没有人接手。`,
  ownerlessNext: '请在网页“交接”里指定接手人。',
} as const
