/** Honcho's filters for lists: columns with values or operators, `AND`, `OR` and `NOT` (docs.honcho.dev, Using Filters). */
import { Json } from "@org/messages-core"

/** Whether an element is in the filtered list. */
export type Test = (element: Json.JsonObject) => boolean

/** The test of a body's `filters`, or what is wrong with it. */
export const parse = (filters: Json.Json, columns: ReadonlyArray<string>): Test | { readonly problem: string } => {
  if (!Json.isObject(filters)) return { problem: "Filters must be an object" }
  const tests = Object.entries(filters).map(([key, value]) => clause(key, value, columns))
  return all(tests, (passed) => passed.every(Boolean))
}

type Parsed = ReturnType<typeof parse>

const clause = (key: string, value: Json.Json, columns: ReadonlyArray<string>): Parsed => {
  if (key === "AND" || key === "OR" || key === "NOT") {
    if (!Json.isArray(value)) return { problem: `${key} must be a list` }
    const tests = value.map((one) => parse(one, columns))
    return all(tests, (passed) =>
      key === "AND" ? passed.every(Boolean) : key === "OR" ? passed.some(Boolean) : !passed.some(Boolean)
    )
  }
  if (!columns.includes(key)) return { problem: `Column '${key}' cannot be filtered` }
  if (key === "metadata" && Json.isObject(value)) {
    const tests = Object.entries(value).map(([name, wanted]) =>
      comparison((element) => {
        const metadata = element["metadata"]
        return Json.isObject(metadata) ? (Json.own(metadata, name) ?? null) : null
      }, wanted)
    )
    return all(tests, (passed) => passed.every(Boolean))
  }
  return comparison((element) => element[key] ?? null, value)
}

const comparison = (read: (element: Json.JsonObject) => Json.Json, wanted: Json.Json): Parsed => {
  if (wanted === "*") return () => true
  if (!Json.isObject(wanted)) return (element) => Json.equal(read(element), wanted)
  const tests = Object.entries(wanted).map(([name, operand]): Parsed => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
    return operator === undefined
      ? { problem: `Unknown operator '${name}'` }
      : (element) => operator(read(element), operand)
  })
  return all(tests, (passed) => passed.every(Boolean))
}

const all = (tests: ReadonlyArray<Parsed>, decide: (passed: ReadonlyArray<boolean>) => boolean): Parsed => {
  const sound: Array<Test> = []
  for (const test of tests) {
    if (typeof test !== "function") return test
    sound.push(test)
  }
  return (element) => decide(sound.map((test) => test(element)))
}

const operators: Readonly<Record<string, (value: Json.Json, operand: Json.Json) => boolean>> = {
  gte: (value, operand) => rank(value) >= rank(operand),
  lte: (value, operand) => rank(value) <= rank(operand),
  gt: (value, operand) => rank(value) > rank(operand),
  lt: (value, operand) => rank(value) < rank(operand),
  ne: (value, operand) => !Json.equal(value, operand),
  in: (value, operand) => Json.isArray(operand) && operand.some((one) => one === "*" || Json.equal(value, one)),
  contains: (value, operand) => String(value).includes(String(operand)),
  icontains: (value, operand) => String(value).toLowerCase().includes(String(operand).toLowerCase())
}

/** Numbers and times can be ordered; any other pair of values cannot. */
const rank = (value: Json.Json): number =>
  typeof value === "number" ? value : typeof value === "string" ? Date.parse(value) : Number.NaN
