// Faults in refs: what a ref names, and which ids are refused.
const of = (file, tests) => (fault, find, replace) => ({
  file: `packages/core/src/ref/${file}`,
  fault,
  find,
  replace,
  package: "packages/core",
  tests
})

const scanner = of("RefScanner.ts", ["ref/MessageRef", "ref/ConversationRef", "ref/RefScanner"])
const id = of("Id.ts", ["Id.test"])
const url = of("RefUrl.ts", ["ref/RefUrl"])
const ref = of("MessageRef.ts", ["ref/MessageRef"])
const grammar = of("RefGrammar.ts", ["ref/MessageRef", "ref/ConversationRef", "ref/RefScanner"])

export const refs = [
  scanner("takes a ref with a segment too many", "if (from <= end) return undefined", ""),
  scanner("takes any word in the place of a fixed one", ' || ("word" in segment && segment.word !== part)', ""),
  scanner("reads the query as far as a second parameter", ' || text.includes("&", mark)', ""),
  scanner(
    "takes a query without a value",
    'value === undefined || value === "" ? undefined',
    "value === undefined ? undefined"
  ),
  scanner("leaves an id undecoded", "return decodeURIComponent(part)", "return part"),
  scanner("leaves an id unencoded", "? encodeURIComponent(id) : undefined", "? id : undefined"),
  scanner(
    "encodes an id that is refused",
    "Id.problem(id) === undefined ? encodeURIComponent(id) : undefined",
    "encodeURIComponent(id)"
  ),
  scanner("drops the query from the normal form", "ref += `?${query}=${encoded}`", ""),
  url("takes the URL of any server", "isOwn: owner !== undefined", "isOwn: true"),
  url("takes a path that goes on for a message", "}/?$`)", "}`)"),
  url("forgets the query of a URL", ", ids) + query", ", ids)"),
  url("takes the ids of a URL in any order", "ids[segment.id] ??", "Object.values(ids)[0] ??"),
  ref("takes any provider for the one that is asked for", "address.provider === provider", "true"),
  grammar("separates the word of a segment wrongly from its id", "part.slice(1, -1)", "part.slice(0, -1)"),
  id("sends `..`", "if (dotSegment.test(id))", 'if (id === "x" && dotSegment.test(id))'),
  id("does not know an encoded dot", "(?:\\.|%2e){1,2}", "(?:\\.){1,2}"),
  id("sends control characters", "if (control.test(id))", 'if (id === "x" && control.test(id))'),
  id("is one byte too strict", "bytes(id) > maximumBytes", "bytes(id) >= maximumBytes"),
  id("counts characters and not bytes", 'encodeURIComponent(id).replace(/%../g, "_").length', "id.length"),
  id("puts a space into a header", "\\x21-\\x7e", "\\x20-\\x7e")
]
