import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import { type Call, openPayment } from './call.ts'

interface Pressing {
  readonly call: Call
  readonly keys: string
  readonly delayMs: number
  readonly time: SimulatorTime
  readonly switches: Switches
}

/** Keys wait in one row per call, so that two requests do not mix their digits. */
export function pressKeys({ call, keys, delayMs, time, switches }: Pressing): void {
  const idle = call.keys.length === 0
  call.keys.push(...keys)
  const pressNext = () => {
    const key = call.keys.shift()
    if (key === undefined) return
    pressKey(call, { key, gatherFirst: switches.is('gatherDuringCapture', 'gather') })
    if (call.keys.length > 0) time.after(delayMs, pressNext)
  }
  if (idle && keys.length > 0) time.after(delayMs, pressNext)
}

/** An open capture takes the key, else a running `<Gather>`, else nobody; or the other way. */
function pressKey(call: Call, { key, gatherFirst }: { key: string; gatherFirst: boolean }): void {
  if (call.status === 'completed') return
  const payment = openPayment(call)
  if (gatherFirst && call.run?.press(key) === true) return
  if (payment?.press(key) === true) return
  if (call.run?.press(key) === true) return
  if (key === '*') payment?.interrupt()
}
