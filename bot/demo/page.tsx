import type { Child, FC } from 'hono/jsx'
import { ConsoleForm, TopBar } from './bar.tsx'
import { Composer } from './composer.tsx'
import { CloseIcon, DownIcon, Mark, OpenIcon } from './icons.tsx'
import { firstCharacter, MessageView } from './message.tsx'
import { addressOf, PeopleList, Unread } from './people-list.tsx'
import type { SamplePerson } from './people.ts'
import { scriptTexts, texts } from './texts.ts'
import { type DemoPage, shownAtOnce, type Viewer } from './view.ts'

/** The whole page; demo.js keeps it current from /demo/state. */
export const DemoPageView: FC<{ page: DemoPage }> = ({ page }) => (
  <html lang="zh-CN">
    <Head title={`${page.viewer.person.name} · ${texts.brand}${texts.page}`} />
    <body
      data-me={page.viewer.person.id}
      data-chat={page.viewer.chat}
      data-epoch={page.epoch}
      data-rev={String(page.rev)}
      data-bound={String(page.viewer.person.bound)}
      data-texts={JSON.stringify(scriptTexts)}
    >
      <TopBar page={page} />
      <div class="desk">
        <PeopleList page={page} />
        <main class="chat">
          <ChatHead page={page} />
          <Messages page={page} />
          <Composer viewer={page.viewer} />
        </main>
        <Guide />
      </div>
      <div class="toasts" id="toasts" role="status" aria-live="polite" />
    </body>
  </html>
)

/** A page of one sentence: nobody there, or not from this machine. */
export const SentenceView: FC<{ text: string }> = ({ text }) => (
  <html lang="zh-CN">
    <Head title={texts.brand} />
    <body class="sentence">
      <p>{text}</p>
    </body>
  </html>
)

const styles = ['tokens', 'demo', 'button', 'bar', 'desk', 'chat', 'message', 'card', 'form', 'composer']

const Head: FC<{ title: string }> = ({ title }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <title>{title}</title>
    <link rel="icon" href="data:," />
    {styles.map((name) => (
      <link rel="stylesheet" href={`/demo/assets/${name}.css`} />
    ))}
    <script type="module" src="/demo/assets/demo.js" />
  </head>
)

const ChatHead: FC<{ page: DemoPage }> = ({ page }) => {
  const { person } = page.viewer
  return (
    <header class="chat-head">
      <div class="whoami">
        <button class="whoami-button" type="button" popovertarget="people">
          <span class={person.office ? 'avatar avatar-office' : 'avatar'} aria-hidden="true">
            {firstCharacter(person.name)}
          </span>
          <span class="person-words">
            <span class="person-name">{person.name}</span>
            <span class="person-post">{`${person.unit} · ${person.post}`}</span>
          </span>
          <span class="whoami-switch">
            {texts.switchPerson}
            <DownIcon />
            <Unread count={unreadElsewhere(page)} />
          </span>
        </button>
        <span class="whoami-tools">
          {person.bound ? null : <InviteForm person={person} />}
          {person.office ? (
            <ConsoleForm person={person} look="button button-default button-console">
              {texts.consoleAsThis}
              <OpenIcon />
            </ConsoleForm>
          ) : null}
          <button class="button button-quiet guide-button" type="button" popovertarget="guide">
            {texts.guide}
          </button>
        </span>
      </div>
      <Tabs page={page} />
    </header>
  )
}

/** The way back after 解绑: the demo has no command line at hand. */
const InviteForm: FC<{ person: SamplePerson }> = ({ person }) => (
  <form class="console-form" method="post" action="/demo/invite">
    <input type="hidden" name="person" value={person.id} />
    <button class="button button-default" type="submit" title={texts.inviteHint}>
      {texts.invite}
    </button>
  </form>
)

/** Where the list of people is folded away, its button says that somebody has news. */
function unreadElsewhere({ unread, viewer }: DemoPage): number {
  const others = Object.entries(unread.people).filter(([id]) => id !== viewer.person.id)
  return others.reduce((sum, [, count]) => sum + count, 0)
}

const Tabs: FC<{ page: DemoPage }> = ({ page: { viewer, unread, people } }) => (
  <nav class="tabs">
    <Tab viewer={viewer} chat="bot" count={unread.people[viewer.person.id] ?? 0}>
      {texts.p2p}
    </Tab>
    <Tab viewer={viewer} chat="group" count={unread.group}>
      {texts.group}
      <small class="members">{membersOf(viewer, people)}</small>
    </Tab>
  </nav>
)

function membersOf({ person: { group } }: Viewer, people: readonly SamplePerson[]): string {
  return `${group.name} ${texts.members(people.filter((one) => one.group.id === group.id).length)}`
}

const Tab: FC<{ viewer: Viewer; chat: 'bot' | 'group'; count: number; children?: Child }> = (tab) => (
  <a
    class="tab"
    href={addressOf({ person: tab.viewer.person, chat: tab.chat })}
    data-tab={tab.chat}
    {...(tab.viewer.chat === tab.chat ? { 'aria-current': 'page' as const } : {})}
  >
    {tab.children}
    <Unread count={tab.count} />
  </a>
)

const Messages: FC<{ page: DemoPage }> = ({ page }) => (
  <div class="scroll" id="scroll" tabindex={-1}>
    <div class="messages" id="messages">
      <Empty viewer={page.viewer} hidden={page.messages.length > 0} />
      {page.messages.length >= shownAtOnce ? <p class="earlier">{texts.earlier}</p> : null}
      {page.messages.map((shown) => (
        <MessageView {...shown} />
      ))}
    </div>
    <button class="below" id="below" type="button" hidden>
      {texts.newBelow}
      <DownIcon />
    </button>
  </div>
)

const Empty: FC<{ viewer: Viewer; hidden: boolean }> = ({ viewer, hidden }) => (
  <div class="empty" id="empty" hidden={hidden}>
    <Mark />
    <p class="empty-title">{texts.emptyTitle(viewer.person.name)}</p>
    <p>{viewer.chat === 'group' ? texts.emptyGroup(viewer.person.group.name) : texts.emptyBot}</p>
  </div>
)

const Guide: FC = () => (
  <aside class="guide" id="guide" popover="auto" aria-labelledby="guide-title">
    <h2 class="side-title" id="guide-title">
      {texts.guideTitle}
    </h2>
    <button class="icon-button guide-close" type="button" popovertarget="guide" aria-label={texts.guideClose}>
      <CloseIcon />
    </button>
    <ol class="steps">
      {texts.guideSteps.map((step) => (
        <li class="step">
          <strong>{step.who}</strong>
          <span>{step.what}</span>
        </li>
      ))}
    </ol>
    <ul class="guide-more">
      {texts.guideMore.map((what) => (
        <li>{what}</li>
      ))}
    </ul>
  </aside>
)
