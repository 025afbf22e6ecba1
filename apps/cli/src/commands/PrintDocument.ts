/** Prints the messages of several refs as one document of a format. */
import { GetMany } from "@org/messages-conversations"
import type { Messages } from "@org/messages-core"
import { type Command, Print, type Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as FormattedOutput from "../convert/FormattedOutput.js"
import { type CommandFailure, LossFound, UnreadMessages } from "../errors/CommandFailure.js"
import * as ErrorReport from "../errors/ErrorReport.js"
import * as ProblemReport from "../errors/ProblemReport.js"
import * as GetCommand from "./GetCommand.js"

/** Prints the document, and errors on standard error. Fails at the end if some messages could not be read, or for a loss that `--fail-on` names. */
export const print = Effect.fn("PrintDocument.print")(function* (
  given: Command.Given,
  format: string,
  refs: Effect.Effect<ReadonlyArray<string>, CommandFailure, Streams | GlobalOptions>
): Effect.fn.Return<void, CommandFailure, Messages.Messages | Streams | GlobalOptions> {
  const { failOnLoss, next, note, output } = yield* FormattedOutput.make(given, format, "get")
  if (output === undefined) return
  const asked = yield* refs
  let count = 0
  let exit = 0
  const results = GetMany.getMany(asked, { unordered: given.value(GetCommand.unordered) })
  yield* Stream.runForEach(results, (result) =>
    Effect.gen(function* () {
      if ("message" in result) return yield* output.add(next([result.message]))
      const report = yield* ErrorReport.of(result.error)
      count += 1
      exit = Math.max(exit, report.exit)
      yield* Print.error(ProblemReport.render(report))
    })
  )
  const unread = (exit: number) => new UnreadMessages({ count, asked: asked.length, exit })
  // Without any message there is no document, and not every format has an empty one.
  if (count > 0 && count === asked.length) return yield* unread(exit)
  yield* note
  const loss = failOnLoss(yield* output.end)
  if (count === 0) return yield* loss
  return yield* unread(Either.isLeft(loss) ? Math.max(exit, LossFound.exit) : exit)
})
