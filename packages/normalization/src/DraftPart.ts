/** The native elements of a draft's parts, for providers that accept parts. A part is refused if any of its fields would be lost. */
import { Json, MessageError, type Part, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Expressible from "./Expressible.js"

/** How a provider reads and writes an element. */
export interface ElementForm {
  readonly read: (native: Json.Json) => Part.Part
  readonly write: (part: Part.Part) => Json.Json
}

/** The element with everything that a part says, or `InvalidDraft` with the path of what would be lost. The id, place and residue of a part belong to the message that it came from, and are left out. */
export const element = (
  provider: Provider.Provider,
  part: Part.Part,
  path: string,
  { read, write }: ElementForm
): Either.Either<Json.JsonObject, MessageError.InvalidDraft> => {
  const said = Expressible.without(part, "id", "residue")
  const native = write(said)
  const kept: { readonly [key: string]: unknown } = Expressible.without(read(native), "id", "residue")
  const name = Provider.title(provider)
  if (!Json.isObject(native) || kept["type"] !== part.type)
    return Either.left(invalid(provider, path, `is a part of the type ${part.type}, which ${name} does not take`))
  const lost = Object.entries(said).find(([key, value]) => !Json.equal(json(value), json(kept[key])))
  return lost === undefined
    ? Either.right(native)
    : Either.left(invalid(provider, `${path}/${lost[0]}`, `cannot be posted to ${name} with this part: leave it out`))
}

/** A draft that is refused before anything is sent. */
export const invalid = (provider: Provider.Provider, path: string, problem: string): MessageError.InvalidDraft =>
  new MessageError.InvalidDraft({ provider, path, problem, delivery: "not-delivered" })

const json = (value: unknown): Json.Json => (Json.isJson(value) ? value : null)
