import type { FC } from 'hono/jsx'
import { firstCharacter } from './message.tsx'
import { byUnit, type SamplePerson } from './people.ts'
import { texts } from './texts.ts'
import type { DemoPage, Viewer } from './view.ts'

export const PeopleList: FC<{ page: DemoPage }> = ({ page }) => (
  <nav class="people" id="people" popover="auto" aria-labelledby="people-title">
    <h2 class="side-title" id="people-title">
      {texts.people}
    </h2>
    {byUnit(page.people).map(({ unit, people }) => (
      <section class="unit">
        <h3 class="unit-name">{unit}</h3>
        {people.map((person) => (
          <PersonLink person={person} page={page} />
        ))}
      </section>
    ))}
  </nav>
)

const PersonLink: FC<{ person: SamplePerson; page: DemoPage }> = ({ person, page }) => {
  const current = person.id === page.viewer.person.id
  return (
    <a
      class="person"
      href={addressOf({ person, chat: 'bot' })}
      data-person={person.id}
      {...(current ? { 'aria-current': 'true' as const } : {})}
    >
      <span class={person.office ? 'avatar avatar-office' : 'avatar'} aria-hidden="true">
        {firstCharacter(person.name)}
      </span>
      <span class="person-words">
        <span class="person-name">{person.name}</span>
        <span class="person-post">{person.bound ? person.post : `${person.post} · ${texts.unbound}`}</span>
      </span>
      <Unread count={page.unread.people[person.id] ?? 0} />
    </a>
  )
}

export const Unread: FC<{ count: number }> = ({ count }) => (
  <span class="unread" data-unread hidden={count === 0}>
    <span aria-hidden="true">{count}</span>
    <span class="sr">{texts.unread(count)}</span>
  </span>
)

export function addressOf({ person, chat }: Viewer): string {
  return `/demo?as=${encodeURIComponent(person.id)}&chat=${chat}`
}
