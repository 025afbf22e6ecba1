/** Observes the requests to a messages-server. */
import * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Observation from "./Observation.js"

/** The same client, observed. */
export const layer = (observe: Observation.Observe): Layer.Layer<HttpClient.HttpClient, never, HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (client) => {
      const observed = Observation.make(observe)
      return HttpClient.transform(client, (send, { headers, method, url }) =>
        observed(
          { method, origin: new URL(url).origin, authorization: headers["authorization"] },
          send,
          (response) => ({
            status: response.status,
            header: (name) => Option.getOrUndefined(Headers.get(response.headers, name))
          }),
          () => "no response"
        )
      )
    })
  )
