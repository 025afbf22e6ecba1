/** Empty databases of both kinds, for tests. */
import { Postgres } from "@org/messages-postgres"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Database } from "../src/store/Database.js"
import * as PostgresDatabase from "../src/store/PostgresDatabase.js"
import * as SqliteDatabase from "../src/store/SqliteDatabase.js"
import type { Migration } from "../src/store/Tables.js"

/** A place that a test can open more than once. */
export interface Place {
  readonly open: (migrations?: ReadonlyArray<Migration>) => Effect.Effect<Database, never, Scope.Scope>
}

/** A folder for files; removed by `close`. */
export const folder = mkdtempSync(join(tmpdir(), "messages-archive-"))

const scope = Effect.runSync(Scope.make())
let postgres: Postgres.Postgres | undefined
let files = 0

/** Starts PostgreSQL where it is installed. */
export const start = async () => {
  if (!Postgres.isLeftOut) postgres = await Effect.runPromise(Scope.extend(Postgres.make, scope))
}

/** Stops it, and removes the folder. */
export const close = async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  rmSync(folder, { recursive: true, force: true })
}

/** A path that has no file yet. */
export const path = () => join(folder, `${++files}`, "archive.db")

/** Both kinds of databases; PostgreSQL is left out where it is not installed. */
export const kinds: ReadonlyArray<{
  readonly name: string
  readonly isLeftOut: boolean
  readonly place: Effect.Effect<Place>
}> = [
  {
    name: "SQLite",
    isLeftOut: false,
    place: Effect.sync(() => {
      const file = path()
      return { open: (migrations) => SqliteDatabase.make({ path: file, setting: "ARCHIVE", migrations }) }
    })
  },
  {
    name: "PostgreSQL",
    isLeftOut: Postgres.isLeftOut,
    place: Effect.suspend(() => postgres?.database ?? Effect.dieMessage("there is no PostgreSQL")).pipe(
      Effect.map(({ url }) => ({
        open: (migrations) => PostgresDatabase.make({ url, setting: "DATABASE_URL", migrations })
      }))
    )
  }
]
