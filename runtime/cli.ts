import { loadDotEnv } from './env-node.ts'
import { runCommand } from './commands/run.ts'

// `… | head` closes the pipe before everything is said.
process.stdout.on('error', () => process.exit())

loadDotEnv()
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (line) => console.log(line),
  error: (line) => console.error(line),
  env: process.env,
  now: Date.now,
})
