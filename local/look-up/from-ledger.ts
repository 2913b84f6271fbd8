/** As much of the question as the ledger is searched by; docs/how-to/resolve-a-charge.md. */
export interface Question {
  readonly reference: string
  readonly description: string | null
  /** `null` where nothing was to be charged. */
  readonly amount: string | null
  readonly currency: string | null
  readonly attempts: ReadonlyArray<{ readonly attempt: number; readonly paymentSid?: string }>
  readonly callSid: string
  /** ISO 8601, by the clock of the processor. */
  readonly from: string
  readonly to: string
}

export type Answer =
  | { readonly outcome: 'charged'; readonly confirmationCode: string }
  | { readonly outcome: 'not-charged' | 'not-known' }

interface Charge {
  readonly transactionId: string
  readonly confirmationCode: string
  readonly method: 'charge' | 'tokenize'
  readonly amount: string
  readonly currency: string
  readonly description: string
  readonly paymentSid: string
  readonly callSid: string
  readonly at: string
}

/** What an integrator's look-up would ask the processor, asked of the simulator's ledger. */
export async function lookUpInLedger(simulatorUrl: string, question: Question): Promise<Answer> {
  if (question.amount === null) return { outcome: 'not-known' }
  const response = await fetch(`${simulatorUrl}/ledger`)
  const ledger = chargesIn(await response.text())
  const found = ledger.find((charge) => charge.method === 'charge' && isFor(question, charge))
  if (found === undefined) return { outcome: 'not-charged' }
  return { outcome: 'charged', confirmationCode: found.confirmationCode || found.transactionId }
}

const chargesIn = (text: string): readonly Charge[] => JSON.parse(text)

/** By the resource where it is known; of earlier attempts only call, purchase and amount are. */
function isFor(question: Question, charge: Charge): boolean {
  const { attempts, from, to } = question
  if (charge.at < from || charge.at > to) return false
  const sids = attempts.flatMap(({ paymentSid }) => paymentSid ?? [])
  if (sids.includes(charge.paymentSid)) return true
  // Another session of the same purchase has resources of its own, and they are not ours.
  return sids.length < attempts.length && isSamePurchase(question, charge)
}

function isSamePurchase(question: Question, charge: Charge): boolean {
  const { callSid, amount, currency, reference, description } = question
  const said = description === null ? reference : `${reference} ${description}`
  return (
    charge.callSid === callSid &&
    charge.amount === amount &&
    charge.currency === currency &&
    charge.description === said
  )
}
