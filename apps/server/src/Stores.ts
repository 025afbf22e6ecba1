/** The store that the settings name: opened when it is first asked, and asked again to open where it could not. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as RcRef from "effect/RcRef"
import * as Scope from "effect/Scope"
import { Settings, type Values } from "./Settings.js"
import { Store, StoreFailure } from "./Store.js"

type Service = typeof Store.Service

export const layer: Layer.Layer<Store, never, Settings> = Layer.scoped(
  Store,
  Effect.gen(function* () {
    const settings = yield* Settings
    const opened = yield* RcRef.make({ acquire: whole(open(settings)), idleTimeToLive: Duration.infinity })
    const use = <A>(operation: (store: Service) => Effect.Effect<A, StoreFailure>) =>
      Effect.scoped(Effect.flatMap(RcRef.get(opened), operation))
    return Store.of({
      claim: (claim) => use((store) => store.claim(claim)),
      extend: (own, lease) => use((store) => store.extend(own, lease)),
      answer: (own, kept, expires) => use((store) => store.answer(own, kept, expires)),
      release: (own) => use((store) => store.release(own)),
      sweep: (now) => use((store) => store.sweep(now))
    })
  })
)

/** The clients of the databases are loaded by whoever needs one. Sandboxes forget everything, and so does what stands beside them. */
const open = ({
  databaseUrl,
  sandbox,
  stateFile,
  store
}: Values): Effect.Effect<Service, StoreFailure, Scope.Scope> => {
  if (databaseUrl !== undefined)
    return Effect.flatMap(
      load(() => import("./StorePostgres.js")),
      ({ make }) => make(databaseUrl)
    )
  const path = store ?? (sandbox ? ":memory:" : stateFile)
  return path === undefined
    ? new StoreFailure({ problem: "there is no home directory: see MESSAGES_STORE" })
    : Effect.flatMap(
        load(() => import("./StoreSqlite.js")),
        ({ make }) => make(path)
      )
}

const load = <A>(module: () => Promise<A>) =>
  Effect.tryPromise({ try: module, catch: () => new StoreFailure({ problem: "its client is not installed" }) })

/** What was acquired on the way to a failure is given back at once. */
const whole = <A, E>(acquire: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.flatMap(Scope.make(), (scope) =>
    Effect.addFinalizer((exit) => Scope.close(scope, exit)).pipe(
      Effect.zipRight(Scope.extend(acquire, scope)),
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
  )
