/** Every client that is measured, by name, and how to load it. */
import { Client, type FaultServer, type Trial } from "@org/messages-faults"
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import * as Bodies from "./Bodies.js"
import * as Ours from "./Ours.js"
import * as PlainEffect from "./PlainEffect.js"

/** `package` is the package whose version is shown, `file` the adapter in the folder of the rivals, and `provider` the one that the server simulates. */
interface Entry {
  readonly package: string
  readonly provider: Ours.Provider
  readonly ours?: true
  readonly file?: string
}

const ours = (provider: Ours.Provider): Entry => ({
  package: `@org/messages-provider-${provider}`,
  provider,
  ours: true
})

// Rivals get Honcho's responses: they are the smallest, and Honcho's own SDK knows them.
const rival = (name: string, file: string): Entry => ({ package: name, provider: "honcho", file })

export const all: Readonly<Record<string, Entry>> = {
  "our Factory": ours("factory"),
  "our Mielto": ours("mielto"),
  "our Honcho": ours("honcho"),
  "our Veryfront": ours("veryfront"),
  "plain Effect": { package: "@effect/platform", provider: "honcho" },
  stripe: rival("stripe", "stripe.js"),
  openai: rival("openai", "openai.js"),
  "@anthropic-ai/sdk": rival("@anthropic-ai/sdk", "anthropic.js"),
  "@honcho-ai/sdk": rival("@honcho-ai/sdk", "honcho.js"),
  got: rival("got", "got.js"),
  ky: rival("ky", "ky.js"),
  axios: rival("axios", "axios.js"),
  fetch: rival("", "fetch.js")
}

export const names: ReadonlyArray<string> = Object.keys(all)

const entry = (name: string): Entry => {
  const found = all[name]
  if (found === undefined) throw new Error(`No client is called ${name}`)
  return found
}

export const load = async (name: string): Promise<Client.Client> => {
  const { file, ours, provider } = entry(name)
  if (ours) return Ours.make(provider)
  return file === undefined ? PlainEffect.make() : adapt(name, await import(rivals(file).href))
}

/** The responses of the fault server to this client. */
export const bodies = (name: string): Readonly<Record<Trial.Operation, FaultServer.Options>> => {
  const both = { get: Bodies.ofRead(entry(name).provider), post: Bodies.ofPost }
  return isClosed(name) ? both : { get: Bodies.ofRival(both.get), post: Bodies.ofRival(both.post) }
}

export const isClosed = (name: string): boolean => entry(name).ours === true

export const isRival = (name: string): boolean => entry(name).file !== undefined

/** Whether the client can post. Of our clients, only Factory's can. */
export const canPost = (name: string): boolean => !isClosed(name) || entry(name).provider === "factory"

export const version = (name: string): string => {
  const { package: of } = entry(name)
  if (of === "") return process.version
  const file = manifests(of).find((path) => existsSync(path))
  return file === undefined ? "unknown" : String(JSON.parse(readFileSync(file, "utf8")).version)
}

const rivals = (file: string): URL => new URL(`../rivals/${file}`, import.meta.url)

const manifests = (of: string) =>
  [rivals(""), import.meta.url].flatMap((from) =>
    (createRequire(from).resolve.paths(of) ?? []).map((folder) => `${folder}/${of}/package.json`)
  )

type Make = (call: Client.Call) => { readonly get: () => Promise<unknown>; readonly post: () => Promise<unknown> }

// One client for all calls to one server, so that it keeps connections as in a program.
const adapt = (name: string, module: { readonly default: Make }): Client.Client => {
  const made = new Map<string, ReturnType<Make>>()
  const client = (call: Client.Call) => {
    const id = JSON.stringify(call)
    const known = made.get(id) ?? module.default(call)
    made.set(id, known)
    return known
  }
  return {
    name,
    get: (call) => Client.outcome(client(call).get()),
    post: (call) => Client.outcome(client(call).post())
  }
}
