/** `payment-card-number` → `card number`. @param {string} field */
export function fieldName(field) {
  const again = field.endsWith('-matcher') ? ', a second time' : ''
  return field.replace(/^payment-|-matcher$/g, '').replaceAll('-', ' ') + again
}

/** `confirmationCode` → `confirmation code`. @param {string} key */
export function keyName(key) {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** @param {string} text */
export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Times come as ISO 8601 or as milliseconds. @param {string | number} at */
export function clockTime(at) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return date.toLocaleTimeString('en-GB')
}

/** The part of a URL that tells where it went; the rest is noise. @param {string} url */
export function pathOf(url) {
  try {
    return new URL(url).pathname
  } catch {
    return url
  }
}
