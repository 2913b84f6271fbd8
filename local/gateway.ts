import { createServer } from 'node:http'
import type { FunctionName, RouteName, ScheduleName } from '../lambda/routes.ts'
import { answer, type RouteHandler, send } from './gateway/answer.ts'
import { type Repeat, realTimer, runSchedules, type ScheduleHandler } from './gateway/schedules.ts'
import { close, listen } from './listen.ts'

export interface GatewayOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly handlers: Readonly<Record<RouteName, RouteHandler>>
  /** @default - nothing runs by the clock */
  readonly schedules?: Readonly<Record<ScheduleName, ScheduleHandler>>
  /** Origins whose pages may read the answers. @default - none */
  readonly allowedOrigins?: readonly string[]
  /** Where the world reaches this gateway. @default - the address that it listens on */
  readonly publicBaseUrl?: string
  /** Epoch milliseconds. @default - the system's clock */
  readonly now?: () => number
  /** @default - `setInterval` */
  readonly repeat?: Repeat
  /** Hears of a function that failed. @default - one line on stderr */
  readonly report?: (name: FunctionName, error: unknown) => void
}

export interface Gateway {
  readonly url: string
  readonly port: number
  readonly stop: () => Promise<void>
}

/** An HTTP API on this machine, in front of the same handlers that Lambda runs. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer()
  const port = await listen({
    server,
    port: options.port,
    name: 'The gateway',
    portVariable: 'GATEWAY_PORT',
  })
  const url = `http://localhost:${port}`
  const { handlers, allowedOrigins = [], publicBaseUrl = url } = options
  const { now = Date.now, report = reportOnStderr } = options
  server.on('request', (request, response) => {
    answer(request, { handlers, allowedOrigins, publicBaseUrl, now, report }).then(
      (answered) => send(response, answered),
      // The client went away while its request was read: there is nobody left to answer.
      () => response.destroy(),
    )
  })
  const stopSchedules = startSchedules({ ...options, now, report })
  const stop = () => {
    stopSchedules()
    return close(server)
  }
  return { url, port, stop }
}

function startSchedules(
  options: GatewayOptions & Required<Pick<GatewayOptions, 'now' | 'report'>>,
): () => void {
  const { schedules: handlers, now, report, repeat = realTimer } = options
  return handlers === undefined ? () => {} : runSchedules({ handlers, now, report, repeat })
}

function reportOnStderr(name: FunctionName, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`The function ${name} failed: ${text}\n`)
}
