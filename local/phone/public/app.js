import { createPhoneLine } from './call/phone-line.js'
import { createWatch, sessionsOf } from './call/watch.js'
import { bindCallForm } from './handset/call-form.js'
import { createHandset } from './handset/handset.js'
import { byId } from './page/element.js'
import { createNotice } from './page/notice.js'
import { bindThemeButton } from './page/theme.js'
import { createLedgerPanel } from './panels/ledger-panel.js'
import { createRequestPanel } from './panels/request-panel.js'
import { createSessionPanel } from './panels/session-panel.js'
import { testCardsOf } from './panels/test-cards.js'
import { gatewayTrouble, simulatorGone, voiceTrouble } from './panels/trouble.js'
import { createWalletPanel } from './panels/wallet-panel.js'
import { ask } from './wire/ask.js'
import { createCallerApi } from './wire/caller-api.js'
import { gatewayAt } from './wire/gateway.js'

/** A number that nobody has: reserved for fiction. */
const callerNumber = '+15550199'

/** Where a tab remembers the call that it is on. */
const callKey = 'call'

/** A browser that lost the simulator looks for the call again this often. */
const mendMs = 1_000

const tell = createNotice(byId('notice', HTMLElement))
const settings = await ask('/phone/settings.json')
const gateway = gatewayAt(settings.ok ? settings.body.gatewayUrl : '')
const api = createCallerApi((isThere) => tell('simulator', isThere ? '' : simulatorGone))
const wallet = createWalletPanel()
const sessions = createSessionPanel()
const requests = createRequestPanel()
const ledger = createLedgerPanel()
const handset = createHandset({ onKey: (key) => line.press(key), chosenCard: wallet.chosen })

const line = createPhoneLine(api, {
  phase(phase) {
    remember(phase === 'talking' ? line.callSid() : '')
    handset.enter(phase)
    moveFocus(phase)
    watch.refresh()
  },
  call(call) {
    handset.showCall(call)
    watch.refresh()
  },
  callback(request) {
    requests.add('callback', request)
    watch.refresh()
  },
  webhook(request) {
    requests.add('voice', request)
    const trouble = voiceTrouble(request)
    if (trouble !== '') tell('call', trouble)
    watch.refresh()
  },
  trouble: (sentence) => tell('call', sentence),
})

const watch = createWatch({
  callSid: line.callSid,
  isTalking: () => line.phase() === 'talking',
  readSessions: gateway.readSessions,
  readLedger: api.readLedger,
  onSessions(answer) {
    tell('gateway', gatewayTrouble(answer, gateway.url))
    const newestFirst = sessionsOf(answer)
    if (answer.ok) sessions.show(newestFirst)
    handset.showSession(newestFirst[0], answer.ok)
  },
  onLedger(answer) {
    if (answer.ok) ledger.show(answer.body, line.callSid())
    if (answer.ok && phoneNumber === '') void readAccount()
  },
})

/** The number to call; empty until the simulator has told it. */
let phoneNumber = ''

async function readAccount() {
  const answer = await api.readAccount()
  if (!answer.ok) return
  phoneNumber = String(answer.body.phoneNumber)
  wallet.show(testCardsOf(answer.body))
}

const form = bindCallForm(async (bill) => {
  tell('call', '')
  tell('gateway', '')
  sessions.clear()
  requests.clear()
  if (phoneNumber === '') await readAccount()
  if (phoneNumber === '') return
  await line.dial({ to: phoneNumber, from: callerNumber, voiceUrl: gateway.voiceUrl(bill) })
})

/** A reload in the middle of a call must not leave it without a phone. @param {string} callSid */
function remember(callSid) {
  sessionStorage.setItem(callKey, callSid)
}

/** What had the focus may be gone from the screen. @param {string} phase */
function moveFocus(phase) {
  if (phase === 'talking') byId('keypad', HTMLElement).focus({ preventScroll: true })
  if (phase === 'ended') byId('new-call', HTMLButtonElement).focus({ preventScroll: true })
  if (phase === 'idle') form.focus()
}

byId('hang-up', HTMLButtonElement).addEventListener('click', () => {
  handset.hush()
  void line.hangUp()
})
byId('new-call', HTMLButtonElement).addEventListener('click', () => {
  tell('call', '')
  line.reset()
})
bindThemeButton(byId('theme', HTMLButtonElement))
setInterval(() => line.mend(), mendMs)
handset.enter('idle')
await readAccount()
const earlier = sessionStorage.getItem(callKey)
if (earlier) await line.resume(earlier)
