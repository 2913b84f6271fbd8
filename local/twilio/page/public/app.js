import { bindForms } from './forms.js'
import { createRefresher } from './refresher.js'

/** Often enough to read along with a call. */
const refreshEveryMs = 1_000

const notice = document.getElementById('notice')

const refresher = createRefresher((isThere) => {
  const sentence = isThere ? '' : 'The simulator does not answer. Is it still running?'
  if (notice !== null && notice.textContent !== sentence) notice.textContent = sentence
})

bindForms(refresher.refresh)
setInterval(() => {
  if (!document.hidden) void refresher.refresh()
}, refreshEveryMs)
