import { callbackSwitches } from '../../../local/twilio/switches/callbacks.ts'
import { playSwitches } from '../../support/journey/switched/play.ts'

playSwitches(callbackSwitches)
