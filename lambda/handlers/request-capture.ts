import * as v from 'valibot'
import { captureFields, isCaptureField } from '../domain/payment/capture-fields.ts'
import { answerAdvanced } from '../http/client/answers.ts'
import { changingEndpoint } from '../http/client/endpoint.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseJsonBody, parseSessionPath, parseWith } from '../http/parse-request.ts'
import { advance } from '../use-cases/engine/advance.ts'

const must = `be one of ${Object.keys(captureFields).join(', ')}`

const body = v.strictObject(
  { field: v.pipe(v.string(must), v.guard(isCaptureField, must)) },
  `be {"field": …} and nothing else`,
)

/** `POST /sessions/{sessionId}/captures`: has Twilio listen for one field. */
export const makeHandler = (dependencies: Dependencies) =>
  changingEndpoint(dependencies, {
    route: 'request-capture',
    parse: (event) => ({
      sessionId: parseSessionPath(event),
      ...parseWith(body, { value: parseJsonBody(event), prefix: '' }),
    }),
    run: async ({ sessionId, field }, { world, key, remainingMs }) => {
      const advanced = await advance(world, {
        sessionId,
        event: (at) => ({ type: 'capture-requested', at, field }),
        key,
        announce: false,
        remainingMs,
      })
      return answerAdvanced(advanced, { sessionId, key: key.key })
    },
  })
