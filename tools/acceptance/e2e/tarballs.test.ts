/** Installs the packages, as npm would publish them, in an empty repository. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { publint } from "publint"
import { blocks } from "./readme/Blocks.js"
import * as Declarations from "./declarations/Declarations.js"
import { end, listening, isApp, packages, read, root, start, succeed, temporary } from "./Workspace.js"

const minutes = 60_000

const libraries = packages.filter((found) => !isApp(found))
const apps = packages.filter(isApp)

/** What a repository needs besides our tarballs, in the versions of this workspace, whose compiler compiles its programs. */
const companions = ["effect", "@effect/platform", "@effect/platform-node", "@types/node"]

const allowed = /^(package\.json|README\.md|LICENSE|message\.schema\.json|(dist|bin)\/.*)$/
const refused = /tsbuildinfo|(^|\/)(src|test|e2e)\/|\.tsx?(?<!\.d\.ts)$/

interface Tarball {
  readonly name: string
  readonly filename: string
  readonly files: ReadonlyArray<{ readonly path: string }>
}

const folder = temporary()
const repository = join(folder.path, "repository")
const tarballs = new Map<string, Tarball>()

const file = (name: string): string => join(folder.path, tarballs.get(name)?.filename ?? "none")

/** The program in the README of a library, and the output that the README shows. */
const program = (path: string) => {
  const [code, output] = ["ts", "text"].map((wanted) => blocks(read(path)).find(({ language }) => language === wanted))
  return code === undefined ? undefined : { code: code.text, prints: output?.text }
}

const programs = libraries.flatMap(({ folder, manifest }) => {
  const found = program(`${folder}/README.md`)
  return found === undefined ? [] : [{ name: manifest.name, file: folder.replace(/.*\//, ""), ...found }]
})

/** The program of the root README with Promises: it must also be a strict TypeScript program. */
const promises = blocks(read("README.md")).find(({ about }) => about === "read.mjs")

/** The programs of these packages need a server that the tests of the package start. */
const isClient = (file: string): boolean => /^(provider-|transport$|api$)/.test(file)

const compilerOptions = {
  target: "es2022",
  // The declarations of `@effect/platform` name types of the DOM.
  lib: ["es2023", "dom"],
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false
}

/** Whether a problem arises for programs that are ES modules. */
const isOfModules = (problem: Problem): boolean =>
  !("resolutionKind" in problem && (problem.resolutionKind === "node10" || problem.resolutionKind === "node16-cjs"))

const settings = (more: object) =>
  JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, include: ["src"] })

beforeAll(async () => {
  const workspaces = packages.flatMap(({ manifest }) => ["--workspace", manifest.name])
  const packed = await succeed("npm", ["pack", "--json", "--pack-destination", folder.path, ...workspaces], root)
  for (const tarball of JSON.parse(packed) as ReadonlyArray<Tarball>) tarballs.set(tarball.name, tarball)

  const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: Record<string, string> }
  mkdirSync(join(repository, "src"), { recursive: true })
  writeFileSync(join(repository, "package.json"), JSON.stringify({ name: "elsewhere", private: true, type: "module" }))
  for (const { code, file } of programs) writeFileSync(join(repository, "src", `${file}.ts`), code)
  writeFileSync(join(repository, "src/promises.ts"), promises?.text ?? "The README has no program with Promises.")
  writeFileSync(
    join(repository, "src/all.ts"),
    libraries.map(({ manifest }, index) => `export * as all${index} from "${manifest.name}"\n`).join("")
  )
  const versions = companions.map((name) => `${name}@${devDependencies[name]}`)
  const ours = packages.map(({ manifest }) => file(manifest.name))
  await succeed(
    "npm",
    ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", ...ours, ...versions],
    repository
  )
}, 5 * minutes)

afterAll(() => folder.remove())

describe("every tarball", () => {
  for (const found of packages) {
    const { folder, manifest } = found
    it(`contains what users need and nothing else: ${manifest.name}`, () => {
      const paths = (tarballs.get(manifest.name)?.files ?? []).map(({ path }) => path)
      for (const path of paths) {
        assert.match(path, allowed)
        assert.notMatch(path, refused)
      }
      assert.includeMembers(paths, ["package.json", "README.md", "LICENSE"])
      assert.includeMembers(
        paths,
        isApp(found) ? Object.values(manifest.bin ?? {}) : ["dist/index.js", "dist/index.d.ts"]
      )
      assert.strictEqual(paths.includes("message.schema.json"), folder === "packages/core")
      assert.strictEqual(read(`${folder}/LICENSE`), read("LICENSE"))
      assert.isNotEmpty(manifest.keywords)
    })
  }

  for (const { manifest } of libraries) {
    it(`satisfies publint and are-the-types-wrong: ${manifest.name}`, async () => {
      const tarball = new Uint8Array(readFileSync(file(manifest.name)))
      assert.deepStrictEqual((await publint({ pack: { tarball: tarball.buffer }, strict: true })).messages, [])
      const analysis = await checkPackage(createPackageFromTarballData(tarball))
      // Our packages are ES modules, so they need not resolve for CommonJS.
      const problems = analysis.types === false ? ["there are no types"] : analysis.problems.filter(isOfModules)
      assert.deepStrictEqual(problems, [])
    })
  }
})

describe("in an empty repository", () => {
  it.each([
    { module: "nodenext", outDir: "out" },
    { module: "preserve", moduleResolution: "bundler", noEmit: true }
  ])("type-checks, including our declarations, with %o", { timeout: 3 * minutes }, (options) => {
    writeFileSync(join(repository, "tsconfig.json"), settings(options))
    const { ours, problems } = Declarations.compile(repository)
    assert.deepStrictEqual(problems, [])
    assert.isAbove(ours, libraries.length)
  })

  it("runs the programs of the READMEs, which print what the READMEs say", { timeout: 3 * minutes }, async () => {
    const sandbox = start("node_modules/.bin/messages", ["sandbox", "--json"], repository)
    try {
      const { environment } = JSON.parse(await listening(sandbox)) as { environment: Record<string, string> }
      for (const { file, name, prints } of programs.filter(({ file }) => !isClient(file))) {
        const printed = await succeed("node", [`out/${file}.js`], repository, environment)
        assert.deepStrictEqual({ name, printed }, { name, printed: prints ?? "" })
      }
      await succeed("node", ["out/all.js"], repository)
    } finally {
      await end(sandbox)
    }
  })

  it("finds the JSON Schema of the message", async () => {
    const code = 'console.log(import.meta.resolve("@org/messages-core/message.schema.json"))'
    const url = await succeed("node", ["--input-type=module", "--eval", code], repository)
    assert.match(url, /node_modules\/@org\/messages-core\/message\.schema\.json\n$/)
  })

  for (const { manifest } of apps)
    for (const binary of Object.keys(manifest.bin ?? {}))
      it(`runs ${binary}`, async () => {
        assert.strictEqual(await succeed("npx", [binary, "--version"], repository), `${manifest.version}\n`)
      })
})
