package channels

// Trial ends the number of an account in which things are only tried out, where the
// provider gives it the same number as the account with the money: the rows of the two
// must never meet. https://docs.stripe.com/keys#test-live-modes
const Trial = "_test"
