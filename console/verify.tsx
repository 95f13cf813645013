import type { Child, FC } from 'hono/jsx'
import { closesByDirector } from '../core/campaigns/campaign.ts'
import type { Issue } from '../core/issue.ts'
import { notHeard } from '../core/rules/call-back.ts'
import { actText, refusalText } from '../core/texts.ts'
import type { ActPage } from './act.tsx'
import { ActForm } from './act-panel.tsx'
import { FaultList, Fields, type Filled, filled } from './form.tsx'
import { paths } from './paths.ts'
import { Signals } from './signals.tsx'
import { formTexts, texts } from './texts.ts'
import { FileField } from './upload-field.tsx'

const groups = {
  look: ['method', 'on', 'inspectors', 'place'],
  found: ['finding'],
  call: ['outcome', 'contact', 'callback'],
  back: ['reason', 'deadline'],
} as const

/** How it was looked at, what was found, what the enterprise says; then one of two ends. Each button posts to its own act. */
export const VerifyForm: FC<{ act: ActPage }> = ({ act: { page, viewer, filling, form, signals } }) => {
  const { issue, facts } = page.view
  const end = closesByDirector(facts.campaign) && issue.stage !== 'director' ? 'verify' : 'close'
  // The form may still bring the call that is missing: it is said, and the button stays.
  const unheard = notHeard(issue, undefined, facts)
  const fields = filled(form?.fields ?? [], filling.values, filling.faults)
  const of = (group: keyof typeof groups) =>
    groups[group].flatMap((name) => fields.filter(({ field }) => field.name === name))
  return (
    <ActForm issue={issue} type={end} viewer={viewer} draft={filling.draft} files look="act-form">
      {/* Enter in a line would press the first button there is: this one, which does nothing. */}
      <button type="submit" disabled hidden />
      <Signals sentences={signals} />
      <FaultList fields={fields} />
      <Group title={formTexts.groups.look} fields={of('look')} />
      <Group title={formTexts.groups.found} fields={of('found')}>
        <FileField filling={filling} camera />
      </Group>
      <details class="form-group" open={unheard !== null || isTouched(of('call'))}>
        <summary>
          <h3>{formTexts.groups.call}</h3>
          {unheard ? null : <span class="quiet">{formTexts.groups.callHint}</span>}
        </summary>
        <Fields fields={of('call')} />
      </details>
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
        <SendBack issue={issue} fields={of('back')} open={filling.type === 'send-back'} />
      </div>
      <a class="link" href={paths.issue(issue.serial)}>
        {texts.cancel}
      </a>
    </ActForm>
  )
}

type GroupProps = { readonly title: string; readonly fields: readonly Filled[]; readonly children?: Child }

const Group: FC<GroupProps> = ({ title, fields, children }) => (
  <section class="form-group">
    <h3>{title}</h3>
    {children}
    <Fields fields={fields} />
  </section>
)

/** What one rarely needs stands closed, unless something is in it or wrong with it. */
function isTouched(fields: readonly Filled[]): boolean {
  return fields.some(({ value, fault }) => value.length > 0 || fault !== null)
}

type BackProps = { readonly issue: Issue; readonly fields: readonly Filled[]; readonly open: boolean }

const SendBack: FC<BackProps> = ({ issue, fields, open }) => (
  <details class="end end-back" open={open || isTouched(fields)}>
    <summary>
      <h3>{formTexts.sendBackTitle}</h3>
      <span class="quiet">{formTexts.sendBackHint}</span>
    </summary>
    <Fields fields={fields} />
    <div class="buttons">
      <button class="button button-danger button-large" type="submit" formaction={paths.act(issue.serial, 'send-back')}>
        {actText['send-back']}
      </button>
    </div>
  </details>
)
