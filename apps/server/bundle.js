// Bundles the server and its dependencies from the sources of the workspace into dist/.
import { build } from "esbuild"
import { readdir, readFile, rm, writeFile } from "node:fs/promises"

const here = import.meta.dirname

await rm(`${here}/dist`, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [`${here}/src/main.ts`],
  outdir: `${here}/dist`,
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["@org/source"],
  // The first is a native package, which npm must install; the second is optional and not used.
  external: ["@libsql/client", "pg-native"],
  legalComments: "linked",
  logLevel: "warning",
  metafile: true,
  // Some dependencies are CommonJS and call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);'
  }
})

// Licenses require that their text is shipped with the bundled code.
const folders = new Set(
  Object.keys(metafile.inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(input) ?? [])
)
const licenses = await Promise.all([...folders].toSorted().map(license))
await writeFile(`${here}/dist/LICENSES.txt`, licenses.join("\n\n"))

async function license(folder) {
  const at = `${here}/${folder}`
  const { license, name, version } = JSON.parse(await readFile(`${at}package.json`, "utf8"))
  const file = (await readdir(at)).find((file) => /^licen[cs]e/i.test(file))
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : await readFile(`${at}${file}`, "utf8")}`
}
