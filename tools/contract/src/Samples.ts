/** Sample payloads of the four providers, within their contracts and beyond them. */
import { isObject, type Json, type JsonObject, textOf } from "./Json.js"

export type { Json, JsonObject }

export const providers = ["factory", "mielto", "honcho", "veryfront"] as const

export type Provider = (typeof providers)[number]

const kinds = ["msg", "dev", "error", "page", "req", "res"] as const

/** `dev`: a message in a form that is not in the contract. */
export type Kind = (typeof kinds)[number]

/** `text` is the file as it stands; `status` is given for errors. */
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

/** In the order of the manifest. */
export const all: ReadonlyArray<Sample> = providers.flatMap((provider) =>
  manifest[provider].map((entry) => sample(provider, entry))
)

/** One sample by its file name; throws when there is none. */
export const get = (provider: Provider, file: string): Sample => {
  const found = all.find((one) => one.provider === provider && one.file === file)
  if (found === undefined) throw new Error(`There is no sample ${provider}/${file}`)
  return found
}

const ofKind = (kind: Kind, provider: Provider) => all.filter((one) => one.kind === kind && one.provider === provider)

const objects = (samples: ReadonlyArray<Sample>): ReadonlyArray<Sample<JsonObject>> =>
  samples.filter((one): one is Sample<JsonObject> => isObject(one.json))

/** Messages as the provider's read operation gives them. */
export const messages = (provider: Provider) => objects(ofKind("msg", provider))

/** Messages in forms beyond the contract, Factory's on-disk dialect among them. */
export const deviations = (provider: Provider) => objects(ofKind("dev", provider))

export const errors = (provider: Provider) => ofKind("error", provider)

export const requests = (provider: Provider) => ofKind("req", provider)

export const responses = (provider: Provider) => ofKind("res", provider)

export const pages = (provider: Provider) => ofKind("page", provider)
