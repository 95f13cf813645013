import type { FC } from 'hono/jsx'
import { z } from 'zod'
import { isOffice } from '../core/actor.ts'
import { showInstant } from '../core/calendar/day.ts'
import { ledgerTable } from '../core/sheets/ledger-table.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import { findCampaign, listCampaigns, type RunningCampaign } from '../db/campaigns.ts'
import { transact } from '../db/database.ts'
import { findImport, finish, keepImport, openImports, previewLedger, type Import } from '../db/imports.ts'
import { namesOf } from '../db/people.ts'
import { failed, notFound } from './errors.tsx'
import { BackIcon, ClipIcon } from './icons.tsx'
import { importPageTexts as said } from './import-texts.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { mostSheetBytes, readSheet } from './papers/read-sheet.ts'
import { sheetTexts } from './papers/texts.ts'
import { Banner, Card, Csrf, Words } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { texts } from './texts.ts'

type Wrong = { readonly sentence: string; readonly faults: readonly SheetFault[] }

/** GET /imports: where a ledger sheet is uploaded, and which still wait. */
export async function importsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!isOffice(viewerIn(c).actor)) return notFound(c, show)
  return showImports(c, office, { show, wrong: null })
}

const Posted = z.object({ draft: z.uuid(), campaign: z.string() })

/** POST /imports: reads the sheet and keeps what it would do for the next page; nothing of the ledger changes. */
export async function postSheet(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  if (!isOffice(actor)) return notFound(c, show)
  const data = await c.req.formData()
  const posted = Posted.safeParse({ draft: data.get('draft'), campaign: data.get('campaign') }).data
  const running = posted && findCampaign(office.db, posted.campaign)
  if (!posted || !running) return failed(c, show, { kind: 'unreadable', status: 400 })
  if (findImport(office.db, posted.draft)) return c.redirect(paths.import(posted.draft), 303)
  const wrong = await take(office, { id: posted.draft, running, actor, file: data.get('file') })
  return wrong ? showImports(c, office, { show, wrong }) : c.redirect(paths.import(posted.draft), 303)
}

type Taking = {
  readonly id: string
  readonly running: RunningCampaign
  readonly actor: Viewer['actor']
  readonly file: ReturnType<FormData['get']>
}

async function take({ db, now }: Office, { id, running, actor, file }: Taking): Promise<Wrong | null> {
  const refused = (sentence: string): Wrong => ({ sentence, faults: [] })
  if (!file || typeof file === 'string' || file.name === '') return refused(said.noFile)
  if (file.size > mostSheetBytes) return refused(sheetTexts.unreadable['too-large'])
  const bytes = new Uint8Array(await file.arrayBuffer())
  const read = await readSheet(bytes, (sheet) => ledgerTable(sheet, running.campaign) !== null)
  if (!read.ok) return refused(sheetTexts.unreadable[read.fault])
  const about = { campaign: running.code, file: nameOf(file), actor, now: now() }
  return transact(db, (tx) => {
    const reading = previewLedger(tx, read.sheet, about)
    if (!reading?.ok) {
      const { faults, fine } = reading ?? { faults: [], fine: 0 }
      return { sentence: said.wrong(faults.length, fine), faults }
    }
    if (!findImport(tx, id)) keepImport(tx, { ...about, id, plan: reading.plan })
    if (reading.plan.news.length + reading.plan.changed.length === 0) finish(tx, id, about)
    return null
  })
}

/** Some browsers send a path. */
function nameOf({ name }: File): string {
  return name
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{C}/gu, '')
    .slice(-120)
}

function showImports(c: Ctx, { db }: Office, { show, wrong }: { show: Show; wrong: Wrong | null }): Promise<Response> {
  const open = openImports(db)
  const names = namesOf(
    db,
    open.flatMap(({ person }) => person ?? []),
  )
  const campaigns = listCampaigns(db).filter(({ state }) => state !== 'ended')
  const who = ({ person }: Import) => (person === null ? said.system : (names.get(person) ?? texts.none))
  const body = <ImportsView viewer={viewerIn(c)} campaigns={campaigns} open={open} who={who} wrong={wrong} />
  return show(c, { title: said.title, body, status: wrong ? 422 : 200 })
}

type Shown = {
  readonly viewer: Viewer
  readonly campaigns: readonly RunningCampaign[]
  readonly open: readonly Import[]
  readonly who: (one: Import) => string
  readonly wrong: Wrong | null
}

const ImportsView: FC<Shown> = ({ viewer, campaigns, open, who, wrong }) => (
  <div class="narrow import">
    <a class="back" href={paths.ledger} data-back>
      <BackIcon />
      {texts.back}
    </a>
    <div class="page-head">
      <h1>{said.title}</h1>
    </div>
    {wrong ? (
      <Banner tone="bad">
        <Words text={wrong.sentence} />
      </Banner>
    ) : null}
    {wrong && wrong.faults.length > 0 ? <Faults faults={wrong.faults} /> : null}
    <section class="card form-card">
      <form class="card-body act-form" method="post" action={paths.imports} enctype="multipart/form-data">
        <Csrf viewer={viewer} />
        <input type="hidden" name="draft" value={crypto.randomUUID()} />
        <p>{said.lead}</p>
        <p class="quiet">{said.how}</p>
        <CampaignChoice campaigns={campaigns} />
        <div class="field field-whole">
          <label class="label" for="f-file">
            {said.file}
          </label>
          <label class="upload">
            <input id="f-file" type="file" name="file" accept=".xlsx,.csv" required data-files />
            <span class="upload-face">
              <ClipIcon />
              <span data-files-face>{said.pick}</span>
            </span>
          </label>
          <p class="hint">{said.uploadHint}</p>
        </div>
        <div class="buttons form-buttons">
          <button class="button button-primary button-large" type="submit">
            {said.upload}
          </button>
        </div>
      </form>
    </section>
    {open.length > 0 ? (
      <Card title={said.waiting}>
        <ul class="similar">
          {open.map((one) => (
            <li>
              <a href={paths.import(one.id)}>
                <bdi>{said.waitingRow(one.file, showInstant(one.createdAt), who(one))}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </Card>
    ) : null}
  </div>
)

const CampaignChoice: FC<{ campaigns: readonly RunningCampaign[] }> = ({ campaigns }) => (
  <div class="field field-whole">
    <label class="label" for="f-campaign">
      {said.campaign}
    </label>
    <select id="f-campaign" name="campaign" class="input">
      {campaigns.toReversed().map(({ code, campaign }) => (
        <option value={code}>{campaign.title}</option>
      ))}
    </select>
  </div>
)

const MOST_FAULTS = 500

/** What is wrong, by row and column of the sheet. */
export const Faults: FC<{ faults: readonly SheetFault[] }> = ({ faults }) => (
  <Card title={said.faults}>
    <table class="table import-table">
      <thead>
        <tr>
          <th scope="col">{said.columns.row}</th>
          <th scope="col">{said.columns.column}</th>
          <th scope="col">{said.columns.fault}</th>
        </tr>
      </thead>
      <tbody>
        {faults.slice(0, MOST_FAULTS).map(({ row, column, sentence }) => (
          <tr>
            <td class="import-row">{row}</td>
            <td class="import-label">{column ?? texts.none}</td>
            <td>
              <bdi>{sentence}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Card>
)
