/** The models and rules of ATIF 1.8 (the Python package `atif` 1.8.0), written out as a judge, and trajectories as other programs write them. */
import { Json } from "@org/messages-core"
import { Atif, Envelope } from "@org/messages-formats"
import { HostileJson, Sorted } from "@org/messages-formats-laws"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import type { Suite } from "../suite.js"

const { object, oneOf, record, text } = HostileJson

type Rule = (value: Json.Json) => boolean

const isText: Rule = (value) => typeof value === "string"
const isCount: Rule = (value) => Number.isInteger(value)
const isNumber: Rule = (value) => typeof value === "number"

const has = (
  value: Json.Json,
  required: { readonly [key: string]: Rule },
  optional: { readonly [key: string]: Rule }
) =>
  Json.isObject(value) &&
  Object.entries(required).every(([key, rule]) => Object.hasOwn(value, key) && rule(value[key] ?? null)) &&
  Object.entries(value).every(
    ([key, one]) => Object.hasOwn(required, key) || (Object.hasOwn(optional, key) && (optional[key]?.(one) ?? false))
  )

const isList =
  (rule: Rule): Rule =>
  (value) =>
    Json.isArray(value) && value.every(rule)

const isImage: Rule = (type) => ["image/jpeg", "image/png", "image/gif", "image/webp"].includes(String(type))

const isContent: Rule = (value) =>
  isText(value) ||
  isList(
    (part) =>
      has(part, { type: (type) => type === "text", text: isText }, {}) ||
      has(
        part,
        {
          type: (type) => type === "image",
          source: (source) => has(source, { media_type: isImage, path: isText }, {})
        },
        {}
      )
  )(value)

const extra = { extra: Json.isObject }

const isCall: Rule = (call) =>
  has(call, { tool_call_id: isText, function_name: isText, arguments: Json.isObject }, extra)

const isResult: Rule = (result) => has(result, {}, { ...extra, source_call_id: isText, content: isContent })

const isObservation: Rule = (value) => has(value, { results: isList(isResult) }, {})

const isMetrics: Rule = (value) =>
  has(
    value,
    {},
    { ...extra, prompt_tokens: isCount, completion_tokens: isCount, cached_tokens: isCount, cost_usd: isNumber }
  )

const isTime: Rule = (value) => /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(String(value))

const isStep: Rule = (step) =>
  has(
    step,
    { step_id: isCount, source: (source) => ["user", "agent", "system"].includes(String(source)), message: isContent },
    {
      ...extra,
      timestamp: isTime,
      observation: isObservation,
      llm_call_count: isCount,
      is_copied_context: (value) => typeof value === "boolean",
      ...agentOnly
    }
  )

const agentOnly = {
  model_name: isText,
  reasoning_effort: (value: Json.Json) => isText(value) || isNumber(value),
  reasoning_content: isText,
  tool_calls: isList(isCall),
  metrics: isMetrics
}

const judge = (elements: ReadonlyArray<Json.JsonObject>): void => {
  const document = Envelope.wrap(Atif.envelope, elements)
  assert.ok(
    has(
      document,
      {
        schema_version: isText,
        agent: (agent) => has(agent, { name: isText, version: isText }, { ...extra, model_name: isText }),
        steps: isList(isStep)
      },
      { ...extra, session_id: isText, trajectory_id: isText, notes: isText, final_metrics: Json.isObject }
    ),
    "a model of ATIF"
  )
  const steps = Json.isArray(document["steps"]) ? document["steps"].filter(Json.isObject) : []
  assert.ok(steps.length > 0, "no steps")
  for (const [index, step] of steps.entries()) {
    assert.equal(step["step_id"], index + 1)
    const isAgent = step["source"] === "agent"
    if (!isAgent)
      for (const key of Object.keys(agentOnly)) assert.ok(!Object.hasOwn(step, key), `${key} is the agent's`)
    if (isAgent && step["llm_call_count"] === 0) assert.ok(!("metrics" in step) && !("reasoning_content" in step))
    const list = (value: Json.Json | undefined) => (Json.isArray(value) ? value.filter(Json.isObject) : [])
    const ids = list(step["tool_calls"]).map((call) => call["tool_call_id"])
    const observation = Json.isObject(step["observation"]) ? step["observation"] : {}
    for (const result of list(observation["results"]))
      if ("tool_calls" in step && "source_call_id" in result)
        assert.ok(ids.includes(result["source_call_id"] ?? ""), "a result of a call of another step")
  }
  const again = Envelope.unwrap(Atif.envelope, document)
  Sorted.same(again?.map(clean), elements.map(clean))
}

const clean = ({ [Envelope.key]: _, ...element }: Json.JsonObject) => element

const contents = fc.oneof(
  text,
  fc.array(
    fc.oneof(
      record({ type: oneOf("text"), text }),
      oneOf<object>(
        { type: "image", source: { media_type: "image/png", path: "images/a.png" } },
        { type: "image", source: { media_type: "image/png", path: "data:image/png;base64,aGk=" } },
        { type: "image", source: { media_type: "image/jpeg", path: "https://e.com/a.jpg" } }
      )
    ),
    { maxLength: 3 }
  )
)

const result = (ids: ReadonlyArray<string>) =>
  record({}, { source_call_id: oneOf(...ids), content: contents, extra: object })

const step = fc.oneof(
  record(
    { source: oneOf("user", "system"), message: contents },
    { timestamp: oneOf("2026-01-15T10:30:00Z", "2026-01-15"), extra: object }
  ),
  record(
    {
      source: oneOf("system"),
      message: oneOf(""),
      observation: record({ results: fc.array(result(["c9"]), { maxLength: 2 }) })
    },
    {}
  ),
  record(
    {
      source: oneOf("agent"),
      message: contents,
      tool_calls: fc.uniqueArray(
        record(
          { tool_call_id: oneOf("c1", "c2"), function_name: text, arguments: oneOf<object>({}, { q: 1 }) },
          { extra: object }
        ),
        { maxLength: 2, selector: ({ tool_call_id }) => tool_call_id }
      )
    },
    {
      observation: record({ results: fc.array(result(["c1", "c2"]), { maxLength: 3 }) }),
      reasoning_content: text,
      model_name: text,
      metrics: oneOf<object>({ prompt_tokens: 5, cost_usd: 0.25 }, { cost_usd: 1e-9, completion_tokens: 1 }, {}),
      reasoning_effort: oneOf<unknown>("high", 0.5),
      llm_call_count: oneOf(1),
      is_copied_context: fc.boolean(),
      timestamp: oneOf("2026-01-15T10:30:00.123456+02:00")
    }
  )
)

const root = record(
  { schema_version: oneOf("ATIF-v1.7", "ATIF-v1.8"), agent: oneOf({ name: "a", version: "1" }) },
  { session_id: text, notes: text, extra: object }
)

const documents = fc.tuple(root, fc.array(step, { minLength: 1, maxLength: 4 })).map(([root, steps]) => {
  const document: Json.JsonObject = JSON.parse(
    JSON.stringify({ ...root, steps: steps.map((step, index) => ({ step_id: index + 1, ...step })) })
  )
  return Envelope.unwrap(Atif.envelope, document) ?? []
})

/** The suite of ATIF. */
export const suite: Suite = { definition: Atif.definition, documents, judge }
