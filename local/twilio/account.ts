import { type TestCard, testCards } from './processor/test-cards.ts'

/** Credentials and numbers of the one account the simulator has. */
export interface SimulatedAccount {
  readonly accountSid: string
  readonly authToken: string
  /** That of its home region, or of its parent account; signs when a switch says so. */
  readonly homeAuthToken: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  /** In E.164, answered by the voice URL it is configured with. */
  readonly phoneNumber: string
  /** Named in answers, and nothing else: another region is another simulator. */
  readonly region: string
  readonly testCards: readonly TestCard[]
}

/** Shaped like the real ones and plainly false: they open nothing but this simulator. */
export const defaultAccount: SimulatedAccount = {
  accountSid: `AC${'5'.repeat(32)}`,
  authToken: 'f00df00df00df00df00df00df00df00d',
  homeAuthToken: 'beefbeefbeefbeefbeefbeefbeefbeef',
  apiKeySid: `SK${'5'.repeat(32)}`,
  apiKeySecret: 'simulated-secret-simulated-secret',
  // 555-01xx numbers are reserved for fiction.
  phoneNumber: '+12025550142',
  // Where an account is that was not told otherwise.
  region: 'us1',
  testCards,
}
