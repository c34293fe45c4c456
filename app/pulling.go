package app

import (
	"context"
	"path/filepath"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/paypal"
	"zhangfang/app/channels/stripe"
	"zhangfang/app/channels/wechatpay"
	"zhangfang/app/intake"
	"zhangfang/app/pull"
)

// Drivers are the providers that can be connected, in the order in which they are
// offered.
func Drivers() []channels.Driver {
	return []channels.Driver{alipay.Driver{}, wechatpay.Driver{}, paypal.Driver{}, stripe.Driver{}}
}

// importPulled brings a pulled bill in like a file that was dropped. Once a day's bill
// is in, what an earlier try of that day left waiting waits no more.
func (b *Book) importPulled(ctx context.Context, path string, from pull.Origin) ([]book.Receipt, error) {
	receipts, err := b.Import(ctx, []string{path}, intake.Options{Channel: from.Channel, Account: from.Account, Covers: from.Covers}, nil)
	if err != nil || slices.ContainsFunc(receipts, func(r book.Receipt) bool { return r.State == book.ReceiptHeld || r.State == book.ReceiptRefused }) {
		return receipts, err
	}
	waiting, err := b.Intake.Pending(ctx)
	if err != nil {
		return receipts, err
	}
	for _, w := range waiting {
		if filepath.Dir(w.Receipt.Path) == filepath.Dir(path) {
			if err := b.Intake.PutAside(ctx, w.ID); err != nil {
				return receipts, err
			}
		}
	}
	return receipts, nil
}
