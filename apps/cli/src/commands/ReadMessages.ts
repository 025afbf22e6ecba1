/** Runs `messages get` for several refs. */
import { GetMany } from "@org/messages-conversations"
import type { Messages } from "@org/messages-core"
import { type Command, Escape, Print, Streams, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as UnusedOptions from "../commandline/UnusedOptions.js"
import * as ErrorReport from "../errors/ErrorReport.js"
import { type CommandFailure, UnreadMessages } from "../errors/CommandFailure.js"
import * as ProblemReport from "../errors/ProblemReport.js"
import * as Pretty from "../output/Pretty.js"
import * as GetCommand from "./GetCommand.js"
import * as RefArgument from "./RefArgument.js"
import * as TextInput from "./TextInput.js"

/** Prints the result for each ref, and fails at the end if some could not be read. */
export const read = Effect.fn("ReadMessages.read")(function* (
  given: Command.Given,
  format: string
): Effect.fn.Return<void, CommandFailure, Messages.Messages | Streams | GlobalOptions> {
  if (format === "raw") return yield* refuse("--format raw takes one ref")
  const isDocument = format !== "json" && format !== "pretty"
  // Ignoring --redact here would print what it must hide.
  const unused = UnusedOptions.given(given, [GetCommand.strict, ...(isDocument ? [] : LossOptions.ofReads)])
  if (unused !== undefined) return yield* refuse(`${unused.name} takes one ref`)
  yield* UnusedOptions.refuse("get", given, UnusedOptions.of(format), `--format ${format}`)
  const asked = Effect.flatMap(
    words(given.all ?? []),
    Effect.forEach((word) => withIds(given, word))
  )
  if (isDocument) {
    // The code of the formats is loaded only if it is needed.
    const { print } = yield* Effect.promise(() => import("./PrintDocument.js"))
    return yield* print(given, format, asked)
  }
  const shown = yield* Pretty.shown(given)
  const refs = yield* asked
  let count = 0
  let exit = 0
  const results = GetMany.getMany(refs, { unordered: given.value(GetCommand.unordered) })
  yield* Stream.runForEach(results, (result) =>
    Effect.gen(function* () {
      if ("message" in result) return yield* format === "json" ? line(result) : pretty(result, count === 0, shown)
      const report = yield* ErrorReport.of(result.error)
      count += 1
      exit = Math.max(exit, report.exit)
      if (format === "json") yield* line({ ref: result.ref, error: ProblemReport.toProblem(report) })
      else yield* Print.error(ProblemReport.render(report))
    })
  )
  if (count > 0) yield* new UnreadMessages({ count, asked: refs.length, exit })
})

const refuse = (problem: string) => Effect.fail(new UsageError({ problem, command: "get" }))

/** The refs of the command line, with `-` replaced by those of standard input. */
const words = Effect.fn("ReadMessages.words")(function* (all: ReadonlyArray<string>) {
  if (!all.includes("-")) return all
  const text = yield* TextInput.read("Type refs, one on each line, then Ctrl-D.")
  const typed = text.split(/\s+/).filter((word) => word !== "")
  const place = all.indexOf("-")
  return all.flatMap((word, index) => (word !== "-" ? [word] : index === place ? typed : []))
})

/** The ref with the ids from options. A text that is not a ref stays as it is, and gets its own error. */
const withIds = (given: Command.Given, word: string): Either.Either<string, UsageError> =>
  Either.match(RefArgument.message(given, word), {
    onLeft: (error) => (error._tag === "UsageError" ? Either.left(error) : Either.right(word)),
    onRight: ({ ref }) => Either.right(ref)
  })

/** One line of JSON. On a terminal it is escaped, which gives the same JSON. */
const line = (value: object) =>
  Effect.flatMap(Streams, ({ stdout }) => {
    const text = `${JSON.stringify(value)}\n`
    return stdout.write(stdout.terminal ? Escape.text(text) : text)
  })

const pretty = (
  { message }: Extract<GetMany.Result, { readonly message: unknown }>,
  isFirst: boolean,
  shown: Pretty.Shown
) => Print.text((style, columns) => `${isFirst ? "" : "\n"}${Pretty.message(message, style, columns, shown)}`)
