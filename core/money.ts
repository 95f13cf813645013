import { chineseNumber } from './numeral.ts'
import { halfWidth, normal } from './text.ts'

/** Money: an integer number of fen (0.01 元). */
export type Fen = number

const FEN_IN_WAN = 1_000_000
const ASKS_BACK_ABOVE: Fen = 100_000_000_000 // 10亿元
const IMPOSSIBLE_ABOVE: Fen = 100_000_000_000_000 // 1万亿元

/** Decimal places of a unit down to the fen. */
const PLACES: Readonly<Record<string, number>> = { 亿: 10, 千万: 9, 百万: 8, 万: 6, 千: 5 }
const PLACES_OF_YUAN = 2
const PLACES_OF_WAN = 6

type Reading = { fen: Fen } | { fault: 'unreadable' | 'too-precise' | 'too-large' }
type WanReading =
  { fen: Fen } | { fault: 'ask-back'; fen: Fen } | { fault: 'unreadable' | 'negative' | 'too-precise' | 'too-large' }

/**
 * The amount typed into a field labelled （万元）: a bare number is 万元, a unit that is written
 * counts (12万, 1.2亿元, 500000元, 三百万元整). Whatever isn't exactly one amount is unreadable.
 * Above 10亿元 it asks back, since 元 typed into a field of 万元 looks just so.
 */
export function readWan(text: string): WanReading {
  const typed = normal(text)
  if (/^(人民币)?[-−负]\s?[\d一二三四五六七八九十]/.test(typed)) return { fault: 'negative' }
  const reading = readNumber(typed, PLACES_OF_WAN) ?? readAmount(typed)
  if ('fen' in reading && reading.fen > ASKS_BACK_ABOVE) {
    return reading.fen > IMPOSSIBLE_ABOVE ? { fault: 'too-large' } : { fault: 'ask-back', fen: reading.fen }
  }
  return reading
}

const NUMBER = '(?:[1-9]\\d{0,2}(?:,\\d{3})+|0|[1-9]\\d*)(?:\\.\\d+)?'
const UNIT = '(?:亿元?|千万元?|百万元?|万元?|千元|元)'
const ARABIC = `(?:${NUMBER} ?${UNIT})+`
const CHINESE_SIGN = '[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]'
const WHOLE = new RegExp(`^(?:人民币|¥)? ?(${ARABIC}|${CHINESE_SIGN}+元?)[整正]?$`)

function readAmount(typed: string): Reading {
  const amount = WHOLE.exec(typed)?.[1]
  return amount === undefined ? { fault: 'unreadable' } : valueOf(amount)
}

function valueOf(amount: string): Reading {
  return /\d/.test(amount) ? arabicValue(amount) : chineseValue(amount)
}

function chineseValue(amount: string): Reading {
  const hasUnit = /[万亿元]/.test(amount)
  const yuan = chineseNumber(amount.replace(/元$/, ''))
  return hasUnit && yuan !== undefined ? { fen: yuan * 100 } : { fault: 'unreadable' }
}

// 1亿2000万元: units come down, only the last piece has decimals, none reaches into the one before.
function arabicValue(amount: string): Reading {
  let total: Fen = 0
  let above: Fen = Infinity
  for (const [, number = '', written = ''] of amount.matchAll(new RegExp(`(${NUMBER}) ?(${UNIT})`, 'g'))) {
    const places = PLACES[written.replace('元', '')] ?? PLACES_OF_YUAN
    const piece = readNumber(number, places) ?? { fault: 'unreadable' }
    if ('fault' in piece) return piece
    if (total % above !== 0 || piece.fen >= above) return { fault: 'unreadable' }
    total += piece.fen
    above = 10 ** places
  }
  return { fen: total }
}

/** A number as fen, by moving the point in the text: exact. Undefined when it's no plain number. */
function readNumber(number: string, places: number): Reading | undefined {
  if (!new RegExp(`^${NUMBER}$`).test(number)) return undefined
  const [whole = '', decimals = ''] = number.replaceAll(',', '').split('.')
  const exact = decimals.replace(/0+$/, '')
  if (exact.length > places) return { fault: 'too-precise' }
  const fen = Number(whole + exact.padEnd(places, '0'))
  return Number.isSafeInteger(fen) ? { fen } : { fault: 'too-large' }
}

type Found = { fen: Fen; cumulative: boolean; quote: string }

const ABOUT =
  '(?<![合契条公])约|(?<!最)近|(?<!总)数|[超逾几余]|不足|不到|至少|超过|接近|大概|左右|每[^\\d,，。;；、]{1,4}'
const NOT_BEFORE = `(?<!\\d|\\d[.,]|[\\-−~–—]|[\\d万亿元][至到]|${ABOUT}|${CHINESE_SIGN})`
const MORE_DIGITS = '\\d|\\.\\d|[-−~–—至到] ?\\d|[零一二两三四五六七八九](?:[十百千万亿元,，。;；]|$)'
const ABOUT_IT = '[多余几]|左右|上下|以上|以下|以内'
const OTHER_THINGS =
  '[吨亩户个件米株辆名套条]|人(?!民币)|台(?!账)|股(?!权)|次(?!日)|平[方米]|立方|公[里顷斤]|千瓦|火急|分之|[/每倍]'
const OTHER_MONEY = '元|美[元金]|[欧日]元|港[元币]|英镑'
const NOT_AFTER = `(?! ?(?:${MORE_DIGITS}|${ABOUT_IT}|${OTHER_THINGS}|${OTHER_MONEY}))`
const IN_PROSE = new RegExp(`${NOT_BEFORE}(?:${ARABIC}|${CHINESE_SIGN}*[百千万亿]${CHINESE_SIGN}*元?)${NOT_AFTER}`, 'g')
const CLAUSE_END = /[,，。;；!！?？、\n]/
const CUMULATIVE = /累计|累积|合计|总计|(?<!公)共(?![同享建青产管])/

/**
 * The amounts in a reply, each with its unit written (首期150万今天已打款): to be confirmed by
 * whoever wrote it, never booked as found. Approximate amounts, ranges, unit prices, other
 * currencies and 万 of other things (150万平方米) are left out. `cumulative`: 累计, 共 or the like
 * stands before it in the same clause.
 */
export function findMoney(freeText: string): Found[] {
  const found: Found[] = []
  let read = 0
  for (const match of halfWidth(freeText).matchAll(IN_PROSE)) {
    const end = match.index + match[0].length
    const clause = freeText.slice(read, match.index).split(CLAUSE_END).at(-1) ?? ''
    const value = valueOf(match[0])
    read = end
    if ('fault' in value || value.fen === 0) continue
    found.push({ fen: value.fen, cumulative: CUMULATIVE.test(clause), quote: freeText.slice(match.index, end) })
  }
  return found
}

/** '1,280 万元', '0.35 万元': exact to the fen. */
export function showWan(fen: Fen): string {
  const [whole = '', decimals] = wanField(fen).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${decimals === undefined ? grouped : `${grouped}.${decimals}`} 万元`
}

/** '1280', '0.35': the same for a field or a sheet's column labelled （万元）. */
export function wanField(fen: Fen): string {
  const size = Math.abs(fen)
  const decimals = String(size % FEN_IN_WAN)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = `${fen < 0 ? '-' : ''}${Math.floor(size / FEN_IN_WAN)}`
  return decimals === '' ? whole : `${whole}.${decimals}`
}
