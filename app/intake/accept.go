package intake

import "zhangfang/app/book"

// Codes of remarks that --accept-suspicious takes (DESIGN 4); --accept-incomplete
// takes the others.
var takenAsSuspicious = map[string]bool{"damaged_id": true, "lost_seconds": true, "mojibake": true}

// Needs tells what the owner must accept of a file with a remark so that it goes in;
// nothing where the remark holds no file.
func Needs(n book.Note) Options {
	switch {
	case !n.Suspicious:
		return Options{}
	case takenAsSuspicious[n.Code]:
		return Options{AcceptSuspicious: true}
	}
	return Options{AcceptIncomplete: true}
}

// within tells whether all that is to be accepted is.
func (o Options) within(given Options) bool {
	return (!o.AcceptPartial || given.AcceptPartial) && (!o.AcceptIncomplete || given.AcceptIncomplete) &&
		(!o.AcceptSuspicious || given.AcceptSuspicious)
}

// Accepts is exactly what the owner must accept so that a file that did not go in
// does, all of it told by the receipt, with the file named in Only. Where the
// receipt has Choices, the owner must say the Channel too. ok is false where
// accepting cannot help, and where nothing is to be accepted.
func Accepts(r *book.Receipt) (opt Options, ok bool) {
	opt.Only = r.File
	switch {
	case r.State == book.ReceiptRefused:
		opt.AcceptIncomplete = r.Problem != nil && r.Problem.Code == "incomplete"
		return opt, opt.AcceptIncomplete
	case r.State != book.ReceiptHeld:
		return Options{}, false
	}
	opt.AcceptPartial = r.Refused > 0
	for _, n := range r.Notes {
		needs := Needs(n)
		opt.AcceptSuspicious = opt.AcceptSuspicious || needs.AcceptSuspicious
		opt.AcceptIncomplete = opt.AcceptIncomplete || needs.AcceptIncomplete
	}
	return opt, true
}
