import { entrySwitches } from '../../../local/twilio/switches/entry.ts'
import { playSwitches } from '../../support/journey/switched/play.ts'

playSwitches(entrySwitches)
