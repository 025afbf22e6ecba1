/** Runs the bundled program as a separate process with its own environment. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"

export const program = fileURLToPath(new URL("../bin/messages.js", import.meta.url))

export type Environment = Readonly<Record<string, string>>

export interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

export interface World {
  readonly env?: Environment
  readonly input?: string | Uint8Array
  /** Makes the process treat its standard output as a terminal. */
  readonly terminal?: boolean
  /** A file descriptor for standard output; by default a pipe to the test. */
  readonly stdout?: number
}

const asTerminal = "data:text/javascript,process.stdout.isTTY=process.stderr.isTTY=true"

/** The program gets nothing from the environment of the tests, so it gets no key. */
export const start = (
  args: ReadonlyArray<string>,
  { env = {}, stdout, terminal = false }: World = {}
): ChildProcess => {
  const node = terminal ? ["--import", asTerminal] : []
  return spawn(process.execPath, [...node, program, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["pipe", stdout ?? "pipe", "pipe"]
  })
}

export const finish = async (child: ChildProcess): Promise<Result> => {
  const out: Array<Buffer> = []
  const err: Array<Buffer> = []
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk))
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk))
  await once(child, "close")
  const bytes = Buffer.concat(out)
  return { code: child.exitCode, stdout: bytes.toString(), stderr: Buffer.concat(err).toString(), bytes }
}

export const run = (args: ReadonlyArray<string>, world: World = {}): Promise<Result> => {
  const child = start(args, world)
  // A program that reads no input may be gone before it is written.
  child.stdin?.on("error", () => undefined)
  child.stdin?.end(world.input ?? "")
  return finish(child)
}

export interface RunningSandbox {
  readonly url: string
  readonly environment: Environment
  readonly stop: () => Promise<Result>
}

/** `messages sandbox --json`, running. */
export const sandbox = async (): Promise<RunningSandbox> => {
  const child = start(["sandbox", "--json"])
  const finished = finish(child)
  let text = ""
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString()
      if (text.endsWith("}\n")) resolve()
    })
    child.once("exit", () => reject(new Error("the sandbox ended")))
  })
  await ready
  const { environment, url } = JSON.parse(text) as { url: string; environment: Environment }
  return {
    url,
    environment,
    stop: () => {
      child.kill("SIGINT")
      return finished
    }
  }
}

/** A place where a test holds the other side until it lets it go on. */
export interface Halt {
  /** Resolves when the other side has come here. */
  readonly reached: Promise<void>
  /** The other side waits here. */
  readonly wait: () => Promise<void>
  readonly release: () => void
}

export const halt = (): Halt => {
  const [reached, released] = [signal(), signal()]
  return {
    reached: reached.promise,
    wait: () => {
      reached.resolve()
      return released.promise
    },
    release: released.resolve
  }
}

const signal = () => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
}

export interface Loopback {
  readonly url: string
  /** How many requests have arrived. */
  readonly requests: () => number
  /** Waits for the first request. */
  readonly asked: Promise<void>
  readonly close: () => void
}

/** A server that answers as a test says, or never. */
export const loopback = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void
): Promise<Loopback> => {
  let count = 0
  const server = createServer((request, response) => {
    count++
    answer(request, response)
  })
  const asked = once(server, "request").then(() => undefined)
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => count,
    asked,
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}
