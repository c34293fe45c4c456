package transit

import "zhangfang/app/book"

// DefaultReviewLimit is the difference from which an exception must be looked at
// by a person until the owner says otherwise: 500 yuan.
const DefaultReviewLimit book.Minor = 500_00

// An open exception older than this many days counts as one step worse.
const severeAge = 7

// Severity ranks an exception of any leg by money and by time, since money that
// is not there weighs more the longer it stays away. A difference of the review
// limit or more is High, of a fifth of it or more Medium, less is Low; an open
// exception of more than seven days is one step worse. The limit is in minor
// units of the exception's own currency.
func Severity(x book.Exception, reviewLimit book.Minor) book.Severity {
	s := book.Low
	switch size := difference(&x); {
	case size >= reviewLimit:
		s = book.High
	case size >= reviewLimit/5:
		s = book.Medium
	}
	if s != book.High && x.Age > severeAge && x.State != book.ExceptionResolved {
		s--
	}
	return s
}

// difference is the size of what is missing or too much; one out of range is as
// large as can be.
func difference(x *book.Exception) book.Minor {
	d, err := x.Actual.Sub(x.Expected)
	if err != nil {
		return book.Minor(1<<63 - 1)
	}
	return d.Abs()
}
