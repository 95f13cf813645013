import { standing } from './form-page.ts'

/** A form page as it is held in hand. */
export type OpenedPage = {
  readonly status: number
  /** What can be read on it. */
  readonly words: string
  /** Fills in fields by their labels and sends the form; choices are said by their labels, too. */
  sends(filled: Readonly<Record<string, string>>, files?: readonly File[]): Promise<OpenedPage>
}

/** Opens a link in the browser of a phone. */
export async function openPage(link: string): Promise<OpenedPage> {
  return pageOf(link, await fetch(link))
}

async function pageOf(link: string, response: Response): Promise<OpenedPage> {
  const html = await response.text()
  return {
    status: response.status,
    words: html.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, '\n').replace(/\n\s*\n+/g, '\n'),
    async sends(filled, files = []) {
      const typed = new Map(Object.entries(filled).map(([label, value]) => valueIn(html, label, value)))
      const body = new FormData()
      for (const [name, value] of standing(html)) if (!typed.has(name)) body.append(name, value)
      for (const [name, value] of typed) body.append(name, value)
      for (const file of files) body.append('files', file)
      body.append('do', 'submit')
      const headers = { origin: new URL(link).origin }
      return pageOf(link, await fetch(link, { method: 'POST', body, headers }))
    },
  }
}

/** The name of the field with this label, and the value a browser sends for what was filled in there. */
function valueIn(html: string, label: string, value: string): [string, string] {
  const fields = html.split(/<div class="field/).slice(1)
  const field = fields.find((one) => />([^<]+)/.exec(one.slice(one.indexOf('class="label"')))?.[1] === label)
  const name = /\bname="([^"]*)"/.exec(field ?? '')?.[1]
  if (field === undefined || name === undefined) throw new Error(`no field ${label}`)
  const options = [...field.matchAll(/<option\b[^>]*\bvalue="([^"]*)"[^>]*>([^<]*)</g)]
  if (options.length === 0) return [name, value]
  const option = options.find(([, , words]) => words === value)?.[1]
  if (option === undefined)
    throw new Error(`no ${value} in ${label}: ${options.map(([, , words]) => words).join('、')}`)
  return [name, option]
}
