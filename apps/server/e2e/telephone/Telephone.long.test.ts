/** The reference on the screen of a telephone, with each operation. */
import * as Telephone from "./Telephone.js"

Telephone.fits()
