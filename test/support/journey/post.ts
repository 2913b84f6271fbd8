/** Sends JSON to the simulator's front door. @throws Error with its answer if it refuses. */
export const post = (url: string, body: unknown): Promise<Record<string, unknown>> =>
  send(url, { method: 'POST', body })

export const put = (url: string, body: unknown): Promise<Record<string, unknown>> =>
  send(url, { method: 'PUT', body })

async function send(
  url: string,
  { method, body }: { readonly method: string; readonly body: unknown },
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  const answer: unknown = await response.json()
  return typeof answer === 'object' && answer !== null ? { ...answer } : {}
}
