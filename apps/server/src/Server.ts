/** The whole server over the port: contract, handlers, reference, pipeline and socket. */
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as HttpRouter from "@effect/platform/HttpRouter"
import type { Messages } from "@org/messages-core"
import * as Layer from "effect/Layer"
import { Api } from "./Api.js"
import * as Docs from "./Docs.js"
import * as Http from "./Http.js"
import * as Idempotency from "./Idempotency.js"
import * as Listener from "./Listener.js"
import * as Pipeline from "./Pipeline.js"
import * as Readiness from "./Readiness.js"
import type { Settings } from "./Settings.js"
import type { Store } from "./Store.js"

/** A path is what it says: the router's own limit of 100 characters for a segment would hide longer refs. */
const routing = HttpRouter.setRouterConfig({
  maxParamLength: Number.MAX_SAFE_INTEGER,
  caseSensitive: true,
  ignoreTrailingSlash: false,
  ignoreDuplicateSlashes: false
})

/** Needs the `Messages` port, the `Store` of keyed posts, and `Settings`. */
export const layer: Layer.Layer<Listener.Listener, Listener.CannotListen, Messages.Messages | Store | Settings> =
  Listener.layer.pipe(
    Layer.provide(Docs.layer),
    Layer.provide(Pipeline.layer),
    Layer.provide(HttpApiBuilder.api(Api).pipe(Layer.provide(Http.layer), Layer.provide(Idempotency.layer))),
    Layer.provide(Readiness.layer),
    Layer.provide(routing)
  )
