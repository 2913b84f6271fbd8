import { ProblemError } from '../../../../lambda/http/problem.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { type Front, LIMITS_MS } from '../places/front.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Ended } from '../time/functions.ts'

export interface Answer {
  readonly statusCode?: number | undefined
  readonly body?: string | undefined
}

export interface Request {
  readonly name: string
  readonly send: (world: World, by: Sending) => Promise<Answer>
}

export interface Sending {
  readonly key: string
  readonly remainingMs: () => number
}

interface Desk {
  readonly around: Surroundings
  readonly front: Front
  readonly name: string
}

const TRIES_MAX = 5
const TRIED_AGAIN_AFTER_MS = [1_000, 200, 4_000] as const

/** What a client's program does with requests: it repeats what was not answered. */
export class Screen {
  readonly #desk: Desk
  #keys = 0
  #open = 0

  constructor(desk: Desk) {
    this.#desk = desk
  }

  get isBusy(): boolean {
    return this.#open > 0
  }

  ask(request: Request): void {
    const { weather } = this.#desk.around
    const key = this.#newKey()
    this.#send(request, { key, tryNumber: 1 })
    if (!weather.strikes('agent-double-click')) return
    const isNew = weather.strikes('agent-new-key')
    this.#send(request, { key: isNew ? this.#newKey() : key, tryNumber: 1 })
  }

  #send(request: Request, sent: { readonly key: string; readonly tryNumber: number }): void {
    const { around, front } = this.#desk
    const { key } = sent
    this.#open += 1
    front.invoke({
      name: request.name,
      limitMs: LIMITS_MS.client,
      run: (world, remainingMs) => request.send(world, { key, remainingMs }),
      done: (ended) => {
        this.#open -= 1
        const isSeen = ended.ended !== 'died' && !around.weather.strikes('answer-lost')
        if (isSeen) this.#compare(ended, key)
        if (isSeen && !isWorthRepeating(ended)) return
        if (sent.tryNumber < TRIES_MAX) this.#repeat(request, sent)
      },
    })
  }

  #repeat(request: Request, sent: { readonly key: string; readonly tryNumber: number }): void {
    const { clock, weather, choices } = this.#desk.around
    const key = weather.strikes('agent-new-key') ? this.#newKey() : sent.key
    const tryNumber = sent.tryNumber + 1
    this.#open += 1
    clock.after(choices.of(TRIED_AGAIN_AFTER_MS), () => {
      this.#open -= 1
      this.#send(request, { key, tryNumber })
    })
  }

  #compare(ended: Ended<Answer>, key: string): void {
    if (ended.ended !== 'answered') return
    this.#desk.around.watch.answered({ key, answer: JSON.stringify(ended.value) })
  }

  #newKey(): string {
    this.#keys += 1
    return `${this.#desk.name}-${this.#keys}`
  }
}

/** "Still being worked on", and what may work the next time. */
function isWorthRepeating(ended: Ended<Answer>): boolean {
  if (ended.ended !== 'failed') return false
  if (!(ended.error instanceof ProblemError)) return true
  const { code } = ended.error.problem
  return code === 'request-in-progress' || code === 'lost-race'
}
