// Bundles the command line and everything it stands on into one file, and keeps the compiled code beside it (decision 0014).
import { build } from "esbuild"
import { execFileSync } from "node:child_process"
import { readdir, readFile, rm, writeFile } from "node:fs/promises"
import process from "node:process"
import { fileURLToPath } from "node:url"

const here = new URL("./", import.meta.url)
const { version } = JSON.parse(await readFile(new URL("package.json", here), "utf8"))

// Compiled code of another program must never stand beside a new one.
await rm(new URL("dist/bin.cache", here), { force: true })

const { metafile } = await build({
  absWorkingDir: new URL(".", here).pathname,
  entryPoints: ["src/bin.ts"],
  outfile: "dist/bin.cjs",
  bundle: true,
  // One CommonJS file: V8 can keep its compiled code, and a part that is imported dynamically runs only when it is needed.
  format: "cjs",
  platform: "node",
  target: "node20",
  // The workspace's own packages come from their sources: none needs to be built before.
  conditions: ["@org/source"],
  define: { VERSION: JSON.stringify(version) },
  minify: true,
  legalComments: "linked",
  metafile: true,
  logLevel: "warning"
})

// A run that loads every part compiles the code that the launcher will need.
execFileSync(process.execPath, [
  fileURLToPath(new URL("compile.js", here)),
  ...["--sandbox", "get", "mielto:msg_refund_question", "--strict"]
])

// What an earlier bundle left goes last, so that there is a whole program at any time.
for (const name of await readdir(new URL("dist", here)))
  if (name !== "bin.cache" && !Object.hasOwn(metafile.outputs, `dist/${name}`)) await rm(new URL(`dist/${name}`, here))

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
