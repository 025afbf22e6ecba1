/** The whole server over the port: handlers, pipeline and socket. */
import type { Messages } from "@org/messages-core"
import { Idempotency, type IdempotencyStore, Stores } from "@org/messages-idempotency"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { ServerExports } from "./exports/ServerExports.js"
import type { Log } from "./log/Log.js"
import * as Listener from "./socket/Listener.js"
import * as Readiness from "./socket/Readiness.js"
import { Settings } from "./start/Settings.js"

type Needs = Messages.Messages | IdempotencyStore.IdempotencyStore | ServerExports | Settings | Log

/** Needs the `Messages` port, the store of idempotency keys, the exports, the settings and the log. */
export const layer: Layer.Layer<Listener.Listener, Listener.ListenFailure, Needs> = Listener.layer.pipe(
  Layer.provide(
    Layer.unwrapEffect(Effect.map(Settings, ({ idempotencyTtl }) => Idempotency.layer({ ttl: idempotencyTtl })))
  ),
  Layer.provide(Readiness.layer)
)

/** The store that the settings name. Sandboxes forget their messages, so with them the keys are always kept in memory. */
export const store: Layer.Layer<IdempotencyStore.IdempotencyStore, never, Settings> = Layer.unwrapEffect(
  Effect.map(Settings, ({ databaseUrl, sandbox, stateFile, store }) =>
    Stores.layer({
      settings: { databaseUrl: "MESSAGES_DATABASE_URL", path: "MESSAGES_STORE" },
      ...(sandbox ? { path: ":memory:" } : { databaseUrl, path: store ?? stateFile })
    })
  )
)
