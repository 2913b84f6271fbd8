import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Incoming } from '../http/incoming.ts'
import type { TextReply } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { type PageWorld, renderPage } from './page.ts'

const publicFolder = join(import.meta.dirname, 'public')

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** Nothing from elsewhere, and nobody else's frame around it. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** @param world.atRoot whether `/` is this page, too: where no other page is mounted */
export function pageRoutes(world: PageWorld & { readonly atRoot: boolean }): readonly Route[] {
  const page: Route['answer'] = (request) => ({
    ...textReply('text/html; charset=utf-8', renderPage(world, baseUrlOf(request))),
  })
  const pagePaths = world.atRoot ? ['/simulator', '/'] : ['/simulator']
  return [
    ...pagePaths.map((path) => ({ method: 'GET', path, answer: page })),
    // Each file is a route of its own, so that no path can lead outside of the folder.
    ...publicFiles().map((name) => ({
      method: 'GET',
      path: `/simulator/${name}`,
      answer: async () => {
        const contentType = contentTypes[extname(name)] ?? 'text/plain'
        return textReply(contentType, await readFile(join(publicFolder, name), 'utf8'))
      },
    })),
  ]
}

function publicFiles(): readonly string[] {
  return readdirSync(publicFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && contentTypes[extname(entry.name)] !== undefined)
    .map((entry) => relative(publicFolder, join(entry.parentPath, entry.name)))
    .map((name) => name.split(sep).join('/'))
}

function textReply(contentType: string, body: string): TextReply {
  return { kind: 'text', status: 200, headers: { ...headers, 'Content-Type': contentType }, body }
}

/** As the reader of the page got here, who may have come by another name of this machine. */
function baseUrlOf({ headers: { host } }: Incoming): string {
  return `http://${host ?? 'localhost'}`
}
