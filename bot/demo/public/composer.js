// What is written: words, files, an answer to a card.
import { follow, refresh } from './live.js'
import { byId, chat, makeButton, me, post, texts, toast } from './talk.js'

const uploadLimit = 30 * 1024 * 1024
const composer = byId('composer')
const text = byId('text')
const mention = byId('mention')

let picked = []
let replyTo = null

export function startReply(id, gist) {
  replyTo = id
  byId('replying-gist').textContent = gist
  byId('replying').hidden = false
  text.focus()
}

function endReply() {
  replyTo = null
  byId('replying').hidden = true
}

async function say({ words, files, answers, mentioned }) {
  const form = new FormData()
  const fields = { person: me, chat, messageId: crypto.randomUUID(), text: words, mentioned: String(mentioned) }
  for (const [name, value] of Object.entries({ ...fields, inReplyTo: answers ?? '' })) form.append(name, value)
  for (const file of files) form.append('file', file)
  const answer = await post('/demo/send', form)
  toast(answer.toast)
  follow()
  await refresh()
  setTimeout(refresh, 400)
  return answer.ok
}

async function sendWritten() {
  if (byId('send').disabled) return
  byId('send').disabled = true
  const written = { words: text.value, files: picked, answers: replyTo, mentioned: mention?.checked ?? true }
  if (await say(written)) clear()
  showComposer()
  text.focus()
}

function clear() {
  text.value = ''
  pick([])
  endReply()
}

function showComposer() {
  byId('send').disabled = text.value.trim() === '' && picked.length === 0
  text.placeholder = chat === 'group' ? texts.placeholderGroup : texts.placeholderBot
  if (!mention) return
  byId('heard').textContent = mention.checked ? texts.heard : texts.unheard
  byId('heard').classList.toggle('unheard', !mention.checked)
}

function pick(files) {
  for (const image of byId('picked').querySelectorAll('img')) URL.revokeObjectURL(image.src)
  picked = files
  byId('picked').replaceChildren(...files.map(pickedFile))
  byId('picked').hidden = files.length === 0
  showComposer()
}

function addFiles(files) {
  const all = [...picked, ...files]
  const size = all.reduce((sum, file) => sum + file.size, 0)
  if (size > uploadLimit) return toast({ tone: 'warn', text: texts.tooLarge })
  pick(all)
  text.focus()
}

function pickedFile(file) {
  const box = document.createElement('span')
  box.className = 'pick'
  const name = document.createElement('span')
  name.className = 'pick-name'
  name.textContent = file.name
  const off = makeButton('', '×')
  off.setAttribute('aria-label', `${texts.removeFile} ${file.name}`)
  off.addEventListener('click', () => pick(picked.filter((other) => other !== file)))
  box.append(...(file.type.startsWith('image/') ? [thumbnail(file)] : []), name, off)
  return box
}

function thumbnail(file) {
  const image = document.createElement('img')
  image.src = URL.createObjectURL(file)
  image.alt = ''
  return image
}

/** A Chinese input method confirms its candidates with Enter: that one doesn't send. */
function sends(event) {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229
}

export function startComposer() {
  composer.addEventListener('submit', (event) => {
    event.preventDefault()
    void sendWritten()
  })
  composer.addEventListener('click', (event) => {
    const { word } = event.target.dataset
    if (word) void say({ words: word, files: [], answers: null, mentioned: true })
  })
  text.addEventListener('keydown', (event) => {
    if (!sends(event)) return
    event.preventDefault()
    void sendWritten()
  })
  text.addEventListener('input', showComposer)
  mention?.addEventListener('change', showComposer)
  byId('replying-off').addEventListener('click', endReply)
  startFiles()
  showComposer()
  // On a phone the keyboard would cover half of the chat.
  if (matchMedia('(hover: hover)').matches) text.focus()
}

function startFiles() {
  byId('files').addEventListener('change', (event) => {
    addFiles([...event.target.files])
    event.target.value = ''
  })
  text.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    addFiles([...event.clipboardData.files])
  })
  const area = document.querySelector('.chat')
  area.addEventListener('dragover', (event) => {
    event.preventDefault()
    area.classList.add('dropping')
  })
  area.addEventListener('dragleave', (event) => {
    if (!area.contains(event.relatedTarget)) area.classList.remove('dropping')
  })
  area.addEventListener('drop', (event) => {
    event.preventDefault()
    area.classList.remove('dropping')
    addFiles([...event.dataTransfer.files])
  })
}
