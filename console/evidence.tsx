import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { isPicture, safeName } from '../core/evidence.ts'
import type { Evidence, Issue } from '../core/issue.ts'
import type { StoryNames } from './story.ts'
import { BackIcon, FileIcon } from './icons.tsx'
import { ErrorView, notFound } from './errors.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Card, Typed } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, viewerIn } from './session.ts'
import { seeIssue } from './sight.ts'
import { errorTexts, issueTexts } from './texts.ts'

/** 佐证材料: pictures to look at, other files to fetch. */
export const EvidenceCard: FC<{ issue: Issue; pending: number; words: StoryNames }> = ({ issue, pending, words }) => {
  return (
    <Card
      title={`${issueTexts.evidence}${issue.evidence.length > 0 ? `（${issue.evidence.length} 份）` : ''}`}
      id="evidence"
    >
      {issue.evidence.length === 0 ? <p class="quiet">{issueTexts.noEvidence}</p> : null}
      <EvidenceList issue={issue} files={issue.evidence} words={words} />
      {pending > 0 ? <p class="quiet">{issueTexts.pending(pending)}</p> : null}
    </Card>
  )
}

type ListProps = { readonly issue: Issue; readonly files: readonly Evidence[]; readonly words: StoryNames }

/** Some of an issue's files: pictures to look at, then others to fetch, each by the number it is spoken of. */
export const EvidenceList: FC<ListProps> = ({ issue, files, words }) => {
  const pictures = files.filter(({ type }) => isPicture(type))
  const others = files.filter(({ type }) => !isPicture(type))
  return (
    <>
      {pictures.length > 0 ? (
        <ul class="pictures">
          {pictures.map((file) => (
            <Picture issue={issue} file={file} words={words} />
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <ul class="files">
          {others.map((file) => (
            <File issue={issue} file={file} words={words} />
          ))}
        </ul>
      ) : null}
    </>
  )
}

type FileProps = { readonly issue: Issue; readonly file: Evidence; readonly words: StoryNames }

const Picture: FC<FileProps> = ({ issue, file, words }) => (
  <li>
    <a class="picture" href={paths.picture(issue.serial, file.id)}>
      <img src={paths.evidence(issue.serial, file.id)} alt={file.name} loading="lazy" />
      <span class="file-name">
        <bdi>{file.name}</bdi>
      </span>
      <span class="file-about">
        {[numberOf(issue, file), issueTexts.purposes[file.purpose], words.person(file.by)].join(' · ')}
      </span>
    </a>
  </li>
)

const File: FC<FileProps> = ({ issue, file, words }) => (
  <li>
    <a class="file" href={paths.evidence(issue.serial, file.id)}>
      <FileIcon />
      <span class="file-name">
        <bdi>{file.name}</bdi>
      </span>
      <span class="file-about">{`${numberOf(issue, file)} · ${aboutFile(file, words)}`}</span>
    </a>
  </li>
)

function numberOf({ evidence }: Issue, { id }: Evidence): string {
  return issueTexts.evidenceNo(evidence.findIndex((file) => file.id === id) + 1)
}

function aboutFile({ size, purpose, by, at }: Evidence, words: StoryNames): string {
  return [showSize(size), issueTexts.purposes[purpose], words.person(by), showInstant(at)].join(' · ')
}

/** '1.2 MB' */
export function showSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** GET /issues/:serial/evidence/:id: the bytes, for an <img> or a download, whatever they pretend to be. */
export async function evidenceFile(c: Ctx, office: Office, show: Show): Promise<Response> {
  const file = fileIn(c, office)
  return file ? sendFile(c, office, { file, show }) : notFound(c, show)
}

type Sending = { readonly file: Pick<Evidence, 'sha256' | 'name' | 'type'>; readonly show: Show }

/** The bytes of a file whose asker may see it. */
export async function sendFile(c: Ctx, office: Office, { file, show }: Sending): Promise<Response> {
  const etag = `"${file.sha256}"`
  const headers = { ...fileHeaders(file), etag, 'cache-control': 'private, no-cache' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  const bytes = await office.blobs.get(file.sha256)
  if (!bytes)
    return show(c, { title: errorTexts.noFile.title, body: <ErrorView {...errorTexts.noFile} />, status: 404 })
  return c.body(new Uint8Array(bytes), 200, headers)
}

/** A picture as what it is, for an <img>; everything else only to be saved; nothing to be run. */
export function fileHeaders(file: Pick<Evidence, 'name' | 'type'>): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'content-type': isPicture(file.type) ? file.type : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(safeName(file).toWellFormed())}`,
  }
}

/** GET /issues/:serial/evidence/:id/view: one picture, large. */
export async function picturePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const file = fileIn(c, office)
  const serial = c.req.param('serial') ?? ''
  if (!file || !isPicture(file.type)) return notFound(c, show)
  return show(c, { title: file.name, body: <PictureView serial={serial} file={file} /> })
}

/** Asked anew for every file: whoever may no longer see the issue no longer sees its evidence. */
function fileIn(c: Ctx, office: Office): Evidence | null {
  const view = seeIssue(office, viewerIn(c), c.req.param('serial') ?? '')
  return view?.issue.evidence.find(({ id }) => id === c.req.param('id')) ?? null
}

const PictureView: FC<{ serial: string; file: Evidence }> = ({ serial, file }) => (
  <>
    <a class="back" href={`${paths.issue(serial)}#evidence`}>
      <BackIcon />
      {serial}
    </a>
    <div class="page-head">
      <h1>
        <Typed text={file.name} />
      </h1>
      <a class="button button-default" href={paths.evidence(serial, file.id)} download>
        {issueTexts.download}
      </a>
    </div>
    <p class="quiet">{`${showSize(file.size)} · ${showInstant(file.at)}`}</p>
    <img class="whole-picture" src={paths.evidence(serial, file.id)} alt={file.name} />
  </>
)
