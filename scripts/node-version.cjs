// Runs under any Node, however old: plain syntax only. better-sqlite3 crashes the process on an old one.
var oldest = 22

if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(
    '销号需要 Node.js ' + oldest + ' 或更新的版本，当前是 ' + process.version + '。请先升级：https://nodejs.org',
  )
  process.exit(1)
}
