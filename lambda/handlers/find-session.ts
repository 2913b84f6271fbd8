import { parseCallSid } from '../domain/values/ids.ts'
import { json } from '../http/client/answers.ts'
import { readingEndpoint } from '../http/client/endpoint.ts'
import { sessionView } from '../http/client/session-view.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { invalidRequest } from '../http/parse-request.ts'
import { sessionOfCall } from '../use-cases/read-session.ts'

/** `GET /sessions?callSid=CA…`: the newest session of a call, if there is one. */
export const makeHandler = (dependencies: Dependencies) =>
  readingEndpoint(dependencies, {
    route: 'find-session',
    parse: ({ queryStringParameters }) => {
      const callSid = parseCallSid(queryStringParameters?.['callSid'] ?? '')
      if (callSid !== null) return callSid
      throw invalidRequest([
        { field: 'query.callSid', must: "be the call's SID: CA and 32 hexadecimal digits" },
      ])
    },
    run: async (callSid, { world }) => {
      const found = await sessionOfCall(world, callSid)
      const sessions = found === null ? [] : [sessionView(found.session, found.progress)]
      return json(200, { sessions })
    },
  })
