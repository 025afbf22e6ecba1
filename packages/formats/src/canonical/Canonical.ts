/** The canonical form as a format: a list of messages, or one message on each line. Nothing is lost, so there is no sidecar. */
import { Drift, Json, Message } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Converter, Exported } from "../algebra/Converter.js"
import type { Messages } from "../algebra/Definition.js"
import { InvalidDocument } from "../algebra/FormatError.js"
import type { Import } from "../algebra/Import.js"
import * as Report from "../algebra/Report.js"
import * as WithReport from "../algebra/WithReport.js"
import * as MessageProblem from "./MessageProblem.js"

/** A list of messages. */
export const canonical: Converter<Messages> = {
  name: "canonical",
  hasSlot: true,
  recognizes: Message.isMessage,
  export: (messages) => Either.right(exported("canonical", messages, messages)),
  import: (value) => messagesOf("canonical", value)
}

/** One message on each line: the text of an NDJSON file. */
export const ndjson: Converter<string> = {
  name: "ndjson",
  hasSlot: true,
  export: (messages) =>
    Either.right(exported("ndjson", messages, messages.map((message) => `${JSON.stringify(message)}\n`).join(""))),
  import: (value) =>
    typeof value === "string"
      ? Either.flatMap(lines(value), (values) => messagesOf("ndjson", values))
      : Either.left(new InvalidDocument({ format: "ndjson", path: "", problem: "is not a string" }))
}

const driftOf = Drift.of(Message.Message)

const exported = <Value extends Json.Json>(format: string, messages: Messages, value: Value): Exported<Value> =>
  WithReport.make(value, () => ({
    format,
    kept: Report.countOf(messages),
    changed: [],
    dropped: [],
    added: [],
    synthetic: []
  }))

const messagesOf = (format: string, value: unknown): Either.Either<Import, InvalidDocument> => {
  const wrong = (path: string, problem: string) => Either.left(new InvalidDocument({ format, path, problem }))
  if (!Array.isArray(value)) return wrong("", "is not a list")
  const messages: Array<Message.Message> = []
  for (const [index, element] of value.entries()) {
    const fault = Json.fault(element)
    if (fault !== undefined) return wrong(`/${index}${fault.path}`, `is ${fault.problem}`)
    if (!Message.isMessage(element)) {
      const [drift] = driftOf(element)
      const problem =
        drift === undefined || !Json.isJson(element) ? "is not a message" : MessageProblem.of(drift, element)
      return wrong(`/${index}${drift?.path ?? ""}`, problem)
    }
    messages.push(element)
  }
  return Either.right({ messages, ignored: [] })
}

const lines = (text: string): Either.Either<ReadonlyArray<unknown>, InvalidDocument> => {
  const values: Array<unknown> = []
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue
    const value = Either.try((): unknown => JSON.parse(line))
    if (Either.isLeft(value))
      return Either.left(
        new InvalidDocument({ format: "ndjson", path: "", problem: `is not JSON in line ${index + 1}` })
      )
    values.push(value.right)
  }
  return Either.right(values)
}
