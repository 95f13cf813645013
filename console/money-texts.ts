/** What the console says about money: of one issue, and added up. */
export const moneyTexts = {
  account: '兑现情况',
  sums: { involved: '涉及金额', confirmed: '核定金额', settled: '已兑现', left: '未兑现' },
  unproven: (amount: string): string => `已兑现的款项中，${amount}未附凭证。`,
  none: '还没有兑现记录。',
  columns: { on: '兑现日期', amount: '金额（万元）', voucher: '凭证', by: '录入' },
  noVoucher: '未附凭证',
  undated: '未注明',
  corrected: '更正',
  taken: '原台账转入',
} as const
