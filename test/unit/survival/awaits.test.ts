import { expect, test } from 'vitest'
import { iosOfPorts } from '../../support/drill/sites.ts'
import { codeOf, sourcesUnder } from '../../tidy/source.ts'

/**
 * What is awaited, or started, ahead of the use cases and behind them. The crash drill
 * (test/support/drill) kills the use cases at every await of their own, and stands for all that is
 * listed here: whoever adds one has to show the drill what happens when a function dies there.
 */
const awaited: Readonly<Record<string, readonly string[]>> = {
  'lambda/handlers/answer-call.ts': ['answerCall'],
  'lambda/handlers/find-session.ts': ['sessionOfCall'],
  'lambda/handlers/note-call-status.ts': ['noteCallEnded'],
  'lambda/handlers/read-session.ts': ['readSession'],
  'lambda/handlers/read-token.ts': ['readToken'],
  'lambda/handlers/receive-callback.ts': ['receiveCallback', 'verifier.sealHolds'],
  'lambda/handlers/replay-callbacks.ts': ['replayCallbacks'],
  'lambda/handlers/request-capture.ts': ['advance'],
  'lambda/handlers/resolve-session.ts': ['advance'],
  'lambda/handlers/start-session.ts': ['startSession'],
  'lambda/handlers/take-turn.ts': ['takeTurn'],
  'lambda/http/client/session-command.ts': ['advance'],
  'lambda/http/twilio/endpoint.ts': ['verifier.signatureHolds'],
}

/**
 * What is awaited behind the ports. To the drill a call of a port is one I/O, which happens or does
 * not: so it must have one effect at the most, and beside it only what reads, or what may happen
 * twice. Whoever adds one that is neither has to give it a port of its own.
 */
const behindPorts: Readonly<Record<string, readonly string[]>> = {
  // Each write carries what makes it the same write when it comes again.
  'lambda/adapters/dynamodb/claim-table.ts': [
    'client.send',
    'this.#put',
    'this.#read',
    'this.find',
  ],
  'lambda/adapters/dynamodb/progress-items.ts': ['#options.client', '.catch'],
  'lambda/adapters/dynamodb/session-table.ts': [
    '#options.client',
    '.catch',
    'client.send',
    'this.#read',
    'this.#write',
  ],
  'lambda/adapters/kms/token-sealer.ts': ['import', 'request', 'this.#ask', 'this.#client'],
  'lambda/adapters/lambda/look-up-function.ts': ['client.send', 'import', 'this.#client'],
  'lambda/adapters/sqs/fifo-sender.ts': ['client.send', 'import', 'this.#client'],
  'lambda/adapters/system/connections.ts': ['request'],
  'lambda/adapters/system/secret.ts': ['.then', 'Promise.all', 'read'],
  'lambda/adapters/twilio/calls.ts': ['#accounts.request'],
  'lambda/adapters/twilio/credentials.ts': [
    '.catch',
    '.finally',
    '.then',
    'read.catch',
    'this.#read',
  ],
  'lambda/adapters/twilio/payments.ts': ['accounts.request'],
  'lambda/adapters/twilio/request-verifier.ts': [
    'Promise.all',
    'Promise.allSettled',
    'credentials.current',
    'credentials.doubt',
  ],
  // A second request only after a 401, which was not executed; and each asks for the time first.
  'lambda/adapters/twilio/rest.ts': [
    '#credentials.current',
    '#credentials.doubt',
    '#http.request',
    '.catch',
    'this.#once',
  ],
}

/** An await, an I/O of a port that nobody waits for, and what is to happen after either. */
const waits: readonly RegExp[] = [
  /\bawait\s+([\w.#]*)/g,
  new RegExp(`\\b(${iosOfPorts().join('|').replaceAll('.', '\\.')})\\b`, 'g'),
  /(\.then|\.catch|\.finally)\s*\(/g,
]

/** As the world has it: `dependencies.verifier.sealHolds` is `verifier.sealHolds`. */
const nameOf = (callee = ''): string => callee.split('.').slice(-2).join('.')

/** What each file waits for, by its path. */
const waitsIn = (...folders: readonly string[]) =>
  Object.fromEntries(
    sourcesUnder(...folders).flatMap((source) => {
      const code = codeOf(source)
      const calls = waits.flatMap((pattern) => [...code.matchAll(pattern)])
      const names = [...new Set(calls.map(([, callee]) => nameOf(callee)))].sort()
      return names.length === 0 ? [] : [[source.path, names]]
    }),
  )

test('I1, S39: nothing is awaited around the use cases but what the crash drill knows of', () => {
  expect(waitsIn('lambda/handlers', 'lambda/http')).toEqual(awaited)
})

test('I1, S36: nothing is awaited behind the ports but what the crash drill stands for', () => {
  expect(waitsIn('lambda/adapters')).toEqual(behindPorts)
})
