/** Runs a command line in this process with the real backend over real connections, and standard streams in memory. */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Live from "../src/Live.js"
import { run as runWith } from "./support.js"

/** What the program would have printed, and its exit code. */
export interface Result {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

/** Runs a command line with these variables alone. */
export const run = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Promise<Result> =>
  runWith(args, { backend: Live.layer }).pipe(
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env)))),
    Effect.map(({ exit, stderr, stdout, stdoutBytes }) => ({ code: exit, stdout, stderr, bytes: stdoutBytes })),
    Effect.runPromise
  )
