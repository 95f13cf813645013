// What every part of the page needs: who is looking, how to say something to the server and to the person.
export const { me, chat, epoch } = document.body.dataset
export const texts = JSON.parse(document.body.dataset.texts)
export const byId = (id) => document.getElementById(id)

/** Posts JSON, or a form with files. Gives back whether it was done and what to say about it. */
export async function post(path, body) {
  try {
    const response = await fetch(path, { method: 'POST', ...encoded(body) })
    const answer = await response.json().catch(() => ({}))
    if (!response.ok) return { ok: false, toast: { tone: 'bad', text: answer.text ?? texts.failed } }
    return { ok: true, toast: answer.toast }
  } catch {
    return { ok: false, toast: { tone: 'bad', text: texts.failed } }
  }
}

function encoded(body) {
  if (body instanceof FormData) return { body }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

export function toast(said) {
  if (!said) return
  const box = document.createElement('p')
  box.className = `toast tone-${said.tone}`
  box.textContent = said.text
  byId('toasts').replaceChildren(box)
  setTimeout(() => box.remove(), 3500 + said.text.length * 60)
}

export function makeButton(look, label) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = look
  made.textContent = label
  return made
}
