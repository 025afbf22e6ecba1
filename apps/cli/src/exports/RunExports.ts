/** Runs `messages exports`. */
import { RemoteExports } from "@org/messages-api/RemoteExports"
import { type Command, Nearest, Print, UsageError, WordList } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as PageOptions from "../commandline/PageOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Progress } from "../output/Progress.js"
import * as PageArguments from "../list/PageArguments.js"
import * as ExportContent from "./ExportContent.js"
import * as ExportsCommand from "./ExportsCommand.js"
import * as ExportsServer from "./ExportsServer.js"
import * as ExportText from "./ExportText.js"
import * as StartRequest from "./StartRequest.js"
import * as WatchExport from "./WatchExport.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const [action, ...rest] = yield* actionOf(given)
    const format = yield* OutputFormat.choose(given.value(ExportsCommand.format))
    const exports = yield* RemoteExports
    const { during } = yield* Progress
    const print = <A extends object>(value: A, text: (value: A) => string) =>
      format === "json" ? Print.json(value) : Print.prose(() => text(value))
    const watch = (id: string) =>
      Effect.gen(function* () {
        const ended = yield* WatchExport.watch(exports.watch(id))
        yield* print(ended, ExportText.summary)
        yield* WatchExport.failUnlessWhole(ended)
      })

    switch (action) {
      case "start": {
        const started = yield* during(
          exports.start(yield* StartRequest.parse(rest, given), { key: given.value(ExportsCommand.key) })
        )
        if (given.value(ExportsCommand.watch)) {
          yield* Note.note(`Export ${started.id}; it goes on if you interrupt this command.`)
          return yield* watch(started.id)
        }
        yield* print(started, ExportText.summary)
        return yield* Note.note(`To see how far it is: messages exports watch ${started.id}`)
      }
      case "list": {
        yield* none(rest)
        const limit = yield* PageArguments.limit(given.value(PageOptions.limit), "exports")
        const page = yield* during(exports.list({ limit, cursor: given.value(PageOptions.cursor) }))
        yield* print(page, ExportText.table)
        if (format === "pretty" && page.next !== undefined)
          yield* Note.note(`\nTo go on:\n  messages exports list --cursor ${page.next}`)
        return
      }
      case "get":
        return yield* print(yield* during(exports.get(yield* idOf(action, rest))), ExportText.details)
      case "watch":
        return yield* watch(yield* idOf(action, rest))
      case "content":
        return yield* ExportContent.print(exports, yield* idOf(action, rest), given)
      case "cancel":
        return yield* print(yield* during(exports.cancel(yield* idOf(action, rest))), ExportText.summary)
    }
  }).pipe(Effect.provide(ExportsServer.layer))

const names = Object.keys(ExportsCommand.actions)

const actionOf = ({ all = [] }: Command.Given) => {
  const [word = "", ...rest] = all
  if (isAction(word)) return Effect.succeed([word, ...rest] as const)
  const nearest = Nearest.of(word, names)
  return usage(
    `${JSON.stringify(word)} cannot be done with exports`,
    nearest === undefined ? `The actions are ${WordList.and(names)}` : `Did you mean "${nearest}"?`
  )
}

const isAction = (word: string): word is ExportsCommand.Action => Object.hasOwn(ExportsCommand.actions, word)

const idOf = (action: ExportsCommand.Action, [id, extra]: ReadonlyArray<string>) => {
  if (id === undefined)
    return usage(
      `The id of the export is missing`,
      `As in: messages exports ${action} <id>; messages exports list has the ids`
    )
  return extra === undefined ? Effect.succeed(id) : usage(`${JSON.stringify(extra)} is one argument too many`)
}

const none = ([extra]: ReadonlyArray<string>) =>
  extra === undefined ? Effect.void : usage(`${JSON.stringify(extra)} is one argument too many`)

const usage = (problem: string, advice?: string) =>
  Effect.fail(new UsageError({ problem, command: "exports", ...(advice !== undefined && { advice }) }))
