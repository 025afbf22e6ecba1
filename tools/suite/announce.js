// Says what `npm test` is about to do, because it takes minutes.
console.log(
  "Runs the unit tests on source, builds, then runs the end-to-end tests: five minutes on two free cores, and seconds if nothing changed."
)
