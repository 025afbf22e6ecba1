/** Posts over real HTTP to a server that gives the answers of a test. */
import { LoopbackServer } from "@org/messages-contract"
import { ConversationRef, type Draft, type Json, Messages } from "@org/messages-core"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as PagedServer from "../lists/PagedServer.js"

/** What was sent, and the answer to the post or the fields of its error. */
export interface Outcome {
  readonly requests: ReadonlyArray<{
    readonly request: string
    readonly workspace: string | ReadonlyArray<string> | undefined
    readonly body: Json.JsonObject
  }>
  readonly outcome: object
}

/** Posts to a server that gives these answers, one after the other, the last one again and again. */
export const post = (
  to: string,
  draft: Draft.Draft,
  answers: ReadonlyArray<LoopbackServer.Answer>,
  options?: Messages.PostOptions
): Effect.Effect<Outcome, ConfigError.ConfigError> =>
  Effect.scoped(
    Effect.gen(function* () {
      let count = 0
      const server = yield* LoopbackServer.make(
        () => answers[Math.min(count++, answers.length - 1)] ?? LoopbackServer.json(null, 500)
      )
      const outcome = yield* Effect.gen(function* () {
        const address = yield* Effect.orDie(ConversationRef.parse(to))
        return yield* Effect.either((yield* Messages.Messages).post(address, draft, options))
      }).pipe(Effect.provide(PagedServer.port(server.url)))
      const requests = server.requests.map(({ body, method, path, headers }) => {
        const json: Json.JsonObject = JSON.parse(Buffer.from(body).toString())
        return { request: `${method} ${path}`, workspace: headers["x-workspace-id"], body: json }
      })
      return { requests, outcome: outcome._tag === "Right" ? outcome.right : { ...outcome.left } }
    })
  )
