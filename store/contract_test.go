package store_test

import (
	"zhangfang/app/intake"
	"zhangfang/app/monthly"
	"zhangfang/app/review"
	"zhangfang/app/upkeep"
	"zhangfang/store"
)

// The store is the book of every use case.
var (
	_ intake.Book  = (*store.Store)(nil)
	_ review.Book  = (*store.Store)(nil)
	_ monthly.Book = (*store.Store)(nil)
	_ upkeep.Book  = (*store.Store)(nil)
)
