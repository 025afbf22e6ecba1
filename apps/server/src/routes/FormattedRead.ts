/** Reads a message: in its canonical form, or in the format that the request asks for. */
import type { Success } from "@org/messages-api/Api"
import { type Address, type Message, type MessageError, MessageRef, Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Representation from "../request/Representation.js"
import type { Request } from "../request/Request.js"
import * as Response from "../response/Response.js"
import * as Vary from "../response/Vary.js"
import * as ConvertHandler from "./ConvertHandler.js"

type Answer = Effect.Effect<Response.ResponseOf<Success<"getMessage">>, Problem.Problem>

/** The handler. Every step of an effect has a cost, so all synchronous work is one step. */
export const of =
  (ask: (address: Address.MessageAddress) => Effect.Effect<Message.Message, MessageError.MessageError>) =>
  (request: Request, segment: string): Answer => {
    const wanted = Representation.of(request)
    if (Either.isLeft(wanted)) return Effect.fail(wanted.left)
    const address = MessageRef.parse(`${segment}${wanted.right.query}`)
    if (Either.isLeft(address)) return Effect.fail(Problem.of(address.left))
    request.provider = address.right.provider
    const answer = Effect.mapError(ask(address.right), Problem.of)
    if (wanted.right.format === undefined)
      return Effect.map(answer, (message) => respond(request, Response.json(message)))
    return Effect.flatMap(answer, (message) => {
      const problem = ConvertHandler.problemOf(message)
      if (problem !== undefined) return Effect.fail(problem)
      return Effect.flatMap(ConvertHandler.load, (formatted) =>
        Either.map(formatted.message(message, wanted.right), (response) => respond(request, response))
      )
    })
  }

/** Tells caches that the response depends on Accept. */
const respond = <A>(request: Request, response: Response.ResponseOf<A>): Response.ResponseOf<A> => {
  const conditional = Response.conditional(request, response)
  return { ...conditional, headers: Vary.add(conditional.headers, "Accept") }
}
