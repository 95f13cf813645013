import { parseArgs, type ParseArgsConfig } from 'node:util'
import { isDay, startOfDay, type Day } from '../../core/calendar/day.ts'
import { texts } from '../texts.ts'
import { WrongUse } from './io.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>['values']

/** Options and operands; wrong use where the number of operands isn't one of those expected. */
export function readArgs<O extends Options>(
  args: readonly string[],
  shape: { options: O; operands: readonly [least: number, most: number] },
): { values: Values<O>; operands: string[] } {
  const { values, positionals } = parsed(args, shape.options)
  const [least, most] = shape.operands
  if (positionals.length < least) throw new WrongUse(texts.usage.tooFew)
  if (positionals.length > most) throw new WrongUse(texts.usage.tooMany(positionals.slice(most).join(' ')))
  return { values, operands: positionals }
}

function parsed<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      throw new WrongUse(texts.usage.unknownOption(args.find((arg) => isUnknown(arg, options)) ?? ''))
    }
    throw new WrongUse(texts.usage.badOption)
  }
}

function isUnknown(arg: string, options: Options): boolean {
  return arg.startsWith('-') && !Object.hasOwn(options, arg.replace(/^-+/, '').replace(/=.*$/, ''))
}

/** 2026-12-01 */
export function readDayArg(name: string, text: string): Day {
  if (!isDay(text)) throw new WrongUse(texts.usage.badDay(name, text))
  return text
}

/** ISO 8601; a time without zone is Asia/Shanghai, a day alone its midnight there. Epoch milliseconds. */
export function readInstantArg(name: string, text: string): number {
  if (isDay(text)) return startOfDay(text)
  const [, day, time, zone = '+08:00'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  const instant = day !== undefined && isDay(day) ? Date.parse(`${day}T${time}${zone}`) : NaN
  if (Number.isNaN(instant)) throw new WrongUse(texts.usage.badInstant(name, text))
  return instant
}
