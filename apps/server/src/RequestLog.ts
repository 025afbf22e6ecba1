/** One line for each request: what was asked by the name of its route, and how it ended; no id, header or body. */
import type { Provider } from "@org/messages-core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Routes from "./Routes.js"

/** Adds the provider of an address to what the log says of this request. */
export const ofProvider = ({ provider }: { readonly provider: Provider.Provider }) =>
  Effect.annotateLogsScoped("provider", provider)

/** nginx's status for a caller that went away before the answer. */
const gone = 499

interface Request {
  readonly method: string
  readonly url: string
}

export const logged =
  ({ method, url }: Request) =>
  <A extends { readonly status: number }, E, R>(answer: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Clock.currentTimeMillis, (start) => {
      const line = (status: number) =>
        Effect.flatMap(Clock.currentTimeMillis, (end) =>
          Effect.annotateLogs(status >= 500 ? Effect.logWarning("request") : Effect.logInfo("request"), {
            method,
            route: Routes.template(url) ?? "unknown",
            status,
            ms: end - start
          })
        )
      return answer.pipe(
        Effect.tap(({ status }) => line(status)),
        Effect.onInterrupt(() => line(gone))
      )
    })
