/** The request that a command line of `messages exports start` describes. */
import type { ExportRequest } from "@org/messages-api/ExportRequest"
import { ConversationRef, Json, type MessageError } from "@org/messages-core"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as FileExportRequest from "../export/FileExportRequest.js"
import * as ExportsCommandOptions from "./ExportsCommandOptions.js"

/** Reads the conversations and the options, or says what is wrong with them. */
export const parse = (given: Command.Given): Effect.Effect<ExportRequest, UsageError | MessageError.InvalidRef> =>
  Effect.gen(function* () {
    const refs = given.all ?? []
    const all = given.value(ExportsCommandOptions.all)
    const format = Json.compact({ format: given.value(ExportsCommandOptions.lines) })
    if (all === undefined) {
      const conversations = yield* Effect.forEach(refs, ConversationRef.parse)
      if (conversations.length === 0)
        return yield* usage("<conversation> is missing", "Name conversations, or all of a provider with --all")
      return { conversations: [...new Set(conversations.map(({ ref }) => ref))], ...format }
    }
    if (refs.length > 0) return yield* usage("Conversations and --all cannot be combined", "Start two exports")
    const { parent, provider } = yield* FileExportRequest.whole(all, "exports start")
    return { provider, ...(parent !== undefined && { parent }), ...format }
  })

const usage = (problem: string, advice: string) =>
  Effect.fail(new UsageError({ problem, advice, command: "exports start" }))
