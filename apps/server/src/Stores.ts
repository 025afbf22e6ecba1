/** The store that the settings name: opened when it is first asked, and asked again to open where it could not. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RcRef from "effect/RcRef"
import type * as Scope from "effect/Scope"
import * as Opened from "./Opened.js"
import { Settings, type Values } from "./Settings.js"
import { Store, StoreFailure, through } from "./Store.js"

type Service = typeof Store.Service

export const layer: Layer.Layer<Store, never, Settings> = Layer.scoped(
  Store,
  Effect.gen(function* () {
    const settings = yield* Settings
    const opened = yield* Opened.lazily(open(settings))
    return Store.of(through((operation) => Effect.scoped(Effect.flatMap(RcRef.get(opened), operation))))
  })
)

/** The clients of the databases are loaded by whoever needs one. Sandboxes forget everything, and so does what stands beside them. */
const open = ({
  databaseUrl,
  sandbox,
  stateFile,
  store
}: Values): Effect.Effect<Service, StoreFailure, Scope.Scope> => {
  if (databaseUrl !== undefined && !sandbox)
    return Effect.flatMap(
      load("pg", () => import("./StorePostgres.js")),
      ({ make }) => make(databaseUrl)
    )
  const path = sandbox ? ":memory:" : (store ?? stateFile)
  return path === undefined
    ? new StoreFailure({ problem: "there is no home directory: see MESSAGES_STORE" })
    : Effect.flatMap(
        load("@libsql/client", () => import("./StoreSqlite.js")),
        ({ make }) => make(path)
      )
}

const load = <A>(client: string, module: () => Promise<A>) =>
  Effect.tryPromise({ try: module, catch: () => new StoreFailure({ problem: `${client} is not installed` }) })
