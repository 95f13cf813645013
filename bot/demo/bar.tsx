import type { Child, FC } from 'hono/jsx'
import { ClockIcon, Mark, OpenIcon } from './icons.tsx'
import type { SamplePerson } from './people.ts'
import { texts } from './texts.ts'
import { clockFace } from './times.ts'
import type { DemoPage } from './view.ts'

export const TopBar: FC<{ page: DemoPage }> = ({ page }) => (
  <header class="topbar">
    <div class="brand">
      <Mark />
      <span class="brand-name">{texts.brand}</span>
      <span class="brand-page">{texts.page}</span>
      <span class="campaign" title={page.campaignTitle}>
        {page.campaignTitle}
      </span>
    </div>
    <Clock now={page.now} />
    <ConsoleForm person={officeOf(page)} look="button button-quiet topbar-console">
      {texts.console}
      <small class="console-who">{officeOf(page)?.name}</small>
      <OpenIcon />
    </ConsoleForm>
  </header>
)

const Clock: FC<{ now: number }> = ({ now }) => {
  const face = clockFace(now)
  return (
    <div class="clock" id="clock">
      <ClockIcon />
      <p class="clock-face">
        <span class="sr">{texts.clock}</span>
        <span class="clock-year" data-clock="year">
          {face.year}
        </span>
        <strong data-clock="day">{face.day}</strong>
        <span data-clock="weekday">{face.weekday}</span>
        <span class="clock-time" data-clock="time">
          {face.time}
        </span>
      </p>
      <button class="button button-clock" type="button" data-days="1">
        {texts.dayOn}
      </button>
      <button class="button button-clock" type="button" data-days="7">
        {texts.weekOn}
      </button>
    </div>
  )
}

/** The console is the office's: whoever of the office one is, else its first. */
function officeOf({ viewer, people }: DemoPage): SamplePerson | null {
  return viewer.person.office ? viewer.person : (people.find((person) => person.office) ?? null)
}

/** A new one-time link is made on the press, so this is a POST. */
export const ConsoleForm: FC<{ person: SamplePerson | null; look: string; children?: Child }> = ({
  person,
  look,
  children,
}) =>
  person === null ? null : (
    <form class="console-form" method="post" action="/demo/console" target="_blank">
      <input type="hidden" name="person" value={person.id} />
      <button class={look} type="submit" title={texts.consoleAs(`${person.name}（${person.post}）`)}>
        {children}
      </button>
    </form>
  )
