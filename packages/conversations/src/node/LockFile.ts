/** A lock that lets one process at a time write a file. The lock of a process that has ended is taken over. */
import { ErrorCode } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { randomUUID } from "node:crypto"
import { link, readFile, rm, stat, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
// eslint-disable-next-line no-restricted-imports -- a process id shows whether the owner of a lock is alive
import { kill, pid } from "node:process"
import { setTimeout } from "node:timers/promises"
import { InUse, type StorageFailure } from "../export/ExportFailure.js"
import * as FileFailure from "./FileFailure.js"

/** Holds the lock of a file, `PATH.lock`, until the scope closes. */
export const acquire = (path: string): Effect.Effect<void, InUse | StorageFailure, Scope.Scope> => {
  const lock = `${path}.lock`
  return Effect.asVoid(
    Effect.acquireRelease(
      Effect.flatMap(
        FileFailure.attempt(lock, () => take(lock)),
        (taken) =>
          "owner" in taken
            ? new InUse({ path, lock, ...(taken.owner !== undefined && { process: taken.owner.pid }) })
            : Effect.succeed(taken.text)
      ),
      (text) => Effect.promise(() => release(lock, text).catch(() => undefined))
    )
  )
}

/** The owner of a lock. `start` distinguishes its process from a later one with the same process id; `id` distinguishes the locks of one process. */
const Owner = Schema.Struct({
  pid: Schema.Int,
  host: Schema.String,
  start: Schema.optionalWith(Schema.String, { exact: true }),
  id: Schema.String
})

const decode = Schema.decodeUnknownEither(Schema.parseJson(Owner))

type Taken = { readonly text: string } | { readonly owner: typeof Owner.Type | undefined }

const take = async (lock: string): Promise<Taken> => {
  const start = (await processOf(pid))?.start
  const text = JSON.stringify({ pid, host: hostname(), id: randomUUID(), ...(start !== undefined && { start }) })
  for (;;) {
    if (await create(lock, text)) return { text }
    const held = await textOf(lock)
    if (held === undefined) continue
    const owner = Either.getOrUndefined(decode(held))
    if (owner === undefined || (await isAlive(owner))) return { owner }
    await takeOver(lock, held)
  }
}

/** Creates the lock with its content in one step; returns false if it exists. */
const create = async (lock: string, text: string): Promise<boolean> => {
  const beside = `${lock}.${randomUUID()}`
  try {
    await writeFile(beside, text, { flag: "wx" })
    await link(beside, lock)
    return true
  } catch (error) {
    const code = ErrorCode.of(error)
    if (code === "EEXIST") return false
    if (code === undefined || !withoutLinks.has(code)) throw error
    return await write(lock, text)
  } finally {
    await rm(beside, { force: true })
  }
}

/** Some file systems have no hard links. */
const withoutLinks: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"])

const write = async (lock: string, text: string): Promise<boolean> => {
  try {
    await writeFile(lock, text, { flag: "wx" })
    return true
  } catch (error) {
    if (ErrorCode.of(error) === "EEXIST") return false
    throw error
  }
}

/** Removes the lock of a process that has ended. Processes take turns, or a slow one would remove the new lock of a faster one. */
const takeOver = async (lock: string, held: string): Promise<void> => {
  const turn = `${lock}.turn`
  if (!(await write(turn, ""))) return await wait(turn)
  try {
    await release(lock, held)
  } finally {
    await rm(turn, { force: true })
  }
}

/** Waits while another process has its turn, which takes milliseconds. If that process was killed meanwhile, its turn expires. */
const wait = async (turn: string): Promise<void> => {
  await setTimeout(5)
  const found = await stat(turn).catch(() => undefined)
  if (found !== undefined && Date.now() - found.mtimeMs > 10_000) await rm(turn, { force: true })
}

/** Removes a lock if it has this content. */
const release = async (lock: string, text: string): Promise<void> => {
  if ((await textOf(lock)) === text) await rm(lock, { force: true })
}

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if (ErrorCode.of(error) === "ENOENT") return undefined
    throw error
  }
}

/** The processes of another machine cannot be checked, so their locks stay. */
const isAlive = async ({ host, pid, start }: typeof Owner.Type): Promise<boolean> => {
  if (host !== hostname()) return true
  try {
    kill(pid, 0)
  } catch (error) {
    if (ErrorCode.of(error) === "ESRCH") return false
  }
  const found = await processOf(pid)
  if (found === undefined) return true
  return !found.isEnded && (start === undefined || found.start === start)
}

/** What Linux says about a process: when it started, and whether it is a zombie. */
const processOf = async (pid: number): Promise<{ readonly start: string; readonly isEnded: boolean } | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8")
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return { start: fields[19] ?? "", isEnded: fields[0] === "Z" || fields[0] === "X" }
  } catch {
    return undefined
  }
}
