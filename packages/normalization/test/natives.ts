/** Native messages for property tests: samples, and samples changed at random places, all of the provider's outer shape. */
import { Samples } from "@org/messages-contract"
import { type Address, Id, Json, MessageRef, type Part, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"

export const samples = (provider: Provider.Provider) => [
  ...Samples.messages(provider),
  ...Samples.deviations(provider).filter(({ file }) => file !== "dev-on-disk-snake-case.json")
]

/** The address at which a native message would be requested; an id that cannot be sent is replaced by another. */
export const addressOf = (provider: Provider.Provider, native: Json.JsonObject): Address.MessageAddress => {
  const id = (key: string): string => {
    const text = native[key]
    return typeof text === "string" && Id.problem(text) === undefined ? encodeURIComponent(text) : "other"
  }
  const refs: { readonly [P in Provider.Provider]: string } = {
    factory: `factory:session/${id("id")}`,
    mielto: `mielto:${id("id")}`,
    honcho: `honcho:${id("workspace_id")}/${id("session_id")}/${id("id")}`,
    veryfront: `veryfront:${id("conversation_id")}/${id("id")}`
  }
  return Either.getOrThrow(MessageRef.parse(refs[provider]))
}

/** The ref of `addressOf`. */
export const refOf = (provider: Provider.Provider, native: Json.JsonObject): MessageRef.MessageRef =>
  addressOf(provider, native).ref

/** Texts of ASCII, of all of Unicode, and of any UTF-16 units: lone surrogates are JSON, too. */
const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.string16bits())

const key = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "",
    "a/b",
    "a~1",
    "0",
    "id",
    "type",
    "role",
    "content",
    "text"
  ),
  text
)

/** Any JSON, with keys that trouble objects weighed in, and -0, which `JSON.parse` gives for its text. */
export const json: fc.Arbitrary<Json.Json> = fc.letrec<{ value: Json.Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom(null, -0),
      fc.boolean(),
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true })
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries))
  )
})).value

type Change = (value: Json.Json) => Json.Json

/** Changes one place of a value, found by walking down with `steps`. */
const change = (value: Json.Json, steps: ReadonlyArray<number>, at: Change): Json.Json => {
  const [step, ...rest] = steps
  if (step === undefined || typeof value !== "object" || value === null) return at(value)
  const entries: Array<[string, Json.Json]> = Object.entries(value)
  if (entries.length === 0) return at(value)
  const index = step % entries.length
  const changed = entries.map(([name, child], here): [string, Json.Json] => [
    name,
    here === index ? change(child, rest, at) : child
  ])
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed)
}

const changes: fc.Arbitrary<Change> = fc.oneof(
  json.map((replacement) => () => replacement),
  fc.tuple(key, json).map(
    ([name, added]): Change =>
      (value) =>
        Array.isArray(value)
          ? [...value, added]
          : typeof value === "object" && value !== null
            ? Object.fromEntries([...Object.entries(value), [name, added]])
            : added
  ),
  fc.nat().map((which): Change => (value) => {
    if (Array.isArray(value)) return value.slice(1)
    if (typeof value !== "object" || value === null) return null
    const entries: Array<[string, Json.Json]> = Object.entries(value)
    return Object.fromEntries(entries.filter((_, index) => index !== which % entries.length))
  })
)

const outer: { readonly [P in Provider.Provider]: (native: Json.JsonObject) => boolean } = {
  factory: ({ content }) => Array.isArray(content),
  mielto: (native) => Object.hasOwn(native, "content") && typeof native["conversation_id"] === "string",
  honcho: (native) => Object.hasOwn(native, "content"),
  veryfront: ({ parts }) => Array.isArray(parts)
}

const isNative = (provider: Provider.Provider, value: Json.Json): value is Json.JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && outer[provider](value as Json.JsonObject)

/** Messages of Factory that repeat or keep beside the content what belongs to a part; no sample does. */
const beside: ReadonlyArray<Json.JsonObject> = [
  {
    content: [{ type: "tool_use", id: "c1", name: "LS", input: {} }],
    openaiReasoningSummary: "S",
    geminiThoughtSignature: "sig"
  },
  {
    content: [
      { type: "thinking", thinking: "first", signature: "reasoning" },
      { type: "thinking", thinking: "thought", signature: "sig" }
    ],
    chatCompletionReasoningContent: "thought"
  }
]

/** Samples with up to four changes at random places. */
export const native = (provider: Provider.Provider): fc.Arbitrary<Json.JsonObject> =>
  fc
    .tuple(
      fc.constantFrom(...samples(provider).map(({ json }) => json), ...(provider === "factory" ? beside : [])),
      fc.array(fc.tuple(fc.array(fc.nat({ max: 30 }), { maxLength: 6 }), changes), { maxLength: 4 })
    )
    .map(([sample, all]) => all.reduce<Json.Json>((value, [steps, at]) => change(value, steps, at), sample))
    .filter((value) => isNative(provider, value))
    .map((value) => value as Json.JsonObject)

/** Samples with one place filled with objects or lists in each other, so that the whole nests as deep as a native message may. */
export const deepest = (provider: Provider.Provider): ReadonlyArray<Json.JsonObject> =>
  samples(provider)
    .flatMap(({ json }) => filled(json, Json.maximumDepth))
    .filter((value) => isNative(provider, value))

const filled = (value: Json.Json, depth: number): ReadonlyArray<Json.Json> => [
  nest(depth, (child) => [child]),
  nest(depth, (child) => ({ a: child })),
  ...(Json.isArray(value)
    ? value.flatMap((child, index) => filled(child, depth - 1).map((deep) => value.with(index, deep)))
    : Json.isObject(value)
      ? Object.entries(value).flatMap(([key, child]) =>
          filled(child, depth - 1).map((deep) => ({ ...value, [key]: deep }))
        )
      : [])
]

const nest = (depth: number, around: (child: Json.Json) => Json.Json): Json.Json =>
  depth === 0 ? null : around(nest(depth - 1, around))

/** The lists of each provider whose elements are parts: a message with one element, and the part that it became. */
export const lists: {
  readonly [P in Provider.Provider]: {
    readonly [key: string]: {
      readonly around: (element: Json.Json) => Json.JsonObject
      readonly part: (parts: ReadonlyArray<Part.Part>) => Part.Part | undefined
    }
  }
} = {
  factory: { content: { around: (element) => ({ content: [element] }), part: ([part]) => part } },
  mielto: {
    tool_calls: {
      around: (element) => ({ conversation_id: "c", content: "", tool_calls: [element] }),
      part: ([, part]) => part
    },
    attachments: {
      around: (element) => ({ conversation_id: "c", content: "", attachments: [element] }),
      part: ([, part]) => part
    }
  },
  honcho: {},
  veryfront: { parts: { around: (element) => ({ parts: [element] }), part: ([part]) => part } }
}

const elements = Provider.names.flatMap((provider) =>
  samples(provider).flatMap(({ json }) =>
    Object.keys(lists[provider])
      .map((key) => json[key])
      .flatMap((list) => (Json.isArray(list) ? list : []))
  )
)

/** One element of a list of any provider, changed at random places, or any JSON at all. */
export const element: fc.Arbitrary<Json.Json> = fc.oneof(
  { weight: 1, arbitrary: json },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...elements),
        fc.array(fc.tuple(fc.array(fc.nat({ max: 30 }), { maxLength: 5 }), changes), { maxLength: 3 })
      )
      .map(([sample, all]) => all.reduce<Json.Json>((value, [steps, at]) => change(value, steps, at), sample))
  }
)

/** Any object of the outer shape. */
export const arbitrary = (provider: Provider.Provider): fc.Arbitrary<Json.JsonObject> => {
  const fixed: { readonly [P in Provider.Provider]: fc.Arbitrary<Json.JsonObject> } = {
    factory: fc.record({ content: fc.array(json) }),
    mielto: fc.record({ content: json, conversation_id: text }),
    honcho: fc.record({ content: json }),
    veryfront: fc.record({ parts: fc.array(json) })
  }
  return fc
    .tuple(fc.array(fc.tuple(key, json), { maxLength: 6 }), fixed[provider])
    .map(([entries, shape]) => Object.fromEntries([...entries, ...Object.entries(shape)]))
}

/** Equal means: equal JSON text with sorted keys; so -0 counts as 0. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, child: unknown) =>
    typeof child === "object" && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child
  )
