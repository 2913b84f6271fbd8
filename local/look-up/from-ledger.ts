/** As much of the question as the ledger is searched by; docs/how-to/resolve-a-charge.md. */
export interface Question {
  readonly reference: string
  /** `null` where nothing was to be charged. */
  readonly amount: string | null
  readonly currency: string | null
  readonly attempts: ReadonlyArray<{ readonly attempt: number; readonly paymentSid?: string }>
  readonly callSid: string
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
  const { attempts, callSid, amount, currency, reference } = question
  if (attempts.some(({ paymentSid }) => paymentSid === charge.paymentSid)) return true
  const isSamePurchase = charge.amount === amount && charge.currency === currency
  return charge.callSid === callSid && isSamePurchase && charge.description.startsWith(reference)
}
