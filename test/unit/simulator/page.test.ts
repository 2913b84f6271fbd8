import { describe, expect, test } from 'vitest'
import { html, withCode } from '../../../local/twilio/page/markup.ts'
import { ruleForm } from '../../../local/twilio/page/sections/faults.ts'

describe('markup', () => {
  test('keeps what is put into it text, in an attribute, too', () => {
    const made = html`<p title="${'" onclick="x'}">${"<b> & 'so'"}</p>`

    expect(made.text).toBe('<p title="&#34; onclick=&#34;x">&#60;b&#62; &#38; &#39;so&#39;</p>')
  })

  test('keeps markup markup, alone and in a list, and leaves out what is not there', () => {
    const made = html`<ol>${[1, 2].map((n) => html`<li>${n}</li>`)}${html`<hr>`}${undefined}</ol>`

    expect(made.text).toBe('<ol><li>1</li><li>2</li><hr></ol>')
  })

  test('shows as code what stands between backticks', () => {
    const made = html`${withCode('`<Say>` and `no`.')}`

    expect(made.text).toBe('<code>&#60;Say&#62;</code> and <code>no</code>.')
  })
})

test('a fault that needs to know more has a field for it, with what there is to choose', () => {
  const { text } = ruleForm('rest', {
    does: ['slow', 'refuse'],
    narrowedBy: { operation: ['create'] },
    needs: { refuse: { code: [20404, 64021] } },
  })

  expect(text).toContain('<input name="code" type="number" list="rest-refuse-code" />')
  expect(text).toContain('<option value="64021"></option>')
  expect(text).toContain('<select name="operation">')
})
