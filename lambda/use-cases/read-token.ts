import type { Status } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { PaymentToken } from '../ports/token-vault.ts'
import type { World } from './engine/world.ts'

export type TokenRead =
  | { readonly result: 'read'; readonly tokenType: string; readonly token: PaymentToken }
  | { readonly result: 'no-token'; readonly status: Status }
  | { readonly result: 'unknown-session' }

/** Opens the token of a session that tokenised a card or account. */
export async function readToken(world: World, sessionId: SessionId): Promise<TokenRead> {
  const stored = await world.sessions.load(sessionId)
  if (stored === null) return { result: 'unknown-session' }
  const { state, terms } = stored.session
  if (state.status !== 'succeeded' || state.sealedToken === null) {
    return { result: 'no-token', status: state.status }
  }
  const token = await world.vault.open(state.sealedToken, sessionId)
  return { result: 'read', tokenType: terms.options.tokenType ?? '', token }
}
