import { expect } from 'vitest'
import type { requestSwitches } from '../../../../../local/twilio/switches/requests.ts'
import { byPush, type JourneysOf } from '../journey.ts'
import { debits, pays, saves } from '../journeys/guided.ts'
import {
  agentIsLostAnAnswer,
  agentLosesField,
  agentsPaymentIsEnded,
  answersGetLost,
  chargeAnswerGetsLost,
  paymentIsEnded,
} from '../journeys/lost.ts'
import {
  agentAsksCodeFirst,
  agentMeetsConnector,
  agentStartsBesideOther,
  clientIsRefused,
  connectorDoesNot,
  otherPaymentIsOpen,
} from '../journeys/refused.ts'
import { notCharged, notKnown, paid } from '../truth.ts'

const refused = notCharged('refused-by-twilio')
const unfit = notCharged('connector-error')

/** A problem as a client reads it. */
const because = (kind: string, twilioCode: number) => ({
  problem: expect.objectContaining({ kind, twilioCode }),
})
/** Each capture is refused before the callback comes that says why. */
const triedInVain = { ...refused, ...because('refused', 20404), attempt: 5 }
const unknownName = { ...refused, ...because('refused', 64004) }

const repeated = [answersGetLost, agentIsLostAnAnswer, chargeAnswerGetsLost] as const

export const requestJourneys: JourneysOf<typeof requestSwitches> = {
  secondSession: {
    rest: [otherPaymentIsOpen(notCharged('session-in-progress')), agentStartsBesideOther],
    callback: [otherPaymentIsOpen(triedInVain), agentStartsBesideOther],
  },
  sequenceError: {
    callback: [agentAsksCodeFirst],
    rest: [agentAsksCodeFirst],
  },
  missingFieldsError: {
    rest: [agentLosesField('asks again', paid)],
    callback: [agentLosesField('ends', { ...unfit, ...because('connector', 64019) })],
  },
  invalidValueError: {
    rest: [
      connectorDoesNot({ connector: 'Nowhere', ending: unknownName }),
      agentMeetsConnector({ connector: 'Nowhere', ending: unknownName }),
    ],
    callback: [
      connectorDoesNot({ connector: 'Nowhere', ending: triedInVain }),
      agentMeetsConnector({ connector: 'Nowhere', ending: unknownName }),
    ],
  },
  connectorRefusal: {
    'at-create': [
      connectorDoesNot({
        connector: 'Few_Currencies',
        ending: { ...refused, ...because('refused', 64011) },
      }),
      agentMeetsConnector({
        connector: 'Misconfigured',
        ending: { ...refused, ...because('refused', 64001) },
      }),
    ],
    'at-complete': [
      connectorDoesNot({
        connector: 'Few_Currencies',
        ending: { ...unfit, ...because('connector', 64011) },
      }),
      // A code that proves nothing about the money.
      agentMeetsConnector({
        connector: 'Misconfigured',
        ending: { ...notKnown(0), ...because('connector', 64001) },
      }),
    ],
  },
  idempotencyKeyReplay: { yes: repeated, no: repeated, refused: repeated },
  pciMode: {
    on: [pays],
    'off-accepted': [pays],
    'off-refused': [
      connectorDoesNot({
        connector: 'Default',
        ending: { ...refused, ...because('refused', 64001) },
      }),
    ],
  },
  closedSessionUpdate: {
    '20404': [paymentIsEnded, agentsPaymentIsEnded],
    '64021': [paymentIsEnded, agentsPaymentIsEnded],
  },
  tokenTypeWithAmount: {
    ignored: [byPush(pays), byPush(saves), clientIsRefused({ tokenType: 'reusable' })],
    refused: [byPush(pays), byPush(saves), clientIsRefused({ tokenType: 'reusable' })],
  },
  relativeStatusCallback: {
    refused: [byPush(pays)],
    lost: [byPush(pays)],
  },
  commercialSavings: {
    refused: [byPush(debits), clientIsRefused({ bankAccountType: 'commercial-savings' })],
    accepted: [byPush(debits), clientIsRefused({ bankAccountType: 'commercial-savings' })],
  },
}
