// What is pressed and filled in on cards.
import { follow, refresh } from './live.js'
import { byId, me, post, toast } from './talk.js'

async function tap(pressed, form) {
  const message = pressed.closest('.message')
  busy(message, pressed, true)
  const answer = await post('/demo/send', {
    type: 'tap',
    person: me,
    tapId: crypto.randomUUID(),
    cardId: message.dataset.id,
    value: JSON.parse(pressed.dataset.tap),
    form: form ? valuesOf(form) : {},
  })
  if (answer.ok && form) delete form.dataset.dirty
  toast(answer.toast)
  follow()
  await refresh()
  busy(message, pressed, false)
  setTimeout(refresh, 400)
}

/** While an answer is under way nothing on the card can be pressed again. */
function busy(message, pressed, on) {
  message.setAttribute('aria-busy', String(on))
  pressed.classList.toggle('waiting', on)
  for (const each of message.querySelectorAll('[data-tap]')) each.disabled = on
}

function valuesOf(form) {
  const data = new FormData(form)
  const values = Object.fromEntries(data.entries())
  for (const { dataset } of form.querySelectorAll('[data-choices]'))
    values[dataset.choices] = data.getAll(dataset.choices)
  return values
}

function showLength(field) {
  const max = Number(field.dataset.max)
  const length = [...field.value].length
  const box = field.parentElement.querySelector('.count') ?? field.parentElement.appendChild(makeCount())
  box.classList.toggle('over', length > max)
  box.hidden = length < max * 0.8
  box.textContent = `${length} / ${max}`
}

function makeCount() {
  const box = document.createElement('span')
  box.className = 'count'
  return box
}

/** `onReply(id, gist)` is called when someone wants to answer a message. */
export function startCards(onReply) {
  const messages = byId('messages')
  messages.addEventListener('submit', (event) => {
    event.preventDefault()
    const form = event.target
    const pressed = event.submitter ?? form.querySelector('[data-tap]')
    if (pressed?.dataset.tap) void tap(pressed, form)
  })
  messages.addEventListener('click', (event) => {
    const pressed = event.target.closest('button')
    if (pressed?.dataset.tap && pressed.type === 'button') void tap(pressed, null)
    if (pressed?.dataset.reply) onReply(pressed.dataset.reply, pressed.dataset.gist)
  })
  messages.addEventListener('input', (event) => {
    const form = event.target.closest('form')
    if (form) form.dataset.dirty = ''
    if (event.target.dataset.max) showLength(event.target)
  })
}
