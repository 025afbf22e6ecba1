/** Session files of local agents. They are read-only: their form is undocumented, and their own program resumes from them. */
import type { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Converter } from "../algebra/Converter.js"
import type { Messages } from "../algebra/Definition.js"
import { InvalidDocument, NotExpressible } from "../algebra/FormatError.js"
import * as SessionLines from "./SessionLines.js"

/** The content of a session file. */
export interface Session {
  readonly messages: Messages
  /** The lines that are not messages, unchanged. */
  readonly others: ReadonlyArray<Json.JsonObject>
}

/** A converter of session files, which cannot export. Agents add types of lines, so a file is recognized by the lines that `identifies` accepts. */
export const of = (
  name: string,
  identifies: (line: Json.JsonObject) => boolean,
  read: (lines: ReadonlyArray<Json.JsonObject>) => Session
): Converter<ReadonlyArray<Json.JsonObject>> => ({
  name,
  hasSlot: false,
  recognizes: (line) => typeof line["type"] === "string",
  identifies,
  isReadOnly: true,
  export: () => Either.left(new NotExpressible({ format: name, problem: "the format is read-only" })),
  import: (value) =>
    Either.flatMap(SessionLines.read(name, value), ({ broken, lines }) => {
      const { messages, others } = read(lines)
      return messages.length === 0 && lines.length + broken.length > 0
        ? Either.left(new InvalidDocument({ format: name, path: "", problem: "has no message" }))
        : Either.right({ messages, ignored: broken, others })
    })
})
