import { type SwitchName, switchRows } from '../twilio/switches.ts'
import { needs } from './needs.ts'
import { callQuestions } from './questions/call-questions.ts'
import { callbackQuestions } from './questions/callback-questions.ts'
import { chargeQuestions } from './questions/charge-questions.ts'
import { entryQuestions } from './questions/entry-questions.ts'
import type { Question, Questions, Unprobed } from './questions/question.ts'
import { requestQuestions } from './questions/request-questions.ts'
import { sessionQuestions } from './questions/session-questions.ts'

/** Every switch of the simulator: how to find out about it, or why that cannot be done. */
export const questions: Questions = {
  ...requestQuestions,
  ...sessionQuestions,
  ...callbackQuestions,
  ...entryQuestions,
  ...chargeQuestions,
  ...callQuestions,
  sessionExpiry: {
    unprobed: 'Nobody knows how long to wait, and a call that waits for long costs money.',
  },
  pciMode: {
    unprobed: 'PCI Mode cannot be switched off again, nor on for a try.',
  },
  firstWebhookStatus: {
    unprobed: 'It is about a call that nobody has answered yet; this one is in progress.',
  },
  hangUpWhileProcessing: {
    unprobed: 'It takes a charge that goes through, and this program makes none on purpose.',
  },
}

export interface NamedQuestion extends Question {
  readonly name: SwitchName
}

const isName = (name: string): name is SwitchName => Object.hasOwn(switchRows, name)

const all: readonly (readonly [SwitchName, Question | Unprobed])[] = Object.keys(questions)
  .filter(isName)
  .map((name) => [name, questions[name]])

/** Which need decides when a question is tried: the one that comes last. */
const weight = (question: Question) =>
  Math.max(-1, ...question.needs.map((need) => needs.indexOf(need)))

/** In the order in which they are tried, so that a call ends with the last ones. */
export const probed: readonly NamedQuestion[] = all
  .flatMap(([name, one]) => ('try' in one ? [{ ...one, name }] : []))
  .sort((one, other) => weight(one) - weight(other))

export const unprobed: readonly { readonly name: SwitchName; readonly why: string }[] = all.flatMap(
  ([name, one]) => ('unprobed' in one ? [{ name, why: one.unprobed }] : []),
)
