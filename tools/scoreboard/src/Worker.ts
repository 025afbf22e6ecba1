/** Runs one client in its own process, so that its memory and its crashes do not affect the others. */
import { type Client, Observe, type Trial } from "@org/messages-faults"
import * as Clients from "./Clients.js"

export interface Question {
  readonly id: number
  readonly operation: Trial.Operation
  readonly call: Client.Call
  readonly limits: Observe.Limits
}

export interface Reply {
  readonly id: number
  readonly observed: Observe.Observed
}

const serve = async (name: string): Promise<void> => {
  const client = await Clients.load(name)
  process.on("message", ({ call, id, limits, operation }: Question) => {
    const send = async () => (operation === "get" ? client.get(call) : (client.post ?? client.get)(call))
    Observe.observe(send, call.key, limits).then((observed) => process.send?.({ id, observed } satisfies Reply))
  })
}

const [, , name] = process.argv
if (name !== undefined) await serve(name)
