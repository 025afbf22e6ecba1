/** Tests one client on every row. */
import { Faults, Trial } from "@org/messages-faults"
import * as Clients from "./Clients.js"
import * as Process from "./Process.js"

/** The complaints by row. An empty list is a row that the client passed; `undefined` is a row that cannot be tested. */
export type Rows = ReadonlyMap<Faults.Name, ReadonlyArray<string> | undefined>

export interface Score {
  readonly client: string
  readonly version: string
  readonly read: Rows
  readonly post: Rows | undefined
}

export const of = async (client: string): Promise<Score> => {
  const process = Process.start(client)
  const read = await rows(client, "get", process.ask)
  const post = Clients.canPost(client) ? await rows(client, "post", process.ask) : undefined
  process.close()
  return { client, version: Clients.version(client), read, post }
}

const rows = async (client: string, operation: Trial.Operation, ask: Trial.Ask): Promise<Rows> => {
  const found = new Map<Faults.Name, ReadonlyArray<string> | undefined>(Faults.names.map((name) => [name, undefined]))
  const one = async (fault: Faults.Name) => {
    if ("notShown" in Trial.rule(operation, fault)) return
    const options = Clients.bodies(client)[operation]
    found.set(fault, await Trial.run({ fault, operation, options, ask, closed: Clients.isClosed(client) }))
  }
  const alone = Faults.names.filter((name) => Trial.ofMemory(operation, name))
  const queue = Faults.names.filter((name) => !alone.includes(name))
  // The first call of a process loads and compiles half of its client, which must not count.
  await one("bom")
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await one(next)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  for (const name of alone) await one(name)
  return found
}

const lanes = 6
