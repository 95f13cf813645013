// Keeps the page current: asks for what changed and puts it where it belongs. The server draws every message.
import { byId, chat, epoch, makeButton, me, post, texts, toast } from './talk.js'

const pollEvery = 1500
const scroll = byId('scroll')
const messages = byId('messages')

let rev = Number(document.body.dataset.rev)
let readUpTo = 0
let atEnd = true
let offline = false
let followUntil = 0
let polling = Promise.resolve()

/** One poll at a time; whoever asks meanwhile gets another one right after. */
export function refresh() {
  polling = polling.then(poll)
  return polling
}

async function poll() {
  const query = new URLSearchParams({ as: me, chat, since: String(rev) })
  const response = await fetch(`/demo/state?${query}`).catch(() => null)
  if (!response?.ok) return lost()
  const state = await response.json()
  if (state.epoch !== epoch) return location.reload()
  if (offline) toast({ tone: 'good', text: texts.online })
  offline = false
  rev = state.rev
  if (String(state.bound) !== document.body.dataset.bound) return location.reload()
  showClock(state.clock)
  showUnread(state.unread)
  showMessages(state.messages)
}

function lost() {
  if (!offline) toast({ tone: 'warn', text: texts.offline })
  offline = true
}

async function keepPolling() {
  if (!document.hidden) await refresh()
  setTimeout(keepPolling, pollEvery)
}

function showClock(face) {
  for (const part of document.querySelectorAll('[data-clock]')) part.textContent = face[part.dataset.clock]
}

function showUnread({ people, group }) {
  for (const link of document.querySelectorAll('[data-person]')) badge(link, people[link.dataset.person] ?? 0)
  for (const tab of document.querySelectorAll('[data-tab]'))
    badge(tab, tab.dataset.tab === 'group' ? group : (people[me] ?? 0))
  const others = Object.entries(people).filter(([id]) => id !== me)
  badge(
    document.querySelector('.whoami-switch'),
    others.reduce((sum, [, count]) => sum + count, 0),
  )
}

function badge(link, count) {
  const box = link.querySelector('[data-unread]')
  box.hidden = count === 0
  box.firstElementChild.textContent = String(count)
  box.lastElementChild.textContent = texts.unread.replace('#', String(count))
}

function showMessages(changed) {
  if (changed.length === 0) return
  const wasDown = isDown()
  const arrived = changed.filter((message) => show(message))
  byId('empty').hidden = true
  showDays()
  if (arrived.length > 0 && (wasDown || Date.now() < followUntil)) goTo(byId(`m-${arrived[0].id}`))
  else if (arrived.length > 0) byId('below').hidden = false
  markRead()
}

/** True for a message that wasn't on the page. */
function show({ id, html }) {
  const old = byId(`m-${id}`)
  if (old?.querySelector('form[data-dirty]')) return offerNewer(old, html)
  const fresh = parse(html)
  if (old) old.replaceWith(fresh)
  else messages.append(fresh)
  if (old) fresh.classList.add('flash')
  return !old
}

function parse(html) {
  const box = document.createElement('template')
  box.innerHTML = html
  return box.content.firstElementChild
}

/** What someone is typing into a card isn't thrown away because the card changed meanwhile. */
function offerNewer(old, html) {
  const card = old.querySelector('.card')
  card.querySelector('.newer')?.remove()
  const strip = document.createElement('p')
  strip.className = 'newer'
  strip.append(texts.newer, makeButton('button button-default', texts.showNewer))
  strip.lastElementChild.addEventListener('click', () => {
    old.replaceWith(parse(html))
    showDays()
  })
  card.prepend(strip)
  return false
}

function showDays() {
  for (const line of messages.querySelectorAll('.day')) line.remove()
  let day = null
  for (const message of messages.querySelectorAll('.message')) {
    if (message.dataset.day !== day) message.before(dayLine(message.dataset.day))
    day = message.dataset.day
  }
}

function dayLine(label) {
  const line = document.createElement('p')
  line.className = 'day'
  line.textContent = label
  return line
}

function isDown() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120
}

/** After one's own doing, what comes of it is brought into view. */
export function follow() {
  followUntil = Date.now() + 3000
}

/** Down to the end, but no further than the head of this message: a long form is read from its top. */
function goTo(message) {
  scroll.scrollTop = scroll.scrollHeight
  byId('below').hidden = true
  const hidden = scroll.getBoundingClientRect().top - message.getBoundingClientRect().top
  if (hidden > 0) scroll.scrollTop -= hidden + 12
}

function markRead() {
  const seqs = [...messages.querySelectorAll('.message')].map((message) => Number(message.dataset.seq))
  const seq = Math.max(0, ...seqs)
  if (document.hidden || seq <= readUpTo) return
  readUpTo = seq
  void post('/demo/read', { person: me, chat, seq }).then(refresh)
}

export function startLive() {
  scroll.addEventListener('scroll', () => {
    atEnd = isDown()
    if (atEnd) byId('below').hidden = true
  })
  // The composer grows, a phone's keyboard opens: what was at the end stays in view.
  new ResizeObserver(() => {
    if (atEnd) scroll.scrollTop = scroll.scrollHeight
  }).observe(scroll)
  byId('below').addEventListener('click', () => goTo(messages.lastElementChild))
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    void refresh()
    markRead()
  })
  showDays()
  goTo(messages.lastElementChild)
  markRead()
  setTimeout(keepPolling, pollEvery)
}
