/** The workspace under test: its packages, copies of it, and processes without the environment of the test process. */
import { createClient } from "@libsql/client"
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync
} from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

export const root = fileURLToPath(new URL("../../../", import.meta.url))

export const read = (path: string): string => readFileSync(join(root, path), "utf8")

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin?: Readonly<Record<string, string>>
  readonly keywords?: ReadonlyArray<string>
}

export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

/** Every package that can be published. */
export const packages: ReadonlyArray<Package> = ["packages", "apps"].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => `${group}/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(read(`${folder}/package.json`)) as Manifest }))
)

export const isApp = ({ manifest }: Package): boolean => manifest.bin !== undefined

/** A temporary folder for the tests of one file. No folder above it is a repository. */
export const temporary = (): { readonly path: string; readonly remove: () => void } => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "messages-")))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }) }
}

/** Copies the files that a commit of the workspace would contain now, and what Nx knows of its builds, so that nothing is built twice. */
export const copyTo = async (folder: string): Promise<void> => {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root })
  const files = list.toString().split("\0")
  for (const file of files) {
    if (file !== "" && existsSync(join(root, file))) cpSync(join(root, file), join(folder, file))
  }
  const records = join(nx, "workspace-data")
  const databases = existsSync(records) ? readdirSync(records).filter((name) => name.endsWith(".db")) : []
  mkdirSync(join(folder, ".nx/workspace-data"), { recursive: true })
  for (const name of databases) await copyDatabase(join(records, name), join(folder, ".nx/workspace-data", name))
}

/** Gives a copy the packages that are installed here: links, except those to the packages of the workspace, which stay relative. */
export const linkModules = (folder: string): void => {
  const projects = ["packages", "apps", "tools"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/node_modules`)
  )
  for (const modules of ["node_modules", ...projects.filter((path) => existsSync(join(root, path)))]) {
    mkdirSync(join(folder, modules), { recursive: true })
    for (const name of readdirSync(join(root, modules))) {
      const [from, to] = [join(root, modules, name), join(folder, modules, name)]
      if (name === "@org" || name === ".bin") cpSync(from, to, { recursive: true, verbatimSymlinks: true })
      else if (!name.startsWith(".")) symlinkSync(from, to)
    }
  }
}

/** Copies a SQLite database that another process may be writing, which a copy of the file alone would tear apart. */
const copyDatabase = async (from: string, to: string): Promise<void> => {
  const client = createClient({ url: pathToFileURL(from).href })
  await client.execute({ sql: "VACUUM INTO ?", args: [to] }).finally(() => client.close())
}

/** Nx's folder. The worktrees of a repository share the one of its main worktree. */
const nx = join(
  execFileSync("git", ["rev-parse", "--path-format=absolute", "--git-common-dir"], { cwd: root }).toString().trim(),
  "../.nx"
)

export interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a command in its own process group, so that `end` also reaches its children. */
export const start = (
  command: string,
  args: ReadonlyArray<string>,
  cwd: string,
  env: Readonly<Record<string, string>> = {}
): ChildProcess =>
  spawn(command, args, { cwd, env: { ...environment, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true })

export const end = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, "close")
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  process.kill(-child.pid, "SIGTERM")
  await closed
}

/** Waits until a program prints its address on either stream, and gives its standard output so far. */
export const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let [stdout, all] = ["", ""]
    const heard = (text: string) => {
      all += text
      if (all.includes("http://")) resolve(stdout)
    }
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text
      heard(text)
    })
    child.stderr?.setEncoding("utf8").on("data", heard)
    child.once("close", () => reject(new Error(`the program does not listen\n${all}`)))
  })

export const run = async (...command: Parameters<typeof start>): Promise<Result> => {
  const child = start(...command)
  let [stdout, stderr] = ["", ""]
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text))
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text))
  await once(child, "close")
  return { code: child.exitCode, stdout, stderr }
}

/** The output of a command that must succeed. */
export const succeed = async (...command: Parameters<typeof start>): Promise<string> => {
  const { code, stderr, stdout } = await run(...command)
  if (code !== 0) throw new Error(`${command[0]} ${command[1].join(" ")} exits with ${code}\n${stdout}\n${stderr}`)
  return stdout
}

/** The environment of a shell, with npm's settings but without the variables that Nx, npm or Vitest set for this process. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        /^(HOME|USER|LANG|LC_\w+|TMPDIR|TEMP|TMP|CI|SSL_\w+|NODE_EXTRA_CA_CERTS|\w+_proxy)$/i.test(name) ||
        /^npm_config_(registry|cache|userconfig|globalconfig|cafile)$/i.test(name)
    )
  ),
  PATH: [
    dirname(process.execPath),
    ...(process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"))
  ].join(delimiter),
  NO_COLOR: "1",
  NX_DAEMON: "false",
  NX_CACHE_DIRECTORY: join(nx, "cache"),
  npm_config_prefer_offline: "true"
}
