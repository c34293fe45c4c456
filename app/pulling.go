package app

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/paypal"
	"zhangfang/app/channels/stripe"
	"zhangfang/app/channels/wechatpay"
	"zhangfang/app/intake"
)

// Drivers are the providers that can be connected, in the order in which they are
// offered.
func Drivers() []channels.Driver {
	return []channels.Driver{alipay.Driver{}, wechatpay.Driver{}, paypal.Driver{}, stripe.Driver{}}
}

// importPulled brings a pulled bill in like a file that was dropped.
func (b *Book) importPulled(ctx context.Context, path, channel string, covers book.Period) ([]book.Receipt, error) {
	return b.Import(ctx, []string{path}, intake.Options{Channel: channel, Covers: covers}, nil)
}
