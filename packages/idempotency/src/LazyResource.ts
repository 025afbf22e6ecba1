/** A resource that is opened on first use; if opening fails, the next use tries again. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as RcRef from "effect/RcRef"
import * as Scope from "effect/Scope"

/** The resource closes with the scope that this runs in, or when it is invalidated. */
export const make = <A, E>(open: Effect.Effect<A, E, Scope.Scope>) =>
  RcRef.make({ acquire: allOrNothing(open), idleTimeToLive: Duration.infinity })

/** Releases at once what was acquired on the way to a failure. */
const allOrNothing = <A, E>(acquire: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.flatMap(Scope.make(), (scope) =>
    Effect.addFinalizer((exit) => Scope.close(scope, exit)).pipe(
      Effect.zipRight(Scope.extend(acquire, scope)),
      Effect.onError((cause) => Scope.close(scope, Exit.failCause(cause)))
    )
  )
