/** Sample payloads of the four providers, within their contracts and beyond them. */
import { isObject, type Json, type JsonObject, textOf } from "./Json.js"

export type { Json, JsonObject }

/** The providers that have samples. */
export const providers = ["factory", "mielto", "honcho", "veryfront"] as const

/** The name of such a provider. */
export type Provider = (typeof providers)[number]

const kinds = ["msg", "dev", "error", "page", "req", "res"] as const

/** The kinds of samples. `dev` is a message that deviates from the contract. */
export type Kind = (typeof kinds)[number]

/** `text` is the content of the file; `status` is given for errors. */
export interface Sample<Value extends Json = Json> {
  readonly provider: Provider
  readonly file: string
  readonly kind: Kind
  readonly withinContract: boolean
  readonly status?: number
  readonly text: string
  readonly json: Value
}

interface Entry {
  readonly file: string
  readonly withinContract: boolean
}

const manifest: Record<Provider, ReadonlyArray<Entry>> = JSON.parse(textOf("samples/MANIFEST.json"))

const sample = (provider: Provider, { file, withinContract }: Entry): Sample => {
  const [, status] = /^error-(\d{3})\b/.exec(file) ?? []
  const kind = kinds.find((kind) => file.startsWith(`${kind}-`))
  if (kind === undefined) throw new Error(`samples/${provider}/${file} is of no known kind`)
  const text = textOf(`samples/${provider}/${file}`)
  return {
    provider,
    file,
    kind,
    withinContract,
    ...(status !== undefined && { status: Number(status) }),
    text,
    json: JSON.parse(text)
  }
}

/** Every sample, in the order of the manifest. */
export const all: ReadonlyArray<Sample> = providers.flatMap((provider) =>
  manifest[provider].map((entry) => sample(provider, entry))
)

/** One sample by its file name; throws if there is none. */
export const get = (provider: Provider, file: string): Sample => {
  const found = all.find((one) => one.provider === provider && one.file === file)
  if (found === undefined) throw new Error(`There is no sample ${provider}/${file}`)
  return found
}

const ofKind = (kind: Kind, provider: Provider) => all.filter((one) => one.kind === kind && one.provider === provider)

const objects = (samples: ReadonlyArray<Sample>): ReadonlyArray<Sample<JsonObject>> =>
  samples.filter((one): one is Sample<JsonObject> => isObject(one.json))

/** Messages as the provider's read operation returns them. */
export const messages = (provider: Provider) => objects(ofKind("msg", provider))

/** Messages that deviate from the contract, including Factory's on-disk dialect. */
export const deviations = (provider: Provider) => objects(ofKind("dev", provider))

/** Errors of a provider. */
export const errors = (provider: Provider) => ofKind("error", provider)

/** Bodies of requests. */
export const requests = (provider: Provider) => ofKind("req", provider)

/** Other responses, such as to a post. */
export const responses = (provider: Provider) => ofKind("res", provider)

/** Pages of lists. */
export const pages = (provider: Provider) => ofKind("page", provider)
