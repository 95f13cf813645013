import type { FC } from 'hono/jsx'
import { holds, readsAll, type ActingPerson } from '../core/actor.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { mayReadSuggestions } from '../core/nudges/suggestion.ts'
import { sideOf } from '../core/redaction.ts'
import { paths } from './paths.ts'
import { mayReadRoster } from './roster-load.ts'
import type { Viewer } from './session.ts'
import { navTexts } from './texts.ts'

/** A place of the console that the bar leads to. */
type Entry = {
  readonly label: string
  readonly path: string
  /** Addresses that belong to it, with everything below them. */
  readonly under: readonly string[]
  readonly who: (actor: ActingPerson) => boolean
}

const anyone = () => true

const staff = (actor: ActingPerson) => holds(actor, 'officer', 'director', 'administrator', 'auditor', 'leader')

const entries: readonly Entry[] = [
  { label: navTexts.ledger, path: paths.ledger, under: ['/issues', paths.imports, paths.money], who: anyone },
  { label: navTexts.handIns, path: paths.handIns, under: [paths.handIns], who: staff },
  { label: navTexts.digests, path: paths.digests, under: [paths.digests], who: (actor) => scopeOf(actor) !== null },
  {
    label: navTexts.suggestions,
    path: paths.suggestions,
    under: [paths.suggestions],
    who: mayReadSuggestions,
  },
  { label: navTexts.campaigns, path: paths.campaigns, under: ['/campaigns'], who: anyone },
  { label: navTexts.roster, path: paths.roster, under: [paths.roster, paths.handovers], who: mayReadRoster },
  { label: navTexts.deliveries, path: paths.deliveries, under: [paths.deliveries, '/platforms'], who: readsAll },
  {
    label: navTexts.redactions,
    path: paths.redactions,
    under: [paths.redactions],
    who: (actor) => sideOf(actor) !== null,
  },
  { label: navTexts.calendar, path: paths.calendar, under: [paths.calendar], who: readsAll },
]

type NavProps = {
  readonly viewer: Viewer
  readonly here: string
  /** How much waits for the viewer at a place, by its path. */
  readonly waiting: Readonly<Record<string, number>>
}

/** The ways of the bar, as far as this person may go; the one they are on is marked. */
export const Nav: FC<NavProps> = ({ viewer, here, waiting }) => (
  <nav class="nav" aria-label={navTexts.label}>
    {entries
      .filter(({ who }) => who(viewer.actor))
      .map((entry) => (
        <a class="nav-link" href={entry.path} {...currently(entry, here)}>
          {entry.label}
          <Count count={waiting[entry.path] ?? 0} />
        </a>
      ))}
  </nav>
)

const Count: FC<{ count: number }> = ({ count }) =>
  count === 0 ? null : (
    <span class="nav-count" title={navTexts.waiting(count)}>
      {count}
    </span>
  )

function currently({ path, under }: Entry, here: string): { 'aria-current'?: 'page' | 'true' } {
  if (here === path) return { 'aria-current': 'page' }
  return under.some((place) => here === place || here.startsWith(`${place}/`)) ? { 'aria-current': 'true' } : {}
}
