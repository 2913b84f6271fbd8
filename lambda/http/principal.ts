import * as v from 'valibot'
import type { GatewayEvent } from './gateway-types.ts'

/** Who asks, as far as API Gateway tells: the user ARN of IAM, or the `sub` of a JWT. */
export function principalOf({ requestContext }: GatewayEvent): string {
  const parsed = v.safeParse(authorized, requestContext)
  if (!parsed.success) return 'anonymous'
  const { iam, jwt } = parsed.output.authorizer
  return iam?.userArn ?? jwt?.claims.sub ?? 'anonymous'
}

/**
 * Keys are scoped to who asks, so that nobody can read another's answer by guessing a key. Of who
 * asks only the part that stays: a role's session has another name in every container, and often
 * after every renewal of its credentials, and a retry from there is the same request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export const keyScopeOf = (principal: string): string =>
  principal.includes(':assumed-role/') ? principal.split('/').slice(0, 2).join('/') : principal

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const authorized = v.object({
  authorizer: v.object({
    iam: v.optional(v.object({ userArn: v.string() })),
    jwt: v.optional(v.object({ claims: v.object({ sub: v.string() }) })),
  }),
})
