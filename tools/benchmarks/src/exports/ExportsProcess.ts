/** A server that runs exports, as the tests of real processes start it, measured from outside. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import * as MeasuredProcess from "../measurement/MeasuredProcess.js"
import * as Project from "../measurement/Project.js"

/** What a server says of an export, as far as it is needed here. */
export interface Found {
  readonly state: string
  readonly pages: number
}

/** A started server. */
export interface ExportsProcess {
  readonly start: (id: string, request: object) => Promise<void>
  /** Waits until an export is as wanted. */
  readonly reach: (id: string, isWanted: (found: Found) => boolean) => Promise<void>
  /** Its CPU time so far, in microseconds. */
  readonly cpu: () => number
  /** Its resident memory, in megabytes. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
}

/** Starts a server with the settings of the program. */
export const start = async (settings: object): Promise<ExportsProcess> => {
  const child = spawn(process.execPath, [Project.exportsServer, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
  }
  process.once("exit", () => child.kill("SIGKILL"))
  const [line] = await Promise.race([once(child.stdout, "data"), once(child, "exit")])
  const port = /^listening (\d+)/.exec(String(line))?.[1]
  if (port === undefined) throw new Error(`${Project.exportsServer} does not start`)

  const ask = async (path: string, body?: object): Promise<Found> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return JSON.parse(text)
  }
  const deadline = performance.now() + patience
  // It opens its database in the background.
  while (
    !(await ask("/health").then(
      () => true,
      () => false
    ))
  ) {
    if (performance.now() > deadline) throw new Error(`${Project.exportsServer} cannot open its database`)
    await sleep(100)
  }
  const pid = child.pid ?? 0
  return {
    start: async (id, request) => void (await ask("/start", { id, request })),
    reach: async (id, isWanted) => {
      const deadline = performance.now() + patience
      for (let found = await ask(`/get?id=${id}`); !isWanted(found); found = await ask(`/get?id=${id}`)) {
        if (performance.now() > deadline)
          throw new Error(`the export ${id} is ${found.state} after ${found.pages} pages`)
        await sleep(100)
      }
    },
    cpu: () => MeasuredProcess.cpu(pid),
    memory: () => MeasuredProcess.memory(pid, "VmRSS"),
    stop
  }
}

/** In milliseconds. */
const patience = 600_000
