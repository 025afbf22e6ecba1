/** Opens the document of a command, to be read whole, or line by line if its lines are independent. */
import { FormatError } from "@org/messages-core"
import { type Content, DocumentText, LineReader } from "@org/messages-formats"
import { ByteStream, LocalFile, TextLines } from "@org/messages-runtime"
import { StreamFailure, Streams, UsageError } from "@org/messages-terminal"
import * as ErrorCode from "@org/messages-core/ErrorCode"
import * as Effect from "effect/Effect"
import * as DocumentArgument from "./DocumentArgument.js"

/** A document whose lines are read as they arrive. */
export interface Lines {
  readonly _tag: "Lines"
  readonly reader: LineReader.LineReader
  /** The next lines; `undefined` at the end. */
  readonly next: Effect.Effect<ReadonlyArray<string> | undefined, Unreadable>
}

/** A document that was read whole. */
export interface Whole {
  readonly _tag: "Whole"
  readonly content: Content
}

type Unreadable = FormatError.InvalidDocument | LocalFile.UnreadableFile | StreamFailure | UsageError

/** Opens the document at a path, or standard input. It is read in lines only if `inLines` says that this helps. */
export const open = Effect.fn("DocumentInput.open")(function* (
  path: string,
  from: string | undefined,
  inLines: boolean
) {
  if (!inLines) return whole(yield* DocumentArgument.content(path, from))
  const next = yield* pieces(path, from)
  const head: Array<string> = []
  let reader: LineReader.LineReader | undefined
  for (let lines = yield* next; lines !== undefined; lines = yield* next) {
    for (const line of lines) head.push(line)
    const first = head.find((line) => line.trim() !== "")
    if (first === undefined) continue
    reader = LineReader.make(DocumentArgument.registry, first, from)
    break
  }
  if (reader !== undefined) {
    let begun: ReadonlyArray<string> | undefined = head
    const lines: Lines = {
      _tag: "Lines",
      reader,
      next: Effect.suspend(() => {
        const given = begun
        begun = undefined
        return given === undefined ? next : Effect.succeed(given)
      })
    }
    return lines
  }
  let length = head.reduce((sum, line) => sum + line.length, 0)
  for (let lines = yield* next; lines !== undefined; lines = yield* next)
    for (const line of lines) {
      length += line.length
      if (length > ByteStream.maximum) return yield* tooLarge(path)
      head.push(line)
    }
  return whole(yield* DocumentText.read(head.join("\n"), from))
})

const whole = (content: Content): Whole => ({ _tag: "Whole", content })

const isStandardInput = (path: string): boolean => path === "" || path === "-"

const tooLarge = (path: string): UsageError | LocalFile.UnreadableFile => {
  const limit = `${ByteStream.maximum / 1024 / 1024} MiB`
  return isStandardInput(path)
    ? new UsageError({ problem: `Standard input has more than ${limit}` })
    : new LocalFile.UnreadableFile({ path, use: "read", reason: `is larger than ${limit}` })
}

/** The lines of each piece of the document; `undefined` at the end. */
const pieces = Effect.fn("DocumentInput.pieces")(function* (path: string, from: string | undefined) {
  const { stdin } = yield* Streams
  if (path === "" && stdin.terminal) return yield* new UsageError({ problem: "<file> is missing" })
  const lines = TextLines.of(isStandardInput(path) ? stdin.chunks() : LocalFile.chunks(path))
  const failure = (cause: unknown): Unreadable => {
    if (cause instanceof TextLines.NoLines)
      return new FormatError.InvalidDocument({
        path: "",
        problem: cause.problem,
        ...(from !== undefined && { format: from })
      })
    return isStandardInput(path)
      ? new StreamFailure({ stream: "standard input", code: ErrorCode.of(cause) ?? "unknown" })
      : LocalFile.unreadable(path, cause)
  }
  return Effect.map(Effect.tryPromise({ try: () => lines.next(), catch: failure }), ({ done, value }) =>
    done === true ? undefined : value
  )
})
