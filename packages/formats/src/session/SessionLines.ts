/** The lines of a session file: one JSON object on each line; the last may be torn. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import { InvalidDocument } from "../algebra/FormatError.js"

/** The lines of a file, and the lines that are not JSON objects, as JSON Pointers. */
export interface SessionLines {
  readonly lines: ReadonlyArray<Json.JsonObject>
  readonly broken: ReadonlyArray<string>
}

/** Reads the text of a file, or its lines as a list. */
export const read = (format: string, value: unknown): Either.Either<SessionLines, InvalidDocument> => {
  const values = typeof value === "string" ? value.split("\n").flatMap(parse) : value
  if (!Array.isArray(values))
    return Either.left(new InvalidDocument({ format, path: "", problem: "is neither a text nor a list of lines" }))
  const lines: Array<Json.JsonObject> = []
  const broken: Array<string> = []
  for (const [index, line] of values.entries()) {
    if (Json.isJson(line) && Json.isObject(line)) lines.push(line)
    else broken.push(Json.pointer([index]))
  }
  return Either.right({ lines, broken })
}

const parse = (line: string): ReadonlyArray<unknown> =>
  line.trim() === "" ? [] : [Either.getOrUndefined(Either.try((): unknown => JSON.parse(line)))]
