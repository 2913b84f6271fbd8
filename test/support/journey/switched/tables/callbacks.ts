import type { callbackSwitches } from '../../../../../local/twilio/switches/callbacks.ts'
import { byPoll, byPush, type JourneysOf } from '../journey.ts'
import { agentCancels, agentTakes } from '../journeys/assisted.ts'
import {
  isHeardByHomeToken,
  isNotHeard,
  verdictComesAgain,
  verdictGetsLost,
} from '../journeys/delivery.ts'
import {
  debits,
  givesUp,
  mistypes,
  pays,
  paysAfterDecline,
  paysByAmex,
  saves,
} from '../journeys/guided.ts'
import { keysSomethingElse, keysTwice } from '../journeys/twice.ts'

export const callbackJourneys: JourneysOf<typeof callbackSwitches> = {
  partialResultOnFinal: {
    false: [pays, byPoll(mistypes), agentTakes],
    absent: [pays, byPoll(mistypes), agentTakes],
  },
  requiredNames: {
    kebab: [pays, byPush(keysTwice), agentTakes],
    pascal: [pays, byPush(keysTwice), byPoll(keysSomethingElse), agentTakes],
  },
  requiredOrder: {
    'postal-code-last': [pays, agentTakes],
    'postal-code-third': [pays, agentTakes],
  },
  requiredSeparator: {
    comma: [byPush(pays), byPush(keysTwice)],
    'comma-space': [byPush(pays), byPush(keysTwice)],
  },
  completionFields: {
    thin: [byPush(debits), byPoll(saves), agentCancels],
    common: [byPush(debits), byPoll(saves), agentCancels],
  },
  cardMask: {
    plain: [byPush(pays), byPoll(paysByAmex)],
    dashes: [byPush(pays), byPoll(paysByAmex)],
  },
  securityCodeMask: {
    x: [byPush(pays), byPoll(paysByAmex)],
    stars: [byPush(pays), byPoll(paysByAmex)],
  },
  cancelResult: {
    'transaction-cancelled': [givesUp, agentCancels],
    none: [givesUp, agentCancels],
  },
  retryOverrides: {
    honoured: [verdictComesAgain],
    ignored: [verdictGetsLost],
  },
  signingToken: {
    own: [pays],
    home: [isHeardByHomeToken, isNotHeard],
  },
  callbackDates: {
    iso: [byPush(pays)],
    rfc2822: [byPush(pays)],
  },
  paymentErrorEncoding: {
    once: [byPush(paysAfterDecline)],
    twice: [byPush(paysAfterDecline)],
  },
}
