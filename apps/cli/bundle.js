// Bundles the command line and everything it stands on into dist/: parts that only some commands need are loaded by them.
import { build } from "esbuild"
import { readFile, rm } from "node:fs/promises"

const here = new URL("./", import.meta.url)
const { version } = JSON.parse(await readFile(new URL("package.json", here), "utf8"))

await rm(new URL("dist", here), { recursive: true, force: true })
await build({
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
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  // Some CommonJS packages still call `require`.
  banner: { js: 'import { createRequire } from "node:module";const require = createRequire(import.meta.url);' },
  logLevel: "warning"
})
