import { expect, test } from 'vitest'
import { iosOfPorts } from '../../support/drill/sites.ts'
import { codeOf, sourcesUnder } from '../../tidy/source.ts'

/**
 * What is awaited, or started, ahead of the use cases and behind them. The crash drill (test/support/drill)
 * kills the use cases at every await of their own, and stands for all that is listed here: whoever
 * adds one has to show the drill what happens when a function dies there.
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

/** An await, an I/O of a port that nobody waits for, and what is to happen after either. */
const waits = (): readonly RegExp[] => {
  const ios = iosOfPorts().map((io) => io.replace('.', '\\.'))
  const io = new RegExp(`\\b(${ios.join('|')})\\b`, 'g')
  return [/\bawait\s+([\w.]*)/g, io, /(\.then|\.catch|\.finally)\s*\(/g]
}

/** As the world has it: `dependencies.verifier.sealHolds` is `verifier.sealHolds`. */
const nameOf = (callee = ''): string => callee.split('.').slice(-2).join('.')

test('I1, S39: nothing is awaited around the use cases but what the crash drill knows of', () => {
  const sources = [...sourcesUnder('lambda/handlers'), ...sourcesUnder('lambda/http')]

  const found = sources.map((source) => {
    const code = codeOf(source)
    const calls = waits().flatMap((pattern) => [...code.matchAll(pattern)])
    return [source.path, [...new Set(calls.map(([, callee]) => nameOf(callee)))].sort()] as const
  })

  expect(Object.fromEntries(found.filter(([, calls]) => calls.length > 0))).toEqual(awaited)
})
