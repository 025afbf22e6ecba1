/**
 * Checks the OpenAPI document with linters at their recommended rules. They are installed apart, with
 * `npm ci --prefix tools/acceptance/linters`; without them, the checks are left out.
 */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as OpenApi from "@effect/platform/OpenApi"
import { Api } from "@org/messages-api"
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root, run, temporary } from "./Workspace.js"

const programs = join(root, "tools/acceptance/linters/node_modules/.bin")

const isLeftOut = (program: string): boolean => !existsSync(join(programs, program))

if (["redocly", "spectral"].some(isLeftOut))
  console.warn("The linters are not installed: their tests are skipped (npm ci --prefix tools/acceptance/linters)")

const folder = temporary()

beforeAll(() => {
  writeFileSync(join(folder.path, "openapi.json"), JSON.stringify(OpenApi.fromApi(Api), null, 2))
  writeFileSync(join(folder.path, "redocly.yaml"), "extends: [recommended]\n")
  writeFileSync(join(folder.path, ".spectral.yaml"), 'extends: ["spectral:oas"]\n')
})

afterAll(folder.remove)

const linters: ReadonlyArray<readonly [program: string, args: ReadonlyArray<string>, clean: RegExp]> = [
  ["redocly", ["lint", "openapi.json", "--format=json"], /"errors": 0,\s+"warnings": 0,\s+"ignored": 0/],
  ["spectral", ["lint", "openapi.json", "--fail-severity=hint"], /No results with a severity of 'hint' or higher/]
]

describe("the OpenAPI document", () => {
  it.for(linters)("has no findings of %s", async ([program, args, clean], context) => {
    context.skip(isLeftOut(program), "the linters are not installed")
    const { code, stderr, stdout } = await run(join(programs, program), args, folder.path, {
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true"
    })
    assert.match(stdout, clean, stderr)
    assert.strictEqual(code, 0)
  })
})
