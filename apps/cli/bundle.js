// Bundles the command line and everything it stands on into dist/: parts that only some commands need are loaded by them.
import { build } from "esbuild"
import { readdir, readFile, rm, writeFile } from "node:fs/promises"

const here = new URL("./", import.meta.url)
const { version } = JSON.parse(await readFile(new URL("package.json", here), "utf8"))

const { metafile } = await build({
  absWorkingDir: new URL(".", here).pathname,
  entryPoints: ["src/bin.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // The workspace's own packages come from their sources: none needs to be built before.
  conditions: ["@org/source"],
  define: { VERSION: JSON.stringify(version) },
  minify: true,
  legalComments: "linked",
  // Some CommonJS packages still call `require`.
  banner: { js: 'import { createRequire } from "node:module";const require = createRequire(import.meta.url);' },
  metafile: true,
  logLevel: "warning"
})

// What an earlier bundle left goes last, so that there is a whole program at any time.
for (const name of await readdir(new URL("dist", here)))
  if (!Object.hasOwn(metafile.outputs, `dist/${name}`)) await rm(new URL(`dist/${name}`, here))

// The licenses of what is inside, as they ask for.
const folders = new Set(
  Object.keys(metafile.inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(input) ?? [])
)
const licenses = await Promise.all([...folders].toSorted().map(license))
await writeFile(new URL("dist/LICENSES.txt", here), licenses.join("\n\n"))

async function license(folder) {
  const at = new URL(folder, here)
  const { license, name, version } = JSON.parse(await readFile(new URL("package.json", at), "utf8"))
  const file = (await readdir(at)).find((file) => /^licen[cs]e/i.test(file))
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : await readFile(new URL(file, at), "utf8")}`
}
