import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'

export interface PhonePageOptions {
  /** Where the payment flow answers: asked for sessions, and the start of the voice URL. */
  readonly gatewayUrl: string
}

/** Answers a request for the page or one of its files and says `true`; else it does nothing. */
export type PhonePage = (request: IncomingMessage, response: ServerResponse) => boolean

const publicFolder = join(import.meta.dirname, 'public')

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

export function phonePage(options: PhonePageOptions): PhonePage {
  const gatewayUrl = options.gatewayUrl.replace(/\/+$/, '')
  const headers = headersFor(new URL(gatewayUrl).origin)
  const files = listFiles()

  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const file = files.get(path)
    if (file === undefined && path !== '/phone/settings.json') return false

    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end()
    } else if (file === undefined) {
      response.writeHead(200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ gatewayUrl }))
    } else {
      void sendFile({ file, headers, withBody: request.method === 'GET', response })
    }
    return true
  }
}

/**
 * Every path the page answers, and its file. A request is only ever looked up in this list, never
 * joined to a folder, so that no path can lead outside `public`.
 */
function listFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(publicFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || contentTypes[extname(entry.name)] === undefined) continue
    const file = join(entry.parentPath, entry.name)
    files.set(`/phone/${relative(publicFolder, file).split(sep).join('/')}`, file)
  }
  files.set('/', join(publicFolder, 'index.html'))
  return files
}

interface FileAnswer {
  readonly file: string
  readonly headers: Readonly<Record<string, string>>
  readonly withBody: boolean
  readonly response: ServerResponse
}

async function sendFile({ file, headers, withBody, response }: FileAnswer): Promise<void> {
  try {
    const body = await readFile(file)
    const contentType = contentTypes[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { ...headers, 'content-type': contentType })
    response.end(withBody ? body : undefined)
  } catch {
    response.writeHead(404, headers).end()
  }
}

function headersFor(gatewayOrigin: string): Readonly<Record<string, string>> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `connect-src 'self' ${gatewayOrigin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ]
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
