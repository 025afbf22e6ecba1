/** Prints the content of an export, or writes it to a file. */
import type { RemoteExports } from "@org/messages-api/RemoteExports"
import * as ErrorCode from "@org/messages-core/ErrorCode"
import { type Command, Print, Streams, UsageError } from "@org/messages-terminal"
import * as Chunk from "effect/Chunk"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { open } from "node:fs/promises"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { CommandFailure } from "../errors/CommandFailure.js"
import { ContentFile } from "../errors/ExportsFailure.js"
import * as Counted from "../output/Counted.js"
import * as Note from "../output/Note.js"
import * as ExportsCommandOptions from "./ExportsCommandOptions.js"

/** Prints the lines as they arrive. */
export const print = (
  exports: Context.Tag.Service<typeof RemoteExports>,
  id: string,
  given: Command.Given
): Effect.Effect<void, CommandFailure, Streams | GlobalOptions> =>
  Effect.gen(function* () {
    const from = given.value(ExportsCommandOptions.from) ?? "0"
    if (!/^\d{1,15}$/.test(from))
      return yield* new UsageError({ problem: "--from takes a number of lines", command: "exports content" })
    const path = given.value(ExportsCommandOptions.to)
    let count = 0
    const texts = exports.content(id, Number(from)).pipe(
      Stream.mapChunks((lines) => {
        count += lines.length
        return Chunk.of(
          Chunk.toReadonlyArray(lines)
            .map((line) => `${line}\n`)
            .join("")
        )
      })
    )
    if (path === undefined) {
      const { stdout } = yield* Streams
      return yield* Stream.runForEach(texts, (text) => (stdout.terminal ? Print.text(() => text) : stdout.write(text)))
    }
    yield* Effect.scoped(
      Effect.gen(function* () {
        const file = yield* Effect.acquireRelease(
          inFile(path, () => open(path, "wx")),
          (file) => Effect.promise(() => file.close())
        )
        yield* Stream.runForEach(texts, (text) => inFile(path, () => file.appendFile(text)))
        yield* inFile(path, () => file.sync())
      })
    )
    yield* Note.note(`${path}  ${Counted.of(count, "line")}`)
  })

const inFile = <A>(path: string, use: () => Promise<A>) =>
  Effect.tryPromise({
    try: use,
    catch: (error) => new ContentFile({ path, cause: ErrorCode.of(error) ?? "unknown" })
  })
