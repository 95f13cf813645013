import { explainFault, rootOf } from '../faults.ts'
import { readPlace } from '../config.ts'
import { texts } from '../texts.ts'
import { Failed, type Io, type Run, WrongUse } from './io.ts'

/** Words of a command → what runs it, loaded when it is asked for. */
const commands: Readonly<Record<keyof typeof texts.usage.commands, () => Promise<Run>>> = {
  'campaign check': async () => (await import('./campaign.ts')).check,
  'campaign show': async () => (await import('./campaign.ts')).show,
  'campaign start': async () => (await import('./campaign.ts')).start,
  'campaign amend': async () => (await import('./campaign.ts')).change,
  'campaign end': async () => (await import('./campaign.ts')).end,
  'campaign list': async () => (await import('./campaign.ts')).list,
  'people import': async () => (await import('./people-import.ts')).importSheet,
  'people login': async () => (await import('./people.ts')).login,
  'people invite': async () => (await import('./people.ts')).invite,
  'group bind': async () => (await import('./group.ts')).bind,
  tick: async () => (await import('./tick.ts')).tick,
  digest: async () => (await import('./digest.ts')).digest,
  'ledger import': async () => (await import('./ledger-import.ts')).importLedger,
  'ledger export': async () => (await import('./ledger.ts')).exportLedger,
  'log verify': async () => (await import('./log.ts')).verify,
  'log export': async () => (await import('./log.ts')).exportLog,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./backup.ts')).restore,
  doctor: async () => (await import('./doctor.ts')).doctor,
}

type Name = keyof typeof commands

/** Runs one command line. 0: done, 1: what was asked for failed, 2: wrong use. */
export async function runCommand(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  if (argv.length === 1 && /^(--help|-h|help)$/.test(argv[0] ?? '')) {
    for (const line of texts.usage.all()) io.out(line)
    return 0
  }
  const name = nameIn(argv)
  if (name === null) return misused(io, argv)
  const args = argv.slice(name.split(' ').length)
  if (args.includes('--help')) {
    io.out(texts.usage.one(name))
    return 0
  }
  try {
    return await (
      await commands[name]()
    )(args, io)
  } catch (error) {
    return failed(error, io, name)
  }
}

function nameIn(argv: readonly string[]): Name | null {
  const names = Object.keys(commands) as Name[]
  return names.find((name) => name.split(' ').every((word, index) => argv[index] === word)) ?? null
}

/** Nothing that is a command: those of its family where the first word is one, else all. */
function misused(io: Io, argv: readonly string[]): 2 {
  const [family] = argv
  const near = (Object.keys(commands) as Name[]).filter((name) => name.split(' ')[0] === family)
  if (family !== undefined) io.error(texts.usage.unknown(argv.slice(0, 2).join(' ')))
  for (const line of near.length > 0 ? near.map(texts.usage.one) : texts.usage.all()) io.error(line)
  return 2
}

function failed(error: unknown, io: Io, name: Name): 1 | 2 {
  if (error instanceof WrongUse) {
    io.error(error.message)
    io.error(texts.usage.one(name))
    return 2
  }
  if (error instanceof Failed) {
    for (const line of error.lines) io.error(line)
    return 1
  }
  if (io.env.XIAOHAO_DEBUG === '1' && error instanceof Error) io.error(error.stack ?? error.message)
  const place = readPlace(io.env)
  io.error(
    explainFault(error, place.ok ? place.config.data : undefined) ?? texts.faults.unexpected(nameOf(rootOf(error))),
  )
  return 1
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]?.slice(0, 200)}` : String(error)
}
