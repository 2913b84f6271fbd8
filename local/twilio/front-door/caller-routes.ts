import { type Call, viewOf } from '../calls/call.ts'
import type { Switchboard } from '../calls/switchboard.ts'
import { json, type Reply, refusal } from '../http/reply.ts'
import type { Route, Segments } from '../http/router.ts'
import { isAbsoluteUrl, isPhoneNumber } from '../rest/parameters/checks.ts'
import type { CallEvents } from './call-events.ts'
import { BadRequest, JsonBody } from './json-body.ts'

/** How the simulated number is set up, as one would in Twilio's console. */
export interface ConfiguredNumber {
  readonly number: string
  readonly voiceUrl?: string | undefined
  readonly statusCallbackUrl?: string | undefined
}

export interface CallerWorld {
  readonly phoneNumber: ConfiguredNumber
  readonly switchboard: Switchboard
  readonly events: CallEvents
}

/** A quick hand on a keypad. */
const keyDelayMs = 50
const keyDelayMsMax = 60_000
/** Many times what a payment needs. */
const keysMax = 500

/** The front door for callers: place a call, listen, press keys, hang up. */
export function callerRoutes(world: CallerWorld): readonly Route[] {
  const { switchboard, events } = world
  const onCall = (segments: Segments, answer: (call: Call) => Reply): Reply => {
    const sid = segments['callSid'] ?? ''
    const call = switchboard.find(sid)
    if (call === undefined) {
      return refusal(404, `There is no call ${sid}; GET /caller/calls lists them.`)
    }
    return answer(call)
  }
  return [
    {
      method: 'POST',
      path: '/caller/calls',
      answer: ({ body }) => placeCall(world, JsonBody.parse(body)),
    },
    {
      method: 'GET',
      path: '/caller/calls',
      answer: () => json(200, switchboard.list().map(viewOf)),
    },
    {
      method: 'GET',
      path: '/caller/calls/{callSid}',
      answer: (_, segments) => onCall(segments, (call) => json(200, viewOf(call))),
    },
    {
      method: 'GET',
      path: '/caller/calls/{callSid}/events',
      answer: (_, segments) =>
        onCall(segments, (call) => ({
          kind: 'stream',
          open: (response) => events.listen(call, response),
        })),
    },
    {
      method: 'POST',
      path: '/caller/calls/{callSid}/keys',
      answer: ({ body }, segments) =>
        onCall(segments, (call) => pressKeys(switchboard, call, JsonBody.parse(body))),
    },
    {
      method: 'POST',
      path: '/caller/calls/{callSid}/hangup',
      answer: (_, segments) =>
        onCall(segments, (call) => {
          switchboard.end(call)
          return json(200, { callSid: call.sid, status: viewOf(call).status })
        }),
    },
  ]
}

function placeCall({ phoneNumber, switchboard }: CallerWorld, body: JsonBody): Reply {
  const to = body.text('to') ?? phoneNumber.number
  const from = body.text('from')
  if (from === undefined || !isPhoneNumber(from)) {
    throw new BadRequest('"from" must be a phone number such as +14155550123.')
  }
  if (!isPhoneNumber(to)) throw new BadRequest('"to" must be a phone number such as +12025550142.')
  const ours = to === phoneNumber.number
  const voiceUrl = body.text('voiceUrl') ?? (ours ? phoneNumber.voiceUrl : undefined)
  const statusCallbackUrl =
    body.text('statusCallbackUrl') ?? (ours ? phoneNumber.statusCallbackUrl : undefined)
  for (const [name, url] of Object.entries({ voiceUrl, statusCallbackUrl })) {
    if (url !== undefined && !isAbsoluteUrl(url)) {
      throw new BadRequest(`"${name}" must be an absolute http or https URL.`)
    }
  }
  const call = switchboard.place({ to, from, voiceUrl, statusCallbackUrl })
  return json(201, { callSid: call.sid, status: viewOf(call).status })
}

function pressKeys(switchboard: Switchboard, call: Call, body: JsonBody): Reply {
  const keys = body.text('keys') ?? ''
  const delayMs = body.whole('delayMs', { min: 0, max: keyDelayMsMax }) ?? keyDelayMs
  if (!/^[0-9*#]+$/.test(keys) || keys.length > keysMax) {
    throw new BadRequest(`"keys" must be 1 to ${keysMax} of the keys 0-9, * and #.`)
  }
  if (call.status === 'completed') {
    return refusal(409, `The call ${call.sid} has ended; there is nobody to hear a key.`)
  }
  switchboard.press(call, { keys, delayMs })
  return json(200, { pressed: keys.length })
}
