import type { FC } from 'hono/jsx'
import { ClipIcon, CloseIcon, SendIcon } from './icons.tsx'
import { texts } from './texts.ts'
import type { Viewer } from './view.ts'

export const Composer: FC<{ viewer: Viewer }> = ({ viewer }) => (
  <form class="composer" id="composer" method="post" action="/demo/send" enctype="multipart/form-data" novalidate>
    <div class="composer-aids">
      <span class="words">
        {texts.words.map((word) => (
          <button class="word" type="button" data-word={word}>
            {word}
          </button>
        ))}
      </span>
      {viewer.chat === 'group' ? <MentionSwitch /> : null}
    </div>
    <div class="composer-box">
      <div class="replying" id="replying" hidden>
        <span class="replying-text">
          {texts.replying}
          <span id="replying-gist" />
        </span>
        <button class="icon-button" type="button" id="replying-off" aria-label={texts.replyOff} title={texts.replyOff}>
          <CloseIcon />
        </button>
      </div>
      <div class="picked" id="picked" hidden />
      <div class="composer-line">
        <label class="icon-button" title={texts.attach}>
          <ClipIcon />
          <span class="sr">{texts.attach}</span>
          <input class="sr" type="file" id="files" multiple />
        </label>
        <textarea id="text" name="text" rows={1} maxlength={20000} aria-label={texts.composer} />
        <button class="send" type="submit" id="send" aria-label={texts.send} title={texts.send}>
          <SendIcon />
        </button>
      </div>
    </div>
    <p class="composer-foot">
      <span class="keys">{texts.keys}</span>
      <span id="heard" class="heard" />
      <span class="secret">{texts.secret}</span>
    </p>
  </form>
)

const MentionSwitch: FC = () => (
  <label class="switch">
    <input type="checkbox" role="switch" id="mention" checked />
    <span class="switch-track" aria-hidden="true" />
    {texts.mention}
  </label>
)
