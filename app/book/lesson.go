package book

import "time"

// LessonKind is what a lesson is about, by a stable code.
type LessonKind string

// The kinds of lessons.
const (
	LessonAlias     LessonKind = "alias"     // Subject and Value name the same party
	LessonNotAlias  LessonKind = "not_alias" // Subject and Value were declined together; fades
	LessonThreshold LessonKind = "threshold" // from which scores a leg suggests, and matches by itself
	LessonClass     LessonKind = "class"     // lines of the party Subject are of the class Value
	LessonPayer     LessonKind = "payer"     // the party Subject on bank lines pays for the channel Channel
)

// Lesson is something that decisions taught. It is a function of the standing
// decisions and their rows, so undoing a decision unlearns it; one that the owner
// deleted (Forget) counts no more.
type Lesson struct {
	Kind    LessonKind
	Leg     Leg
	Subject string // a normalised name; "" for a threshold
	Value   string // a normalised name, or a class
	Channel ChannelID
	Suggest float64 // for a threshold: scores from here on are offered
	Auto    float64 // for a threshold: scores from here on count by themselves
	Weight  float64 // 0 to 1: how sure; that of a declined pair fades
	For     int     // decisions that speak for it
	Against int     // decisions that speak against it
	Last    DecisionID
	At      time.Time // of the last decision
}

// Key names the lesson in a Forget decision.
func (l *Lesson) Key() string {
	return string(l.Kind) + "|" + string(l.Leg) + "|" + l.Subject + "|" + l.Value
}

// Class is what a bank line without a counterpart is, by a stable code.
type Class string

// The classes.
const (
	ClassNone        Class = ""             // not known
	ClassGoods       Class = "goods"        // 货款: sold or bought goods
	ClassSalary      Class = "salary"       // 工资
	ClassRent        Class = "rent"         // 房租
	ClassPlatformFee Class = "platform_fee" // 平台服务费
	ClassBankFee     Class = "bank_fee"     // 手续费 of the bank
	ClassInterest    Class = "interest"     // 利息
	ClassTax         Class = "tax"          // 税费
	ClassSocial      Class = "social"       // 社保公积金
	ClassUtilities   Class = "utilities"    // 水电
	ClassLogistics   Class = "logistics"    // 快递物流
	ClassAdvertising Class = "advertising"  // 推广
	ClassLoan        Class = "loan"         // 借还款
	ClassOwn         Class = "own"          // 内部转账: between the owner's own accounts
	ClassPurchaseRef Class = "refund"       // 退货退款: back for something the owner bought
	ClassPayout      Class = "payout"       // 渠道结算: a channel's payout
)

// Classes lists the classes that a person may choose from, in the order shown.
var Classes = []Class{ClassGoods, ClassSalary, ClassRent, ClassPlatformFee, ClassBankFee, ClassInterest, ClassTax, ClassSocial,
	ClassUtilities, ClassLogistics, ClassAdvertising, ClassLoan, ClassOwn, ClassPurchaseRef, ClassPayout}
