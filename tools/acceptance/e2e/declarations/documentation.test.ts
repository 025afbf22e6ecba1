/** Checks that an editor shows a sentence for every export of every package, and for every member of the exported types. */
import { assert, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { read, root } from "../Workspace.js"

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>
}

const folders = readdirSync(join(root, "packages"))

/** The declarations of every entry of a package. */
const entriesOf = (folder: string): ReadonlyArray<string> =>
  Object.values((JSON.parse(read(`packages/${folder}/package.json`)) as Manifest).exports).flatMap((target) =>
    typeof target === "string" ? [] : [join(root, "packages", folder, target.types)]
  )

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noLib: true
}

/** Reads only our own declarations, which takes a tenth of the time. What they import has its comments in its own package. */
const program = ts.createProgram(folders.flatMap(entriesOf), options, {
  ...ts.createCompilerHost(options),
  resolveModuleNameLiterals: (names, file) =>
    names.map(({ text }) =>
      text.startsWith(".") ? ts.resolveModuleName(text, file, options, ts.sys) : { resolvedModule: undefined }
    )
})
const checker = program.getTypeChecker()

it.each(folders)("an editor shows what each export of %s is", (folder) => {
  const found = entriesOf(folder).flatMap((path) => exportsOf(checker.getSymbolAtLocation(sourceOf(path))))
  assert.isNotEmpty(found)
  assert.deepStrictEqual([...new Set(found.flatMap(undocumented))], [])
})

const sourceOf = (path: string): ts.SourceFile => {
  const file = program.getSourceFile(path)
  assert.isDefined(file)
  return file
}

/** An export. Its comment is at its declaration, or at its name in an export list. */
interface Export {
  readonly name: string
  readonly exported: ts.Symbol
  readonly symbol: ts.Symbol
}

/** The exports of a module, including those of the modules that it re-exports. Other packages document their own. */
const exportsOf = (module: ts.Symbol | undefined, prefix = ""): ReadonlyArray<Export> =>
  (module === undefined ? [] : checker.getExportsOfModule(module)).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const name = prefix + exported.name
    if (declarationsOf(symbol).some(ts.isSourceFile)) return exportsOf(symbol, `${name}.`)
    return declarationsOf(symbol).length > 0 ? [{ name, exported, symbol }] : []
  })

const declarationsOf = (symbol: ts.Symbol): ReadonlyArray<ts.Declaration> =>
  (symbol.declarations ?? []).filter((node) => node.getSourceFile().fileName.startsWith(join(root, "packages")))

const undocumented = ({ exported, name, symbol }: Export): ReadonlyArray<string> => [
  ...(isDocumented(symbol) || isDocumented(exported) ? [] : [name]),
  ...declarationsOf(symbol).flatMap((node) => partsOf(node).flatMap((part) => membersOf(part, name)))
]

const isDocumented = (symbol: ts.Symbol | undefined): boolean =>
  symbol !== undefined && symbol.getDocumentationComment(checker).length > 0

/** The parts of a declaration that have members: a type, the type of a service, and the parameters of a function. */
const partsOf = (node: ts.Declaration): ReadonlyArray<ts.Node> => {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return [node]
  if (ts.isFunctionDeclaration(node)) return [...node.parameters]
  if (ts.isClassDeclaration(node)) return [node, ...basesOf(node)]
  if (ts.isVariableDeclaration(node) && node.type !== undefined && ts.isFunctionTypeNode(node.type))
    return [...node.type.parameters]
  return []
}

/** The base of a service or an error is the result of a call, which the compiler declares as a constant. */
const basesOf = (node: ts.ClassDeclaration): ReadonlyArray<ts.Node> =>
  (node.heritageClauses ?? [])
    .flatMap(({ types }) =>
      types.flatMap(({ expression }) => checker.getSymbolAtLocation(expression)?.declarations ?? [])
    )
    .filter((base) => ts.isVariableDeclaration(base) && base.getSourceFile() === node.getSourceFile())

/** The members without a comment. The fields of schemas are not among them: hovers.test.ts and schemas.test.ts check those. */
const membersOf = (node: ts.Node, path: string): ReadonlyArray<string> => {
  if (ts.isTypeReferenceNode(node) && /^(Schema\.|Extract$)/.test(node.typeName.getText())) return []
  const name = isMember(node) ? `${path}.${node.name.getText()}` : path
  const isMissing = isMember(node) && !isKnown(node) && !isDocumented(checker.getSymbolAtLocation(node.name))
  const within: Array<string> = isMissing ? [name] : []
  ts.forEachChild(node, (child) => {
    within.push(...membersOf(child, name))
  })
  return within
}

type Member =
  ts.PropertySignature | ts.MethodSignature | ts.PropertyDeclaration | ts.MethodDeclaration | ts.GetAccessorDeclaration

const isMember = (node: ts.Node): node is Member =>
  ts.isPropertySignature(node) ||
  ts.isMethodSignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isGetAccessorDeclaration(node)

/** Members that need no comment: literals, such as the `type` of a member of a union; the name and the message of an error; private members. */
const isKnown = (node: Member): boolean =>
  ts.isPrivateIdentifier(node.name) ||
  node.name.getText() === "_tag" ||
  (ts.isGetAccessorDeclaration(node) && node.name.getText() === "message") ||
  (ts.isPropertyDeclaration(node) && node.initializer !== undefined) ||
  (node.type !== undefined && ts.isLiteralTypeNode(node.type))
