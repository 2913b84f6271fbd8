import { queues, routes, schedules } from '../../../../lambda/routes.ts'
import { keysOf } from '../../../../lib/keys-of.ts'
import { docCommentOf, firstSentence } from '../doc-comments.ts'
import { capitalised, code, table } from '../markdown.ts'

export function routesTable(): string {
  const byRoute = keysOf(routes).map((name) => {
    const { method, path, caller } = routes[name]
    return [code(`${method} ${path}`), caller, code(name), purposeOf(name)]
  })
  const byClock = keysOf(schedules).map((name) => {
    const { everyMinutes } = schedules[name]
    const often = everyMinutes === 1 ? 'every minute' : `every ${everyMinutes} minutes`
    return [often, 'the clock', code(name), purposeOf(name)]
  })
  const byQueue = keysOf(queues).map((name) => [
    'a callback that waits',
    'the queue',
    code(name),
    purposeOf(name),
  ])
  return table(['Route', 'Caller', 'Handler', 'What it does'], [...byRoute, ...byClock, ...byQueue])
}

/** A handler's comment names its route or its rhythm, and after a colon says what it does. */
function purposeOf(name: string): string {
  const comment = docCommentOf(`lambda/handlers/${name}.ts`, 'export const makeHandler')
  if (comment === '') throw new Error(`lambda/handlers/${name}.ts does not say what it does.`)
  return capitalised(firstSentence(comment.replace(/^[^:]*: /, '')))
}
