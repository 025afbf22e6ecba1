/** The OpenAPI document: its names, its descriptions and its examples. */
import * as OpenApi from "@effect/platform/OpenApi"
import { assert, describe, it } from "@effect/vitest"
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { Api } from "../../src/Api.js"

type Value = any // eslint-disable-line @typescript-eslint/no-explicit-any

const document: Value = JSON.parse(JSON.stringify(OpenApi.fromApi(Api)))

const operations: ReadonlyArray<readonly [name: string, operation: Value]> = Object.entries<Value>(
  document.paths
).flatMap(([path, item]) =>
  Object.entries<Value>(item).map(([method, operation]) => [`${method} ${path}`, operation] as const)
)

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: "openapi", components: document.components })

const faults = (schema: Value, value: unknown) => {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')
  const validate = ajv.compile(JSON.parse(text))
  return validate(value) === true ? [] : validate.errors
}

/** Every schema of a value by its place, and the descriptions that its place gives it. */
const properties = (value: Value, at: string): ReadonlyArray<readonly [place: string, property: Value]> => {
  if (typeof value !== "object" || value === null) return []
  const own = value.type === "object" ? Object.entries<Value>(value.properties ?? {}) : []
  return [
    ...own.map(([key, property]) => [`${at}/${key}`, property] as const),
    ...Object.entries<Value>(value)
      .filter(([key]) => key !== "example" && key !== "examples")
      .flatMap(([key, inner]) => properties(inner, `${at}/${key}`))
  ]
}

describe("the OpenAPI document", () => {
  it("names every operation as a method of a client would be named", () => {
    assert.deepStrictEqual(
      operations.map(([name, { operationId }]) => [name, operationId]),
      [
        ["get /v1/messages/{ref}", "getMessage"],
        ["get /v1/messages/{ref}/raw", "getRawMessage"],
        ["post /v1/messages", "postMessage"],
        ["post /v1/messages/batch", "getMessages"],
        ["get /v1/conversations", "listConversations"],
        ["get /v1/conversations/{ref}/messages", "listMessages"],
        ["post /v1/convert", "convertDocument"],
        ["get /v1/providers", "listProviders"],
        ["post /v1/exports", "startExport"],
        ["get /v1/exports", "listExports"],
        ["get /v1/exports/{id}", "getExport"],
        ["delete /v1/exports/{id}", "cancelExport"],
        ["get /v1/exports/{id}/content", "getExportContent"],
        ["get /", "getServer"],
        ["get /healthz", "getHealth"],
        ["get /readyz", "getReadiness"],
        ["get /openapi.json", "getOpenApi"],
        ["get /schema/message.json", "getMessageSchema"]
      ]
    )
  })

  it("says where the server is, and its license", () => {
    assert.deepStrictEqual(document.servers, [{ url: "/", description: "This server" }])
    assert.strictEqual(document.info.license.identifier, "MIT")
  })

  it.each(operations)("describes %s, its parameters, its responses and their headers", (_, operation) => {
    const { description, parameters = [], responses, summary } = operation
    const described = [
      { summary, description },
      ...parameters,
      ...Object.values<Value>(responses).flatMap(({ headers = {}, ...response }) => [
        response,
        ...Object.values<Value>(headers)
      ])
    ]
    for (const found of described) assert.match(found.description ?? "", /\w{3}/, JSON.stringify(found).slice(0, 200))
    assert.match(summary, /\w{3}/)
  })

  it.each(operations)("says in a sentence what the success of %s is", (_, { responses }) => {
    for (const [status, { description }] of Object.entries<Value>(responses))
      if (Number(status) < 400) assert.match(description, /^(?!Success\b)\S+( \S+){2,}$/, status)
  })

  it("describes every field of every schema", () => {
    const isRule = /\/(allOf|anyOf|not|if|then)(\/|$)/
    const all = properties({ schemas: document.components.schemas, paths: document.paths }, "")
    assert.isAbove(all.length, 150)
    const bare = all.filter(
      ([place, { $ref, description }]) =>
        description === undefined &&
        !isRule.test(place) &&
        document.components.schemas[$ref?.split("/").at(-1)] === undefined
    )
    assert.deepStrictEqual(
      bare.map(([place]) => place),
      []
    )
  })

  it.each(operations)("has examples of %s that are valid", (_, { requestBody, responses }) => {
    const contents = [requestBody, ...Object.values<Value>(responses)].flatMap((body) =>
      Object.values<Value>(body?.content ?? {})
    )
    for (const { example, examples = {}, schema } of contents) {
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values<Value>(examples).map(({ value }) => value)
      ]
      for (const value of values) assert.deepStrictEqual(faults(schema, value), [], JSON.stringify(value))
    }
  })

  it("has an example of everything that is sent to the providers or comes from them", () => {
    for (const [name, { requestBody, responses }] of operations.filter(([name]) => name.includes("/v1/"))) {
      const success = responses[200] ?? responses[201] ?? responses[202]
      const { example, examples } = success.content["application/json"] ?? success.content["application/x-ndjson"]
      assert.isDefined(example ?? examples, name)
      if (requestBody !== undefined) assert.isDefined(requestBody.content["application/json"].example)
    }
  })

  it("has no reference that tools cannot follow", () => {
    const text = JSON.stringify(document)
    assert.notMatch(text, /"allOf":\[\{"\$ref":"[^"]*"\}\]/)
    for (const [, name = ""] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      assert.property(document.components.schemas, name)
  })
})
