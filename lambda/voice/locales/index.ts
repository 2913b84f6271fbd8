import type { LocalePack } from '../locale-pack.ts'
import { enUs } from './en-us.ts'

/** Every language that callers can be spoken to in. */
export const localePacks: readonly LocalePack[] = [enUs]

export const languages: readonly string[] = localePacks.map(({ language }) => language)

/** The pack of a session's language; the first one for a language that was since removed. */
export const localePackOf = (language: string): LocalePack =>
  localePacks.find((pack) => pack.language === language) ?? enUs
