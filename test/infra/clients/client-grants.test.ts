import { Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { describe, expect, test } from 'vitest'
import { sessionIdFrom } from '../../../lambda/adapters/system/surroundings.ts'
import { type RouteName, routes } from '../../../lambda/routes.ts'
import { IvrPaymentFlow } from '../../../lib/construct/ivr-payment-flow.ts'
import type { IvrPaymentFlowProps } from '../../../lib/construct/ivr-payment-flow-props.ts'
import { routeNames } from '../../../lib/facts/function-names.ts'
import { anApp, exampleProps } from '../synthesize.ts'

const grants = ['grantClient', 'grantTokenReader', 'grantResolver'] as const
type Grant = (typeof grants)[number]

function flowWithRole(grant: Grant, props: Partial<IvrPaymentFlowProps> = {}): Template {
  const stack = new Stack(anApp(), 'Foreign')
  const flow = new IvrPaymentFlow(stack, 'Pay', { ...exampleProps(stack), ...props })
  flow[grant](new Role(stack, 'Guest', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }))
  return Template.fromStack(stack)
}

/** As IAM compares: `*` is anything, `?` any one character, slashes included. */
function patternOf(arn: string): RegExp {
  const escaped = arn.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`)
}

function patternsOf(grant: Grant): readonly RegExp[] {
  const policies = Object.entries(flowWithRole(grant).findResources('AWS::IAM::Policy'))
  const guest = policies.find(([id]) => id.startsWith('Guest'))
  const resources = guest?.[1]['Properties'].PolicyDocument.Statement[0].Resource
  return [resources].flat().map((resource) => {
    const parts: readonly unknown[] = resource['Fn::Join'][1]
    return patternOf(parts.map((part) => (typeof part === 'string' ? part : 'ref')).join(''))
  })
}

/** The requests that a grant lets through, each to a session as there are. */
function routesOf(grant: Grant): readonly RouteName[] {
  const patterns = patternsOf(grant)
  const id = sessionIdFrom(new Uint8Array(26))
  return routeNames.filter((name) => {
    const { method, path } = routes[name]
    const asked = `${method}${path.replace('{sessionId}', id)}`
    return patterns.some((pattern) => pattern.test(`arn:ref:execute-api:ref:ref:ref/x/${asked}`))
  })
}

describe('a grant', () => {
  test('for clients is for what agents’ screens do, and nothing below it', () => {
    expect(routesOf('grantClient')).toEqual([
      'start-session',
      'find-session',
      'read-session',
      'request-capture',
      'complete-session',
      'cancel-session',
    ])
  })

  test.each([
    ['grantTokenReader', 'read-token'],
    ['grantResolver', 'resolve-session'],
  ] as const)('by %s is for one route alone: %s', (grant, name) => {
    expect(routesOf(grant)).toEqual([name])
  })

  test.each(grants)('without effect is refused: %s, where IAM is not asked', (grant) => {
    const clientAuthorizer = new HttpJwtAuthorizer('Jwt', 'https://id.example', {
      jwtAudience: ['a'],
    })

    expect(() => flowWithRole(grant, { clientAuthorizer })).toThrow('no grant has an effect')
  })
})
