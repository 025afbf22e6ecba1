/** Checks that a module's name means one thing: two modules have the same name only if they do the same, each for its own package. */
import { assert, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { basename, join } from "node:path"
import { root } from "./Workspace.js"

/** Names that several modules share, and what each of those modules is. */
const shared = new Map([
  ["index", "what a package exports"],
  ["main", "what a program runs"],
  ["node", "what a package exports for Node alone"],
  ["Database", "what a store needs of a database, whether it is SQLite or PostgreSQL"],
  ["SqliteDatabase", "that database as a SQLite file"],
  ["PostgresDatabase", "that database on a PostgreSQL server"],
  ["FormatError", "the errors of a conversion, which formats export too"],
  ["HonchoPage", "a page of Honcho: one module reads it, one of the sandbox sends it"],
  ["Json", "JSON values; the contracts do not depend on our own model"],
  ["Listener", "a socket that listens until it is closed"],
  ["Query", "reads the query of a request"],
  ["RequestBody", "reads the body of a request"]
])

const modules = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*/src/*.ts"], {
  cwd: root,
  encoding: "utf8"
})
  .trim()
  .split("\n")
  .filter((path) => existsSync(join(root, path)))

const byName = new Map<string, ReadonlyArray<string>>()
for (const path of modules) {
  const name = basename(path, ".ts")
  byName.set(name, [...(byName.get(name) ?? []), path])
}

it("modules share a name only if they do the same", () => {
  assert.isAbove(modules.length, 500)
  const repeated = [...byName].filter(([name, paths]) => paths.length > 1 && !shared.has(name))
  assert.deepStrictEqual(repeated, [])
})

it("every name that modules may share is shared", () => {
  const unshared = [...shared.keys()].filter((name) => (byName.get(name)?.length ?? 0) < 2)
  assert.deepStrictEqual(unshared, [])
})
