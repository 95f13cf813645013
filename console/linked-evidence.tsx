import type { Hono } from 'hono'
import type { Child, FC } from 'hono/jsx'
import { showInstant, showTime } from '../core/calendar/day.ts'
import { isPicture } from '../core/evidence.ts'
import type { Evidence } from '../core/issue.ts'
import { secrecyText } from '../core/texts.ts'
import { evidenceLinkPath, openEvidenceLink, type OpenedLink } from '../db/evidence-links.ts'
import { findPerson, unitName } from '../db/people.ts'
import type { Assets } from './assets.ts'
import { fileHeaders, showSize } from './evidence.tsx'
import { FileIcon, favicon, Mark } from './icons.tsx'
import type { Office } from './office.ts'
import { Card, Typed } from './parts.tsx'
import type { Ctx, Env } from './session.ts'
import { issueTexts, linkTexts, texts } from './texts.ts'

/**
 * What a link of chat leads to, without signing in: unit people have no session here. The link says who asks, and every
 * answer asks anew whether they still may; whatever is wrong with it, the answer is the same.
 */
export function linkedEvidenceRoutes(app: Hono<Env>, office: Office, assets: Assets): void {
  app.get('/e/:token', (c) => {
    const opened = openedBy(c, office)
    return opened
      ? show(c, assets, { body: <Linked office={office} opened={opened} token={tokenIn(c)} /> })
      : dead(c, assets)
  })
  app.get('/e/:token/:file', async (c) => {
    const file = openedBy(c, office)?.issue.evidence.find(({ id }) => id === c.req.param('file'))
    return file ? sendLinked(c, office, { file, assets }) : dead(c, assets)
  })
  app.all('/e/*', (c) => dead(c, assets))
}

const tokenIn = (c: Ctx) => c.req.param('token') ?? ''

function openedBy(c: Ctx, { db, secret, publicUrl, now }: Office): OpenedLink | null {
  return openEvidenceLink(db, tokenIn(c), { secret, publicUrl, now: now() })
}

/** Nothing is kept by the phone, and no other site hears of the address. */
const unkept = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }

type Sending = { readonly file: Evidence; readonly assets: Assets }

async function sendLinked(c: Ctx, { blobs }: Office, { file, assets }: Sending): Promise<Response> {
  const bytes = await blobs.get(file.sha256)
  if (!bytes) return show(c, assets, { body: <Plain title={linkTexts.gone} text={linkTexts.missing} />, status: 404 })
  return c.body(new Uint8Array(bytes), 200, { ...fileHeaders(file), ...unkept })
}

function dead(c: Ctx, assets: Assets): Promise<Response> {
  return show(c, assets, { body: <Plain title={linkTexts.dead} text={linkTexts.again} />, status: 404 })
}

type Page = { readonly body: Child; readonly status?: 404 }

/** Its title says nothing of the issue: programs that preview links read it. */
async function show(c: Ctx, assets: Assets, { body, status }: Page): Promise<Response> {
  const html = await (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${linkTexts.title} · ${texts.brand}`}</title>
        <link rel="icon" href={favicon} />
        <link rel="stylesheet" href={assets.style.url} />
      </head>
      <body>
        <main class="page linked">{body}</main>
        <footer class="foot">{secrecyText}</footer>
      </body>
    </html>
  ).toString()
  return c.html(`<!doctype html>${html}`, status ?? 200, unkept)
}

const Plain: FC<{ title: string; text: string }> = ({ title, text }) => (
  <section class="sign-in">
    <Mark />
    <h1>{title}</h1>
    <p>{text}</p>
  </section>
)

type LinkedProps = { readonly office: Office; readonly opened: OpenedLink; readonly token: string }

const Linked: FC<LinkedProps> = ({ office: { db }, opened: { issue, link }, token }) => {
  const who = findPerson(db, link.person)?.name ?? ''
  const pictures = issue.evidence.filter(({ type }) => isPicture(type))
  const others = issue.evidence.filter(({ type }) => !isPicture(type))
  const address = ({ id }: Evidence) => `${evidenceLinkPath(token)}/${encodeURIComponent(id)}`
  return (
    <>
      <div class="page-head">
        <h1>{`${issue.serial} ${linkTexts.title}`}</h1>
        <p>
          <Typed text={issue.title} />
        </p>
        <p class="quiet">{unitName(db, issue.unit)}</p>
      </div>
      <Card title={linkTexts.counted(issue.evidence.length)}>
        {pictures.length > 0 ? (
          <ul class="linked-pictures">
            {pictures.map((file) => (
              <Picture file={file} src={address(file)} />
            ))}
          </ul>
        ) : null}
        {others.length > 0 ? (
          <ul class="files">
            {others.map((file) => (
              <File file={file} href={address(file)} />
            ))}
          </ul>
        ) : null}
      </Card>
      <p class="quiet">{linkTexts.whose(who, showTime(link.until))}</p>
    </>
  )
}

const Picture: FC<{ file: Evidence; src: string }> = ({ file, src }) => (
  <li>
    <img src={src} alt={file.name} loading="lazy" />
    <p class="file-name">
      <bdi>{file.name}</bdi>
    </p>
    <p class="file-about">{aboutFile(file)}</p>
  </li>
)

const File: FC<{ file: Evidence; href: string }> = ({ file, href }) => (
  <li>
    <a class="file" href={href}>
      <FileIcon />
      <span class="file-name">
        <bdi>{file.name}</bdi>
      </span>
      <span class="file-about">{aboutFile(file)}</span>
    </a>
  </li>
)

function aboutFile({ size, purpose, at }: Evidence): string {
  return [issueTexts.purposes[purpose], showSize(size), showInstant(at)].join(' · ')
}
