import type { FC } from 'hono/jsx'
import type { Filling } from './act.tsx'
import { showSize } from './evidence.tsx'
import { ClipIcon, FileIcon } from './icons.tsx'
import { formTexts } from './texts.ts'

/** Photographs and files to send along; those that already came stay with the form. */
type Props = { readonly filling: Pick<Filling, 'uploads' | 'tokens'>; readonly camera?: boolean }

export const FileField: FC<Props> = ({ filling: { uploads, tokens }, camera }) => (
  <div class={`field field-whole ${uploads.refused.length > 0 ? 'field-wrong' : ''}`}>
    <label class="label" for="f-files">
      {formTexts.files}
    </label>
    {uploads.kept.length > 0 ? (
      <ul class="kept" aria-label={formTexts.kept}>
        {uploads.kept.map((file, index) => (
          <li>
            <input type="hidden" name="kept" value={tokens[index] ?? ''} />
            <FileIcon />
            <bdi class="file-name">{file.name}</bdi>
            <span class="file-about">{showSize(file.size)}</span>
          </li>
        ))}
      </ul>
    ) : null}
    <div class="uploads">
      {camera ? (
        <label class="upload only-phone">
          <input
            type="file"
            name="files"
            accept="image/*"
            capture="environment"
            aria-label={formTexts.takePicture}
            data-files
          />
          <span class="upload-face">
            <ClipIcon />
            <span data-files-face>{formTexts.takePicture}</span>
          </span>
        </label>
      ) : null}
      <label class="upload">
        <input id="f-files" type="file" name="files" multiple data-files />
        <span class="upload-face">
          <ClipIcon />
          <span data-files-face>{formTexts.pickFiles}</span>
        </span>
      </label>
    </div>
    {uploads.refused.map((sentence) => (
      <p class="fault">{sentence}</p>
    ))}
    <p class="hint">{formTexts.filesHint}</p>
  </div>
)
