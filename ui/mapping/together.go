package mapping

import "zhangfang/app/book"

// together tells whether one column may be two fields: text repeats anything, and a
// cell may hold a day with its time, or one number for two.
func together(a, b book.ProfileField) bool {
	ga, gb := groupOf(a), groupOf(b)
	return ga == book.FieldMemo || gb == book.FieldMemo || ga == gb
}

// groupOf sorts fields by what may stand in one column; a sum stands by itself.
func groupOf(f book.ProfileField) book.ProfileField {
	switch f {
	case book.FieldDate, book.FieldTime:
		return book.FieldDate
	case book.FieldMemo, book.FieldCounterparty:
		return book.FieldMemo
	case book.FieldAmount, book.FieldIn, book.FieldOut, book.FieldFee, book.FieldBalance:
		return f
	}
	return book.FieldOrderNo
}
