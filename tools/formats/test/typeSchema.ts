/** A validator made of the TypeScript types of a package: keys that a type does not name are refused. */
import { Ajv, type ValidateFunction } from "ajv"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { createGenerator } from "ts-json-schema-generator"

const folder = fileURLToPath(new URL("../dist/schemas", import.meta.url))

/** The validator of a list of a type. It takes seconds to make, so its schema is kept in `dist` until the package has another version. */
export const validator = (file: string, type: string): ValidateFunction => {
  const path = createRequire(import.meta.url)
    .resolve(file)
    .replace(/\.js$/, ".d.ts")
  const kept = join(folder, `${type}-${versionOf(path)}.json`)
  const schema: object = readKept(kept) ?? made(path, type, kept)
  const items = { $ref: `#/definitions/${type}` }
  return new Ajv({ strict: false }).compile({ ...schema, $ref: undefined, type: "array", items })
}

const made = (path: string, type: string, kept: string): object => {
  const schema = createGenerator({ path, type, skipTypeCheck: true, expose: "all", topRef: true }).createSchema(type)
  mkdirSync(dirname(kept), { recursive: true })
  writeFileSync(kept, JSON.stringify(schema))
  return schema
}

const readKept = (path: string): object | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return undefined
  }
}

const versionOf = (path: string): string => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found: { version?: string } | undefined = readKept(join(folder, "package.json"))
    if (found?.version !== undefined) return found.version
  }
}
