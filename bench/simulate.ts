// npm run simulate                 a year, 500 units, 3,000 issues
// npm run simulate -- SEED         the same year again
// npm run simulate -- SEED 20 80 120   units, issues, days
import { openNode } from '../db/open-node.ts'
import { verdict } from '../test/support/simulation/check.ts'
import { play } from '../test/support/simulation/run.ts'

const [seed = Date.now() % 1_000_000, units = 500, issues = 3_000, days = 365] = process.argv.slice(2).map(Number)
console.log(`seed ${seed}: ${units} units, ${issues} issues, ${days} days`)
const began = performance.now()
const office = openNode(':memory:')
const played = await play(office.db, seed, { units, issues, days })
const { missed, twice, crowded, outside, messages, rungs, unknown } = verdict(played)
const minutes = ((performance.now() - began) / 60_000).toFixed(1)
console.log(`${messages} messages arrived with ${rungs} rungs; ${unknown} 结果未知; played in ${minutes} min`)
console.log(
  `${played.crashes} crashes, ${played.down.size} days without a process, faults ${JSON.stringify(played.faults)}`,
)
console.log(
  `missed ${missed.length}, twice ${twice.length}, second daily message ${crowded.length}, outside hours ${outside.length}`,
)
for (const line of [...missed, ...twice, ...crowded, ...outside].slice(0, 20)) console.log(`  ${line}`)
office.close()
process.exitCode = missed.length + twice.length + crowded.length + outside.length === 0 ? 0 : 1
