import { expect, test } from 'vitest'
import { describeFault, explainFault } from '../../runtime/faults.ts'
import { jsonLog } from '../../runtime/log.ts'

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test('a line of the log is one line of JSON with time, level and event', () => {
  const lines: string[] = []
  jsonLog(
    (line) => lines.push(line),
    () => 0,
  ).info('listening', { port: 8787 })
  expect(lines).toEqual(['{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"listening","port":8787}'])
})

test('what the query builder says of a fault stays out of the log, since it quotes what people wrote', () => {
  const error = new Error('Failed query: insert … params: 张三,13800138000', {
    cause: coded('SQLITE_FULL', 'database or disk is full'),
  })
  expect(JSON.stringify(describeFault(error))).not.toMatch(/张三|13800138000/)
  expect(describeFault(error)).toMatchObject({
    error: 'Error',
    code: 'SQLITE_FULL',
    message: 'database or disk is full',
  })
})

test('what a parser says of a fault stays out of the log, since it quotes what it read', () => {
  let caught: unknown
  try {
    JSON.parse('张三')
  } catch (error) {
    caught = error
  }
  expect(JSON.stringify(describeFault(caught))).not.toContain('张三')
})

test.each([
  ['SQLITE_FULL', '磁盘已满'],
  ['ENOSPC', '磁盘已满'],
  ['SQLITE_BUSY', '数据库正被别的程序占用'],
  ['SQLITE_CORRUPT', '数据库文件已损坏'],
  ['SQLITE_IOERR_WRITE', '磁盘读写出错'],
  ['EACCES', '没有读写权限'],
])('an operator reads what to do about %s', (code, words) => {
  expect(explainFault(new Error('outer', { cause: coded(code) }), 'data')).toMatch(new RegExp(`^data：${words}`))
})

test('a fault of the program itself is not explained away', () => {
  expect(explainFault(new TypeError('undefined is not a function'))).toBeNull()
})
