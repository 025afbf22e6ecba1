/** The folder of one server's exports: its databases, and a lock that only one process holds. */
import * as Effect from "effect/Effect"
import { createClient } from "@libsql/client"
import { SqlError } from "@effect/sql/SqlError"
import { mkdir, open } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

/** The files of a folder. Only the user of this program can read them. */
export interface Folder {
  readonly exports: string
  readonly engine: string
}

/**
 * Creates the folder if it is missing, and locks it until the scope closes. The operating system holds the lock on a separate file, so a process
 * that is killed leaves no lock behind.
 */
export const lock = (path: string) =>
  Effect.gen(function* () {
    const files = { exports: join(path, "exports.db"), engine: join(path, "engine.db"), lock: join(path, "lock.db") }
    yield* attempt(async () => {
      await mkdir(path, { recursive: true, mode: 0o700 })
      for (const file of Object.values(files)) await (await open(file, "a", 0o600)).close()
    })
    yield* Effect.acquireRelease(
      attempt(async () => {
        const client = createClient({ url: pathToFileURL(files.lock).href })
        try {
          await client.execute("BEGIN EXCLUSIVE")
        } catch (error) {
          client.close()
          throw error
        }
        return client
      }),
      (client) => Effect.sync(() => client.close())
    )
    return { exports: files.exports, engine: files.engine } satisfies Folder
  })

const attempt = <A>(run: () => Promise<A>) =>
  Effect.tryPromise({ try: run, catch: (cause) => new SqlError({ cause, message: "the folder cannot be used" }) })
