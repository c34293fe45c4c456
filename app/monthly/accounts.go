package monthly

import (
	"context"
	"fmt"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// The numbers that accounts have until the owner says otherwise: those of the
// Chinese chart of accounts (企业会计准则应用指南, 财会〔2006〕18号, appendix). What
// has not reached the bank is 其他货币资金; bank charges are 财务费用.
const (
	codeSales    = "6001"   // 主营业务收入
	codeFees     = "660304" // 财务费用-手续费
	codeClearing = "1012"   // 其他货币资金
	codeBank     = "1002"   // 银行存款
	codeSuspense = "2241"   // 其他应付款
)

// accountSetting is the setting that keeps an account of the mapping: its number
// and name with a space between.
func accountSetting(k book.AccountKey) string {
	name := "journal.account." + string(k.Use)
	if k.Channel != 0 {
		name += fmt.Sprintf(".%d", k.Channel)
	}
	return name
}

// Accounts is the account mapping of the book: the general accounts, then those of
// each channel that takes money or holds it. Names that nobody chose are in the
// language of text.
func (s *Service) Accounts(ctx context.Context, text *assets.Text) ([]book.AccountLine, error) {
	channels, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	lines := []book.AccountLine{
		standard(text, book.UseSales, codeSales), standard(text, book.UseRefunds, codeSales),
		standard(text, book.UseFees, codeFees), standard(text, book.UseSuspense, codeSuspense),
	}
	for _, c := range channels {
		switch c.Role {
		case book.RolePayments:
			lines = append(lines, ofChannel(text, book.UseClearing, codeClearing, c))
		case book.RoleBank:
			lines = append(lines, ofChannel(text, book.UseBank, codeBank, c))
		}
	}
	for i := range lines {
		kept, err := s.book.Setting(ctx, accountSetting(lines[i].AccountKey))
		if err != nil {
			return nil, fmt.Errorf("account mapping: %w", err)
		}
		if kept != "" {
			lines[i].Account, lines[i].Default = parseAccount(kept), false
		}
	}
	return lines, nil
}

func standard(text *assets.Text, use book.AccountUse, code string) book.AccountLine {
	return book.AccountLine{AccountKey: book.AccountKey{Use: use}, Account: book.Account{Code: code, Name: text.T("journal.name." + string(use))}, Default: true}
}

// ofChannel is the account of one channel, a sub-account by the channel's number.
func ofChannel(text *assets.Text, use book.AccountUse, code string, c book.Channel) book.AccountLine {
	return book.AccountLine{
		AccountKey: book.AccountKey{Use: use, Channel: c.ID}, ChannelName: c.Name, Default: true,
		Account: book.Account{Code: fmt.Sprintf("%s%02d", code, c.ID), Name: text.T("journal.name."+string(use), c.Name)},
	}
}

// SetAccounts keeps accounts of the mapping, all or none, on record; the zero Account
// goes back to the standard one. Problem "account_missing" where number or name is.
func (s *Service) SetAccounts(ctx context.Context, changed map[book.AccountKey]book.Account) error {
	values := map[string]string{}
	for k, a := range changed {
		a.Code, a.Name = strings.Join(strings.Fields(a.Code), ""), strings.TrimSpace(a.Name)
		switch {
		case a == book.Account{}:
			values[accountSetting(k)] = ""
		case a.Code == "" || a.Name == "":
			return &book.Problem{Code: "account_missing"}
		default:
			values[accountSetting(k)] = a.Code + " " + a.Name
		}
	}
	return s.book.SetSettings(ctx, values, s.now())
}

// parseAccount reads "6001 主营业务收入".
func parseAccount(text string) book.Account {
	code, name, _ := strings.Cut(text, " ")
	return book.Account{Code: code, Name: name}
}
