import type { entrySwitches } from '../../../../../local/twilio/switches/entry.ts'
import { byPoll, byPush, type JourneysOf } from '../journey.ts'
import { agentTakes } from '../journeys/assisted.ts'
import { confirms, refuses } from '../journeys/confirmation.ts'
import {
  agentWaitsForKeys,
  endsNumberWithPound,
  keysShortPostalCode,
  staysSilent,
  stopsHalfway,
  takesTime,
} from '../journeys/entries.ts'
import { debits, pays } from '../journeys/guided.ts'
import { agentAsksUnagreedMatcher } from '../journeys/refused.ts'
import { agentAsksTwice, keysSomethingElse, keysTwice } from '../journeys/twice.ts'
import { notKnown } from '../truth.ts'

export const entryJourneys: JourneysOf<typeof entrySwitches> = {
  gatherDuringCapture: {
    capture: [pays, agentTakes],
    gather: [pays, agentTakes],
  },
  firstKeyTimeout: {
    never: [takesTime, staysSilent, agentWaitsForKeys],
    'after-timeout': [takesTime, staysSilent, agentWaitsForKeys],
  },
  poundEndsEntry: {
    yes: [pays, byPush(debits)],
    no: [pays, byPush(debits), agentTakes],
  },
  longEntries: {
    'ends-when-full': [endsNumberWithPound],
    'waits-for-pound': [pays, endsNumberWithPound],
  },
  timeoutError: {
    'input-timeout': [stopsHalfway('I did not get all the digits')],
    'invalid-field': [stopsHalfway('That is not a valid card number.')],
  },
  postalCodeLength: {
    'at-least': [keysShortPostalCode],
    exactly: [keysShortPostalCode],
  },
  matcherInRequired: {
    listed: [byPush(keysTwice), byPoll(keysSomethingElse), agentAsksTwice],
    unlisted: [byPush(keysTwice), byPoll(keysSomethingElse), agentAsksTwice],
    'first-stays': [keysTwice, byPoll(keysSomethingElse), agentAsksTwice],
  },
  afterMismatch: {
    'first-kept': [keysSomethingElse, agentAsksTwice],
    'both-dropped': [keysSomethingElse, agentAsksTwice],
  },
  matcherUnasked: {
    refused: [byPush(debits), agentAsksUnagreedMatcher],
    accepted: [byPush(debits), agentAsksUnagreedMatcher],
  },
  confirmationRefused: {
    'transaction-cancelled': [
      confirms,
      refuses({
        status: 'cancelled',
        reason: 'cancelled-by-caller',
        money: 'not-moved',
        charges: 0,
        heard: 'not charged',
      }),
    ],
    // Nothing in such a callback says that the processor was not asked.
    'no-result': [confirms, refuses(notKnown(0))],
  },
}
