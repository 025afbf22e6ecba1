/** Reads the messages of a document line by line, for formats in which every line is independent. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Messages } from "../algebra/Definition.js"
import { InvalidDocument } from "../algebra/FormatError.js"
import * as Conversion from "../Conversion.js"
import type { Registry } from "../Formats.js"
import * as DocumentText from "./DocumentText.js"

/** Reads lines as they arrive. */
export interface LineReader {
  /** The format of the lines. */
  readonly from: string
  /** The messages of the next lines; empty lines have none. */
  readonly read: (lines: ReadonlyArray<string>) => Either.Either<Messages, InvalidDocument>
}

/** The reader of a document with this first line; `undefined` if the document must be read as a whole. Without `from`, the line must look like exactly one format. */
export const make = (registry: Registry, first: string, from?: string): LineReader | undefined => {
  const head = withoutMark(first).trimStart()
  if (!head.startsWith("{")) return undefined
  const value = Either.getOrUndefined(parse(head))
  // A page of a list and the body of a request may be on one line too.
  if (!Json.isJson(value) || !Json.isObject(value) || !isElement(value, from)) return undefined
  const [name, ...others] = from === undefined ? registry.recognize([value]) : [from === "ndjson" ? "canonical" : from]
  if (name === undefined || others.length > 0 || !Conversion.needsNoSidecar(registry, name)) return undefined
  // A document of another format is refused where it is read as a whole.
  if (Either.isLeft(Conversion.read(registry, [value], name))) return undefined
  let line = 0
  let element = 0
  const fail = (path: string, problem: string) => Either.left(new InvalidDocument({ format: name, path, problem }))
  return {
    from: name,
    read: (lines) => {
      const values: Array<unknown> = []
      for (const text of lines) {
        line += 1
        if (text.trim() === "") continue
        const value = parse(element + values.length === 0 ? withoutMark(text) : text)
        if (Either.isLeft(value)) return fail("", `is not JSON in line ${line}`)
        values.push(value.right)
      }
      const start = element
      element += values.length
      return Either.mapBoth(registry.import(name, values), {
        onRight: ({ messages }) => messages,
        onLeft: ({ path, problem }) =>
          new InvalidDocument({
            format: name,
            path: path.replace(/^\/(\d+)/, (_, index: string) => `/${start + Number(index)}`),
            problem
          })
      })
    }
  }
}

const isElement = (value: Json.JsonObject, from: string | undefined): boolean =>
  Either.match(DocumentText.of(value, from), {
    onLeft: () => false,
    onRight: ({ elements }) => elements[0] === value
  })

const parse = (line: string): Either.Either<unknown, unknown> => Either.try((): unknown => JSON.parse(line))

const withoutMark = (line: string): string => line.replace(/^\ufeff/, "")
