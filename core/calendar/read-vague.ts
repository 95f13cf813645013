import { BY, form, NUMBER, TERM, WEEK, type DayFault } from './day-words.ts'

const year = '(?:(?:\\d{2}|\\d{4}|[今明去本])年)?'
const which = '(?:下下个?|[本这当下次上]个?)?'
const month = `${year}(?:(?:${NUMBER}|元)月|${which}月)`
const hour = `(?:\\d{1,2}|${NUMBER})(?:[点时]|:\\d\\d)(?:半|整|一刻|(?:${NUMBER})分?)?`
const part = '(?:上午|下午|中午|晚上|早上|凌晨|傍晚|晚)'

/** What names a day only roughly, or one of several; tried once no exact reading fits. */
const vague: readonly (readonly [fault: DayFault, pattern: RegExp])[] = [
  ['lunar', form('(?:农历|阴历|旧历).{0,12}')],
  ['lunar', form('.{0,4}(?:正月|腊月|冬月|初[一二三四五六七八九十]|除夕|大年三十|元宵|小年|重阳).{0,6}')],
  ['with-time', form(`.{0,12}(?:${part}?${hour}|${part})${BY}`)],
  ['with-time', form(`(?:${NUMBER}|半)个?(?:小时|分钟|钟头)${TERM}`)],
  ['which-day', form('.{1,20}(?:左右|前后|上下|期间)')],
  ['which-day', form('(?:大概|大约|约|差不多).{1,20}')],
  ['which-day', form(`${month}份?(?:初|中|[上中下]旬)?${BY}`)],
  ['which-day', form(`[上中下]旬${BY}`)],
  ['which-day', form(`${which}${WEEK}(?:初|末|中)?${BY}`)],
  ['which-day', form(`(?:\\d{4}|[今明本])?年(?:初|中|前)?${BY}`)],
  ['which-day', form(`${year}(?:第?[一二三四1-4]季度?|[上下]半年|[本下]?个?季度)(?:初|中)?${BY}`)],
  [
    'which-day',
    form(`(?:${NUMBER}|几|数|多)(?:[-~—至到、]{1,2}(?:${NUMBER})|几|多|来)?个?(?:工作日|天|日|${WEEK}|月|年)${TERM}`),
  ],
  ['which-day', form(`.{0,12}[日号底末初月天周](?:至|到|[-~—]{1,2}|或者?|、|和).{0,8}[日号底末初月天内]${BY}`)],
  ['which-day', form('(?:\\d{4}[-/.])?\\d{1,2}[/.]\\d{1,2}(?:至|到|[-~—]{1,2}|或者?|、|和)\\d.{0,9}')],
]

/** Why nothing could be made of it; 'unreadable' where it isn't about a day at all. */
export function vagueFault(typed: string): DayFault {
  return vague.find(([, pattern]) => pattern.test(typed))?.[0] ?? 'unreadable'
}
