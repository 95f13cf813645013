import type { FC } from 'hono/jsx'
import type { Content } from '../platform.ts'
import { CardView } from './card.tsx'
import { isGroup } from './chats.ts'
import { FileIcon, Mark, ReplyIcon } from './icons.tsx'
import type { SamplePerson } from './people.ts'
import type { DemoFile, DemoMessage } from './store.ts'
import { texts } from './texts.ts'
import { dayLabel, timeLabel } from './times.ts'

/** What a message needs to be drawn: itself, who wrote it, its files and what it answers. */
export type Shown = {
  readonly message: DemoMessage
  readonly me: string
  readonly writer: SamplePerson | null
  readonly files: readonly (DemoFile | null)[]
  readonly answers: DemoMessage | null
}

export const MessageView: FC<Shown> = (shown) => {
  const { message } = shown
  return (
    <article
      class={`message message-${sideOf(shown)}`}
      id={`m-${message.id}`}
      data-id={message.id}
      data-seq={String(message.seq)}
      data-rev={String(message.rev)}
      data-day={dayLabel(message.at)}
    >
      <Avatar shown={shown} />
      <div class="message-body">
        <header class="message-head">
          <span class="message-name">{nameOf(shown)}</span>
          <time>{timeLabel(message.at)}</time>
          {message.updatedAt === null ? null : (
            <span class="updated">{texts.updated(timeLabel(message.updatedAt))}</span>
          )}
        </header>
        {shown.answers ? <Quote answers={shown.answers} /> : null}
        <Body shown={shown} />
        <ReplyButton shown={shown} />
      </div>
    </article>
  )
}

function sideOf({ message, me }: Shown): 'bot' | 'me' | 'other' {
  if (message.author.kind === 'bot') return 'bot'
  return message.author.id === me ? 'me' : 'other'
}

function nameOf({ message, writer }: Shown): string {
  if (message.author.kind === 'bot') return texts.bot
  return writer ? `${writer.name} · ${writer.unit}` : message.author.id
}

const Avatar: FC<{ shown: Shown }> = ({ shown }) =>
  shown.message.author.kind === 'bot' ? (
    <span class="avatar avatar-bot" aria-hidden="true">
      <Mark />
    </span>
  ) : (
    <span class={shown.writer?.office ? 'avatar avatar-office' : 'avatar'} aria-hidden="true">
      {firstCharacter(nameOf(shown))}
    </span>
  )

export function firstCharacter(name: string): string {
  return [...name][0] ?? ''
}

/** One line that stands for a message where it is quoted. */
function gist(content: Content): string {
  const text = content.kind === 'card' ? content.title : content.text.replaceAll(/\s+/g, ' ').trim()
  const characters = [...text]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text
}

const Quote: FC<{ answers: DemoMessage }> = ({ answers }) => (
  <a class="quote" href={`#m-${answers.id}`}>
    {gist(answers.content) || texts.file}
  </a>
)

const Body: FC<{ shown: Shown }> = ({ shown: { message, files } }) => (
  <>
    {message.content.kind === 'card' ? (
      <CardView cardId={message.id} card={message.content} />
    ) : (
      <TextBubble message={message} text={message.content.text} />
    )}
    {files.length > 0 ? (
      <div class="attachments">
        {files.map((file) => (
          <Attachment file={file} />
        ))}
      </div>
    ) : null}
  </>
)

const TextBubble: FC<{ message: DemoMessage; text: string }> = ({ message, text }) => {
  const called = isGroup(message.chat) && message.author.kind === 'person' && message.mentioned
  if (text.trim() === '' && !called) return null
  return (
    <p class="bubble">
      {called ? <span class="mention">@{texts.bot} </span> : null}
      {text}
    </p>
  )
}

const Attachment: FC<{ file: DemoFile | null }> = ({ file }) => {
  if (!file) return <span class="file">{texts.gone}</span>
  const address = `/demo/file/${file.id}`
  return isPicture(file) ? (
    <a class="thumb" href={address} target="_blank" rel="noopener">
      <img src={address} alt={file.name} loading="lazy" />
    </a>
  ) : (
    <a class="file" href={address} download={file.name}>
      <FileIcon />
      <span class="file-name">{file.name}</span>
      <span class="file-size">{sizeLabel(file.bytes.length)}</span>
    </a>
  )
}

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Whether a browser may show the file; everything else is only downloaded. */
export function isPicture(file: DemoFile): boolean {
  return pictures.has(file.mime)
}

function sizeLabel(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const ReplyButton: FC<{ shown: Shown }> = ({ shown: { message } }) => {
  if (message.author.kind !== 'bot') return null
  return (
    <button class="reply" type="button" data-reply={message.id} data-gist={gist(message.content)}>
      <ReplyIcon />
      {message.content.kind === 'card' ? texts.replyCard : texts.reply}
    </button>
  )
}
