// Everything here only saves clicks: without it each page does the same by itself.
document.documentElement.classList.add('js')

/** @param {string} selector */
const all = (selector) => [...document.querySelectorAll(selector)]

// A form goes once: a second press while the first is under way does nothing.
for (const form of all('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
  })
}
// Back in the browser's history the form is there again as it was.
addEventListener('pageshow', () => {
  for (const form of all('form[data-sent]')) {
    delete form.dataset.sent
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
  }
})

// A menu closes when something else is pressed, or Escape.
for (const menu of all('[data-menu]')) {
  addEventListener('click', (event) => {
    if (!menu.querySelector('summary').contains(event.target)) menu.open = false
  })
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') menu.open = false
  })
}

// A chosen filter counts at once.
for (const form of all('[data-filters]')) {
  form.addEventListener('change', (event) => {
    if (!event.target.matches('[data-search]')) form.requestSubmit()
  })
}

// The browser's calendar behind the button; the day lands in the field as it would be typed.
for (const button of all('[data-pick]')) {
  const field = button.parentElement.querySelector('[data-day]')
  const native = document.createElement('input')
  native.type = 'date'
  native.tabIndex = -1
  native.className = 'day-native'
  native.setAttribute('aria-hidden', 'true')
  if (!('showPicker' in native)) continue
  button.after(native)
  button.hidden = false
  button.addEventListener('click', () => {
    native.value = /^\d{4}-\d\d-\d\d$/.test(field.value) ? field.value : ''
    native.showPicker()
  })
  native.addEventListener('change', () => {
    if (native.value) field.value = native.value
    field.focus()
  })
}

// A press on a name writes it into the line of names, or takes it out again.
for (const list of all('[data-names]')) {
  const field = document.getElementById(list.dataset.names)
  const written = () => field.value.split(/[、,，;；\s]+/).filter((name) => name !== '')
  const mark = () => {
    for (const button of list.children) {
      button.setAttribute('aria-pressed', String(written().includes(button.textContent)))
    }
  }
  list.hidden = false
  list.addEventListener('click', (event) => {
    const name = event.target.closest('button')?.textContent
    if (!name) return
    const others = written().filter((other) => other !== name)
    field.value = (others.length < written().length ? others : [...others, name]).join('、')
    mark()
  })
  field.addEventListener('input', mark)
  addEventListener('pageshow', mark)
}

// Names of the files chosen.
for (const input of all('[data-files]')) {
  const face = input.parentElement.querySelector('[data-files-face]')
  const before = face.textContent
  input.addEventListener('change', () => {
    face.textContent = [...input.files].map((file) => file.name).join('、') || before
  })
}

// After a fault the first field to mend is ready to be typed into.
document.querySelector('.field-wrong .input, .field-wrong [data-files]')?.focus()

// The way back leads to the list as it was, with its filters.
for (const link of all('[data-back]')) {
  const from = sessionStorage.getItem('ledger')
  if (from && link.getAttribute('href') === '/') link.setAttribute('href', from)
}
if (document.querySelector('.ledger')) sessionStorage.setItem('ledger', location.pathname + location.search)

const rows = all('[data-rows] tbody tr')
/** @param {number} index */
function select(index) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
  if (!row) return
  for (const other of rows) other.removeAttribute('aria-selected')
  row.setAttribute('aria-selected', 'true')
  row.scrollIntoView({ block: 'nearest' })
}
const selected = () => rows.findIndex((row) => row.getAttribute('aria-selected') === 'true')
const linkOf = (row) => row?.querySelector('.row-title')

// A press anywhere on a row opens it, unless text is being marked.
for (const row of rows) {
  row.addEventListener('click', (event) => {
    if (event.target.closest('a') || String(getSelection())) return
    linkOf(row)?.click()
  })
}

const keys = {
  '/': () => document.querySelector('[data-search]')?.focus(),
  j: () => select(selected() + 1),
  k: () => select(selected() < 0 ? 0 : selected() - 1),
  Enter: () => linkOf(rows[selected()])?.click(),
  c: () => confirmRow(rows[selected()]),
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, button, a')
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
  event.preventDefault()
  keys[event.key]()
})

// Sends the issue's own confirmation form as it stands; whatever is not plain sailing opens the issue.
async function confirmRow(row) {
  if (row?.dataset.state !== 'reported' || row.getAttribute('aria-busy')) return
  row.setAttribute('aria-busy', 'true')
  const page = await fetch(linkOf(row).href).then((answer) => answer.text())
  const form = new DOMParser().parseFromString(page, 'text/html').querySelector('form.panel-form[data-act=confirm]')
  if (!form) return linkOf(row).click()
  const body = new URLSearchParams(new FormData(form))
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, redirect: 'manual' })
  if (answer.type !== 'opaqueredirect') return linkOf(row).click()
  sessionStorage.setItem('row', String(selected()))
  location.reload()
}

// After a confirmation the next row is ready.
const resumed = sessionStorage.getItem('row')
sessionStorage.removeItem('row')
if (resumed !== null && rows.length > 0) select(Number(resumed))
