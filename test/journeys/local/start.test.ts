import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { payInRealTime } from '../../support/live-call.ts'
import { type Started, start, startByNpm } from '../../support/started.ts'

const anyPorts = { GATEWAY_PORT: '0', SIMULATOR_PORT: '0' }

describe('npm start', () => {
  let started: Started

  afterEach(() => started.interrupted())

  test('prints where it is, takes a payment by the deployed bundles, and stops on Ctrl-C', async () => {
    started = start(anyPorts)
    const [, gatewayUrl = ''] = await started.prints(/Gateway\s+(http:\S+)/)
    const [, simulatorUrl = ''] = await started.prints(/Simulator\s+(http:\S+)/)
    const page = await fetch(`${simulatorUrl}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])

    const heard = await payInRealTime(
      simulatorUrl,
      `${gatewayUrl}/voice/pay?amount=42.50&currency=USD&reference=INV-1001&language=en-US`,
    )
    expect(heard).toContain('42.50 US dollars')
    const ledger = await (await fetch(`${simulatorUrl}/ledger`)).json()
    expect(ledger).toMatchObject([{ amount: '42.50', description: 'INV-1001' }])
    expect(ledger).toHaveLength(1)

    expect(await started.interrupted()).toBe(0)
    await expect(fetch(`${simulatorUrl}/ledger`)).rejects.toThrow()
  })

  test.each(['GATEWAY_PORT', 'SIMULATOR_PORT'])(
    'says in one sentence that %s is in use, and how to choose another',
    async (name) => {
      const other = createServer().listen(0, '127.0.0.1')
      await once(other, 'listening')
      const address = other.address()
      const port = typeof address === 'object' ? String(address?.port) : ''
      started = start({ ...anyPorts, [name]: port })

      expect(await started.ended()).toBe(1)
      expect(started.output().trim().split('\n')).toHaveLength(1)
      expect(started.output()).toMatch(new RegExp(`[Pp]ort ${port}.*${name}`))
      other.close()
    },
  )

  test('says in one sentence that another process keeps its data there', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'start-'))
    const first = start(anyPorts, '--data', directory)
    await first.prints(/Sessions are kept/)
    started = start(anyPorts, '--data', directory)

    expect(await started.ended()).toBe(1)
    expect(started.output()).toMatch(/process \d+ is using it/)
    expect(await first.interrupted()).toBe(0)
    await rm(directory, { recursive: true })
  })

  test('leaves nothing behind when npm is ended from outside', async () => {
    started = startByNpm(anyPorts)
    const [, simulatorUrl = ''] = await started.prints(/Simulator\s+(http:\S+)/)
    await started.terminated()

    await expect(fetch(`${simulatorUrl}/ledger`)).rejects.toThrow()
    expect(started.output()).toContain('Stopping.')
  })

  test('does not take a port that is none', async () => {
    started = start({ ...anyPorts, SIMULATOR_PORT: 'three thousand' })

    expect(await started.ended()).toBe(1)
    expect(started.output()).toContain('SIMULATOR_PORT must be a port')
  })
})
