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
  title: '金额汇总',
  open: '金额汇总',
  money: '金额',
  anyCampaign: '全部专项行动',
  by: { unit: '按责任单位', category: '按问题类别', campaign: '按专项行动' },
  name: '名称',
  count: '件数',
  total: { involved: '涉及', confirmed: '核定', settled: '已兑现', left: '未兑现', unproven: '未附凭证' },
  sum: '合计',
  note:
    '金额单位：万元。不含不予列入、已撤回和并入其他问题的；未兑现按核定金额减已兑现计，没有核定的按涉及金额计；' +
    '未附凭证是已兑现里还没有凭证的部分。',
  emptyTitle: '还没有可以汇总的问题',
  emptyText: '报送的问题在这里按责任单位、类别和专项行动汇总金额。',
} as const
