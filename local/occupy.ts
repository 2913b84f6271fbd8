import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Takes a directory for this process, since the embedded DynamoDB would crash on one that another
 * process has open. A process that was killed leaves its mark behind, and that is no obstacle.
 * @returns what gives the directory back.
 */
export async function occupy(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true }).catch((cause: unknown) => {
    throw new Error(`The tables cannot be kept in ${directory}: it is no directory.`, { cause })
  })
  const mark = join(directory, 'in-use-by')
  const owner = Number(await readFile(mark, 'utf8').catch(() => ''))
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new Error(
      `The tables cannot be kept in ${directory}: process ${owner} is using it. ` +
        'Stop that one, or name another directory.',
    )
  }
  await writeFile(mark, String(process.pid))
  return () => rm(mark, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
