import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'
import type { FunctionName } from '../../lambda/routes.ts'
import { memoryMegabytes, timeoutSeconds } from '../../lib/facts/function-limits.ts'

/** The context of an invocation that starts now. `now` tells epoch milliseconds. */
export function lambdaContext(name: FunctionName, now: () => number): Context {
  const deadlineEpochMs = now() + timeoutSeconds(name) * 1000
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => deadlineEpochMs - now(),
    // Answers of callback style, which Node 24 functions no longer have.
    done: () => {},
    fail: () => {},
    succeed: () => {},
  }
}
