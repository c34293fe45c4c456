package book

// Later puts open rows off: they are out of sight until the day of Work.Until by
// the owner's calendar. Matching does not look at it: what is explained meanwhile
// is explained.
const Later Action = "later"
