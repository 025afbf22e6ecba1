/** Conversations as `Prompt` of `@effect/ai`, with its classes. It has an entry point of its own, because only it needs that package. */
import * as Prompt from "@effect/ai/Prompt"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { Messages } from "./algebra/Definition.js"
import * as EffectPrompt from "./effect/EffectPrompt.js"
import type * as Export from "./algebra/Export.js"
import { InvalidDocument, type NotExpressible } from "./algebra/FormatError.js"
import type * as Import from "./algebra/Import.js"

/** The prompt of messages. What a prompt cannot express is in the options of its messages, unless `keep` says otherwise. */
export const toPrompt = (
  messages: Messages,
  options?: Export.Options
): Either.Either<Prompt.Prompt, NotExpressible | InvalidDocument> =>
  Either.flatMap(EffectPrompt.export(messages, options), ({ value }) => Either.mapLeft(decode(value), refused))

/** The messages of a prompt, with what its options keep. */
export const fromPrompt = (prompt: Prompt.Prompt): Either.Either<Import.Import, InvalidDocument> =>
  Either.flatMap(Either.mapLeft(encode(prompt), refused), ({ content }) =>
    EffectPrompt.import({ content: content.map(withoutEmptyOptions) })
  )

const decode = Schema.decodeUnknownEither(Prompt.Prompt)
const encode = Schema.encodeEither(Prompt.Prompt)

/** Effect's classes add options to every message and part; the empty ones say nothing. */
const withoutEmptyOptions = ({ content, ...message }: Prompt.MessageEncoded): object => ({
  ...saidOptions(message),
  content: typeof content === "string" ? content : content.map(saidOptions)
})

const saidOptions = <A extends { readonly options?: object | undefined }>({ options, ...rest }: A): object =>
  options === undefined || Object.keys(options).length === 0 ? rest : { ...rest, options }

const refused = ({ message }: Error): InvalidDocument =>
  new InvalidDocument({ format: EffectPrompt.definition.name, path: "", problem: message })
