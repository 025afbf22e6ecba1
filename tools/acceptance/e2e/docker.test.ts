/** Checks the container image and the compose file without an engine: what they name exists, and they ask for no rights. */
import { assert, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { packages, read, root, run } from "./Workspace.js"

/** The package has no types. */
const { load }: { readonly load: (text: string, options: object) => unknown } = createRequire(import.meta.url)(
  "js-yaml"
)

interface Service {
  readonly image: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly command?: ReadonlyArray<string>
  readonly environment?: Readonly<Record<string, string | number>>
  readonly network_mode?: string
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck: { readonly test: ReadonlyArray<string> }
  readonly ports?: ReadonlyArray<string>
  readonly cap_drop?: ReadonlyArray<string>
  readonly security_opt?: ReadonlyArray<string>
  readonly read_only?: boolean
  readonly stop_grace_period?: string
}

const { services } = load(read("docker/compose.yaml"), {}) as { readonly services: Readonly<Record<string, Service>> }

const names = ["server-1", "server-2"] as const

const serviceOf = (name: string): Service => {
  const service = services[name]
  assert(service !== undefined, name)
  return service
}

const servers = names.map(serviceOf)

const dockerfile = read("docker/Dockerfile")

/** The instructions, with their continued lines joined. */
const instructions = dockerfile
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [, word = "", rest = ""] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    return { word, rest }
  })

const last = instructions.slice(instructions.findLastIndex(({ word }) => word === "FROM"))

const valuesOf = (word: string) => last.filter((instruction) => instruction.word === word).map(({ rest }) => rest)

describe("docker/Dockerfile", () => {
  it("has only instructions that Docker knows", () => {
    const known =
      "FROM WORKDIR COPY ENV RUN LABEL VOLUME USER EXPOSE HEALTHCHECK STOPSIGNAL CMD ENTRYPOINT ARG SHELL".split(" ")
    for (const { word } of instructions) assert.include(known, word)
  })

  it("builds in one image and ships another, each of a version and of no registry in particular", () => {
    const images = instructions.filter(({ word }) => word === "FROM").map(({ rest }) => rest.split(" ")[0] ?? "")
    assert.strictEqual(images.length, 2)
    for (const image of images) assert.match(image, /^[a-z]+:\d[\w.-]*$/)
  })

  it("runs as a user without rights, and has a health check", () => {
    assert.deepStrictEqual(valuesOf("USER"), ["node"])
    const user = last.findIndex(({ word }) => word === "USER")
    assert.isFalse(last.slice(user).some(({ word }) => word === "RUN" || word === "COPY"))
    assert.strictEqual(valuesOf("HEALTHCHECK").length, 1)
  })

  it("starts the program of the server's package", () => {
    const bin = packages.find(({ folder }) => folder === "apps/server")?.manifest.bin?.["messages-server"] ?? ""
    const [command = ""] = valuesOf("CMD")
    assert.deepStrictEqual(JSON.parse(command), ["node", `/opt/messages/node_modules/@org/messages-server/${bin}`])
    assert.isTrue(existsSync(join(root, "apps/server", bin)))
  })

  it("copies files that exist", () => {
    for (const rest of valuesOf("COPY").filter((rest) => !rest.startsWith("--from")))
      assert.isTrue(existsSync(join(root, rest.split(" ")[0] ?? "")), rest)
  })

  it("sets variables that docs/settings.md has", () => {
    const settings = read("docs/settings.md")
    const variables = [
      ...valuesOf("ENV")
        .join(" ")
        .matchAll(/(MESSAGES_\w+)=/g)
    ].map(([, name = ""]) => name)
    assert.isAbove(variables.length, 1)
    for (const variable of variables) assert.include(settings, `\`${variable}\``)
  })
})

describe("docker/compose.yaml", () => {
  it("has two servers, PostgreSQL and a sandbox, each with a health check", () => {
    assert.sameMembers(Object.keys(services), [...names, "postgres", "sandbox"])
    for (const { healthcheck } of Object.values(services)) assert.strictEqual(healthcheck.test[0], "CMD")
  })

  it("builds the image from a Dockerfile that exists", () => {
    for (const name of [...names, "sandbox"]) {
      const { build, image } = serviceOf(name)
      assert.deepStrictEqual([build, image], [{ context: "..", dockerfile: "docker/Dockerfile" }, "messages"])
    }
    assert.isTrue(existsSync(join(root, "docker/Dockerfile")))
  })

  it("gives the servers one database, and each a port and a runner of its own", () => {
    const valuesOf = (name: string) => servers.map(({ environment = {} }) => environment[name])
    assert.strictEqual(new Set(valuesOf("MESSAGES_DATABASE_URL")).size, 1)
    assert.strictEqual(new Set([...valuesOf("MESSAGES_PORT"), ...valuesOf("MESSAGES_EXPORTS_RUNNER")]).size, 4)
    for (const value of [...valuesOf("MESSAGES_PORT"), ...valuesOf("MESSAGES_EXPORTS_RUNNER")])
      assert.match(String(value), /^(127\.0\.0\.1:)?\d{4}$/)
  })

  it("starts a server when the database and the sandbox are healthy, and gives it time to stop", () => {
    for (const { depends_on = {}, stop_grace_period = "" } of servers) {
      assert.deepStrictEqual(
        Object.entries(depends_on).map(([name, { condition }]) => [name, condition]),
        [
          ["postgres", "service_healthy"],
          ["sandbox", "service_healthy"]
        ]
      )
      assert.isAtLeast(Number.parseInt(stop_grace_period), 16)
    }
  })

  it("takes every right from the programs, and publishes ports on this machine alone", () => {
    for (const service of [...servers, serviceOf("sandbox")]) {
      assert.isTrue(service.read_only)
      assert.deepStrictEqual(service.cap_drop, ["ALL"])
    }
    for (const { ports = [], security_opt } of Object.values(services)) {
      assert.deepStrictEqual(security_opt, ["no-new-privileges:true"])
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/)
    }
  })

  it("has no password and no token in it", () => {
    const text = read("docker/compose.yaml")
    for (const variable of ["MESSAGES_TOKENS", "POSTGRES_PASSWORD"])
      assert.match(text, new RegExp(`\\$\\{${variable}:\\?`))
  })

  it("uses the sandbox as the sandbox says", () => {
    const urls = new Map([["honcho", "http://127.0.0.1:4011"] as const])
    const expected = Sandbox.environment("http://127.0.0.1:4010", urls)
    for (const { environment = {} } of servers) assert.deepInclude(environment, expected)
    assert.deepStrictEqual(serviceOf("sandbox").command, ["messages", "sandbox", "--port", "4010"])
  })

  it("sets variables that docs/settings.md has", () => {
    const settings = read("docs/settings.md")
    for (const { environment = {} } of servers)
      for (const variable of Object.keys(environment)) assert.include(settings, `\`${variable}\``)
  })
})

describe("docker/health.mjs", () => {
  const health = join(root, "docker/health.mjs")

  it("succeeds if the program answers, and fails if it does not, or says that it is not ready", async () => {
    const server = createServer(({ url }, response) => {
      response.statusCode = url === "/readyz" ? 503 : url === "/factory" ? 401 : 200
      response.end()
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    const port = String((server.address() as AddressInfo).port)
    const codeOf = async (...args: ReadonlyArray<string>) =>
      (await run(process.execPath, [health, ...args], root, { MESSAGES_PORT: port })).code
    assert.deepStrictEqual(
      [await codeOf(), await codeOf("/readyz"), await codeOf(`http://127.0.0.1:${port}/factory`)],
      [0, 1, 0]
    )
    server.close()
    await once(server, "close")
    assert.strictEqual(spawnSync(process.execPath, [health], { env: { MESSAGES_PORT: port } }).status, 1)
  })
})
