import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Asset = { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }

/** A folder that ships with the program: beside the bundle, or where it stands in the source. */
function shipped(inBundle: string, inSource: string): string {
  const beside = fileURLToPath(new URL(`./${inBundle}`, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../${inSource}`, import.meta.url))
}

/** Names of the built-in campaign templates. */
export function templateNames(): string[] {
  const files = readdirSync(shipped('campaigns', 'core/campaigns'))
  return files.flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [])).sort()
}

/** The YAML of a built-in template, null where there is none of that name. */
export function templateText(name: string): string | null {
  if (!templateNames().includes(name)) return null
  return readFileSync(join(shipped('campaigns', 'core/campaigns'), `${name}.yaml`), 'utf8')
}

/** A static file of the console or of the form page by its bare name; null where there is none. */
function consoleFile(name: string): Uint8Array<ArrayBuffer> | null {
  return fileIn(shipped('public', 'console/public'), name) ?? fileIn(shipped('page', 'bot/page/public'), name)
}

/** A static file of the demo page, which also uses the console's. */
function demoFile(name: string): Uint8Array<ArrayBuffer> | null {
  return fileIn(shipped('demo', 'bot/demo/public'), name) ?? consoleFile(name)
}

/** The same with its type, as pages want it. */
export function consoleAsset(name: string): Asset | null {
  return typed(name, consoleFile(name))
}

export function demoAsset(name: string): Asset | null {
  return typed(name, demoFile(name))
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
}

function typed(name: string, body: Asset['body'] | null): Asset | null {
  const type = types[name.slice(name.lastIndexOf('.') + 1)]
  return body === null || type === undefined ? null : { body, type }
}

function fileIn(folder: string, name: string): Uint8Array<ArrayBuffer> | null {
  const path = join(folder, name)
  return /^[\w-]+(\.[\w-]+)+$/.test(name) && existsSync(path) ? new Uint8Array(readFileSync(path)) : null
}
