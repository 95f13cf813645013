import type { Environment } from '../config.ts'

/** What a command may touch of the world beside files: arguments come apart. */
export type Io = {
  readonly out: (line: string) => void
  readonly error: (line: string) => void
  readonly env: Environment
  readonly now: () => number
}

/** Exit status: 0 done, 1 the thing asked for failed. Wrong use is thrown. */
export type Status = 0 | 1
export type Run = (args: readonly string[], io: Io) => Status | Promise<Status>

/** The command line itself was wrong: said with its usage, exit status 2. */
export class WrongUse extends Error {}

/** The thing asked for can't be done: one line a cause, exit status 1. */
export class Failed extends Error {
  readonly lines: readonly string[]
  constructor(...lines: readonly string[]) {
    super(lines[0])
    this.lines = lines
  }
}
