import * as v from 'valibot'
import { keysOf } from './keys-of.ts'
import { explainMerchants, merchantsHint, merchantsInput } from './merchants-config.ts'
import { type Hint, twilioHints, twilioInputs } from './twilio-inputs.ts'

const origin = v.pipe(v.string(), v.regex(/^(\*|https?:\/\/[^/\s]+)$/))

const inputs = {
  twilioAccountSid: twilioInputs.twilioAccountSid,
  twilioSecretName: twilioInputs.twilioSecretName,
  paymentConnector: v.optional(twilioInputs.paymentConnector, 'Default'),
  promptDelivery: v.exactOptional(v.picklist(['push', 'poll'])),
  publicBaseUrl: v.exactOptional(v.pipe(v.string(), v.regex(/^https:\/\/[^\s/?#]+$/))),
  allowedOrigins: v.exactOptional(
    v.pipe(
      v.string(),
      v.transform((list) => list.split(',').map((item) => item.trim())),
      v.array(origin),
    ),
  ),
  twilioRegion: v.exactOptional(twilioInputs.twilioRegion),
  twilioApiBaseUrl: v.exactOptional(twilioInputs.twilioApiBaseUrl),
  lookUpFunctionArn: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]{1,64}(:[\w$-]{1,128})?$/),
    ),
  ),
  merchants: v.exactOptional(merchantsInput),
  alarmEmail: v.exactOptional(v.pipe(v.string(), v.email())),
} as const

type InputName = keyof typeof inputs

const schema = v.object(inputs)

/** What a deployment can be told, beside what the construct's defaults already say. */
export type DeployConfig = v.InferOutput<typeof schema>

const hints: Readonly<Record<InputName, Hint>> = {
  ...twilioHints,
  promptDelivery: { mustBe: 'push or poll', example: 'poll' },
  publicBaseUrl: {
    mustBe: 'an https URL without a path',
    example: 'https://pay.example.com',
  },
  allowedOrigins: {
    mustBe: 'origins separated by commas, each a scheme and a host without a path',
    example: 'https://desk.example.com',
  },
  lookUpFunctionArn: {
    mustBe: 'the ARN of your function that looks charges up at the processor',
    example: 'arn:aws:lambda:eu-west-1:111122223333:function:look-up',
  },
  merchants: merchantsHint,
  alarmEmail: { mustBe: 'an e-mail address', example: 'ops@example.com' },
}

export type ParsedConfig =
  | { readonly config: DeployConfig }
  /** A sentence for each input that is missing or malformed. */
  | { readonly mistakes: readonly string[] }

/** Reads the inputs of a deployment from the CDK context, which `-c name=value` fills. */
export function parseConfig(contextValue: (name: string) => unknown): ParsedConfig {
  const given: Record<string, unknown> = {}
  for (const name of keysOf(inputs)) {
    const value = contextValue(name)
    if (value !== undefined) given[name] = value
  }
  const result = v.safeParse(schema, given)
  if (result.success) return { config: result.output }
  const { issues } = result
  const isWrong = (name: InputName) => issues.some(({ path }) => path?.[0].key === name)
  return {
    mistakes: keysOf(inputs)
      .filter(isWrong)
      .flatMap((name) => {
        const members = name === 'merchants' ? explainMerchants(issues.filter(isOfMerchants)) : []
        return members.length > 0 ? members : [explain(name, name in given)]
      }),
  }
}

const isOfMerchants = ({ path }: v.BaseIssue<unknown>): boolean => path?.[0].key === 'merchants'

/** Never shows what was given: it may be a credential in the wrong place. */
function explain(name: InputName, isGiven: boolean): string {
  const { mustBe, example } = hints[name]
  const what = isGiven ? 'malformed' : 'missing'
  return `${name} is ${what}. It must be ${mustBe}; give it as -c ${name}=${example}.`
}
