/** Runs the shipped program. */
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const bin = fileURLToPath(new URL("../bin/messages-server.js", import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Environment = Readonly<Record<string, string>>

const start = (args: ReadonlyArray<string>, environment: Environment) => {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env["PATH"], MESSAGES_PORT: "0", ...environment }
  })
  const output = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, ...output })))
  return { child, output, ended }
}

/** Runs the program to its end. */
export const run = (args: ReadonlyArray<string>, environment: Environment = {}) =>
  Effect.promise(() => start(args, environment).ended)

/** Runs the program until the scope closes. */
export const serve = (args: ReadonlyArray<string>, environment: Environment = {}) =>
  Effect.acquireRelease(
    Effect.sync(() => start(args, environment)),
    ({ child, ended }) =>
      Effect.promise(() => {
        child.kill("SIGKILL")
        return ended
      })
  ).pipe(
    Effect.flatMap(({ child, ended, output }) =>
      Effect.async<string>((resume) => {
        const look = () => {
          const [, url] = /"url":"([^"]+)"/.exec(output.stderr) ?? []
          if (url === undefined) return
          child.stderr.off("data", look)
          resume(Effect.succeed(url))
        }
        child.stderr.on("data", look)
        child.on("close", () => resume(Effect.dieMessage(`The server ended: ${output.stderr}`)))
      }).pipe(
        Effect.map((url) => ({
          url,
          output,
          pid: child.pid,
          /** Waits until the log has a text. */
          logged: (text: string) =>
            Effect.async<void>((resume) => {
              const look = () => {
                if (output.stderr.includes(text)) resume(Effect.void)
              }
              child.stderr.on("data", look)
              look()
              return Effect.sync(() => child.stderr.off("data", look))
            }),
          /** Closes the pipe that the log goes to. */
          closeLog: Effect.sync(() => child.stderr.destroy()),
          signal: (name: NodeJS.Signals) => Effect.sync(() => child.kill(name)),
          ended: Effect.promise(() => ended)
        }))
      )
    )
  )
