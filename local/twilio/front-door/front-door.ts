import type { Incoming } from '../http/incoming.ts'
import { type Reply, refusal } from '../http/reply.ts'
import { createRouter, type Route } from '../http/router.ts'
import { BadRequest } from './json-body.ts'

/** Answers what is not Twilio's: callers and testers. `undefined` for paths it does not know. */
export function createFrontDoor(routes: readonly Route[]) {
  const match = createRouter(routes)
  return async (request: Incoming): Promise<Reply | undefined> => {
    const found = match(request)
    switch (found.kind) {
      case 'unknown':
        return undefined
      case 'malformed':
        return refusal(400, 'The path is not percent-encoded properly.')
      case 'method-not-allowed':
        return refusal(405, `${request.path} takes ${found.allowed.join(', ')}.`)
      case 'found':
        try {
          return await found.answer(request, found.segments)
        } catch (error) {
          if (error instanceof BadRequest) return refusal(400, error.message)
          throw error
        }
      default:
        return found satisfies never
    }
  }
}
