/** Makes changes in the conversations of a sandbox, and answers requests for them. */
import { ConversationRef, type Json, MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import type { Handler } from "../http/Route.js"
import * as SandboxResponse from "../http/SandboxResponse.js"
import * as Change from "./Change.js"
import type { Changeable } from "./Changeable.js"

/** The conversations of each provider. */
export type Changeables = (provider: Provider.Provider) => Changeable | undefined

/** Makes a change, or says why it cannot be made. `now` is in epoch milliseconds. */
export const make = (changeables: Changeables, change: Change.Change, now: number): string | undefined =>
  "message" in change
    ? ofMessage(changeables, change, now)
    : Either.match(ConversationRef.parse(change.conversation), {
        onLeft: ({ message }) => message,
        onRight: (address) => {
          const changeable = changeables(address.provider)
          if (change.type === "arrive") return void changeable?.arrive(address, change.messages, now)
          const found = changeable?.conversation(address)
          if (found === undefined) return `There is no conversation ${address.ref}`
          if (change.type === "remove") return void found.remove()
          if (changeable?.edited === undefined) return fixed(address.provider)
          found.log.rename(change.title, now)
          return undefined
        }
      })

const ofMessage = (
  changeables: Changeables,
  change: Extract<Change.Change, { message: string }>,
  now: number
): string | undefined =>
  Either.match(MessageRef.parse(change.message), {
    onLeft: ({ message }) => message,
    onRight: (address) => {
      const changeable = changeables(address.provider)
      const found = changeable?.message(address, now)
      if (found === undefined) return `There is no message ${address.ref}`
      if (changeable?.edited === undefined) return fixed(address.provider)
      const id = String(found.message["id"])
      if (change.type === "remove") found.log.remove(id, now)
      else found.log.edit(id, changeable.edited(found.message, change.text, now), now)
      return undefined
    }
  })

const fixed = (provider: Provider.Provider): string =>
  `The messages of ${Provider.title(provider)} never change; only their metadata does, through ${Provider.title(provider)}'s own API`

/** Handles a POST of one change or an array of changes. Stops at the first change that cannot be made. */
export const handler =
  (changeables: Changeables): Handler =>
  ({ body = "", method, now }) => {
    if (method !== "POST") return { ...refuse(405, "Changes are posted"), headers: { allow: "POST" } }
    const json = parse(body)
    const changes = (Array.isArray(json) ? json : [json]).map((one: Json.Json) => Change.of(one))
    for (const [index, change] of changes.entries()) {
      const problem = change === undefined ? usage : make(changeables, change, now)
      if (problem !== undefined)
        return refuse(change === undefined ? 400 : 422, changes.length === 1 ? problem : `${problem} (change ${index})`)
    }
    return SandboxResponse.json({ changes: changes.length })
  }

const usage =
  'Expected {"type": "arrive", "conversation", "messages"}, {"type": "edit", "message", "text"}, {"type": "title", "conversation", "title"}, or {"type": "remove"} with "message" or "conversation", or an array of these'

const parse = (text: string): Json.Json =>
  Either.getOrElse(
    Either.try((): Json.Json => JSON.parse(text)),
    () => null
  )

const refuse = (status: SandboxResponse.RefusalStatus, detail: string): SandboxResponse.SandboxResponse =>
  SandboxResponse.json({ detail }, { status })
