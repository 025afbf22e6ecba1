/** The store that the options name. It is opened on first use, so a database that is down fails only posts with a key. */
import * as LazyResource from "@org/messages-core/LazyResource"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RcRef from "effect/RcRef"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { IdempotencyStore, StoreFailure, through } from "./IdempotencyStore.js"

/** The database of the store. */
export interface Options {
  /** The PostgreSQL database; takes precedence over `path`. */
  readonly databaseUrl?: Redacted.Redacted | undefined
  /** The SQLite file, or `:memory:`. Without both, every operation fails. */
  readonly path?: string | undefined
  /** The names of the settings, for failures. */
  readonly settings: {
    /** The setting that has the URL of the PostgreSQL database. */
    readonly databaseUrl: string
    /** The setting that has the path of the SQLite file. */
    readonly path: string
  }
}

/** The store as a layer. */
export const layer = (options: Options): Layer.Layer<IdempotencyStore> =>
  Layer.scoped(
    IdempotencyStore,
    Effect.gen(function* () {
      const store = yield* LazyResource.make(open(options))
      return IdempotencyStore.of(through((operation) => Effect.scoped(Effect.flatMap(RcRef.get(store), operation))))
    })
  )

/** Loads only the client of the database that is used. */
const open = ({
  databaseUrl,
  path,
  settings
}: Options): Effect.Effect<typeof IdempotencyStore.Service, StoreFailure, Scope.Scope> => {
  if (databaseUrl !== undefined)
    return Effect.flatMap(
      load("pg", () => import("./PostgresStore.js")),
      ({ make }) => make(databaseUrl, settings.databaseUrl)
    )
  return path === undefined
    ? new StoreFailure({ problem: `there is no home directory: see ${settings.path}` })
    : Effect.flatMap(
        load("@libsql/client", () => import("./SqliteStore.js")),
        ({ make }) => make(path, settings.path)
      )
}

const load = <A>(client: string, module: () => Promise<A>) =>
  Effect.tryPromise({ try: module, catch: () => new StoreFailure({ problem: `${client} is not installed` }) })
