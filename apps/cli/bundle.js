// Bundles the command line and everything it stands on into dist/: parts that only some commands need are loaded by them.
import { build } from "esbuild"
import { readdir, readFile, rm } from "node:fs/promises"

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
