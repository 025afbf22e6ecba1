/** Redacts messages by the rules of the command line while they arrive. */
import type { Json, Message } from "@org/messages-core"
import { Redaction, RedactionRules } from "@org/messages-formats"
import { LocalFile } from "@org/messages-runtime"
import type { Command, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as Note from "../output/Note.js"
import * as DocumentArgument from "./DocumentArgument.js"

/** Redacts messages one after another. */
export interface Redacting {
  /** The next messages, redacted. */
  readonly next: (messages: ReadonlyArray<Message.Message>) => ReadonlyArray<Message.Message>
  /** The content of a document that is not in its messages, redacted. */
  readonly others: (others: ReadonlyArray<Json.JsonObject>) => ReadonlyArray<Json.JsonObject>
  /** Reports what was redacted. */
  readonly note: Effect.Effect<void, never, Streams | GlobalOptions>
}

/** The redaction of the options. */
export const make: (given: Command.Given) => Effect.Effect<Redacting, LocalFile.UnreadableFile> = Effect.fn(
  "Redacting.make"
)(function* (given: Command.Given) {
  const rules = yield* rulesOf(given)
  const reader = rules.length === 0 ? undefined : Redaction.reader(rules)
  return {
    next: (messages) => (reader === undefined ? messages : messages.map(reader.next)),
    others: (others) => (reader === undefined ? others : others.map(reader.other)),
    note: Effect.suspend(() => (reader === undefined ? Effect.void : Note.note(summary(reader))))
  }
})

const summary = ({ counts, dropped }: Pick<Redaction.Redacted, "counts" | "dropped">): string => {
  const found = [...counts].map(([name, count]) => `${count} × ${name}`)
  const left = dropped.length === 0 ? "" : `; left out: ${dropped.join(", ")}`
  return `redacted: ${found.length === 0 ? "nothing" : found.join(", ")}${left}`
}

const rulesOf = Effect.fn("Redacting.rules")(function* (given: Command.Given) {
  const path = given.value(LossOptions.redactRules)
  const standard = given.value(LossOptions.redact) ? RedactionRules.standard : []
  if (path === undefined) return standard
  const value = yield* DocumentArgument.json(path)
  const own = yield* Either.mapLeft(
    RedactionRules.read(value),
    (reason) => new LocalFile.UnreadableFile({ path, use: "read", reason })
  )
  return [...own, ...standard]
})
