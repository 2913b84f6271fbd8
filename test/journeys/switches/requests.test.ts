import { requestSwitches } from '../../../local/twilio/switches/requests.ts'
import { playSwitches } from '../../support/journey/switched/play.ts'

playSwitches(requestSwitches)
