/**
 * Sends every form of the page as JSON. Empty fields are left out.
 * @param {() => Promise<void>} onDone
 */
export function bindForms(onDone) {
  document.addEventListener('submit', (event) => {
    event.preventDefault()
    if (event.target instanceof HTMLFormElement) void submit(event.target, onDone)
  })
  document.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return
    if (event.target.form?.classList.contains('sets-at-once')) event.target.form.requestSubmit()
  })
}

/** @param {HTMLFormElement} form @param {() => Promise<void>} onDone */
async function submit(form, onDone) {
  const { method = 'POST', path = '' } = form.dataset
  const fields = fieldsOf(form)
  const body = form.classList.contains('adds-rule') ? await withRule(fields) : fields
  const refusal = await send(path, { method, body: JSON.stringify(body) })
  const place = form.querySelector('.refused')
  if (place !== null) place.textContent = refusal
  if (refusal === '') settle(form)
  await onDone()
}

/** What was sent is no longer half typed. @param {HTMLFormElement} form */
function settle(form) {
  for (const field of form.querySelectorAll('input')) {
    if ('once' in field.dataset || field.type === 'password') field.value = ''
    if (field.type !== 'radio') field.defaultValue = field.value
  }
}

/** @param {HTMLFormElement} form @returns {Record<string, unknown>} */
function fieldsOf(form) {
  const fields = JSON.parse(form.dataset['fixed'] ?? '{}')
  for (const [name, value] of new FormData(form)) {
    const input = form.elements.namedItem(name)
    const isNumber = input instanceof HTMLInputElement && input.type === 'number'
    if (value !== '') fields[name] = isNumber ? Number(value) : value
  }
  return fields
}

/** Behind the rules in force, each for as often as it is left. @param {object} rule */
async function withRule(rule) {
  const { rules } = await (await fetch('/faults', { cache: 'no-store' })).json()
  const inForce = rules
    .filter((/** @type {{ left?: number }} */ { left }) => left !== 0)
    .map((/** @type {{ left?: number }} */ { left, ...each }) =>
      left === undefined ? each : { ...each, times: left },
    )
  return { rules: [...inForce, rule] }
}

/** @param {string} path @param {RequestInit} request @returns {Promise<string>} why not, if so */
async function send(path, request) {
  try {
    const response = await fetch(path, {
      ...request,
      headers: { 'content-type': 'application/json' },
    })
    if (response.ok) return ''
    const { error } = await response.json()
    return String(error)
  } catch {
    return 'The simulator does not answer.'
  }
}
