import type { Probe } from '../probe.ts'
import type { Answer } from '../twilio/rest.ts'
import { endsSession, isAbout } from './callbacks.ts'

/** A session that Twilio means to refuse after all is over by then. */
const secondThoughtsMs = 3_000

/**
 * Whether a session that was accepted goes on. There is no way to read a session: one that can
 * still be cancelled was open.
 */
export async function fateOf(probe: Probe, sid: string): Promise<'open' | 'over'> {
  if (probe.may('callbacks')) {
    const ends = (one: Parameters<typeof endsSession>[0]) => isAbout(sid)(one) && endsSession(one)
    const told = await probe.postBox.when(ends, { withinMs: secondThoughtsMs })
    if (told !== undefined) return 'over'
  } else await probe.clock.pause(secondThoughtsMs)
  const answer = await probe.payments.cancel(sid)
  return answer.kind === 'accepted' ? 'open' : 'over'
}

/** What came of a request, whether Twilio says no at once or afterwards. */
export async function outcomeOf(
  probe: Probe,
  { answer, sid }: { readonly answer: Answer; readonly sid?: string },
): Promise<{ readonly how: 'accepted' | 'at once' | 'afterwards'; readonly code: number }> {
  if (answer.kind === 'refused') return { how: 'at once', code: answer.code }
  const fate = await fateOf(probe, sid ?? answer.sid)
  return { how: fate === 'open' ? 'accepted' : 'afterwards', code: 0 }
}
