const VARIANTS = '〇两壹贰叁肆伍陆柒捌玖拾佰仟'
const PLAIN = '零二一二三四五六七八九十百千'
const DIGITS = '零一二三四五六七八九'
const SECTIONS = [
  { sign: '亿', size: 100_000_000 },
  { sign: '万', size: 10_000 },
  { sign: '', size: 1 },
]
const PLACES = [
  { sign: '千', size: 1000 },
  { sign: '百', size: 100 },
  { sign: '十', size: 10 },
  { sign: '', size: 1 },
]

/**
 * The number that Chinese numerals (三百零五万, 叁佰万) spell out in full, below 10000亿.
 * Undefined when it isn't exactly one number: 三百五, 几百万, 三五万, 百万, 一亿五千.
 */
export function chineseNumber(text: string): number | undefined {
  const plain = text
    .replace(/./gu, (sign) => PLAIN[VARIANTS.indexOf(sign)] ?? sign)
    .replace(/^十/, '一十')
    .replace(/万零(?=.千)/, '万')
  const value = roughValue(plain)
  return value !== undefined && spelt(value) === plain ? value : undefined
}

// Reads anything; that the value spelt out again gives the same text is what makes it exact.
function roughValue(plain: string): number | undefined {
  if (!/^[零一二三四五六七八九十百千万亿]{1,30}$/.test(plain)) return undefined
  let rest = plain
  let total = 0
  for (const { sign, size } of SECTIONS) {
    const end = sign === '' ? rest.length : rest.indexOf(sign)
    if (end < 0) continue
    total += size * sectionValue(rest.slice(0, end))
    rest = rest.slice(end + 1)
  }
  return total
}

function sectionValue(section: string): number {
  let total = 0
  for (const [, digit, place] of section.matchAll(/([一二三四五六七八九])([千百十]?)/g)) {
    total += DIGITS.indexOf(digit ?? '') * (PLACES.find(({ sign }) => sign === place)?.size ?? 0)
  }
  return total
}

function spelt(value: number): string {
  if (value === 0) return '零'
  let text = ''
  let skipped = false
  for (const { sign, size } of SECTIONS) {
    const section = Math.floor(value / size) % 10_000
    const gap = text !== '' && (skipped || section < 1000)
    if (section > 0) text += (gap ? '零' : '') + speltSection(section) + sign
    skipped = section === 0
  }
  return text
}

function speltSection(section: number): string {
  let text = ''
  let skipped = false
  for (const { sign, size } of PLACES) {
    const digit = Math.floor(section / size) % 10
    if (digit > 0) text += (skipped && text !== '' ? '零' : '') + DIGITS[digit] + sign
    skipped = digit === 0
  }
  return text
}
