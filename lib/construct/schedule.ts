import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { type ScheduleName, schedules } from '../../lambda/routes.ts'

/** Runs a function by the clock. */
export function addSchedule(
  scope: Construct,
  { name, handler }: { readonly name: ScheduleName; readonly handler: IFunction },
): void {
  const interval = Duration.minutes(schedules[name].everyMinutes)
  // The next run is the retry of a failed one; more would only pile up.
  handler.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval })
  new Rule(scope, `${name}-schedule`, {
    schedule: Schedule.rate(interval),
    targets: [new LambdaFunction(handler, { retryAttempts: 0, maxEventAge: interval })],
  })
}
