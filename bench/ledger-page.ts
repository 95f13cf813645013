import { dayOf } from '../core/calendar/day.ts'
import { filterOf, pageSize, readQuery } from '../console/ledger-query.ts'
import { explainList } from '../db/issues.ts'
import { actorOf, allUnits } from '../db/people.ts'
import { listCampaigns } from '../db/campaigns.ts'
import { openOffice, type OfficeFiles } from '../runtime/office-node.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { now, type Prepared } from './office.ts'
import { type Length, race } from './race.ts'
import { runningOffice, signIn } from './running.ts'

const pages = [
  { name: 'ledger page', address: '' },
  { name: 'ledger page, the 20th', address: '?page=20' },
  { name: 'ledger page, to be verified', address: '?state=verifying' },
  { name: 'ledger page, overdue', address: '?overdue=1' },
  { name: 'ledger page, of a unit', address: '?unit=10' },
  { name: 'ledger page, of a campaign', address: '?campaign=LH2022' },
  { name: 'ledger page, 存量 only', address: '?fresh=0' },
  { name: 'ledger page, by deadline', address: '?sort=deadline' },
  { name: 'ledger page, by change', address: '?sort=changed' },
]

/** The page of 50 rows in the large ledger against the same page in the small one, each with its plan. */
export async function* benchLedgerPage(large: Prepared, small: Prepared, length: Length): AsyncGenerator<Figure> {
  const [ours, reference] = [openOffice(large.folder), openOffice(small.folder)]
  try {
    const [readOurs, readReference] = [await reader(ours, large), await reader(reference, small)]
    for (const { name, address } of pages) {
      const works = { ours: () => readOurs(address), reference: () => readReference(address) }
      const plan = planOf(ours, large, address)
      yield { ...ratioFigure(name, 1.5, await race(works, length)), plan }
    }
  } finally {
    ours.close()
    reference.close()
  }
}

type Reader = (address: string) => Promise<void>

/** Reads pages as an officer who has signed in. */
async function reader(files: OfficeFiles, { officer }: Prepared): Promise<Reader> {
  const { fetch } = runningOffice(files, { platforms: [] })
  const url = 'http://127.0.0.1:8787'
  const cookie = await signIn({ db: files.db, person: officer, at: now, url, fetch })
  return async (address) => {
    const answer = await fetch(new Request(`${url}/${address}`, { headers: { cookie } }))
    const rows = (await answer.text()).split('data-serial=').length - 1
    if (rows === 0) throw new Error(`/${address}: ${answer.status} without rows`)
  }
}

/** Throws where the ledger would be read whole. */
function planOf({ db }: OfficeFiles, { officer }: Prepared, address: string): string[] {
  const known = { campaigns: listCampaigns(db).map(({ code }) => code), units: allUnits(db).map(({ id }) => id) }
  const query = readQuery(Object.fromEntries(new URLSearchParams(address)), known)
  const { sort, page } = query
  const filter = filterOf(query, dayOf(now))
  const plan = explainList(db, actorOf(db, officer, 'console'), { filter, sort, page, size: pageSize })
  if (plan.some((step) => /\bSCAN issues\b/.test(step))) throw new Error(`/${address} scans: ${plan.join(' | ')}`)
  return plan
}
