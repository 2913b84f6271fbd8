import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'

/** What API Gateway's HTTP API sends (payload 2.0) and takes back. */
export type GatewayEvent = APIGatewayProxyEventV2
export type GatewayAnswer = APIGatewayProxyStructuredResultV2

export type GatewayHandler = (event: GatewayEvent, context: Context) => Promise<GatewayAnswer>
