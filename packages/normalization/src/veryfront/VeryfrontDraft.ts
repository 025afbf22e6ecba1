/** Makes the body of Veryfront's post from a draft that keeps to the rules of Veryfront's descriptor. */
import { type Draft, Drift, Json, type MessageError, type Part } from "@org/messages-core"
import { VeryfrontSchema } from "@org/messages-provider-veryfront"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as DraftPart from "../DraftPart.js"
import * as VeryfrontElement from "./VeryfrontElement.js"

/** The body of the post, or `InvalidDraft` with the path of the first part that Veryfront does not accept. `key` is the idempotency key. */
export const body = (
  { metadata, parentId, parts, text = "" }: Draft.Draft,
  key: string | undefined
): Either.Either<VeryfrontSchema.VeryfrontPost, MessageError.InvalidDraft> =>
  Either.gen(function* () {
    if (key !== undefined && key.length > longestKey)
      return yield* refuse("", `has a key of more than ${longestKey} characters, the most that Veryfront takes`)
    const elements: Array<typeof VeryfrontSchema.Part.Type> = []
    for (const [index, part] of (parts ?? [{ type: "text" as const, text }]).entries())
      elements.push(yield* element(part, `/parts/${index}`))
    return Json.compact({
      role: "user" as const,
      parts: elements,
      parent_id: parentId,
      idempotency_key: key,
      metadata
    })
  })

/** One element within the contract. A file must be uploaded to Veryfront before a message can refer to it. */
const element = (
  part: Part.Part,
  path: string
): Either.Either<typeof VeryfrontSchema.Part.Type, MessageError.InvalidDraft> =>
  Either.gen(function* () {
    if (part.type === "unknown")
      return yield* refuse(path, "is a part of another platform, which Veryfront does not take")
    if (part.type === "file" && part.fileId === undefined)
      return yield* refuse(`${path}/fileId`, "is missing: Veryfront takes a file only by the id of its upload")
    const native = yield* DraftPart.element("veryfront", part, path, VeryfrontElement)
    if (isPart(native)) return native
    const [departure] = drift(native)
    const place = departure === undefined || departure.path === "" ? "" : ` at ${departure.path}`
    return yield* refuse(
      path,
      `is not a part that Veryfront takes: expected ${departure?.expected ?? "another part"}${place}`
    )
  })

const isPart = Schema.is(VeryfrontSchema.Part)
const drift = Drift.of(VeryfrontSchema.Part)

const longestKey = 255

const refuse = (path: string, problem: string) => Either.left(DraftPart.invalid("veryfront", path, problem))
