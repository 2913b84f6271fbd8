/** RFC 2822 as the REST API writes it: `Wed, 18 Dec 2019 20:02:01 +0000`. */
export function rfc2822(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000')
}
