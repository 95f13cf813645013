import { describeFault } from './faults.ts'

export type Level = 'info' | 'warn' | 'error'
/** Numbers, states and ids; never a text of people, a name, a token. An error is reduced to what may be said of it. */
export type LogFields = Readonly<Record<string, unknown>>

export type Log = {
  from(level: Level, event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields, cause?: unknown): void
  error(event: string, fields?: LogFields, cause?: unknown): void
}

/** One JSON line an event. `write` gets the line without its end. */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  const from = (level: Level, event: string, fields: LogFields = {}) => {
    const safe = Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? describeFault(value) : value,
    ])
    write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...Object.fromEntries(safe) }))
  }
  const withCause =
    (level: Level) =>
    (event: string, fields: LogFields = {}, cause?: unknown) =>
      from(level, event, cause === undefined ? fields : { ...fields, ...describeFault(cause) })
  return {
    from,
    info: (event, fields) => from('info', event, fields),
    warn: withCause('warn'),
    error: withCause('error'),
  }
}
