// Package importers is the registry of formats. It opens what the owner drops
// (files, folders, zips), finds out by the header's columns what each file is,
// never by its name, and streams its rows.
package importers

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/adyen"
	"zhangfang/importers/alipay"
	"zhangfang/importers/bank"
	"zhangfang/importers/bill"
	"zhangfang/importers/camt"
	"zhangfang/importers/mt940"
	"zhangfang/importers/ofx"
	"zhangfang/importers/paypal"
	"zhangfang/importers/personal"
	"zhangfang/importers/platform"
	"zhangfang/importers/pos"
	"zhangfang/importers/qif"
	"zhangfang/importers/sheet"
	"zhangfang/importers/shop"
	"zhangfang/importers/stripe"
	"zhangfang/importers/wechat"
)

// formats are all formats, in the order in which they are tried.
func formats() []bill.Format { return slices.Concat(certain(), byColumns()) }

// certain are the formats whose headers no other file has, nor any other format.
func certain() []bill.Format {
	return slices.Concat(
		wechat.Formats(),
		alipay.Formats(),
		personal.Formats(),
		platform.Formats(),
		paypal.Formats(),
		stripe.Formats(),
		adyen.Formats(),
		ofx.Formats(),
		qif.Formats(),
		mt940.Formats(),
		camt.Formats(),
		bank.Certain(),
		pos.Certain(),
	)
}

// byColumns are the formats that read kinds of sheets, whoever made them, by the
// names of their columns; plain sheets last.
func byColumns() []bill.Format {
	return slices.Concat(
		pos.Formats(),
		shop.Formats(),
		bank.Formats(),
		sheet.Formats(),
	)
}

// unfolders read the documents that are no tables, in the order in which they
// are asked.
func unfolders() []bill.Unfolder {
	return slices.Concat(
		ofx.Unfolders(),
		qif.Unfolders(),
		mt940.Unfolders(),
		camt.Unfolders(),
		bank.Unfolders(),
		pos.Unfolders(),
	)
}

// formatOf is the first format that finds its header. What is known not to be
// supported is none, however much it looks like a plain sheet.
func formatOf(head *bill.Head, role book.Role) (bill.Format, int) {
	if fm, at := firstOf(certain(), head, role); fm != nil {
		return fm, at
	}
	if foreign(head) != "" {
		return nil, -1
	}
	return firstOf(byColumns(), head, role)
}

func firstOf(formats []bill.Format, head *bill.Head, role book.Role) (bill.Format, int) {
	for _, fm := range formats {
		at := -1
		if t, ok := fm.(*bill.Table); ok {
			at = t.DetectIn(head, role)
		} else {
			at = fm.Detect(head.Rows, role)
		}
		if at >= 0 {
			return fm, at
		}
	}
	return nil, -1
}
