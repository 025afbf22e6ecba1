/** Effect's own schema of prompts as a judge, and prompts as other programs write them. */
import * as Prompt from "@effect/ai/Prompt"
import { Json } from "@org/messages-core"
import { EffectPrompt, Envelope } from "@org/messages-formats"
import { HostileJson } from "@org/messages-formats-laws"
import * as Schema from "effect/Schema"
import * as fc from "effect/FastCheck"
import { type Suite, unchanged } from "../suite.js"

const { json, object, oneOf, record, text } = HostileJson

const options = {
  options: oneOf<object>({ anthropic: { type: "thinking", signature: "s" } }, { openai: { itemId: "i" } })
}

const textPart = record({ type: oneOf("text"), text }, options)
const file = record(
  { type: oneOf("file"), data: oneOf("aGk=", "https://e.com/a.png", "x y"), mediaType: oneOf("image/png", "") },
  { ...options, fileName: text }
)
const call = record(
  { type: oneOf("tool-call"), id: oneOf("c1", ""), name: text, params: json, providerExecuted: fc.boolean() },
  options
)
const result = record(
  {
    type: oneOf("tool-result"),
    id: oneOf("c1"),
    name: text,
    isFailure: fc.boolean(),
    result: json,
    providerExecuted: fc.boolean()
  },
  options
)

const contents = (...parts: ReadonlyArray<fc.Arbitrary<unknown>>) => fc.array(fc.oneof(...parts), { maxLength: 3 })

const slot = { options: fc.oneof(options.options, record({ "messages/residue": object })) }

const message = fc.oneof(
  record({ role: oneOf("system"), content: text }, slot),
  record({ role: oneOf("user"), content: fc.oneof(text, contents(textPart, file)) }, slot),
  record(
    {
      role: oneOf("assistant"),
      content: fc.oneof(
        text,
        contents(textPart, file, record({ type: oneOf("reasoning"), text }, options), call, result)
      )
    },
    slot
  ),
  record({ role: oneOf("tool"), content: contents(result) }, slot)
)

const documents = fc.array(message, { maxLength: 4 }).map((messages) => JSON.parse(JSON.stringify(messages)))

/** The document without empty options, which Effect adds everywhere. */
const plain = (value: Json.Json): Json.Json => {
  if (Json.isArray(value)) return value.map(plain)
  if (!Json.isObject(value)) return value
  const { options, ...rest } = value
  const isEmpty = options === undefined || (Json.isObject(options) && Object.keys(options).length === 0)
  const content = rest["content"]
  return {
    ...rest,
    ...(!isEmpty && { options }),
    ...(Json.isArray(content) && { content: content.map(plain) })
  }
}

/** The suite of Effect's prompts. */
export const suite: Suite = {
  definition: EffectPrompt.definition,
  documents,
  judge: (document) => {
    const copy: unknown = JSON.parse(JSON.stringify(Envelope.wrap(EffectPrompt.envelope, document)))
    const again: Json.Json = JSON.parse(
      JSON.stringify(Schema.encodeSync(Prompt.Prompt)(Schema.decodeUnknownSync(Prompt.Prompt)(copy)))
    )
    unchanged(plain(again), plain({ content: [...document] }))
  }
}
