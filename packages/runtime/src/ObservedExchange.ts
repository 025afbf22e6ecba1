/** Observes the requests to providers. */
import { HttpExchange } from "@org/messages-transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Observation from "./Observation.js"

/** The same exchange, observed. */
export const layer = (
  observe: Observation.Observe
): Layer.Layer<HttpExchange.HttpExchange, never, HttpExchange.HttpExchange> =>
  Layer.effect(
    HttpExchange.HttpExchange,
    Effect.map(HttpExchange.HttpExchange, ({ send }) => {
      const observed = Observation.make(observe)
      return HttpExchange.HttpExchange.of({
        send: (request, accept, timeoutMs) =>
          observed(
            { method: request.method, origin: request.origin, authorization: request.headers["authorization"] },
            send(request, accept, timeoutMs),
            ({ headers, status }) => ({ status, header: (name) => HttpExchange.header(headers, name) }),
            ({ problem, reason }) => problem ?? reason
          )
      })
    })
  )
