package channels

import (
	"context"
	"time"

	"zhangfang/app/book"
)

// OrderQuerier is a client that can be asked for one payment, by the order's number or
// the provider's own. One that the provider does not know is an answer, of the state
// book.PaymentAbsent; Connection, Provider and Asked are the caller's to fill in.
// Problem CodeNumber where the provider takes none of the numbers given.
type OrderQuerier interface {
	QueryOrder(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error)
}

// RefundQuerier is a client that can be asked for one refund, as OrderQuerier for a
// payment.
type RefundQuerier interface {
	QueryRefund(ctx context.Context, n book.PaymentNumbers) (book.PaymentAnswer, error)
}

// BalanceReader is a client that tells what lies in the account, by currency.
type BalanceReader interface {
	ReadBalances(ctx context.Context) ([]book.AccountBalance, error)
}

// TodayReader is a client that tells what moved in the account on the day that is not
// over, from a moment on until another, before there is a bill.
type TodayReader interface {
	ReadToday(ctx context.Context, from, to time.Time) ([]book.WalletMove, error)
}

// CodeNumber is that a provider cannot find a payment or refund by the numbers given;
// A says which it takes: "order", "txn", "refund", "refund_own".
const CodeNumber = "query_number"

// NeedsNumber is the problem CodeNumber.
func NeedsNumber(which string) error { return &book.Problem{Code: CodeNumber, Args: []string{which}} }
