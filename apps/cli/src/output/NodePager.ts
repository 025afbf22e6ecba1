/** The pager as a process of its own, which draws on the terminal of this one. */
import * as ErrorCode from "@org/messages-core/ErrorCode"
import { StreamFailure } from "@org/messages-terminal"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { ChildProcess } from "node:child_process"
import process from "node:process"
import { type OpenPager, Pager } from "./Pager.js"

const variable = (name: string) => Effect.orElseSucceed(Config.string(name), () => undefined)

/** The pager in `PAGER`, or `less`. There is none if `PAGER` is empty or `cat`, or if the terminal cannot show a pager. */
export const layer: Layer.Layer<Pager> = Layer.succeed(
  Pager,
  Effect.gen(function* () {
    const command = (yield* variable("PAGER")) ?? "less -R"
    const terminal = yield* variable("TERM")
    if (command.trim() === "" || command.trim() === "cat" || terminal === "dumb") return Option.none()
    const less = yield* variable("LESS")
    return yield* Effect.acquireRelease(open(command, less ?? "FRX"), (pager) =>
      Option.match(pager, { onNone: () => Effect.void, onSome: ({ endInput }) => endInput })
    )
  })
)

/** `none` if the shell does not find the pager. */
const open = Effect.fn("NodePager.open")(function* (command: string, less: string) {
  // The pager gets the environment, because it needs TERM and its own settings.
  const { env } = process
  const child = yield* Effect.promise(async () => {
    const { spawn, spawnSync } = await import("node:child_process")
    const [program = ""] = command.trim().split(/\s+/)
    const isThere = spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0
    return isThere
      ? spawn("sh", ["-c", `exec ${command}`], { stdio: ["pipe", "inherit", "inherit"], env: { ...env, LESS: less } })
      : undefined
  })
  return child?.stdin == null ? Option.none() : Option.some(opened(child, child.stdin))
})

const opened = (child: ChildProcess, stdin: NonNullable<ChildProcess["stdin"]>): OpenPager => {
  // The writer gets the failure of a write. Without a listener, the failure would also end the process.
  stdin.on("error", () => undefined)
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve())
    child.once("error", () => resolve())
  })
  const untilQuit = Effect.promise(() => closed)
  const endInput = Effect.zipRight(
    Effect.sync(() => stdin.end()),
    untilQuit
  )
  return {
    untilQuit,
    endInput,
    write: (text) =>
      Effect.async((resume) => {
        stdin.write(text, (cause) =>
          resume(
            cause
              ? Effect.fail(new StreamFailure({ stream: "standard output", code: ErrorCode.of(cause) ?? "EPIPE" }))
              : Effect.void
          )
        )
      }),
    release: (signal) =>
      Effect.zipRight(
        Effect.sync(() => {
          stdin.end()
          if (signal !== "SIGINT") child.kill(signal)
        }),
        untilQuit
      )
  }
}
