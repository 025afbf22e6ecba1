// Bundles the command line into two files, and keeps the compiled code beside each (decision 0014).
import { execFileSync } from "node:child_process"
import { readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { bundle, removeOthers } from "../../tools/bundle/Bundle.js"

const here = import.meta.dirname
const { version } = JSON.parse(await readFile(join(here, "package.json"), "utf8"))

/** The entry loads the program, and nothing else that is imported dynamically. */
const programApart = {
  name: "program-apart",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/main\.js$/ }, () => ({ path: "./main.cjs", external: true }))
    onResolve({ filter: /./ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./absent", external: true } : undefined
    )
  }
}

/** Our connections offer HTTP/1.1 alone. Loading the code of HTTP/2 would also load Node's HTTP/2 and TLS, for plain HTTP too. */
const withoutHttp2 = {
  name: "without-http2",
  setup: ({ onLoad }) =>
    onLoad({ filter: /undici[/\\]lib[/\\]dispatcher[/\\]client-h2\.js$/ }, () => ({
      contents: "module.exports = undefined"
    }))
}

const options = {
  // CommonJS: V8 can keep its compiled code, and a part that is imported dynamically runs only when it is needed.
  format: "cjs",
  // A native package, which npm must install; what is optional in pg is not used.
  external: ["@libsql/client", "pg-native"],
  outExtension: { ".js": ".cjs" },
  supported: { "dynamic-import": false },
  define: { VERSION: JSON.stringify(version) },
  minify: true
}

// Compiled code of another program must never stand beside a new one.
for (const name of ["bin", "main"]) await rm(join(here, `dist/${name}.cache`), { force: true })

const names = await bundle(
  here,
  { ...options, entryPoints: ["src/bin.ts"], plugins: [programApart] },
  { ...options, entryPoints: ["src/main.ts"], plugins: [withoutHttp2] }
)

// Runs that load every part compile the code that the launcher will need.
const compile = (...args) => execFileSync(process.execPath, [join(here, "compile.js"), ...args])
compile("bin", "--help")
compile("main", "--sandbox", "get", "mielto:msg_refund_question", "--strict")

await removeOthers(here, [...names, "bin.cache", "main.cache"])
