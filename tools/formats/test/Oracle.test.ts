/** The versions that the catalogue names are those by which the laws judge. */
import { assert, it } from "@effect/vitest"
import { Catalogue, Oracle } from "@org/messages-formats"
import { readFileSync } from "node:fs"

it("names the packages and versions that the laws are installed with", () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  for (const [name, version] of Object.entries(Oracle.versions))
    assert.strictEqual(devDependencies[name], version, name)
  const oracles = Catalogue.standard.flatMap(({ oracle }) => oracle ?? [])
  const named = new Set(oracles.filter(({ publisher }) => publisher === undefined).map((oracle) => oracle.package))
  assert.deepEqual([...named].sort(), Object.keys(Oracle.versions).sort())
})

it("names a judge of every standard format that other programs read, and the rules that its tests have written out", () => {
  const own = ["canonical", "ndjson", "factory-session", "claude-code", "codex", "markdown", "html"]
  assert.deepEqual(
    Catalogue.standard.flatMap(({ name, oracle }) => (oracle === undefined ? [name] : [])),
    own
  )
  for (const [file, { package: name, version }] of [
    ["./otel/Otel.ts", Oracle.otel],
    ["./atif/Atif.ts", Oracle.atif]
  ] as const) {
    const [purpose] = readFileSync(new URL(file, import.meta.url), "utf8").split("\n")
    assert.include(purpose, `\`${name}\` ${version}`, file)
  }
})
