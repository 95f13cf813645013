import { explainFault } from './faults.ts'
import type { Log } from './log.ts'
import { texts } from './texts.ts'

/** Messages in delivery may wait for a slow platform; they are in the outbox and go on at the next start. */
const LONGEST_STOP = 25_000

/** Stops once, in order, when the process is asked to end; exit status 0. */
export function stopWhenAsked(log: Log, stop: () => Promise<void>): void {
  let stopping = false
  const begin = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => {
      log.warn('stopped before all deferred work had ended')
      process.exit(0)
    }, LONGEST_STOP).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => die(log, 'stopping failed', error),
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, begin)
}

/** A fault nobody caught: what the database holds is whole, so the process ends and is started again. */
export function dieOnFault(log: Log): void {
  process.on('uncaughtException', (error) => die(log, 'fault', error))
  process.on('unhandledRejection', (error) => die(log, 'fault', error))
}

export function die(log: Log, event: string, cause: unknown): void {
  log.error(event, {}, cause)
  process.exit(1)
}

/** Why the office doesn't open, in one line. */
export function startFault(error: unknown, { host, port, data }: { host: string; port: number; data: string }): string {
  if (process.env.XIAOHAO_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  const { server } = texts
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const listening = error instanceof Error && 'syscall' in error && error.syscall === 'listen'
  if (code === 'EADDRINUSE') return server.portTaken(port)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return server.noHost(host)
  if (code === 'EACCES' && listening) return server.portForbidden(port)
  return explainFault(error, data) ?? server.notStarted(error instanceof Error ? error.name : String(error))
}

/** Before the office runs an operator reads the terminal, not the log. */
export function giveUp(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exitCode = 1
}
