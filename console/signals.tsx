import type { FC } from 'hono/jsx'
import { readsSignals, signalsOf } from '../core/signals.ts'
import { signalFacts } from '../db/signals.ts'
import type { IssuePage } from './issue.tsx'
import type { Office } from './office.ts'
import { Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { seeIssue } from './sight.ts'
import { signalText, signalTexts } from './signal-texts.ts'

/** What there is to be seen in an issue, a sentence each; for whoever may not read it there is nothing. */
export function signalsFor(office: Office, viewer: Viewer, { view: { issue }, history }: IssuePage): string[] {
  if (!readsSignals(issue, viewer.actor)) return []
  const sees = (serial: string) => seeIssue(office, viewer, serial) !== null
  return signalsOf(issue, signalFacts(office.db, issue, history)).map((signal) => signalText(signal, sees))
}

/** Said quietly, above what is to be decided: nothing follows from them but what a person makes of them. */
export const Signals: FC<{ sentences: readonly string[] }> = ({ sentences }) =>
  sentences.length === 0 ? null : (
    <ul class="signals" aria-label={signalTexts.label}>
      {sentences.map((sentence) => (
        <li>
          <Linked text={`${signalTexts.hint}${sentence}`} />
        </li>
      ))}
    </ul>
  )

const serial = /([A-Z][A-Z0-9]{1,11}-\d{4,6})/

/** The sentences are ours, so whatever looks like a serial in them is one, of an issue this viewer may see. */
const Linked: FC<{ text: string }> = ({ text }) => (
  <>
    {text.split(serial).map((piece, index) =>
      index % 2 === 1 ? (
        <a class="link whole" href={paths.issue(piece)}>
          {piece}
        </a>
      ) : (
        <Words text={piece} />
      ),
    )}
  </>
)
