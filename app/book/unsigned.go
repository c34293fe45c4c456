package book

// PaymentUnsigned is that the provider is said to know no payment or refund by this
// number, in an answer that does not bear its signature: anybody on the way may have
// said so, and it proves nothing.
const PaymentUnsigned PaymentState = "unsigned"
