import type { Template } from 'aws-cdk-lib/assertions'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { describe, expect, test } from 'vitest'
import { routes } from '../../../lambda/routes.ts'
import { routeNames } from '../../../lib/facts/function-names.ts'
import { constructTemplate, functionIds, propertiesOf, stackTemplate } from '../synthesize.ts'

/** The route of a key, and the function that its integration invokes. */
function findRoute(template: Template, routeKey: string) {
  const route = propertiesOf(template, 'AWS::ApiGatewayV2::Route').find(
    (properties) => properties.RouteKey === routeKey,
  )
  const integrationId = route?.Target['Fn::Join'][1][1].Ref
  const integrations = template.findResources('AWS::ApiGatewayV2::Integration')
  const integration = integrations[integrationId]?.['Properties']
  return { route, integration, functionId: integration?.IntegrationUri['Fn::GetAtt'][0] }
}

describe('the API', () => {
  const template = stackTemplate()

  test.each(routeNames)('leads %s to its own function', (name) => {
    const { method, path } = routes[name]

    const { integration, functionId } = findRoute(template, `${method} ${path}`)

    expect(functionId).toBe(functionIds(template).get(name))
    expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' })
  })

  test('has no route that is not in the list', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Route', routeNames.length)
  })

  test('asks AWS who a client is, and leaves Twilio to the functions', () => {
    const authorization = routeNames.map((name) => {
      const { method, path } = routes[name]
      return [name, findRoute(template, `${method} ${path}`).route.AuthorizationType]
    })

    expect(Object.fromEntries(authorization)).toEqual({
      'start-session': 'AWS_IAM',
      'find-session': 'AWS_IAM',
      'read-session': 'AWS_IAM',
      'read-token': 'AWS_IAM',
      'request-capture': 'AWS_IAM',
      'complete-session': 'AWS_IAM',
      'cancel-session': 'AWS_IAM',
      'resolve-session': 'AWS_IAM',
      'receive-callback': 'NONE',
      'answer-call': 'NONE',
      'take-turn': 'NONE',
      'note-call-status': 'NONE',
    })
  })

  test('takes another authorizer for its clients, and for them only', () => {
    const template = constructTemplate(() => ({
      clientAuthorizer: new HttpJwtAuthorizer('Jwt', 'https://id.example', { jwtAudience: ['a'] }),
    }))

    expect(findRoute(template, 'POST /sessions').route.AuthorizationType).toBe('JWT')
    expect(findRoute(template, 'POST /voice/pay').route.AuthorizationType).toBe('NONE')
  })

  test('limits the rate of requests', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    })
  })

  test('logs which route was called and never the path or the query, which hold secrets', () => {
    const [stage] = propertiesOf(template, 'AWS::ApiGatewayV2::Stage')
    const { Format, DestinationArn } = stage.AccessLogSettings

    expect(DestinationArn['Fn::GetAtt'][0]).toContain('AccessLogs')
    expect(Format).toContain('$context.routeKey')
    expect(Format).not.toMatch(/context\.(path|http\.path|queryString|protocol.*query)/)
    expect(Object.keys(JSON.parse(Format))).not.toContain('path')
  })
})

describe('a page in a browser', () => {
  test('may not call the API as long as no origin is allowed', () => {
    const [api] = propertiesOf(stackTemplate(), 'AWS::ApiGatewayV2::Api')

    expect(api).not.toHaveProperty('CorsConfiguration')
  })

  test('may call it from an origin that is', () => {
    const template = stackTemplate({ allowedOrigins: ['https://desk.example.com'] })

    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: ['https://desk.example.com'],
        AllowMethods: ['GET', 'POST'],
        MaxAge: 3600,
      },
    })
  })
})

describe('the outputs', () => {
  test('are the URLs to be given to Twilio and to clients', () => {
    const publicBaseUrl = 'https://pay.example.com'
    const { Outputs } = stackTemplate({ publicBaseUrl }).toJSON()

    expect(Outputs.VoiceUrl.Value).toBe(
      'https://pay.example.com/voice/pay?amount=42.50&currency=USD&reference=INV-1001',
    )
    expect(Outputs.StatusCallbackUrl.Value).toBe('https://pay.example.com/voice/status')
    expect(Outputs.ApiUrl.Value).toBe('https://pay.example.com')
  })
})
