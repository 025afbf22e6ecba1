/** Refuses options that would overwrite a file that the command also reads or writes, and `-` where a file is required. */
import { type Command, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { realpath, stat } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"

/** A file that a command names, and whether it is written. */
export interface NamedFile {
  /** The option or the argument that names it. */
  readonly name: string
  readonly path: string | undefined
  readonly isWritten: boolean
}

/** The files that the options about the archive, losses and redaction name. */
export const ofOptions = ({ value }: Command.Given): ReadonlyArray<NamedFile> => {
  const report = value(LossOptions.report)
  return [
    { name: "--file", path: value(ArchiveOptions.file), isWritten: false },
    { name: "--report", path: report === "-" ? undefined : report, isWritten: true },
    { name: "--redact-rules", path: value(LossOptions.redactRules), isWritten: false }
  ]
}

/** Fails if a path is `-`, or if two paths name the same file and the command writes it. */
export const check = Effect.fn("FilePaths.check")(function* (files: ReadonlyArray<NamedFile>, command: string) {
  const seen: Array<NamedFile & { readonly place: string }> = []
  for (const file of files) {
    if (file.path === undefined) continue
    if (file.path === "-")
      return yield* new UsageError({
        problem: `${file.name} takes the path of a file, not -`,
        command
      })
    const place = yield* placeOf(file.path)
    if (place === undefined) continue
    const other = seen.find((one) => one.place === place && (one.isWritten || file.isWritten))
    if (other !== undefined)
      return yield* new UsageError({ problem: `${other.name} and ${file.name} name the same file`, command })
    seen.push({ ...file, place })
  }
})

/** A text that is the same for all paths of a file, even if the file does not exist yet; `undefined` for devices such as /dev/null. */
const placeOf = (path: string): Effect.Effect<string | undefined> =>
  Effect.tryPromise(() => stat(path)).pipe(
    Effect.map((found) => (found.isFile() ? `${found.dev} ${found.ino}` : undefined)),
    Effect.orElse(() =>
      Effect.tryPromise(() => realpath(dirname(path))).pipe(Effect.map((at) => join(at, basename(path))))
    ),
    Effect.orElseSucceed(() => resolve(path))
  )
