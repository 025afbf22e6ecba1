/** A resource that is opened on first use; if opening fails, the next use tries again. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as RcRef from "effect/RcRef"
import * as Scope from "effect/Scope"

/** Makes a resource that closes with the surrounding scope, or when it is invalidated. */
export const make = <A, E>(open: Effect.Effect<A, E, Scope.Scope>) =>
  RcRef.make({ acquire: allOrNothing(open), idleTimeToLive: Duration.infinity })

/** If acquiring fails, releases at once everything that was acquired before the failure. */
const allOrNothing = <A, E>(acquire: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.flatMap(Scope.make(), (scope) =>
    Effect.addFinalizer((exit) => Scope.close(scope, exit)).pipe(
      Effect.zipRight(Scope.extend(acquire, scope)),
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
  )
