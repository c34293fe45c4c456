package sample

// Trouble is what life does to rows that are right all the same: they belong
// together, and nothing is to be raised. The engine has to see through it.
type Trouble string

// The troubles.
const (
	// An order number as the channel's row shows it.
	CutNumber      Trouble = "cut_number"      // characters are missing at one end
	SheetNumber    Trouble = "sheet_number"    // a spreadsheet kept 15 digits and made zeros of the rest
	PrefixedNumber Trouble = "prefixed_number" // the shop's code before it, or the number of a try behind it
	SwappedNumber  Trouble = "swapped_number"  // two digits changed places

	PaidInParts Trouble = "paid_in_parts" // one order, two payments: a deposit and the rest
	CloseSales  Trouble = "close_sales"   // two card sales of equal amount within minutes, at one terminal
	PartRefunds Trouble = "part_refunds"  // one refund of the order, paid out in several parts
	LateRefund  Trouble = "late_refund"   // paid out in a month after that of the sale
	Voided      Trouble = "voided"        // a card payment that was voided, and made again
	GivenBack   Trouble = "given_back"    // a second charge that the channel gave back by itself

	MergedDays Trouble = "merged_days" // three days and more in one credit
	SplitDay   Trouble = "split_day"   // one day in several credits
	NettedFee  Trouble = "netted_fee"  // less a fee that the remark names
	Unnamed    Trouble = "unnamed"     // the remark names neither channel nor day
)

// saleTrouble is a trouble of the sales leg, how many orders there are to one,
// and the channels of which any will do.
type saleTrouble struct {
	what  Trouble
	per   int
	needs Channels
}

func saleTroubles() []saleTrouble {
	const keyed = WeChatPay | Alipay
	return []saleTrouble{
		{CutNumber, 2000, keyed}, {SheetNumber, 2500, keyed}, {PrefixedNumber, 1500, keyed}, {SwappedNumber, 2500, keyed},
		{PaidInParts, 1500, keyed}, {CloseSales, 1500, POS}, {PartRefunds, 900, keyed | POS}, {LateRefund, 700, keyed},
		{Voided, 1200, POS}, {GivenBack, 1500, keyed},
	}
}
