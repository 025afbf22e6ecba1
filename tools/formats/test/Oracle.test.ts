/** The versions that the catalogue names are those by which the laws judge. */
import { assert, it } from "@effect/vitest"
import { Catalogue, Oracle } from "@org/messages-formats"
import { readFileSync } from "node:fs"

it("names the packages and versions that the laws are installed with", () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  for (const [name, version] of Object.entries(Oracle.versions))
    assert.strictEqual(devDependencies[name], version, name)
  const named = new Set(Catalogue.standard.flatMap(({ oracle }) => (oracle === undefined ? [] : [oracle.package])))
  assert.deepEqual([...named].sort(), Object.keys(Oracle.versions).sort())
})
