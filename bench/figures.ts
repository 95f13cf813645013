import { join } from 'node:path'
import type { Figure } from './figure.ts'
import { benchDigest } from './digest.ts'
import { benchExport } from './export.ts'
import { benchCoverage, type CoverageSize } from './hand-ins.ts'
import { benchLedgerPage } from './ledger-page.ts'
import { prepareOffice } from './office.ts'
import { benchPeople } from './people.ts'
import type { Length } from './race.ts'
import { benchRecord } from './record.ts'
import { benchStart } from './start.ts'
import { benchTick, type TickSizes } from './tick.ts'
import { benchWebhook } from './webhook.ts'

export type Sizes = {
  /** Issues in the two ledgers. */
  readonly small: number
  readonly large: number
  /** Issues with a history, which take the progress. */
  readonly histories: number
  readonly record: Length
  readonly webhook: Length
  readonly page: Length
  readonly coverage: CoverageSize
  /** Issues exported, how often. */
  readonly exported: number
  readonly export: Length
  readonly digest: Length
  readonly tick: TickSizes
  readonly ticks: Length
  readonly people: { readonly people: number; readonly units: number }
  readonly import: Length
  readonly starts: number
}

export const fullSizes: Sizes = {
  small: 1_000,
  large: 100_000,
  histories: 100,
  record: { rounds: 7, turns: 200 },
  webhook: { rounds: 7, turns: 100 },
  page: { rounds: 7, turns: 20 },
  coverage: { units: 500, deliverables: 6 },
  exported: 10_000,
  export: { rounds: 5, turns: 1 },
  digest: { rounds: 5, turns: 2 },
  tick: { large: 1_000_000, due: 200, people: 20_000 },
  ticks: { rounds: 5, turns: 1 },
  people: { people: 10_000, units: 500 },
  import: { rounds: 5, turns: 1 },
  starts: 5,
}

/** Every figure as soon as it is known. `program` is the built server. */
export async function* figures(folder: string, sizes: Sizes, program: string): AsyncGenerator<Figure> {
  const { small, large, exported, histories } = sizes
  const few = prepareOffice(join(folder, 'small'), { issues: small, histories })
  yield benchRecord(few, sizes.record)
  yield benchWebhook(few, sizes.webhook)
  const some = prepareOffice(join(folder, 'exported'), { issues: exported, histories })
  yield benchExport(some, sizes.export)
  yield await benchPeople(join(folder, 'people'), sizes.people, sizes.import)
  const many = prepareOffice(join(folder, 'large'), { issues: large, histories })
  yield* benchLedgerPage(many, few, sizes.page)
  yield await benchCoverage(join(folder, 'coverage'), sizes.coverage, sizes.page)
  yield* benchDigest(many, sizes.digest)
  yield* benchTick(some, sizes.tick, sizes.ticks)
  yield* benchStart(many, { program, times: sizes.starts })
}
