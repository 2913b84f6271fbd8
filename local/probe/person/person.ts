/** Who holds the phone: a person at the terminal, or the caller of the simulator. */
export interface Person {
  /** Asks for these keys. The answer ends the asking. */
  press(keys: string, withinMs: number): Promise<() => void>
  hangUp(withinMs: number): Promise<() => void>
  /** Says what the person should know meanwhile. */
  tell(sentence: string): void
}
