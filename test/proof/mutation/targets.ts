import { filesUnder } from '../../tidy/source.ts'

const singleFiles = [
  'lambda/use-cases/receive-callback.ts',
  'lambda/use-cases/start-session.ts',
  'lambda/use-cases/claim-call.ts',
  'lambda/use-cases/settle-due-sessions.ts',
  'lambda/use-cases/take-turn.ts',
  'lambda/adapters/twilio/signature.ts',
  'lambda/adapters/twilio/seal.ts',
  'lambda/adapters/twilio/request-verifier.ts',
]

/** What decides about money, and about whom to believe. */
export const targets: readonly string[] = [
  ...filesUnder('lambda/domain', 'lambda/use-cases/engine'),
  ...singleFiles,
]
