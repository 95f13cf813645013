import { expect, test } from 'vitest'
import { permitsPage } from '../support/permits-page.ts'

test('the page says who may do what in which state, as the rules have it', async () => {
  await expect(permitsPage()).toMatchFileSnapshot('../../docs/permits.zh-CN.md')
})
