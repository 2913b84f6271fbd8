/** What happened, a line each; written down only for whoever wants to read it. */
export class Trace {
  readonly lines: string[] = []
  readonly #now: () => number
  readonly #isOn: boolean

  constructor(options: { readonly isOn: boolean; readonly now: () => number }) {
    this.#isOn = options.isOn
    this.#now = options.now
  }

  note(line: () => string): void {
    if (this.#isOn) this.lines.push(`${(this.#now() / 1_000).toFixed(3).padStart(9)} s  ${line()}`)
  }
}
