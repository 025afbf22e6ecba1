/** The database and the shards that the options name. Loads only the clients that are used. */
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { ExportsUnavailable } from "../ExportsError.js"
import type { Options } from "../ExportsOptions.js"
import { unavailable } from "./Database.js"

/** Opens both; they close with the scope. */
export const open = ({ database, settings }: Options) =>
  database._tag === "Folder"
    ? Effect.flatMap(
        load("@libsql/client", () => import("./FolderBackend.js")),
        ({ open }) =>
          open(database.path).pipe(
            Effect.mapError((error) =>
              isBusy(error)
                ? new ExportsUnavailable({ problem: `another process uses the folder: see ${settings.database}` })
                : unavailable(settings.database)(error)
            )
          )
      )
    : Effect.flatMap(
        load("pg", () => import("./PostgresBackend.js")),
        ({ open }) => Effect.mapError(open(database), unavailable(settings.database))
      )

const load = <A>(client: string, module: () => Promise<A>) =>
  Effect.tryPromise({ try: module, catch: () => new ExportsUnavailable({ problem: `${client} is not installed` }) })

const isBusy = ({ cause }: { readonly cause?: unknown }): boolean =>
  ErrorCode.of(cause)?.startsWith("SQLITE_BUSY") === true
