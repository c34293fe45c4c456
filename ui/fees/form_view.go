package fees

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// editCard asks for the terms of a rate card.
func (v *View) editCard(f CardForm) {
	t := v.deps.Text
	field := func(code, value, hint string) *ask.TextField {
		return ask.NewTextField(t.T("fees.form_"+code), value, hint)
	}
	rate, fixed := field("rate", f.Rate, "0.60"), field("fixed", f.Fixed, "0.00")
	least, most := field("min", f.Min, t.T("fees.hint_none")), field("cap", f.Cap, t.T("fees.hint_none"))
	from, to := field("from", f.From, t.T("fees.hint_from")), field("to", f.To, t.T("fees.hint_to"))
	method := field("method", f.Method, t.T("fees.any_method"))

	payer := kit.NewDropdown(f.Names(), func(i int) { f.Channel = i })
	payer.Select(f.Channel)
	var channel fyne.CanvasObject = payer
	title := t.T("fees.new_card")
	if f.Exists() {
		title = t.T("fees.edit_card")
		channel = box.Sized(0, draw.HeightControl, kit.NewLabel(v.presenter.data.name(f.card.Channel)).Cut())
	}
	var refunds, roundings []string
	for x := book.RefundFeeReturned; x <= book.RefundFeeCharged; x++ {
		refunds = append(refunds, t.T("fees.refund_"+x.String()))
	}
	for x := book.RoundAny; x <= book.RoundUp; x++ {
		roundings = append(roundings, t.T("fees.rounding_"+x.String()))
	}
	refund := kit.NewDropdown(refunds, func(i int) { f.Refund = book.RefundFee(i) })
	refund.Select(int(f.Refund))
	rounding := kit.NewDropdown(roundings, func(i int) { f.Rounding = book.Rounding(i) })
	rounding.Select(int(f.Rounding))

	content := box.VStack(box.Gap,
		kit.FormRow(kit.Captioned(t.T("fees.col_channel"), channel), method.Object()),
		kit.FormRow(rate.Object(), fixed.Object()),
		kit.FormRow(least.Object(), most.Object()),
		kit.FormRow(from.Object(), to.Object()),
		kit.FormRow(kit.Captioned(t.T("fees.form_refund"), refund), kit.Captioned(t.T("fees.form_rounding"), rounding)))
	at := map[string]*ask.TextField{"rate": rate, "fixed": fixed, "min": least, "cap": most, "cap_min": most, "from": from, "to": to, "to_from": to}
	ask.Form(v.deps.Window, t, title, content, []*ask.TextField{rate, fixed, least, most, from, to, method}, t.T("fees.save_card"), func() ask.Fault {
		f.Method, f.Rate, f.Fixed, f.Min, f.Cap = method.Text(), rate.Text(), fixed.Text(), least.Text(), most.Text()
		f.From, f.To = from.Text(), to.Text()
		card, wrong := f.read()
		if wrong != "" {
			return ask.Fault{Text: t.T("fees.fault_" + wrong), Field: at[wrong]}
		}
		v.presenter.SaveCard(card, func() { v.editCard(f) })
		return ask.Fault{}
	}, v.lists.cards.grid.Focus)
}

// editFX asks for an exchange rate.
func (v *View) editFX(f FXForm) {
	t := v.deps.Text
	from := ask.NewTextField(t.T("fees.form_fx_from"), f.From, "USD")
	to := ask.NewTextField(t.T("fees.form_fx_to"), f.To, string(book.CNY))
	rate := ask.NewTextField(t.T("fees.form_fx_rate"), f.Rate, "7.1234")
	day := ask.NewTextField(t.T("fees.form_fx_day"), f.Day, f.Day)
	source := kit.NewSegmented([]string{t.T("fees.fx_agreed"), t.T("fees.fx_market")}, nil)
	content := box.VStack(box.Gap,
		kit.FormRow(from.Object(), to.Object()), kit.FormRow(rate.Object(), day.Object()),
		kit.Captioned(t.T("fees.col_fx_source"), box.HStack(0, source)))
	at := map[string]*ask.TextField{"from": from, "to": to, "rate": rate, "day": day}
	ask.Form(v.deps.Window, t, t.T("fees.fx_add"), content, []*ask.TextField{rate, from, to, day}, t.T("fees.save_card"), func() ask.Fault {
		r, wrong := FXForm{From: from.Text(), To: to.Text(), Day: day.Text(), Rate: rate.Text(), Market: source.Selected() == 1}.read()
		if wrong != "" {
			return ask.Fault{Text: t.T("fees.fault_fx_" + wrong), Field: at[wrong]}
		}
		v.presenter.SaveFX(r)
		return ask.Fault{}
	}, v.lists.fx.grid.Focus)
}
