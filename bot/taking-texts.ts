/** What chat says of how an issue comes to a unit, and away from it again. */
export const takingTold = {
  declined: (who: string, reason: string) =>
    `${who}退办，理由：${reason}。请改交其他单位；核实后仍归该单位的，可以再交办。`,
  reassigned: (signoffDue: string, deadline: string | null) =>
    `办公室把这件事转由您单位办理。请在${signoffDue}前签收${deadline === null ? '' : `，完成时限${deadline}不变`}。`,
  taken: (serial: string) =>
    `${serial} 已转由其他单位办理，您单位不再办理；此前报的措施和申请不再有效，办理经过都保留。有疑问请与办公室联系。`,
  dismissalAsked: (who: string, reason: string) =>
    `${who}提请不予列入，理由：${reason}。请决定：同意的点“不予列入”，不同意的写明理由；没有决定之前，整改照常。`,
  dismissalRefused: (who: string, reason: string) => `${who}不同意不予列入，整改照常。理由：${reason}`,
  changed: (who: string) => `${who}办理了这件事。`,
  merged: (into: string) => `办公室把这件并入 ${into} 一并办理，材料已转过去。后续情况请看 ${into}，结果也会告诉您。`,
} as const

/** 交牵头单位 on a card, and told. */
export const referralTexts = {
  waits: '待牵头单位交办',
  next: {
    office: '已交牵头单位，等牵头单位交办；急的也可以在网页上直接交办。',
    reviewer: '请选定责任单位，填好签收、报措施和完成时限，交办下去。',
  },
  referred: (who: string, note: string | null) =>
    `${who}把这件线索交给您单位，请选定责任单位并交办。${note === null ? '' : `说明：${note}`}`,
  assignedToUnit: (signoffDue: string, deadline: string) =>
    `牵头单位交办了这件事。请在${signoffDue}前签收，完成时限${deadline}。`,
  assigned: (who: string, unit: string) => `${who}已把这件事交办给${unit}，等责任单位签收。`,
} as const

/** 提请不予列入 on a card of the office. */
export const dismissalTexts = {
  asks: '提请不予列入，待决定',
  reason: (who: string, reason: string) => `${who}提请不予列入，理由：${reason}`,
  decides: '请决定是否不予列入；不同意的写明理由。',
  others: '等主任决定是否不予列入；没有决定之前，整改照常。',
} as const
