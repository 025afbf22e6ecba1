/** Reads a message: in its canonical form, or in the format that the request asks for. */
import type { Success } from "@org/messages-api/Api"
import { limit, valueLimit } from "@org/messages-api/ConvertRequest"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import { type Address, type Message, type MessageError, MessageRef, Problem } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Representation from "../request/Representation.js"
import type { Request } from "../request/Request.js"
import * as Response from "../response/Response.js"
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
    const answer = ask(address.right)
    if (wanted.right.format === undefined)
      return Effect.matchEffect(answer, {
        onSuccess: (message) => Effect.succeed(respond(request, Response.json(message))),
        onFailure: (error) => Effect.fail(Problem.of(error))
      })
    return Effect.flatMap(ConvertHandler.load, (formatted) => {
      const name = formatted.checkName(wanted.right.format)
      if (Either.isLeft(name)) return Effect.fail(name.left)
      return Effect.flatMap(Effect.mapError(answer, Problem.of), (message) =>
        ConvertHandler.fits(message)
          ? Either.map(formatted.messages({ items: [message] }, wanted.right), (response) => respond(request, response))
          : Effect.fail(RequestProblem.messageTooLarge(valueLimit, limit))
      )
    })
  }

/** Tells caches that the response depends on Accept. */
const respond = <A>(request: Request, response: Response.ResponseOf<A>): Response.ResponseOf<A> =>
  Response.conditional(request, response, "Accept-Encoding, Accept")
