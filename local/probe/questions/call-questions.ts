import { callbackWithinMs, endsSession, isAbout } from '../evidence/callbacks.ts'
import { keyedSession } from '../evidence/key-in.ts'
import { evidence } from '../probe.ts'
import { notSeen, type Questions } from './question.ts'

/** As long as it takes to read what to do, and to do it. */
const actingWithinMs = 60_000

const stayOnTheLine = '<Response><Pause length="3600"/></Response>'

/** A caller who hangs up in the middle of a payment: who is told, and where. */
const hangUp = evidence(async (probe) => {
  const { payments, person, postBox } = probe
  if (probe.may('twiml')) {
    await probe.updateCall({ Twiml: stayOnTheLine, StatusCallback: postBox.url('call-ended') })
  }
  const sid = await payments.open({ StatusCallback: postBox.url('of-create') })
  const StatusCallback = postBox.url('given-last')
  await payments.capture(sid, { Capture: 'expiration-date', StatusCallback })
  const asked = await person.hangUp(actingWithinMs)
  const told = await postBox.when((one) => isAbout(sid)(one) && endsSession(one), {
    withinMs: actingWithinMs,
  })
  asked()
  const ended = await postBox.when(({ to }) => to === 'call-ended', { withinMs: callbackWithinMs })
  return { told, ended }
})

/** What becomes of the call around a payment. These change the call, or end it. */
export const callQuestions = {
  gatherDuringCapture: {
    needs: ['callbacks', 'keys', 'twiml'],
    async try(probe) {
      const { payments, person, postBox } = probe
      postBox.replyOnce('gathered', { status: 200, twiml: stayOnTheLine })
      const gather = `<Gather numDigits="2" timeout="60" action="${postBox.url('gathered')}"/>`
      await probe.updateCall({ Twiml: stayOnTheLine.replace('<Pause', `${gather}<Pause`) })
      const since = postBox.mark()
      const sid = await payments.open(keyedSession)
      await payments.capture(sid, { Capture: 'postal-code' })
      const asked = await person.press('94', actingWithinMs)
      const taken = await postBox.when(
        ({ parameters: { Digits, PaymentCardPostalCode }, to }) =>
          (to === 'gathered' && Digits !== undefined) ||
          (PaymentCardPostalCode !== undefined && PaymentCardPostalCode !== ''),
        { since, withinMs: actingWithinMs },
      )
      asked()
      if (taken === undefined) return notSeen('nobody told of a key')
      return taken.to === 'gathered'
        ? { value: 'gather', saw: 'the <Gather> had the keys' }
        : { value: 'capture', saw: 'the payment had the keys' }
    },
  },
  hangUpCallback: {
    needs: ['callbacks', 'hang-up'],
    async try(probe) {
      const { told } = await hangUp(probe)
      const saw = `posted Result=${told?.parameters['Result'] ?? ''}`
      if (told?.to === 'of-create') return { value: 'of-create', saw: `${saw} to that of create` }
      if (told?.to === 'given-last') return { value: 'given-last', saw: `${saw} to the last one` }
      return notSeen('no callback told of the hang-up')
    },
  },
  callUpdateStatusCallback: {
    needs: ['callbacks', 'twiml', 'hang-up'],
    async try(probe) {
      const { ended, told } = await hangUp(probe)
      if (ended !== undefined) return { value: 'yes', saw: 'posted the end of the call to it' }
      if (told === undefined) return notSeen('nothing told of the hang-up')
      return { value: 'only-with-url', saw: 'the end of the call was not posted to it' }
    },
  },
} satisfies Partial<Questions>
