/** Starts runners as processes, asks them, and kills them. */
import type { ExportStatus } from "@org/messages-exports"
import * as Effect from "effect/Effect"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const program = fileURLToPath(new URL("runner.js", import.meta.url))

export type Where = { readonly path: string } | { readonly url: string; readonly port: number }

export interface Settings {
  readonly database: Where
  readonly provider: string
  readonly limits?: object
}

export interface Runner {
  readonly child: ChildProcess
  readonly start: (id: string, request: object) => Promise<ExportStatus.Export>
  readonly get: (id: string) => Promise<ExportStatus.ExportDetails>
  readonly cancel: (id: string) => Promise<ExportStatus.Export>
  readonly content: (id: string, from?: number) => Promise<ReadonlyArray<string>>
  readonly usage: () => Promise<{
    readonly rss: number
    readonly cpu: { readonly user: number; readonly system: number }
  }>
  /** Ends the process and waits for its end. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>
  /** What it wrote to its logs. */
  readonly log: () => string
}

/** What the engine's own layers would read from the environment. A server that read it would not start. */
const misleading = { PORT: "x", HOST: "y", SHARDS_PER_GROUP: "z" }

/** Starts a process; it is killed when the scope closes. */
export const make = (settings: Settings) =>
  Effect.acquireRelease(
    Effect.promise(() => begin(settings)),
    ({ end }) => Effect.promise(() => end("SIGKILL"))
  )

const begin = async (settings: Settings): Promise<Runner> => {
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: misleading
  })
  let output = ""
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      const found = /^listening (\d+)$/m.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once("exit", () => reject(new Error(`the runner ended: ${output}`)))
  })
  const ask = async (path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return text
  }
  const json = async (path: string, body?: object) => JSON.parse(await ask(path, body))
  return {
    child,
    start: (id, request) => json("/start", { id, request }),
    get: (id) => json(`/get?id=${id}`),
    cancel: (id) => json(`/cancel?id=${id}`),
    content: async (id, from = 0) => (await ask(`/content?id=${id}&from=${from}`)).split("\n").slice(0, -1),
    usage: () => json("/usage"),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, "exit")
      child.kill("SIGCONT")
      child.kill(signal)
      await ended
    },
    log: () => output
  }
}

/** Waits until something holds, and fails after some seconds. */
export const until = async (holds: () => boolean, seconds = 60): Promise<void> => {
  const deadline = Date.now() + seconds * 1000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`it does not hold after ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The export once it is in a state, or fails after some seconds. */
export const reach = async (
  runner: Runner,
  id: string,
  isReached: (found: ExportStatus.ExportDetails) => boolean,
  seconds = 60
): Promise<ExportStatus.ExportDetails> => {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const found = await runner.get(id).catch(() => undefined)
    if (found !== undefined && isReached(found)) return found
    if (Date.now() > deadline) throw new Error(`after ${seconds} s: ${JSON.stringify(found)}\n${runner.log()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
