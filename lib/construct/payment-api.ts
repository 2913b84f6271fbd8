import { Duration, Validations } from 'aws-cdk-lib'
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type LogGroupProps } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { type RouteName, routes } from '../../lambda/routes.ts'
import { cors } from '../facts/cors.ts'
import { routeNames } from '../facts/function-names.ts'

export interface PaymentApiProps {
  readonly clientAuthorizer: IHttpRouteAuthorizer | undefined
  readonly allowedOrigins: readonly string[]
  readonly logs: LogGroupProps
}

/**
 * Requests per second over all callers. A caller at the keypad causes about four (a callback for
 * each digit, a turn every other second), so this carries a hundred at once; a flood stops here
 * before it uses up the concurrency that the whole AWS account shares.
 */
const throttle = { rateLimit: 500, burstLimit: 1000 }

const tokenRoute: RouteName = 'read-token'
const resolutionRoute: RouteName = 'resolve-session'

const clientRoutes = routeNames.filter((name) => routes[name].caller === 'client')

/** The HTTP API: the clients' routes behind an authorizer, Twilio's open to its signature. */
export class PaymentApi extends Construct {
  readonly api: HttpApi
  private readonly clientAuthorizer: IHttpRouteAuthorizer
  private readonly isAuthorizedElsewhere: boolean

  constructor(scope: Construct, id: string, props: PaymentApiProps) {
    super(scope, id)
    this.clientAuthorizer = props.clientAuthorizer ?? new HttpIamAuthorizer()
    this.isAuthorizedElsewhere = !(this.clientAuthorizer instanceof HttpIamAuthorizer)
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      ...(props.allowedOrigins.length > 0
        ? { corsPreflight: corsPreflight(props.allowedOrigins) }
        : {}),
    })
    const accessLogs = new LogGroup(this, 'AccessLogs', props.logs)
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        format: accessLogFormat(),
      },
    })
  }

  addRoute(name: RouteName, handler: IFunction): void {
    const { method, path, caller } = routes[name]
    const route = new HttpRoute(this, name, {
      httpApi: this.api,
      routeKey: HttpRouteKey.with(path, HttpMethod[method]),
      integration: new HttpLambdaIntegration(name, handler),
      ...(caller === 'client' ? { authorizer: this.clientAuthorizer } : {}),
    })
    if (caller === 'twilio') acknowledgeOpenRoute(route)
  }

  /** Only for the default authorizer: IAM is the one that asks AWS who may call. */
  grantClient(grantee: IGrantable): void {
    const isOrdinary = (name: RouteName) => name !== tokenRoute && name !== resolutionRoute
    this.grant(grantee, clientRoutes.filter(isOrdinary))
  }

  /** Agents' screens have no use for a token, and so no right to it. */
  grantTokenReader(grantee: IGrantable): void {
    this.grant(grantee, [tokenRoute])
  }

  /** Whoever took the payment is not who says what became of it. */
  grantResolver(grantee: IGrantable): void {
    this.grant(grantee, [resolutionRoute])
  }

  private grant(grantee: IGrantable, names: readonly RouteName[]): void {
    if (this.isAuthorizedElsewhere) {
      throw new Error(
        'The API asks an authorizer of your own who may call it, and not IAM: no grant has an ' +
          'effect. Leave out clientAuthorizer, or have your authorizer decide by the route.',
      )
    }
    Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: names.map((name) => this.arnOf(name)),
    })
  }

  /**
   * A route's own grant ends in `*` where the path has a variable, which is every route below it:
   * reading sessions would be reading tokens. A session id has always the same length instead.
   */
  private arnOf(name: RouteName): string {
    const { method, path } = routes[name]
    return this.api.arnForExecuteApi(method, path.replace('{sessionId}', anySessionId), '*')
  }
}

/** In a policy, `?` is any one character: as many as a session id has behind its prefix. */
const anySessionId = `ps_${'?'.repeat(26)}`

function acknowledgeOpenRoute(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'Twilio calls this route and has no AWS identity. The function verifies the signature that ' +
      'Twilio puts on every request before it does anything else; an authorizer could not, ' +
      'because it never sees the body that is signed.',
  })
}

function corsPreflight(allowedOrigins: readonly string[]): CorsPreflightOptions {
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: cors.methods.map((method) => CorsHttpMethod[method]),
    allowHeaders: [...cors.requestHeaders],
    exposeHeaders: [...cors.responseHeaders],
    maxAge: Duration.seconds(cors.maxAgeSeconds),
  }
}

/**
 * The route's key instead of the path, and no query string: a voice URL carries amounts and
 * references, a callback's path carries its seal.
 */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      time: AccessLogField.contextRequestTime(),
      routeKey: AccessLogField.contextRouteKey(),
      status: AccessLogField.contextStatus(),
      latencyMs: AccessLogField.contextResponseLatency(),
      responseBytes: AccessLogField.contextResponseLength(),
      sourceIp: AccessLogField.contextIdentitySourceIp(),
      integrationStatus: AccessLogField.contextIntegrationStatus(),
      integrationError: '$context.integrationErrorMessage',
      authorizerError: '$context.authorizer.error',
    }),
  )
}
