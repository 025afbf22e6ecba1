/** Drives Chromium over the pipes of its DevTools protocol. */
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable, Writable } from "node:stream"

const program = "/usr/bin/chromium"

export const isThere = existsSync(program)

/** A tab of a browser of its own. */
export interface Tab {
  /** Opens a file, and waits until the page has been read and drawn. */
  readonly open: (file: string) => Promise<void>
  /** The number that an expression gives, which may be a promise. */
  readonly evaluate: (expression: string) => Promise<number>
  /** The most resident memory so far of the process that draws the page, in megabytes. */
  readonly peak: () => number
}

/** Runs a measurement in a fresh browser. */
export const use = async (measure: (tab: Tab) => Promise<number>): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "messages-browser-"))
  const child = spawn(
    program,
    ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${folder}`],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true }
  )
  const ended = new Promise((resolve) => child.once("close", resolve))
  const group = child.pid ?? 0
  const patience = setTimeout(() => process.kill(-group, "SIGKILL"), 300_000)
  try {
    const [, , , input, output] = child.stdio
    if (!(input instanceof Writable) || !(output instanceof Readable)) throw new Error("no pipes")
    const send = connection(input, output, ended)
    const { targetId } = await send("Target.createTarget", { url: "about:blank" })
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true })
    const call = (method: string, params: object) => send(method, params, String(sessionId))
    const size = { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false }
    await call("Emulation.setDeviceMetricsOverride", size)
    const evaluate = async (expression: string): Promise<number> => {
      const { result } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })
      return Number(new Map(Object.entries(Object(result))).get("value"))
    }
    return await measure({
      evaluate,
      open: async (file) => {
        await call("Page.navigate", { url: `file://${file}` })
        await evaluate(`new Promise((resolve) => {
          const look = () => document.readyState === "complete" ? setTimeout(resolve, 200) : setTimeout(look, 20)
          look()
        })`)
      },
      peak: () => peak(group)
    })
  } finally {
    clearTimeout(patience)
    // The group: Chromium's own processes would outlive it.
    process.kill(-group, "SIGKILL")
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Reply = Readonly<Record<string, unknown>>

const connection = (input: Writable, output: Readable, ended: Promise<unknown>) => {
  const waiting = new Map<number, (reply: Reply) => void>()
  let received = ""
  output.setEncoding("utf8").on("data", (chunk: string) => {
    const messages = `${received}${chunk}`.split("\0")
    received = messages.pop() ?? ""
    for (const message of messages) {
      const reply: { readonly id?: number; readonly result?: Reply } = JSON.parse(message)
      if (reply.id !== undefined) waiting.get(reply.id)?.(reply.result ?? {})
    }
  })
  let count = 0
  return (method: string, params: object, sessionId?: string): Promise<Reply> => {
    const id = ++count
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    const failed = ended.then(() => Promise.reject(new Error(`Chromium ended before it answered ${method}`)))
    return Promise.race([new Promise<Reply>((resolve) => waiting.set(id, resolve)), failed])
  }
}

/** The most that a renderer of this group of processes had. */
const peak = (group: number): number =>
  Math.max(
    ...readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => {
        try {
          const [, , ofGroup] = readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /, "")
            .split(" ")
          const isRenderer = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")
          const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
          return isRenderer && Number(ofGroup) === group ? Number(kilobytes) / 1_000 : 0
        } catch {
          // The process has ended.
          return 0
        }
      })
  )
