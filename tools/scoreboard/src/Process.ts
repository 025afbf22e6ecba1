/** Sends calls to a worker process, and starts a new one if a client crashes it. */
import { Certificates, type Observe, type Trial } from "@org/messages-faults"
import { type ChildProcess, fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Question, Reply } from "./Worker.js"

export interface Process {
  readonly ask: Trial.Ask
  readonly close: () => void
}

export const start = (name: string): Process => {
  const waiting = new Map<number, (observed: Observe.Observed) => void>()
  let asked = 0
  let child: ChildProcess | undefined

  const begin = (): ChildProcess => {
    const started = fork(worker, [name], { env: { ...process.env, NODE_EXTRA_CA_CERTS: Certificates.authorityFile } })
    started.on("message", ({ id, observed }: Reply) => {
      waiting.get(id)?.(observed)
      waiting.delete(id)
    })
    started.once("exit", () => {
      child = undefined
      for (const answer of waiting.values()) answer({ outcome: "crash", ms: 0, grownBytes: 0 })
      waiting.clear()
    })
    return started
  }

  return {
    ask: (operation, call, limits) =>
      new Promise((resolve) => {
        const id = ++asked
        waiting.set(id, resolve)
        child ??= begin()
        child.send({ id, operation, call, limits } satisfies Question)
      }),
    close: () => child?.kill()
  }
}

const worker = fileURLToPath(new URL("./Worker.js", import.meta.url))
