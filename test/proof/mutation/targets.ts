import { filesUnder } from '../../tidy/source.ts'

const singleFiles = [
  'lambda/use-cases/receive-callback.ts',
  'lambda/use-cases/look-up-charge.ts',
  'lambda/use-cases/note-call-ended.ts',
  'lambda/use-cases/answer-call.ts',
  'lambda/use-cases/start-session.ts',
  'lambda/use-cases/claim-call.ts',
  'lambda/use-cases/settle-due-sessions.ts',
  'lambda/use-cases/take-turn.ts',
  'lambda/adapters/twilio/signature.ts',
  'lambda/adapters/twilio/seal.ts',
  'lambda/adapters/twilio/request-verifier.ts',
  'lambda/adapters/twilio/credentials.ts',
  'lambda/adapters/twilio/doubt-limit.ts',
  'lambda/adapters/twilio/accounts.ts',
  'lambda/adapters/twilio/payments.ts',
  'lambda/adapters/twilio/rest.ts',
  'lambda/adapters/dynamodb/session-table.ts',
  'lambda/adapters/dynamodb/claim-table.ts',
  'lambda/adapters/system/secret.ts',
  'lambda/handlers/receive-callback.ts',
  'lambda/handlers/replay-callbacks.ts',
  'lambda/handlers/settle-due-sessions.ts',
  'lambda/http/principal.ts',
  'lambda/http/twilio/no-payment.ts',
  'lambda/http/twilio/callback-parameters.ts',
  'lambda/http/twilio/cut-anew.ts',
  'lambda/http/twilio/endpoint.ts',
]

/** What decides about money, and about whom to believe. */
export const targets: readonly string[] = [
  ...filesUnder(
    'lambda/domain',
    'lambda/use-cases/engine',
    'lambda/use-cases/outage',
    'lambda/use-cases/settling',
  ),
  ...singleFiles,
]
