/**
 * The published schemas as a second judge. They are not in this repository: `OTEL_SCHEMAS` names the folder `docs/gen-ai` of a checkout of
 * OpenTelemetry's `semantic-conventions`, of the version in `Oracle.ts`.
 */
import { Json } from "@org/messages-core"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import type { Suite } from "../suite.js"

const folder = process.env["OTEL_SCHEMAS"]

const own = (value: Json.Json | undefined, key: string): Json.JsonObject => {
  const child = Json.isObject(value) ? Json.own(value, key) : undefined
  return Json.isObject(child) ? child : {}
}

/** A schema whose part of any type may have none of the known types, so that it does not accept what their schemas refuse. */
const strict = (schema: Json.JsonObject): Json.JsonObject => {
  const definitions = own(schema, "$defs")
  const known = Object.values(definitions).flatMap((one) => own(own(one, "properties"), "type")["const"] ?? [])
  assert.ok(known.includes("tool_call_response"), "the types of parts")
  const any = { type: "object", required: ["type"], properties: { type: { type: "string", not: { enum: known } } } }
  return { ...schema, $defs: { ...definitions, GenericPart: any } }
}

const validator = (folder: string, name: string): ValidateFunction => {
  const schema: Json.JsonObject = JSON.parse(readFileSync(join(folder, `gen-ai-${name}.json`), "utf8"))
  return new Ajv2020({ strict: false, formats: { binary: true } }).compile(strict(schema))
}

const judgeOf = (folder: string): Suite["judge"] => {
  const [input, output, system] = ["input-messages", "output-messages", "system-instructions"].map((name) =>
    validator(folder, name)
  )
  const accepts = (validate: ValidateFunction | undefined, value: unknown) =>
    assert.ok(validate?.(value), JSON.stringify(validate?.errors))
  return (document) => {
    accepts(input, document)
    for (const message of document) {
      if (message["role"] === "assistant") accepts(output, [message])
      if (message["role"] === "system") accepts(system, message["parts"])
    }
  }
}

/** Throws unless the published schemas accept a document; `undefined` where they are not. */
export const published: Suite["judge"] | undefined = folder === undefined ? undefined : judgeOf(folder)
