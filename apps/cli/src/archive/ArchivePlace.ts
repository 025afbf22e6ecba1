/** The place of the archive: the file of `--file`, the database or file that the environment names, or the default file. */
import { type Archive, type ArchiveFailure, ArchiveLayer } from "@org/messages-archive"
import { Setting } from "@org/messages-core"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

type ArchiveAt = Layer.Layer<Archive, ArchiveFailure | ConfigError.ConfigError | UsageError, GlobalOptions>

/** The archive that a command line names, which is created if it does not exist. */
export const layer = (given: Command.Given): ArchiveAt => at(given.value(ArchiveOptions.file), undefined)

/** The archive that a command line names. If it does not exist, that is a failure, which says how to fill it. */
export const existing = (given: Command.Given): ArchiveAt => existingAt(given.value(ArchiveOptions.file))

/** The same for the archive in a file; without one, in the place that the environment names. */
export const existingAt = (file: string | undefined): ArchiveAt => at(file, ArchiveOptions.fill(file))

const at = (file: string | undefined, ifMissing: string | undefined): ArchiveAt =>
  Layer.unwrapEffect(
    Effect.gen(function* () {
      if (file !== undefined && file.trim() !== "")
        return ArchiveLayer.layer({ path: file, ifMissing, settings: byOption })
      // Simulated messages never get into the archive of the real ones, and the sandbox has an environment of its own, which names no place.
      if ((yield* GlobalOptions).sandbox)
        return yield* new UsageError({
          problem: "With --sandbox, the archive needs a file of its own",
          advice: "Name it with --file"
        })
      const { databaseUrl, path, usual } = yield* config
      if (databaseUrl === undefined && path === undefined && usual === undefined)
        return yield* new UsageError({
          problem: "The archive has no file, because HOME is not set",
          advice: "Name its file with --file"
        })
      const settings = path === undefined ? byOption : byVariable
      return ArchiveLayer.layer({ databaseUrl, path: path ?? usual, ifMissing, settings })
    })
  )

const databaseUrl = "MESSAGES_DATABASE_URL"
const byOption = { databaseUrl, path: "--file" }
const byVariable = { databaseUrl, path: "MESSAGES_ARCHIVE" }

const text = (name: string) => Config.withDefault(Config.string(name), "")

/** The data directory of the XDG Base Directory Specification, which ignores relative paths. */
const usual = Config.map(Config.all([text("XDG_DATA_HOME"), text("HOME")]), ([data, home]) => {
  if (data.startsWith("/")) return `${data}/messages/archive.db`
  return home.startsWith("/") ? `${home}/.local/share/messages/archive.db` : undefined
})

const config = Config.all({
  databaseUrl: Setting.of(databaseUrl, "expected a URL that begins with postgresql://", undefined, (text) =>
    Option.map(
      Option.filter(Setting.matching(/^postgres(ql)?:\/\/[\x21-\x7e]+$/)(text), (text) => URL.canParse(text)),
      (text) => Redacted.make(text)
    )
  ),
  path: Setting.of("MESSAGES_ARCHIVE", "expected the path of a file", undefined, Setting.matching(/^[^\0]{1,4096}$/)),
  usual
})
