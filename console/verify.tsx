import type { FC } from 'hono/jsx'
import { closesByDirector } from '../core/campaign.ts'
import { notHeard } from '../core/rules/call-back.ts'
import { actText, refusalText } from '../core/texts.ts'
import type { ActPage } from './act.tsx'
import { ActForm } from './act-panel.tsx'
import { FaultList, Fields, filled } from './form.tsx'
import { paths } from './paths.ts'
import { Signals } from './signals.tsx'
import { formTexts, texts } from './texts.ts'
import { FileField } from './upload-field.tsx'

const onlySendingBack = ['reason', 'deadline']

/** What was looked at and found, once; then one of two ends. Each button posts to its own act. */
export const VerifyForm: FC<{ act: ActPage }> = ({ act: { page, viewer, filling, form, signals } }) => {
  const { issue, facts } = page.view
  const end = closesByDirector(facts.campaign) && issue.stage !== 'director' ? 'verify' : 'close'
  // The form may still bring the call that is missing: it is said, and the button stays.
  const unheard = notHeard(issue, undefined, facts)
  const fields = filled(form?.fields ?? [], filling.values, filling.faults)
  const [looked, back] = [false, true].map((wanted) =>
    fields.filter(({ field }) => onlySendingBack.includes(field.name) === wanted),
  )
  return (
    <ActForm issue={issue} type={end} viewer={viewer} draft={filling.draft} files look="act-form">
      <Signals sentences={signals} />
      <FaultList fields={fields} />
      <Fields fields={looked ?? []} />
      <FileField filling={filling} camera />
      <div class="ends">
        <section class="end end-good">
          <div>
            <h3>{formTexts.ends[end].title}</h3>
            {unheard ? (
              <p class="end-barred">{refusalText(unheard, page.today)}</p>
            ) : (
              <p class="quiet">{formTexts.ends[end].hint}</p>
            )}
          </div>
          <button class="button button-primary button-large" type="submit" formaction={paths.act(issue.serial, end)}>
            {actText[end]}
          </button>
        </section>
        <section class="end end-back" id="send-back">
          <div>
            <h3>{formTexts.sendBackTitle}</h3>
            <p class="quiet">{formTexts.sendBackHint}</p>
          </div>
          <Fields fields={back ?? []} />
          <div class="buttons">
            <button
              class="button button-danger button-large"
              type="submit"
              formaction={paths.act(issue.serial, 'send-back')}
            >
              {actText['send-back']}
            </button>
          </div>
        </section>
      </div>
      <a class="link" href={paths.issue(issue.serial)}>
        {texts.cancel}
      </a>
    </ActForm>
  )
}
