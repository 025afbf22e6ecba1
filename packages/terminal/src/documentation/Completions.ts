/** Completion scripts for bash, zsh and fish, made from the descriptions of the commands. */
import * as BuiltInOptions from "../commandline/BuiltInOptions.js"
import type { Command, Value } from "../commandline/Command.js"
import type { CommandOption } from "../commandline/CommandOption.js"
import * as Programs from "../commandline/Program.js"
import type { Program } from "../commandline/Program.js"

type Option = CommandOption<unknown>

/** The completion script for a shell; `sh` gets the one for bash. */
export const script = (shell: "bash" | "zsh" | "fish" | "sh", program: Program<Command>): string => {
  const lines = shell === "zsh" ? zsh(program) : shell === "fish" ? fish(program) : bash(program)
  return lines.map((line) => `${line}\n`).join("")
}

const namesOf = ({ alias, name }: Option): ReadonlyArray<string> => (alias === undefined ? [name] : [alias, name])

const globalsOf = ({ options }: Program<Command>): ReadonlyArray<Option> => [...options, ...BuiltInOptions.all]

/** The words after the name of a group. */
const lastWords = (program: Program<Command>, group: Programs.Group): ReadonlyArray<string> =>
  Programs.membersOf(program, group).map(({ name }) => Programs.lastWord(name))

/** Whether a value may be any text, for which there is nothing to offer. */
const isText = ({ file = false, prefixes }: Value): boolean => prefixes === undefined && !file

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Bash splits words at `:` and `=`, so a ref is several words, and `--format=` is two. */
const bash = (program: Program<Command>): ReadonlyArray<string> => {
  const { commands, groups = [], name: executable } = program
  const globals = globalsOf(program)
  const pattern = (name: string) => (name.includes(" ") ? `"${name}"` : name)
  const taking = [...globals, ...commands.flatMap(({ options }) => options)].filter(({ value }) => value !== undefined)
  const words = (words: ReadonlyArray<string>) => `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$cur"))`
  const files = 'COMPREPLY=($(compgen -f -- "$cur"))'
  const values = (owner: string, options: ReadonlyArray<Option>) =>
    options.flatMap((option) => {
      const { choices, file, value } = option
      if (value === undefined) return []
      const reply = choices !== undefined ? words(Object.keys(choices)) : file ? files : ":"
      return [
        `    ${namesOf(option)
          .map((name) => `${pattern(owner)},${name}`)
          .join("|")}) ${reply}; return ;;`
      ]
    })
  const names = (options: ReadonlyArray<Option>) => words(options.flatMap(namesOf))
  const reply = ({ file, prefixes }: Value) =>
    prefixes !== undefined ? `${words(prefixes)}; compopt -o nospace 2> /dev/null` : file ? files : ":"
  return [
    `_${executable}() {`,
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="" count=0 skip="" word',
    "  COMPREPLY=()",
    '  [[ $cur == "=" ]] && cur="" && prev="= $prev"',
    '  [[ $prev == "=" ]] && prev="= ${COMP_WORDS[COMP_CWORD-2]}"',
    '  prev="${prev#= }"',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    if [[ $word == "=" && -n $skip ]]; then continue',
    "    elif [[ $word == [:=] ]]; then skip=1",
    '    elif [[ -n $skip ]]; then skip=""',
    `    elif [[ $word == @(${[...new Set(taking.flatMap(namesOf))].join("|")}) ]]; then skip=1`,
    "    elif [[ $word == -* ]]; then continue",
    '    elif [[ -z $command ]]; then command="$word"',
    ...groups.map(({ name }) => `    elif [[ $command == ${name} ]]; then command="$command $word"`),
    "    else count=$((count+1)); fi",
    "  done",
    "  case $command,$prev in",
    ...values("*", globals),
    ...commands.flatMap((command) => values(command.name, command.options)),
    "  esac",
    "  [[ -n $skip || ${COMP_WORDS[COMP_CWORD]} == [:=] ]] && return",
    "  case $command in",
    `    "") if [[ $cur == -* ]]; then ${names(globals)}; else ${words(Programs.heads(program).map(({ name }) => name))}; fi ;;`,
    ...groups.map((group) => {
      const members = words(lastWords(program, group))
      return `    ${group.name}) if [[ $cur == -* ]]; then ${names(globals)}; else ${members}; fi ;;`
    }),
    ...commands.map((command) => {
      const options = names([...command.options, ...globals])
      const { argument, second } = command
      const label = pattern(command.name)
      if (argument === undefined) return `    ${label}) ${options} ;;`
      const places = argument.repeated ? [argument] : [argument, ...(second === undefined ? [] : [second])]
      const branches = places
        .filter((place, index) => index === 0 || !isText(place))
        .map((place, index) => {
          const isHere = argument.repeated ? "" : `$count == ${index} && `
          return `if [[ ${isHere}$cur != -* ]]; then ${reply(place)};`
        })
      return `    ${label}) ${branches.join(" el")} else ${options}; fi ;;`
    }),
    "  esac",
    "}",
    `complete -F _${executable} ${executable}`
  ]
}

const zsh = (program: Program<Command>): ReadonlyArray<string> => {
  const { name: executable } = program
  const globals = globalsOf(program)
  const plain = (text: string) => text.replace(/[[\]:]/g, "\\$&")
  const spec = ({ alias, choices, file, name, repeated, summary, value }: Option) => {
    const action = choices !== undefined ? `(${Object.keys(choices).join(" ")})` : file ? "_files" : ""
    const tail = `[${plain(summary)}]${value === undefined ? "" : `:${value.slice(1, -1)}:${action}`}`
    const head = alias === undefined ? [name] : [alias, name]
    return head.map((name) =>
      quote(`${repeated ? "*" : ""}${name}${value === undefined ? "" : name.startsWith("--") ? "=" : "+"}${tail}`)
    )
  }
  const place = (position: string, { file, name, prefixes }: Value) => {
    const action = prefixes !== undefined ? `{compadd -S "" -- ${prefixes.join(" ")}}` : file ? "_files" : ""
    return quote(`${position}:${name.slice(1, -1)}:${action}`)
  }
  const places = ({ argument, second }: Command) => [
    ...(argument === undefined ? [] : [place(argument.repeated ? "*" : "1", argument)]),
    ...(second === undefined ? [] : [place(second.isOptional ? "2:" : "2", second)])
  ]
  const described = (all: ReadonlyArray<Command | Programs.Group>) =>
    all.map(({ name, summary }) => quote(`${Programs.lastWord(name)}:${plain(summary)}`)).join(" ")
  const branch = (command: Command) =>
    `    ${Programs.lastWord(command.name)}) _arguments -S ${[...[...command.options, ...globals].flatMap(spec), ...places(command)].join(" ")} ;;`
  const choose = (list: string) =>
    `_arguments -S -C ${globals.flatMap(spec).join(" ")} '1:command:{_describe command ${list}}' '*:: :->command' && return`
  const heads = Programs.heads(program)
  return [
    `#compdef ${executable}`,
    `_${executable}() {`,
    "  local context state state_descr line",
    "  typeset -A opt_args",
    `  local -a commands=(${described(heads)})`,
    `  ${choose("commands")}`,
    "  case $line[1] in",
    ...heads.flatMap((one) => {
      if ("options" in one) return [branch(one)]
      const members = Programs.membersOf(program, one)
      return [
        `    ${one.name})`,
        `      local -a ${one.name}_commands=(${described(members)})`,
        `      ${choose(`${one.name}_commands`)}`,
        "      case $line[1] in",
        ...members.map((member) => `    ${branch(member)}`),
        "      esac ;;"
      ]
    }),
    "  esac",
    "}",
    `if [[ $funcstack[1] == _${executable} ]]; then _${executable} "$@"; else compdef _${executable} ${executable}; fi`
  ]
}

const fish = (program: Program<Command>): ReadonlyArray<string> => {
  const { commands, groups = [], name: executable } = program
  const globals = globalsOf(program)
  const seen = ({ name }: Command) => {
    // The last word of a command in a group may also be a command of its own, such as list.
    const others = groups.filter((group) => lastWords(program, group).includes(name))
    const words = name.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`)
    const conditions = [...words, ...others.map((group) => `not __fish_seen_subcommand_from ${group.name}`)]
    return `-n ${quote(conditions.join("; and "))}`
  }
  const use = (one: Command | Programs.Group, condition: string) =>
    `complete -c ${executable} -n ${condition} -a ${Programs.lastWord(one.name)} -d ${quote(one.summary)}`
  const useMember = (command: Command, group: Programs.Group) => {
    const words = lastWords(program, group).join(" ")
    const condition = `__fish_seen_subcommand_from ${group.name}; and not __fish_seen_subcommand_from ${words}`
    return use(command, quote(condition))
  }
  const line = (condition: string, { alias, choices, file, name, summary, value }: Option) => {
    const action = choices !== undefined ? `-x -a ${quote(Object.keys(choices).join(" "))}` : file ? "-r -F" : "-x"
    return [
      `complete -c ${executable} ${condition}`,
      ...(alias === undefined ? [] : [`-s ${alias.slice(1)}`]),
      `-l ${name.slice(2)}`,
      ...(value === undefined ? [] : [action]),
      `-d ${quote(summary)}`
    ].join(" ")
  }
  // Fish does not count positions, so the values of both are offered at each.
  const offered = ({ argument, second }: Command) => {
    const places = [argument, second].filter((place) => place !== undefined)
    const prefixes = [...new Set(places.flatMap(({ prefixes = [] }) => prefixes))]
    return [
      ...(prefixes.length === 0 ? [] : [`-a ${quote(prefixes.join(" "))}`]),
      ...(places.some(({ file }) => file) ? ["-F"] : [])
    ]
  }
  return [
    `complete -c ${executable} -f`,
    ...globals.map((option) => line("", option)),
    ...Programs.heads(program).map((one) => use(one, "__fish_use_subcommand")),
    ...groups.flatMap((group) => Programs.membersOf(program, group).map((member) => useMember(member, group))),
    ...commands.flatMap((command) => [
      ...offered(command).map((action) => `complete -c ${executable} ${seen(command)} ${action}`),
      ...command.options.map((option) => line(seen(command), option))
    ])
  ]
}
