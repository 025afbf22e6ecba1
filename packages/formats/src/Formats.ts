/** The registry of formats, and conversions by name. */
import { Json } from "@org/messages-core"
import * as Either from "effect/Either"
import * as A2a from "./a2a/A2a.js"
import * as Acp from "./acp/Acp.js"
import * as AgUi from "./ag-ui/AgUi.js"
import * as AiSdk from "./ai-sdk/AiSdk.js"
import * as Anthropic from "./anthropic/Anthropic.js"
import * as Atif from "./atif/Atif.js"
import * as AiSdkModel from "./ai-sdk-model/AiSdkModel.js"
import * as Converter from "./algebra/Converter.js"
import type { Messages } from "./algebra/Definition.js"
import type { Options } from "./algebra/Export.js"
import { InvalidDocument, NotExpressible } from "./algebra/FormatError.js"
import type { Import } from "./algebra/Import.js"
import * as Chat from "./chat/Chat.js"
import { canonical, ndjson } from "./canonical/Canonical.js"
import * as ClaudeCode from "./session/ClaudeCode.js"
import * as Codex from "./session/Codex.js"
import * as EffectPrompt from "./effect/EffectPrompt.js"
import * as FactorySession from "./session/FactorySession.js"
import * as FineTuning from "./fine-tuning/FineTuning.js"
import * as LangChain from "./langchain/LangChain.js"
import * as Mcp from "./mcp/Mcp.js"
import * as Otel from "./otel/Otel.js"
import * as ProviderFormat from "./provider/ProviderFormat.js"
import * as Responses from "./responses/Responses.js"

/** The standard formats, one line each, in the order in which they are shown. */
export const standard: ReadonlyArray<Converter.Converter> = [
  canonical,
  ndjson,
  Converter.of(AiSdk.definition),
  Converter.of(Anthropic.definition),
  Converter.of(Chat.definition),
  Converter.of(Responses.definition),
  Converter.of(AiSdkModel.definition),
  Converter.of(Otel.definition),
  Converter.of(LangChain.definition),
  Converter.of(AgUi.definition),
  Atif.converter,
  EffectPrompt.converter,
  Mcp.converter,
  A2a.converter,
  Acp.converter,
  FineTuning.converter,
  ClaudeCode.converter,
  Codex.converter
]

/** Formats by name. */
export interface Registry {
  /** The names, in the order in which they are shown. */
  readonly names: ReadonlyArray<string>
  /** The formats that every element of a document matches. Canonical lines match `canonical`. */
  readonly recognize: (elements: ReadonlyArray<unknown>) => ReadonlyArray<string>
  /** The format of a name. */
  readonly get: (name: string) => Converter.Converter | undefined
  /** The document of a conversation in a format; fails if there is no such format, or if the format cannot express the conversation. */
  readonly export: (
    name: string,
    messages: Messages,
    options?: Options
  ) => Either.Either<Converter.Exported, NotExpressible>
  /** The messages of a document of a format; fails if there is no such format, or if the document is not of that format. */
  readonly import: (name: string, value: unknown, residue?: unknown) => Either.Either<Import, InvalidDocument>
}

/** A registry of these formats. */
export const of = (converters: ReadonlyArray<Converter.Converter>): Registry => {
  const byName = new Map(converters.map((converter) => [converter.name, converter]))
  return {
    names: converters.map(({ name }) => name),
    recognize: (elements) =>
      elements.length === 0 ? [] : converters.filter((converter) => isOf(converter, elements)).map(({ name }) => name),
    get: (name) => byName.get(name),
    export: (name, messages, options) =>
      byName.get(name)?.export(messages, options) ??
      Either.left(new NotExpressible({ format: name, problem: "there is no format of this name" })),
    import: (name, value, residue) =>
      byName.get(name)?.import(value, residue) ??
      Either.left(
        new InvalidDocument({ format: name, path: "", problem: "cannot be read: there is no format of this name" })
      )
  }
}

/** A string among the elements is a torn line. Only formats that a single line identifies may have one. */
const isOf = ({ identifies, recognizes }: Converter.Converter, elements: ReadonlyArray<unknown>): boolean => {
  if (recognizes === undefined) return false
  const is = (recognizes: (element: Json.JsonObject) => boolean) => (element: unknown) =>
    Json.isJson(element) && Json.isObject(element) && recognizes(element)
  if (identifies === undefined) return elements.every(is(recognizes))
  return elements.some(is(identifies)) && elements.every((line) => typeof line === "string" || is(recognizes)(line))
}

/**
 * The registry of all formats: the standard ones, the providers' own forms, and the session files whose messages are those of a provider. The
 * providers are a parameter, so that this package imports none of them.
 */
export const withProviders = (adapters: ReadonlyArray<ProviderFormat.Adapter>): Registry =>
  of([
    ...standard,
    ...ProviderFormat.all(adapters),
    ...adapters.filter(({ provider }) => provider === "factory").map(FactorySession.of)
  ])

const registry = of(standard)

const exportMessages = registry.export
const importDocument = registry.import

export {
  /** The document of a conversation in a standard format. */
  exportMessages as export,
  /** The messages of a document of a standard format. */
  importDocument as import
}
