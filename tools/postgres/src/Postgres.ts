/** Runs a PostgreSQL server for tests in a temporary directory, as a user without privileges. */
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { promisify } from "node:util"
import * as FreePort from "./FreePort.js"

const versions = "/usr/lib/postgresql"

const folders = [
  ...(existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : []),
  ...(process.env["PATH"] ?? "").split(delimiter)
]

/** The folder of the server programs, if they are installed; on Debian they are not on the path. */
export const programs = folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))))

const isRequired = Effect.runSync(Config.withDefault(Config.string("MESSAGES_REQUIRE_POSTGRES"), "")) !== ""

/** Whether to skip the tests of PostgreSQL. If PostgreSQL is required, they fail instead. */
export const isLeftOut = programs === undefined && !isRequired

if (isLeftOut)
  console.warn("PostgreSQL is not installed: its tests are skipped (MESSAGES_REQUIRE_POSTGRES=1 makes them fail)")

/** Root cannot run PostgreSQL, so it runs as another user. */
const user = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  const [, , uid, gid] = ["postgres", "nobody"].flatMap((name) => users.filter(([found]) => found === name))[0] ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

export interface Postgres {
  /** Creates a database for one test. */
  readonly database: Effect.Effect<{ readonly name: string; readonly url: Redacted.Redacted }>
  /** Runs statements with the rights of the superuser. */
  readonly psql: (sql: string, database?: string) => Effect.Effect<string>
  /** Ends the server at once, as a crash does; its connections break. */
  readonly crash: Effect.Effect<void>
  /** Starts the server again after a crash, on the same port and data. */
  readonly restart: Effect.Effect<void>
}

const start = async () => {
  if (programs === undefined) throw new Error("PostgreSQL is required but not installed")
  const folder = mkdtempSync(join(tmpdir(), "messages-pg-"))
  const identity = user()
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid ?? identity.uid)
  const options = { ...identity, cwd: folder, env: { LC_ALL: "C" } }
  const run = promisify(execFile)
  const data = join(folder, "data")
  const cluster = ["-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"]
  await run(join(programs, "initdb"), cluster, options)
  const port = String(await FreePort.find())
  const settings = ["-D", data, "-h", "127.0.0.1", "-p", port, "-k", folder, "-c", "fsync=off"]
  const server = join(programs, "postgres")
  const launch = async () => {
    const child = spawn(server, settings, { ...options, stdio: ["ignore", "ignore", "pipe"] })
    await ready(child)
    return child
  }
  let child = await launch()
  const stop = async (signal: "SIGINT" | "SIGQUIT") => {
    if (child.exitCode !== null) return
    const ended = once(child, "exit")
    child.kill(signal)
    await ended
  }
  const restart = async () => {
    child = await launch()
  }
  const psql = async (sql: string, database = "postgres") => {
    const connection = ["-h", folder, "-p", port, "-U", "tests", "-d", database, "-tAq", "-c", sql]
    const { stdout } = await run(join(programs ?? "", "psql"), connection, options)
    return stdout.trim()
  }
  return { folder, port, psql, restart, stop }
}

/** Starts the server; stops and removes it when the scope closes. */
export const make = Effect.acquireRelease(Effect.promise(start), ({ folder, stop }) =>
  Effect.promise(async () => {
    await stop("SIGINT")
    rmSync(folder, { recursive: true, force: true })
  })
).pipe(
  Effect.map(({ port, psql, restart, stop }): Postgres => {
    let databases = 0
    return {
      psql: (sql, database) => Effect.promise(() => psql(sql, database)),
      crash: Effect.promise(() => stop("SIGQUIT")),
      restart: Effect.promise(restart),
      database: Effect.promise(async () => {
        const name = `tests_${++databases}`
        await psql(`CREATE DATABASE ${name}`)
        return { name, url: Redacted.make(`postgresql://tests@127.0.0.1:${port}/${name}`) }
      })
    }
  })
)

const ready = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    let output = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes("ready to accept connections")) resolve()
    })
    child.once("exit", () => reject(new Error(`PostgreSQL ended: ${output}`)))
  })
