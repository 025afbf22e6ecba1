/** Reads many messages: a line for each ref, in the order of the refs. */
import * as BatchRequest from "@org/messages-api/BatchRequest"
import type { ConversationLines } from "@org/messages-api"
import { Messages, Problem } from "@org/messages-core"
import { GetMany } from "@org/messages-conversations"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Request } from "../request/Request.js"
import * as Query from "../request/Query.js"
import * as RequestBody from "../request/RequestBody.js"
import * as Lines from "../response/Lines.js"
import * as Response from "../response/Response.js"
import { Settings } from "../start/Settings.js"
import * as LineOptions from "./LineOptions.js"

/** Makes the handler. Nothing is read before the caller reads the lines. */
export const make = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const withBody = RequestBody.reader(BatchRequest.BatchRequest, yield* Settings)
  const optionsOf = yield* LineOptions.make

  return (request: Request): Effect.Effect<Response.ResponseOf<string>, Problem.Problem> =>
    Effect.zipRight(
      Query.none(request.query),
      withBody(request, ({ refs }) =>
        Effect.map(
          Lines.make(
            GetMany.getMany(refs).pipe(
              Stream.map((result) => ({ text: Lines.line(lineOf(result)), count: 1 })),
              Stream.provideService(Messages.Messages, port)
            ),
            optionsOf(request)
          ),
          (lines) => Response.lines<string>(lines)
        )
      )
    )
})

const lineOf = (result: GetMany.Result): ConversationLines.BatchLine =>
  "error" in result ? { ref: result.ref, error: Problem.of(result.error) } : result
