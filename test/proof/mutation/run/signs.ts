/** What a process says that is at work: another test has passed. */
export const ALIVE = 'alive'
