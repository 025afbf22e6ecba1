/** Asks TypeScript's language service what an editor shows for the fields of the built packages: the descriptions of their schemas. */
import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { isApp, packages, root } from "../Workspace.js"

const minutes = 60_000

/** Fields of every kind of schema, and what their hovers show. */
const hovers = [
  ["a struct with a rule", "Message.Message", "it.createdAt", "When the message was created"],
  ["a struct in a struct", "Message.Message", "it.usage?.inputTokens", "How many tokens the model read"],
  [
    "a member of a union",
    'Extract<Message.Message["parts"][number], { type: "file" }>',
    "it.url",
    "Where the file can be fetched"
  ],
  ["every member of a union", 'Message.Message["parts"][number]', "it.id", "The provider's id of the part"],
  [
    "a type that is written by hand",
    "Residue.MessageResidue",
    "it.absent",
    "JSON Pointers to keys that the object rebuilt from the fields has and the native one lacks"
  ],
  ["the fields of a schema", "typeof Message.Fields.fields", "it.createdAt", "When the message was created"],
  ["a plain struct", "Draft.Draft", "it.text", "The text of the message; it must not be blank"],
  [
    "a tagged error",
    "MessageError.ProviderFailure",
    "it.retryAfterMs",
    "How long the provider asks to wait, in milliseconds"
  ],
  [
    "a field of a field of a tagged error",
    "MessageError.ProviderFailure",
    "it.upstream?.instance",
    "The provider's identifier for this occurrence of the error (RFC 9457)"
  ],
  [
    "what a tagged error is made of",
    "ConstructorParameters<typeof MessageError.InvalidDraft>[0]",
    "it.path",
    "Where the problem is, as a JSON Pointer into the draft"
  ],
  ["a result of the port", "Messages.Availability", "it.missing", "The environment variable that is not set"],
  [
    "a page of the server",
    "ListPages.MessagePage",
    "it.natives",
    "The provider's own elements, one for each item, if `natives` is true"
  ],
  [
    "fields that extend those of another package",
    "PostRequest.PostRequest",
    "it.conversation",
    "The ref of the conversation to post to"
  ],
  [
    "an interface in a union",
    "ConversationLines.Interruption",
    "it.cursor",
    "Where to resume, as the parameter `cursor`; absent if nothing was read"
  ],
  [
    "a provider's own type",
    "FactorySchema.FactoryMessage",
    "it.createdAt",
    "When the message was created, in epoch milliseconds"
  ],
  [
    "what an endpoint returns",
    'Success<"listProviders">',
    "it[0]?.missing",
    "The environment variable that is not set"
  ],
  [
    "the type that Effect derives from a schema",
    "Schema.Schema.Type<typeof Draft.Draft>",
    "it.text",
    "The text of the message; it must not be blank"
  ],
  [
    "the argument of a schema's `make`",
    "Parameters<typeof PostRequest.PostRequest.make>[0]",
    "it.conversation",
    "The ref of the conversation to post to"
  ],
  [
    "a part in the encoded form of a draft",
    'Extract<NonNullable<(typeof Draft.Draft.Encoded)["parts"]>[number], { type: "text" }>',
    "it.text",
    "The text, which may be empty"
  ],
  [
    "an option of the port",
    "Page.PageOptions",
    "it.cursor",
    "Where the page begins. If absent, it begins at the start of the list."
  ],
  ["what a guard has checked", "unknown", "Message.isMessage(it) && it.sentAt", "When the message was sent"]
] as const

const reading = (type: string, field: string): string => `void ((it: ${type}) => ${field})`

/** Effect derives these fields under new keys, and TypeScript drops the comment of a field whose key it maps to another one. */
const encoded = reading("typeof Draft.Draft.Encoded", "it.text")

const program = `
import type { ConversationLines, ListPages, PostRequest, Success } from "@org/messages-api"
import { type Draft, Message, type MessageError, type Messages, type Page, type Residue } from "@org/messages-core"
import type { FactorySchema } from "@org/messages-provider-factory"
import type * as Schema from "effect/Schema"
${hovers.map(([, type, field]) => reading(type, field)).join("\n")}
${encoded}
`

const path = join(root, "tools/acceptance/e2e/declarations/hovers.ts")

const isProgram = (name: string): boolean => name === path

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: []
}

const editor = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => options,
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [path],
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => {
    const text = isProgram(name) ? program : ts.sys.readFile(name)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  fileExists: (name) => isProgram(name) || ts.sys.fileExists(name)
})

/** What an editor shows for the last name of the line. */
const hoverOf = (line: string): string => {
  const position = program.indexOf(line) + line.lastIndexOf(".") + 1
  return ts.displayPartsToString(editor.getQuickInfoAtPosition(path, position)?.documentation)
}

describe("an editor shows the description of a field", { timeout: 2 * minutes }, () => {
  it("in a program without errors", () => {
    const problems = editor.getSemanticDiagnostics(path)
    assert.deepStrictEqual(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
      []
    )
  })

  it.each(hovers)("of %s", (_, type, field, description) => {
    assert.strictEqual(hoverOf(reading(type, field)), description)
  })

  it("except of the encoded form of a schema, until TypeScript keeps the comments of mapped keys", () => {
    assert.strictEqual(hoverOf(encoded), "")
  })
})

interface FieldComments {
  readonly withComments: (declarations: string, module: unknown) => string
}

/** The declarations of a built package that name schemas. */
const declarationsOf = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder, "dist"), { recursive: true, encoding: "utf8" })
    .map((name) => join(root, folder, "dist", name))
    .filter((name) => name.endsWith(".d.ts") && readFileSync(name, "utf8").includes('"effect/Schema"'))

describe("the build adds every description to the declarations", { timeout: 2 * minutes }, () => {
  it.each(packages.filter((found) => !isApp(found)))("of $manifest.name", async ({ folder }) => {
    const { withComments } = (await import(join(root, "tools/hovers/FieldComments.js"))) as FieldComments
    for (const name of declarationsOf(folder)) {
      const declarations = readFileSync(name, "utf8")
      const module: unknown = await import(name.replace(/\.d\.ts$/, ".js"))
      assert.isTrue(withComments(declarations, module) === declarations, name)
    }
  })

  it("and replaces a description that changed", async () => {
    const { withComments } = (await import(join(root, "tools/hovers/FieldComments.js"))) as FieldComments
    const folder = join(root, "packages/core/dist/message")
    const declarations = readFileSync(join(folder, "Draft.d.ts"), "utf8")
    const older = declarations.replaceAll("/** Labels to attach */", "/** Tags. */")
    assert.notStrictEqual(older, declarations)
    assert.strictEqual(withComments(older, await import(join(folder, "Draft.js"))), declarations)
  })
})
