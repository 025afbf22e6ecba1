/** The strict reading of a provider's message, which comes with the HTTP part and is loaded with it. */
import { type Drift, Json, type Message, type Provider } from "@org/messages-core"
import * as Context from "effect/Context"
import * as Either from "effect/Either"
import * as Bytes from "./Bytes.js"

type Found = ReadonlyArray<Drift.Drift>

export class StrictReading extends Context.Tag("@org/messages-cli/StrictReading")<
  StrictReading,
  {
    readonly ofMessage: (message: Message.Message) => Found
    readonly ofJson: (provider: Provider.Provider, json: Json.Json) => Found
  }
>() {}

/** The strict reading of a body as it came; one byte order mark is read over, as RFC 8259 (8.1) allows. */
export const ofBytes = (strict: StrictReading["Type"], provider: Provider.Provider, body: Uint8Array): Found =>
  Bytes.decode(body).pipe(
    Either.flatMap((text) => Either.try((): unknown => JSON.parse(text.replace(/^\ufeff/, "")))),
    Either.filterOrLeft(Json.isJson, () => undefined),
    Either.match({
      onLeft: () => [{ path: "", expected: "JSON" }],
      onRight: (json) => strict.ofJson(provider, json)
    })
  )
