/** Runs the commands of exports. */
import { RemoteExports } from "@org/messages-api/RemoteExports"
import { type Command, Print, ShellQuote } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as PageOptions from "../commandline/PageOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as PageArguments from "../list/PageArguments.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Progress } from "../output/Progress.js"
import * as ExportContent from "./ExportContent.js"
import * as ExportsCommandOptions from "./ExportsCommandOptions.js"
import * as ExportsServer from "./ExportsServer.js"
import * as ExportText from "./ExportText.js"
import * as StartRequest from "./StartRequest.js"
import * as WatchExport from "./WatchExport.js"

/** The code of `messages exports start`. */
export const start: Run = (given) =>
  Effect.gen(function* () {
    const exports = yield* RemoteExports
    const { during } = yield* Progress
    const key = given.value(ExportsCommandOptions.key)
    const started = yield* during(exports.start(yield* StartRequest.parse(given), { key }))
    if (given.value(ExportsCommandOptions.watch)) {
      yield* Note.note(`Export ${started.id}; it continues if you interrupt this command.`)
      return yield* watchTo(started.id, given)
    }
    yield* print(given, started, ExportText.summary)
    yield* Note.note(`To watch its progress: messages exports watch ${started.id}`)
  }).pipe(Effect.provide(ExportsServer.layer))

/** The code of `messages exports list`. */
export const list: Run = (given) =>
  Effect.gen(function* () {
    const limit = yield* PageArguments.limit(given.value(ExportsCommandOptions.limit), "exports list")
    const exports = yield* RemoteExports
    const { during } = yield* Progress
    const page = yield* during(exports.list({ limit, cursor: given.value(PageOptions.cursor) }))
    yield* print(given, page, ExportText.table)
    if (page.next !== undefined)
      yield* Note.note(`\nTo continue:\n  messages exports list --cursor ${ShellQuote.quote(page.next)}`)
  }).pipe(Effect.provide(ExportsServer.layer))

/** The code of `messages exports get`. */
export const get: Run = (given) =>
  Effect.gen(function* () {
    const exports = yield* RemoteExports
    const { during } = yield* Progress
    yield* print(given, yield* during(exports.get(given.argument)), ExportText.details)
  }).pipe(Effect.provide(ExportsServer.layer))

/** The code of `messages exports watch`. */
export const watch: Run = (given) => Effect.provide(watchTo(given.argument, given), ExportsServer.layer)

/** The code of `messages exports content`. */
export const content: Run = (given) =>
  Effect.flatMap(RemoteExports, (exports) => ExportContent.print(exports, given.argument, given)).pipe(
    Effect.provide(ExportsServer.layer)
  )

/** The code of `messages exports cancel`. */
export const cancel: Run = (given) =>
  Effect.gen(function* () {
    const exports = yield* RemoteExports
    const { during } = yield* Progress
    yield* print(given, yield* during(exports.cancel(given.argument)), ExportText.summary)
  }).pipe(Effect.provide(ExportsServer.layer))

const watchTo = (id: string, given: Command.Given) =>
  Effect.gen(function* () {
    const exports = yield* RemoteExports
    const endedExport = yield* WatchExport.watch(exports.watch(id))
    yield* print(given, endedExport, ExportText.summary)
    yield* WatchExport.failUnlessWhole(endedExport)
  })

const print = <A extends object>(given: Command.Given, value: A, text: (value: A) => string) =>
  Effect.flatMap(OutputFormat.choose(given.value(ExportsCommandOptions.format)), (format) =>
    format === "json" ? Print.json(value) : Print.prose(() => text(value))
  )
