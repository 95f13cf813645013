/** ▇▇▇▇▇ for a share of the greatest value, at least one sign for what isn't nothing. For where no chart can be drawn. */
export function bar(value: number, greatest: number, width = 20): string {
  if (value <= 0 || greatest <= 0) return ''
  return '▇'.repeat(Math.max(1, Math.round((value / greatest) * width)))
}
