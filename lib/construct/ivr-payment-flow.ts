import { RemovalPolicy } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type FunctionName, routes, tableAccess } from '../../lambda/routes.ts'
import { functionNames, isQueueName, isRouteName } from '../facts/function-names.ts'
import { builtFunctionsDirectory } from '../package-directory.ts'
import { Alarms } from './alarms.ts'
import { environmentOf } from './environment.ts'
import type { IvrPaymentFlowProps } from './ivr-payment-flow-props.ts'
import { PaymentApi } from './payment-api.ts'
import { PaymentFunction } from './payment-function.ts'
import { CallbackQueue } from './queue/callback-queue.ts'
import { OutcomeQueue } from './queue/outcome-queue.ts'
import { addSchedule } from './schedule.ts'
import { SessionTables } from './session-tables.ts'
import { TokenKey } from './token-key.ts'

/** Takes payments on live phone calls: an HTTP API, its functions, their tables and alarms. */
export class IvrPaymentFlow extends Construct {
  readonly api: HttpApi
  /** Where Twilio and clients reach the API, without a trailing slash. */
  readonly publicBaseUrl: string
  /** What to put behind a Twilio number; its query tells what is to be paid. */
  readonly voiceUrl: string
  /** What to give Twilio as the status callback of calls. */
  readonly statusCallbackUrl: string
  readonly tables: SessionTables
  /** Tells how sessions ended, each at least once and in order: feed a function from it. */
  readonly outcomeQueue: IQueue
  readonly functions: ReadonlyMap<FunctionName, IFunction>
  private readonly paymentApi: PaymentApi
  private readonly tokenKey: TokenKey
  private readonly callbackQueue: CallbackQueue
  private readonly outcomes: OutcomeQueue

  constructor(scope: Construct, id: string, props: IvrPaymentFlowProps) {
    super(scope, id)
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN
    const logs = { retention: props.logRetention ?? RetentionDays.ONE_YEAR, removalPolicy }
    this.tables = new SessionTables(this, 'Tables', { removalPolicy })
    this.tokenKey = new TokenKey(this, 'TokenKey', { key: props.tokenKey, removalPolicy })
    this.callbackQueue = new CallbackQueue(this, 'Callbacks', { removalPolicy })
    this.outcomes = new OutcomeQueue(this, 'Outcomes', { removalPolicy })
    this.outcomeQueue = this.outcomes.queue
    this.paymentApi = new PaymentApi(this, 'Api', {
      clientAuthorizer: props.clientAuthorizer,
      allowedOrigins: props.allowedOrigins ?? [],
      logs,
    })
    this.api = this.paymentApi.api
    this.publicBaseUrl = props.publicBaseUrl ?? this.api.apiEndpoint
    this.voiceUrl = this.publicBaseUrl + routes['answer-call'].path
    this.statusCallbackUrl = this.publicBaseUrl + routes['note-call-status'].path

    const functions = new Map<FunctionName, IFunction>()
    const { api, tables, publicBaseUrl, callbackQueue, outcomes } = this
    const environment = environmentOf({
      props,
      tables,
      tokenKeyArn: this.tokenKey.key.keyArn,
      callbackQueueUrl: callbackQueue.queue.queueUrl,
      outcomeQueueUrl: outcomes.queue.queueUrl,
      publicBaseUrl,
    })
    const directory = props.functionsDirectory ?? builtFunctionsDirectory
    for (const name of functionNames) {
      const payment = new PaymentFunction(this, name, { name, directory, environment, logs })
      this.connect(name, payment.lambda, props)
      functions.set(name, payment.lambda)
    }
    this.functions = functions
    new Alarms(this, 'Alarms', {
      topic: props.alarmTopic,
      sessionsTable: tables.sessions,
      ...{ api, functions, callbackQueue, outcomes },
    })
  }

  /**
   * Lets an AWS identity use the API's client routes, when their authorizer is the default. All of
   * them but those that hand out tokens, and that say what became of a charge.
   */
  grantClient(grantee: IGrantable): void {
    this.paymentApi.grantClient(grantee)
  }

  /** Lets an AWS identity read the tokens of tokenised cards and accounts: a back end's right. */
  grantTokenReader(grantee: IGrantable): void {
    this.paymentApi.grantTokenReader(grantee)
  }

  /** Lets an AWS identity say what became of an unresolved charge: a right of operations. */
  grantResolver(grantee: IGrantable): void {
    this.paymentApi.grantResolver(grantee)
  }

  /** What a function may touch, and what makes it run. */
  private connect(name: FunctionName, handler: IFunction, props: IvrPaymentFlowProps): void {
    const access = tableAccess[name]
    this.tables.grant(handler, access)
    this.tokenKey.grant(name, handler)
    this.callbackQueue.grant(name, handler)
    this.outcomes.grant(name, handler)
    // Whoever only reads a session has nothing to say to Twilio, nor anything to verify.
    if (access === 'write') for (const secret of secretsOf(props)) secret.grantRead(handler)
    if (isRouteName(name)) {
      this.paymentApi.addRoute(name, handler)
    } else if (isQueueName(name)) {
      this.callbackQueue.feed(name, handler)
    } else {
      this.tables.grantFindDue(handler)
      if (props.lookUp !== undefined) allowInvoke(handler, props.lookUp)
      addSchedule(this, { name, handler })
    }
  }
}

/** The function's own grant would open every version of it, too. */
function allowInvoke(grantee: IGrantable, { functionArn }: IFunction): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
  )
}

/** Each once: merchants of one account may have one secret. */
const secretsOf = ({ twilioSecret, merchants = {} }: IvrPaymentFlowProps): ReadonlySet<ISecret> =>
  new Set([twilioSecret, ...Object.values(merchants).map((merchant) => merchant.twilioSecret)])
