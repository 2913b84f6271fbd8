/** The front door's bodies: a JSON object, read field by field. */
export class JsonBody {
  readonly #fields: Readonly<Record<string, unknown>>

  private constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields
  }

  /** An empty body is an empty object. */
  static parse(text: string): JsonBody {
    if (text.trim() === '') return new JsonBody({})
    try {
      const value: unknown = JSON.parse(text)
      if (isObject(value)) return new JsonBody(value)
    } catch {
      // Said below, in one sentence for both.
    }
    throw new BadRequest('The body must be a JSON object.')
  }

  get fields(): Readonly<Record<string, unknown>> {
    return this.#fields
  }

  /** An empty text counts as absent. */
  text(name: string): string | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value
    throw new BadRequest(`"${name}" must be a text.`)
  }

  whole(name: string, range: { min: number; max: number }): number | undefined {
    const value = this.#fields[name]
    if (value === undefined || value === null) return undefined
    const fits = typeof value === 'number' && Number.isInteger(value)
    if (fits && value >= range.min && value <= range.max) return value
    throw new BadRequest(`"${name}" must be a whole number from ${range.min} to ${range.max}.`)
  }
}

/** A request that cannot be understood: its message is the answer. */
export class BadRequest extends Error {}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
