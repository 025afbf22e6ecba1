/** The request that a command line of `messages export` describes. */
import { type Address, ConversationRef, type MessageError, Provider } from "@org/messages-core"
import type { LocalFile } from "@org/messages-runtime"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as UnusedOptions from "../commandline/UnusedOptions.js"
import * as ProviderArgument from "../list/ProviderArgument.js"
import type { DocumentExport } from "./DocumentExport.js"
import * as ExportCommand from "./ExportCommand.js"

/** A provider of `--all`, and the workspace whose conversations are exported. */
export interface Whole {
  readonly provider: Provider.Provider
  readonly parent: string | undefined
}

/** The request. */
export interface FileExportRequest {
  /** Each conversation once. */
  readonly conversations: ReadonlyArray<Address.ConversationAddress>
  readonly all: ReadonlyArray<Whole>
  /** The file, or the folder. */
  readonly path: string
  readonly isFolder: boolean
  readonly raw: boolean
  readonly mode: "begin" | "resume" | "since" | "verify"
  readonly limit: number | undefined
  /** Writes the documents, if the files are to have a format other than NDJSON. */
  readonly document: DocumentExport | undefined
}

/** Reads the options, or says what is wrong with them. */
export const parse = (
  given: Command.Given
): Effect.Effect<FileExportRequest, UsageError | MessageError.InvalidRef | LocalFile.UnreadableFile> =>
  Effect.gen(function* () {
    const conversations = yield* Effect.forEach(given.all ?? [], ConversationRef.parse)
    const all = yield* Effect.forEach(given.value(ExportCommand.all), (text) => whole(text))
    if (conversations.length + all.length === 0)
      return yield* usage("<conversation> is missing", "Name conversations, or all of a provider with --all")
    const modes = {
      resume: given.value(ExportCommand.resume),
      since: given.value(ExportCommand.since) !== undefined,
      verify: given.value(ExportCommand.verify)
    }
    const [mode = "begin", other] = Object.keys(modes).filter(isMode(modes))
    if (other !== undefined) return yield* usage(`--${mode} and --${other} cannot be combined`)
    const format = given.value(ExportCommand.format)
    const isFolder = conversations.length > 1 || all.length > 0
    const isDocument = format !== undefined && format !== "pretty" && format !== "json" && format !== "ndjson"
    const raw = given.value(ExportCommand.raw)
    if (isDocument && (mode !== "begin" || raw))
      return yield* usage(`--${mode === "begin" ? "raw" : mode} is for exports in ndjson, not for --format ${format}`)
    if (!isDocument) yield* UnusedOptions.refuse("export", given, UnusedOptions.ofFiles, "an export in ndjson")
    return {
      conversations: [...new Map(conversations.map((address) => [address.ref, address])).values()],
      all,
      path: given.value(ExportCommand.to),
      isFolder,
      raw,
      mode,
      limit: yield* sizeOf(given.value(ExportCommand.limit)),
      document: isDocument ? yield* documents(given, format, isFolder) : undefined
    }
  })

/** The code of the formats is loaded only if it is needed. */
const documents = (given: Command.Given, format: string, isFolder: boolean) =>
  Effect.flatMap(
    Effect.promise(() => import("./DocumentExport.js")),
    ({ make }) => make(given, format, isFolder)
  )

const isMode =
  <M extends string>(modes: Readonly<Record<M, boolean>>) =>
  (name: string): name is M =>
    new Map<string, boolean>(Object.entries(modes)).get(name) === true

/** Reads what `--all` names. */
export const whole = (text: string, command = "export"): Effect.Effect<Whole, UsageError> => {
  const colon = text.indexOf(":")
  const name = colon < 0 ? text : text.slice(0, colon)
  return Provider.isProvider(name)
    ? Effect.succeed({ provider: name, parent: colon < 0 ? undefined : text.slice(colon + 1) })
    : usage(`--all takes a provider, not ${JSON.stringify(text)}`, ProviderArgument.unknown(name).advice, command)
}

const sizeOf = (text: string | undefined) =>
  text === undefined
    ? Effect.succeed(undefined)
    : /^[1-9]\d{0,5}$/.test(text)
      ? Effect.succeed(Number(text))
      : usage("--limit takes a number of messages, at least 1")

const usage = (problem: string, advice?: string, command = "export") =>
  Effect.fail(new UsageError({ problem, command, ...(advice !== undefined && { advice }) }))
