import type { sessionSwitches } from '../../../../../local/twilio/switches/sessions.ts'
import { byPoll, type JourneysOf } from '../journey.ts'
import { agentTakes, agentTakesAnotherCard } from '../journeys/assisted.ts'
import {
  agentPaysThoughClosingGetsLost,
  paysSomethingElseAfterDecline,
  paysThoughClosingGetsLost,
} from '../journeys/declined.ts'
import { pays, paysAfterDecline } from '../journeys/guided.ts'
import {
  hangsUpAfterTakeover,
  hangsUpWhileCharged,
  hangsUpWhileKeying,
} from '../journeys/hung-up.ts'
import { agentIsCalledAway, losesEveryPayment } from '../journeys/lost.ts'
import { notKnown, paid } from '../truth.ts'

const afterDecline = [
  paysAfterDecline,
  agentTakesAnotherCard,
  paysThoughClosingGetsLost,
  agentPaysThoughClosingGetsLost,
  paysSomethingElseAfterDecline,
] as const

export const sessionJourneys: JourneysOf<typeof sessionSwitches> = {
  callUpdateEndsPayment: {
    no: [pays],
    yes: [byPoll(pays), losesEveryPayment, agentTakes],
  },
  sessionExpiry: {
    never: [agentIsCalledAway(1)],
    'after-idle': [agentIsCalledAway(2)],
  },
  afterDecline: { closed: afterDecline, open: afterDecline },
  hangUpCallback: {
    'given-last': [hangsUpWhileKeying],
    'of-create': [hangsUpWhileKeying],
  },
  hangUpWhileProcessing: {
    'verdict-comes': [hangsUpWhileCharged(paid)],
    'caller-hung-up': [hangsUpWhileCharged(notKnown(1))],
  },
  firstWebhookStatus: {
    ringing: [pays],
    'in-progress': [pays],
  },
  callUpdateStatusCallback: {
    yes: [hangsUpAfterTakeover],
    'only-with-url': [hangsUpAfterTakeover],
  },
}
