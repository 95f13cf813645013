import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Child } from 'hono/jsx'
import type { BlankEnv } from 'hono/types'
import { isForeignOrigin } from '../../core/origin.ts'
import type { Serial } from '../../core/issue.ts'
import { viewIssue } from '../../db/issues.ts'
import { unitName } from '../../db/people.ts'
import { keptToken, noUploads, takeUploads, type Uploads } from '../../db/uploads.ts'
import type { ListeningOffice } from '../office.ts'
import { issueCard } from '../present-issue.ts'
import { buttons, fileHint } from '../texts.ts'
import { openForm, type FormCard, type Opening, type Subject } from './open.ts'
import { save, submit, typedIn, type Result } from './submit.ts'
import { pageTexts as texts } from './texts.ts'
import { FormView, Outcome, Page, Sentence, type Banner } from './view.tsx'

type Ctx = Context<BlankEnv, string>

export type PageParts = {
  readonly office: ListeningOffice
  /** The stylesheet of the page. */
  readonly style: string
  /** Starts delivery of what was queued. */
  readonly kick: () => void
}

type Open = Extract<Opening, { is: 'open' }>
type Shown = { readonly banner?: Banner; readonly faults?: ReadonlyMap<string, string>; readonly uploads?: Uploads }

/**
 * The form of a chat without form cards, behind the link its bot sent: `/:token`. The link says whose form it is, and every
 * answer asks anew what its person may. Works without scripts; GET writes nothing.
 */
export function pageRoutes(parts: PageParts): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    // Not no-referrer: a browser would then say of our own form that it comes from nowhere.
    c.header('referrer-policy', 'same-origin')
  })
  app.get('/form.css', (c) => c.body(parts.style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/:token', (c) => get(c, parts))
  app.post('/:token', (c) => post(c, parts))
  app.all('*', (c) => dead(c))
  return app
}

async function html(c: Ctx, body: Child, status: 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 = 200) {
  const page = await (<Page style="form.css">{body}</Page>).toString()
  return c.html(`<!doctype html>${page}`, status)
}

function dead(c: Ctx): Promise<Response> {
  return html(c, <Sentence title={texts.dead} lines={[texts.again]} />, 404)
}

async function get(c: Ctx, { office }: PageParts): Promise<Response> {
  const opening = openForm(office, c.req.param('token') ?? '')
  if (opening.is === 'open') return form(c, office, opening, {})
  return opening.is === 'moved' ? moved(c, opening) : dead(c)
}

async function post(c: Ctx, parts: PageParts): Promise<Response> {
  const { office } = parts
  const opening = openForm(office, c.req.param('token') ?? '')
  if (opening.is === 'dead') return dead(c)
  const [origin, fetchSite] = [c.req.header('origin'), c.req.header('sec-fetch-site')]
  const host = c.req.header('host') ?? new URL(c.req.url).host
  if (isForeignOrigin({ origin, fetchSite, host }, office.publicUrl))
    return html(c, <Sentence title={texts.foreign} lines={[texts.foreignText]} />, 403)
  const data = await bodyOf(c)
  if (data instanceof Response) return data
  return answer(c, parts, opening, data)
}

const MB = 1024 * 1024
const mostText = 2 * MB
const mostFiles = 100 * MB
/** No form of ours has half as many. */
const mostParts = 300

/** What was sent; an answer that says why not where it can't be taken. */
async function bodyOf(c: Ctx): Promise<FormData | Response> {
  const type = c.req.header('content-type') ?? ''
  const multipart = /^multipart\/form-data\b/i.test(type)
  const unreadable = (status: 400 | 415) =>
    html(c, <Sentence title={texts.unreadable} lines={[texts.unreadableText]} />, status)
  const tooLarge = () => html(c, <Sentence title={texts.tooLarge} lines={[texts.tooLargeText]} />, 413)
  if (!multipart && !/^application\/x-www-form-urlencoded\b/i.test(type)) return unreadable(415)
  const body: { data: FormData | null } = { data: null }
  const read = async () => void (body.data = await c.req.formData().catch(() => null))
  const refused = await bodyLimit({ maxSize: multipart ? mostFiles : mostText, onError: tooLarge })(c, read)
  if (refused) return refused
  if (body.data === null) return unreadable(400)
  return isTooMuch(body.data) ? tooLarge() : body.data
}

function isTooMuch(data: FormData): boolean {
  const values = [...data.values()]
  const text = values.reduce((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
  return values.length > mostParts || text > mostText
}

async function answer(c: Ctx, parts: PageParts, opening: Exclude<Opening, { is: 'dead' }>, data: FormData) {
  const { office, kick } = parts
  if (opening.is === 'moved') return moved(c, opening)
  if (opening.is === 'late') return late(c, office, opening, data)
  if (opening.is === 'used') {
    const result = submit(office, opening.holder, { subject: opening.subject, sent: { values: {}, files: [] } })
    return result.is === 'done' ? done(c, result) : dead(c)
  }
  const { subject, holder, card } = opening
  const fields = card.form.fields.map(({ field }) => field)
  const wish = data.get('do')
  const values = { ...typedIn(data, fields), ...(wish === 'anyway' ? { notDuplicate: 'yes' } : {}) }
  const uploads = takesFiles(subject) ? await takeUploads(office, data, whose(opening)) : noUploads
  if (subject.type === 'form' && (wish === 'save' || uploads.refused.length > 0)) {
    save(office, subject.draft, values)
    return again(c, parts, { uploads, banner: wish === 'save' ? savedBanner(uploads) : bad(texts.fileFault) })
  }
  const result = submit(office, holder, { subject, sent: { values, files: uploads.kept } })
  kick()
  return show(c, parts, { result, uploads })
}

const bad = (text: string): Banner => ({ tone: 'bad', text })

function savedBanner({ kept }: Uploads): Banner {
  return { tone: 'good', text: kept.length > 0 ? `${texts.saved}${texts.savedWithoutFiles}` : texts.saved }
}

/** Whose files these are: they go nowhere but with this very form. */
function whose({ holder: { link } }: Open): string {
  return `page ${link.person} ${JSON.stringify(link.purpose)}`
}

const withFiles = ['report', 'supplement', 'progress', 'submit']

function takesFiles(subject: Subject): boolean {
  return subject.type === 'form' && withFiles.includes(subject.draft.form)
}

type Sent = { readonly result: Result; readonly uploads: Uploads }

async function show(c: Ctx, parts: PageParts, { result, uploads }: Sent): Promise<Response> {
  switch (result.is) {
    case 'done':
      return done(c, result)
    case 'dead':
      return dead(c)
    case 'moved': {
      const opening = openForm(parts.office, c.req.param('token') ?? '')
      return opening.is === 'moved' ? moved(c, { ...opening, sentence: result.sentence }) : dead(c)
    }
    case 'again': {
      const { sentence, faults, similar } = result
      const views = similar.slice(0, 5).flatMap((serial) => seen(parts, c, serial))
      const tone = views.length > 0 || faults.size === 0 ? 'warn' : 'bad'
      const text = sentence ?? texts.faults(faults.size)
      const banner: Banner = { tone, text: views.length > 0 ? texts.similar : text, similar: views }
      return again(c, parts, { banner, faults, uploads })
    }
    default:
      return result satisfies never
  }
}

function seen({ office }: PageParts, c: Ctx, serial: Serial) {
  const opening = openForm(office, c.req.param('token') ?? '')
  const view = opening.is === 'open' ? viewIssue(office.db, opening.holder.reader.actor, serial, office.now()) : null
  return view ? [view] : []
}

/** The form as it stands now, with what was typed. */
async function again(c: Ctx, { office }: PageParts, shown: Shown): Promise<Response> {
  const opening = openForm(office, c.req.param('token') ?? '')
  return opening.is === 'open' ? form(c, office, opening, shown) : dead(c)
}

function form(c: Ctx, office: ListeningOffice, opening: Open, { banner, faults, uploads = noUploads }: Shown) {
  const { subject, holder, card } = opening
  const issue = subject.type === 'form' ? (subject.view?.issue ?? null) : null
  const tokens = uploads.kept.map((file) => keptToken(office, file, whose(opening)))
  const shown = {
    card: takesFiles(subject) ? withoutFileHint(card) : card,
    about: issue && { title: issue.title, unit: unitName(office.db, issue.unit) },
    until: holder.link.until,
    banner: banner ?? null,
    faults: faults ?? new Map<string, string>(),
    files: takesFiles(subject) ? { uploads, tokens } : null,
    anyway: (banner?.similar ?? []).length > 0 ? buttons.anyway : null,
  }
  const wrong = shown.faults.size > 0 || uploads.refused.length > 0
  return html(c, <FormView shown={shown} />, wrong ? 422 : 200)
}

/** How files are sent in chat is nothing for a page that takes them itself. */
function withoutFileHint(card: FormCard): FormCard {
  return { ...card, blocks: card.blocks.filter((block) => block.type !== 'note' || block.text !== fileHint) }
}

/** Somebody was faster, or it isn't this person's to do any more: why, and what is so now. */
function moved(c: Ctx, { holder: { reader }, sentence, view }: Extract<Opening, { is: 'moved' }>) {
  const content = issueCard(reader, view, sentence)
  return html(c, <Outcome title={texts.now} tone="warn" content={content} next={texts.nowBack} />, 409)
}

function done(c: Ctx, { content }: Extract<Result, { is: 'done' }>): Promise<Response> {
  return html(c, <Outcome title={texts.done} tone="good" content={content} next={texts.back} />)
}

/** Too late to do anything; what was typed is not lost for that. */
function late(c: Ctx, office: ListeningOffice, { holder }: Extract<Opening, { is: 'late' }>, data: FormData) {
  const { link } = holder
  const now = openForm({ ...office, now: () => link.until - 1 }, c.req.param('token') ?? '')
  const lines: string[] = [texts.late]
  if (now.is === 'open' && now.subject.type === 'form') {
    const fields = now.card.form.fields.map(({ field }) => field)
    save(office, now.subject.draft, typedIn(data, fields))
    lines.push(texts.lateSaved)
  } else lines.push(texts.again)
  return html(c, <Sentence title={texts.dead} lines={lines} />, 404)
}
