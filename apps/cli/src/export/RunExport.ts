/** Runs `messages export`. */
import type { Messages } from "@org/messages-core"
import { Escape, Print, type Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import type { ExportFailure, KeepFailure } from "../errors/KeepFailure.js"
import * as Interruption from "../Interruption.js"
import * as PageNotes from "../list/PageNotes.js"
import * as Counted from "../output/Counted.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import type { Progress } from "../output/Progress.js"
import * as ExportCommand from "./ExportCommand.js"
import * as FileExportRequest from "./FileExportRequest.js"
import * as LongRun from "./LongRun.js"
import type { FolderResult, Result } from "./FileExports.js"

/** The code of the command. A verification sends no request, so it builds no backend. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    const request = yield* FileExportRequest.parse(given)
    const asked = given.value(ExportCommand.format)
    const format = yield* OutputFormat.choose(asked === "pretty" || asked === "json" ? asked : undefined)
    LongRun.tune()
    if (request.mode === "verify") {
      const { verify } = yield* Effect.promise(() => import("./VerifyExports.js"))
      return yield* verify(request, format)
    }
    const { exportOne, exportSeveral } = yield* Effect.promise(() => import("./FileExports.js"))
    const kind = given.value(ExportCommand.progress) ?? "auto"
    const exports: Effect.Effect<Outcome, ExportFailure, Requirements> = request.isFolder
      ? Effect.map(exportSeveral(request, kind), ({ failure, result }) => ({ failure, result, text: several(result) }))
      : Effect.map(exportOne(request, kind), ({ failure, result }) => ({
          failure,
          result,
          text: one(result),
          isEmpty: result.messages === 0 && result.faults === 0
        }))
    const { failure, isEmpty, result, text } = yield* Interruption.resumable("export", exports).pipe(
      Effect.provide(backend)
    )
    yield* format === "json" ? Print.json(result) : Print.prose(() => text)
    if (isEmpty === true) yield* Note.note(yield* PageNotes.empty)
    const loss = yield* Effect.either(request.document?.end ?? Effect.void)
    if (failure !== undefined) return yield* Effect.fail(failure)
    yield* loss
  })

interface Outcome {
  readonly result: object
  readonly text: string
  /** The losses of the exports that are done. */
  readonly failure: KeepFailure | undefined
  /** Whether one conversation was exported that has no messages. */
  readonly isEmpty?: boolean
}

type Requirements = Messages.Messages | Streams | GlobalOptions | Progress

const one = ({ messages, path }: Result): string => `${Escape.line(path)}  ${Counted.of(messages, "message")}\n`

const several = ({ conversations, failed, messages, path }: FolderResult): string =>
  `${Escape.line(path)}  ${Counted.of(conversations, "conversation")}, ${Counted.of(messages, "message")}${failed === 0 ? "" : `, ${failed} failed`}\n`
