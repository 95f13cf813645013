import { startCards } from './cards.js'
import { startComposer, startReply } from './composer.js'
import { refresh, startLive } from './live.js'
import { byId, post, toast } from './talk.js'

async function moveOn(pressed) {
  const buttons = [...byId('clock').querySelectorAll('[data-days]')]
  for (const each of buttons) each.disabled = true
  pressed.classList.add('waiting')
  const answer = await post('/demo/clock', { days: Number(pressed.dataset.days) })
  await refresh()
  toast(answer.toast)
  pressed.classList.remove('waiting')
  for (const each of buttons) each.disabled = false
}

byId('clock').addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-days]')
  if (pressed) void moveOn(pressed)
})

startCards(startReply)
startComposer()
startLive()
document.querySelector('.person[aria-current]')?.scrollIntoView({ block: 'nearest' })
