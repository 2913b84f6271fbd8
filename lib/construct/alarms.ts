import { Duration } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import { type MetricName, metricDimension, metricNamespace, metrics } from '../../lambda/metrics.ts'
import { type FunctionName, schedules } from '../../lambda/routes.ts'
import { scheduleNames } from '../facts/function-names.ts'
import type { CallbackQueue } from './queue/callback-queue.ts'
import type { OutcomeQueue } from './queue/outcome-queue.ts'

export interface AlarmsProps {
  readonly topic: ITopic | undefined
  readonly functions: ReadonlyMap<FunctionName, IFunction>
  readonly api: HttpApi
  readonly sessionsTable: Table
  readonly callbackQueue: CallbackQueue
  readonly outcomes: OutcomeQueue
}

/** Long enough to gather what belongs together, short enough that someone can still be helped. */
const period = Duration.minutes(5)

/**
 * Rejected signatures in one period. A scanner that found the URL tries a handful; more than this
 * is an attack, or our own callers being turned away because an auth token was changed.
 */
const signaturesRejectedMax = 10

/**
 * An HTTP API counts what is over its limit among all that it answered with 4xx. A flood gets there
 * within seconds; a screen that asks wrongly once a second gets to 300 in one period.
 */
const turnedAwayMax = 500

/** A single failure heals by a retry; more in one period is an outage. */
const dependenciesFailedMax = 3

/**
 * A callback that waits is handed out twice a minute, and one that was taken in never again: after
 * ten minutes it is no hiccup of the database, but an outage or a callback that cannot be taken in
 * at all. A slow try may leave one minute without any.
 */
const waiting = { minutes: 10, ofThemSeen: 9 }

/**
 * When nobody fetches callbacks at all, none is handed out, and the count above is silent. Whether
 * the age of the oldest leaves out what was tried again and again, as in other queues, AWS does not
 * say of FIFO queues: so in an outage this alarm may rise too, after the one above.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const tooOldMinutes = 15

/**
 * Sessions in one period that Twilio did not take. One may be a single request that it did not
 * like, or a moment's trouble; with more, the account, its credentials or Twilio itself is at
 * fault, and the next caller fares no better.
 */
const twilioFailedMax = 3

/** One alarm for each thing that needs a person, and none for what heals by itself. */
export class Alarms extends Construct {
  private readonly topic: ITopic | undefined
  private readonly sessionsTable: Table

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    const { functions } = props
    this.topic = props.topic
    this.sessionsTable = props.sessionsTable
    this.add('SessionUnresolved', {
      metric: this.sumOf(metrics.sessionUnresolved),
      description:
        'A charge was asked for and no verdict came in time, or the last look-up has not found ' +
        'out. Unless the look-up does, look the payment up at the processor by its reference, ' +
        'say so by the API, and tell the customer. Do not charge again before.',
    })
    this.add('ChargeContradicted', {
      metric: this.sumOf(metrics.chargeContradicted),
      description:
        'Twilio or a look-up told of a charge that its session did not expect, or Twilio denied ' +
        'one that somebody has seen. The customer may have been charged twice or for nothing: ' +
        'look the reference up at the processor, and refund.',
    })
    this.add('UnexpectedError', {
      metric: this.sumOf(metrics.unexpectedError),
      description:
        'A request ended in a 500, or a callback cannot be read: a bug. The log line with this ' +
        'time tells where.',
    })
    this.add('OutcomeUntold', {
      metric: this.sumOf(metrics.outcomeUntold),
      description:
        'The queue of outcomes takes nothing for minutes, so that back ends do not hear how ' +
        'payments end. They are told when it is back. See that it is there, and may be written to.',
    })
    this.add('DependencyFailed', {
      metric: this.sumOf(metrics.dependencyFailed),
      threshold: dependenciesFailedMax,
      description:
        'The database, the Twilio secret, the look-up or the queue of outcomes keeps failing us. ' +
        'But for the last two, callers and clients are turned away, and nothing is charged ' +
        'meanwhile. The log lines "dependency failed", "charge looked up", "outcome not ' +
        'told" and "due sessions could not be read" tell which.',
    })
    this.add('TwilioFailed', {
      metric: this.sumOf(metrics.twilioFailed),
      threshold: twilioFailedMax,
      description:
        'Payments fail because Twilio refuses them or cannot be reached. Nobody is charged. The ' +
        'log lines "payment not taken by twilio" have the reason and the code of Twilio: check ' +
        'the API key in the secret, the Pay Connector, and the status of Twilio.',
    })
    this.add('SignatureRejected', {
      metric: this.sumOf(metrics.signatureRejected),
      threshold: signaturesRejectedMax,
      description:
        'Many requests to the routes of Twilio were not signed by Twilio. If callers are turned ' +
        'away too, check that the secret holds the present auth token, and that the URLs given ' +
        'to Twilio begin with PUBLIC_BASE_URL and name a merchant of the account.',
    })
    this.add('RequestsTurnedAway', {
      metric: props.api.metricClientError({ period }),
      threshold: turnedAwayMax,
      description:
        'The API answered many requests with 4xx. If it was 429, more came than its limit, and ' +
        'callers wait for a repetition: see in the access log whose they are. If not, a client ' +
        'asks wrongly, again and again.',
    })
    for (const [name, lambda] of functions) this.addFunctionAlarms(name, lambda)
    for (const name of scheduleNames) this.addScheduleAlarm(name, functions.get(name))
    this.addQueueAlarms(props)
  }

  private addQueueAlarms({ callbackQueue, outcomes }: AlarmsProps): void {
    const { queue, deadLetters } = callbackQueue
    const statistic = 'Maximum'
    this.add('CallbacksWaiting', {
      metric: queue.metricNumberOfMessagesReceived({ period: Duration.minutes(1) }),
      periods: { of: waiting.minutes, reached: waiting.ofThemSeen },
      description:
        'Callbacks of Twilio wait in the queue and cannot be taken in. Nothing is lost, and they ' +
        'are tried again; the log of replay-callbacks tells what is in the way.',
    })
    this.add('CallbacksTooOld', {
      metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic }),
      threshold: Duration.minutes(tooOldMinutes).toSeconds(),
      description:
        'Callbacks of Twilio, perhaps verdicts, lie in the queue. Unless CallbacksWaiting has ' +
        'risen, too, nobody fetches them: see that the event source mapping of replay-callbacks ' +
        'is enabled, and that the function may read the queue. What is four days old is lost.',
    })
    this.add('CallbacksGivenUp', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic }),
      description:
        'Callbacks of Twilio are in the dead-letter queue, verdicts on charges perhaps among ' +
        'them. Mend what the log of replay-callbacks names, and redrive the queue within 14 days.',
    })
    this.add('OutcomesGivenUp', {
      metric: outcomes.deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic }),
      description:
        'What reads the queue of outcomes has failed on some again and again: a payment may be ' +
        'made and its order not know. Mend it, and redrive the dead letters within 14 days.',
    })
  }

  private addFunctionAlarms(name: FunctionName, lambda: IFunction): void {
    this.add(`${name}-failing`, {
      metric: lambda.metricErrors({ period }),
      description: `The function ${name} crashed or ran out of time. Its log tells why.`,
    })
    this.add(`${name}-throttled`, {
      metric: lambda.metricThrottles({ period }),
      description:
        `The function ${name} was not run, because the account ran out of concurrency. ` +
        'Callers wait or hear an error: ask AWS for more, or find what else uses it up.',
    })
  }

  private addScheduleAlarm(name: keyof typeof schedules, lambda: IFunction | undefined): void {
    if (lambda === undefined) return
    this.add(`${name}-not-running`, {
      // Silence is the very thing to hear of, so missing data counts as none.
      metric: lambda.metricInvocations({ period }),
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missingData: TreatMissingData.BREACHING,
      description:
        `${name} should run every ${schedules[name].everyMinutes} minutes and did not run at ` +
        'all. Sessions without a verdict are not looked after meanwhile.',
    })
  }

  private sumOf(metricName: MetricName): Metric {
    return new Metric({
      namespace: metricNamespace,
      metricName,
      dimensionsMap: { [metricDimension]: this.sessionsTable.tableName },
      statistic: 'Sum',
      period,
    })
  }

  private add(id: string, options: AlarmOptions): void {
    const alarm = new Alarm(this, id, {
      metric: options.metric,
      alarmDescription: options.description,
      threshold: options.threshold ?? 1,
      comparisonOperator:
        options.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: options.periods?.of ?? 1,
      ...(options.periods === undefined ? {} : { datapointsToAlarm: options.periods.reached }),
      treatMissingData: options.missingData ?? TreatMissingData.NOT_BREACHING,
    })
    if (this.topic !== undefined) alarm.addAlarmAction(new SnsAction(this.topic))
  }
}

interface AlarmOptions {
  readonly metric: IMetric
  readonly description: string
  readonly threshold?: number
  /** Of how many of the last periods have to reach the threshold. @default 1 of 1 */
  readonly periods?: { readonly of: number; readonly reached: number }
  readonly comparison?: ComparisonOperator
  readonly missingData?: TreatMissingData
}
