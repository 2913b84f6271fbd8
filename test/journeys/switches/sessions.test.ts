import { sessionSwitches } from '../../../local/twilio/switches/sessions.ts'
import { playSwitches } from '../../support/journey/switched/play.ts'

playSwitches(sessionSwitches)
